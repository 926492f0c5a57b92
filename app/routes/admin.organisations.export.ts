import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter } from "#app/context.server";
import { organisationsTable } from "#app/exports/admin";
import { listAnswer } from "#app/exports/answer";
import { textIn } from "#app/form";

/** The rows of the page as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const { searchParams } = new URL(request.url);
  return listAnswer(request, ctx, searchParams, organisationsTable(ctx, textIn(searchParams, "words") ?? ""));
}
