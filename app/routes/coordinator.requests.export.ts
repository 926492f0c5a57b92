import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter } from "#app/context.server";
import { listAnswer } from "#app/exports/answer";
import { requestsTable } from "#app/exports/coordinator";
import { requestFilters } from "#app/forms/lists";
import { LIST_STATES } from "#app/queries/coordinator/requests-list";
import { addressWithDates } from "#app/respond";

/** The rows of the page as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const search = addressWithDates(request, ctx.now, "from", "to");
  return listAnswer(request, ctx, search, requestsTable(ctx, requestFilters(search, LIST_STATES)));
}
