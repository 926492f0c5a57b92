import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter } from "#app/context.server";
import { listAnswer } from "#app/exports/answer";
import { approvedTable } from "#app/exports/pay";
import { monthIn } from "#app/forms/statement";
import { dateOf } from "#app/time";

/** The bookkeeper's list: what was approved of the month. */
export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "finance");
  const { searchParams } = new URL(request.url);
  return listAnswer(request, ctx, searchParams, approvedTable(ctx, monthIn(searchParams, dateOf(ctx.now))));
}
