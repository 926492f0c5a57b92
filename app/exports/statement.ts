/** One month of one person as a file: a document to be kept, or a table; the same rows and cents as its page. */
import type { UserViewer } from "#app/auth/viewer";
import { exportList } from "#app/commands/export-list";
import type { Ctx } from "#app/context.server";
import { HOUSE_LOCALE } from "#app/dispatch/vocabulary";
import { serviceName } from "#app/facts/service/name";
import { translator } from "#app/i18n";
import { sentenceCase } from "#app/i18n/format";
import { reasonSentence } from "#app/i18n/pay";
import type { Statement, StatementRow } from "#app/queries/everyone/statement";
import { startOfDay } from "#app/time";
import { listAnswer } from "./answer";
import { statementTable } from "./pay";
import { type StatementRow as PrintedRow, statementDocument } from "./pdf/statement";
import { makePdf } from "./pdf/thread";

/** `search` names the format. The name of the file says whose it is to nobody. */
export async function statementAnswer(
  request: Request,
  ctx: Ctx<UserViewer>,
  search: URLSearchParams,
  statement: Statement,
): Promise<Response> {
  if (search.get("format") !== "pdf") return listAnswer(request, ctx, search, statementTable(ctx, statement));
  if (request.method === "GET") exportList(ctx, { list: "statement", format: "pdf", isNarrowed: true });
  const pdf = await makePdf(printed(ctx, statement));
  return new Response(Buffer.from(pdf), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="parskats-${statement.month}.pdf"`,
      "Cache-Control": "no-store",
    },
  });
}

/** In the language of the house. */
export function printed(ctx: Pick<Ctx, "db" | "now">, { name, month, state, rows, totals }: Statement) {
  const t = translator(HOUSE_LOCALE);
  const about = {
    service: serviceName(ctx),
    interpreter: name,
    month,
    state: t(`pay:state.${state}`),
    rows: rows.map(printedRow),
    minutes: totals.minutes,
    cents: totals.cents,
  };
  return statementDocument(about, ctx.now);
}

/** Minutes are those of services, as in the sum below them. */
function printedRow({ date, reference, kind, language, minutes, cents, reasons, code }: StatementRow): PrintedRow {
  const t = translator(HOUSE_LOCALE);
  return {
    at: startOfDay(date),
    reference: reference ?? "",
    kind: [t(`pay:row.${kind}`), language?.[HOUSE_LOCALE]].filter(Boolean).join(", "),
    minutes: kind === "service" ? minutes : null,
    why: reasons.map((reason) => sentenceCase(reasonSentence(t, HOUSE_LOCALE, reason))).join("; "),
    cents,
    code,
  };
}
