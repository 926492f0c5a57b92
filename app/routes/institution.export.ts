import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter } from "#app/context.server";
import { listAnswer } from "#app/exports/answer";
import { ownRequestsTable } from "#app/exports/own";
import { ownRequestFilters } from "#app/forms/lists";
import { VIEWS } from "#app/queries/institution/my-requests";

/** The rows of the page as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "requester");
  const { searchParams } = new URL(request.url);
  return listAnswer(request, ctx, searchParams, ownRequestsTable(ctx, ownRequestFilters(searchParams, VIEWS)));
}
