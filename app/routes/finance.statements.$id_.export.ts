import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter, notFound } from "#app/context.server";
import { statementAnswer } from "#app/exports/statement";
import { monthIn } from "#app/forms/statement";
import { statementOf } from "#app/queries/everyone/statement";
import { dateOf } from "#app/time";

/** Somebody's month as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "finance");
  const { searchParams } = new URL(request.url);
  const statement = statementOf(ctx, { interpreterId: params.id ?? "", month: monthIn(searchParams, dateOf(ctx.now)) });
  if (!statement) throw notFound();
  return statementAnswer(request, ctx, searchParams, statement);
}
