import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter } from "#app/context.server";
import { journalTable } from "#app/exports/admin";
import { listAnswer } from "#app/exports/answer";
import { readJournalAddress } from "#app/forms/journal";
import { meantBy } from "#app/queries/admin/journal-meant";
import { addressWithDates } from "#app/respond";

/** The rows of the page as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const search = addressWithDates(request, ctx.now, "from", "to");
  const { filter } = meantBy(ctx, readJournalAddress(search));
  return listAnswer(request, ctx, search, journalTable(ctx, filter));
}
