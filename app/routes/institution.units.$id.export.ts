import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter, notFound } from "#app/context.server";
import { listAnswer } from "#app/exports/answer";
import { unitTable } from "#app/exports/unit";
import { unitPage } from "#app/queries/institution/unit";

/** The figures of the page as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "requester");
  const unit = unitPage(ctx, params.id ?? "");
  if (!unit) throw notFound();
  return listAnswer(request, ctx, new URL(request.url).searchParams, unitTable(ctx, unit.figures));
}
