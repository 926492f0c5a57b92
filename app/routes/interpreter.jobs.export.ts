import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter } from "#app/context.server";
import { listAnswer } from "#app/exports/answer";
import { ownJobsTable } from "#app/exports/own";

/** The rows of the page as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  return listAnswer(request, ctx, new URL(request.url).searchParams, ownJobsTable(ctx));
}
