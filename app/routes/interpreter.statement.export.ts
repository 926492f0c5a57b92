import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter, notFound } from "#app/context.server";
import { statementAnswer } from "#app/exports/statement";
import { monthIn } from "#app/forms/statement";
import { statementOf } from "#app/queries/everyone/statement";
import { dateOf } from "#app/time";

/** The rows of the page as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  const { searchParams } = new URL(request.url);
  const month = monthIn(searchParams, dateOf(ctx.now));
  const statement = statementOf(ctx, { interpreterId: ctx.viewer.interpreterId ?? "", month });
  if (!statement) throw notFound();
  return statementAnswer(request, ctx, searchParams, statement);
}
