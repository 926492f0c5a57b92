import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter } from "#app/context.server";
import { listAnswer } from "#app/exports/answer";
import { interpretersTable } from "#app/exports/coordinator";
import { oneOf, workFilters } from "#app/forms/lists";
import { LISTED_STATUSES } from "#app/queries/coordinator/interpreters";

/** The rows of the page as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const { searchParams } = new URL(request.url);
  const filters = { ...workFilters(searchParams), status: oneOf(searchParams, "status", LISTED_STATUSES) };
  return listAnswer(request, ctx, searchParams, interpretersTable(ctx, filters));
}
