import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter } from "#app/context.server";
import { ROLES } from "#app/dispatch/vocabulary";
import { accountsTable } from "#app/exports/admin";
import { listAnswer } from "#app/exports/answer";
import { textIn } from "#app/form";
import { oneOf } from "#app/forms/lists";

/** The rows of the page as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const { searchParams } = new URL(request.url);
  const filters = { words: textIn(searchParams, "words") ?? "", role: oneOf(searchParams, "role", ROLES) };
  return listAnswer(request, ctx, searchParams, accountsTable(ctx, filters));
}
