/** Statements as tables: one month of one person row by row, and the approved ones of a month for the bookkeeper. */
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { translator } from "#app/i18n";
import { dayShort, sentenceCase } from "#app/i18n/format";
import { reasonSentence } from "#app/i18n/pay";
import { FUNDINGS } from "#app/pay/vocabulary";
import type { Statement, StatementRow } from "#app/queries/everyone/statement";
import { approvedStatements } from "#app/queries/everyone/statements";
import { startOfDay } from "#app/time";
import { cutShort, headsOf } from "./heads";
import { type ListTable, pagesOf, slicesOf } from "./table";

/** The rows of the page, and their sum. */
export function statementTable({ locale }: Ctx<UserViewer>, { rows, totals }: Statement): ListTable {
  const t = translator(locale);
  const cells = (row: StatementRow) => [
    dayShort(locale, startOfDay(row.date)),
    row.reference,
    t(`pay:row.${row.kind}`),
    row.language?.[locale] ?? null,
    row.minutes,
    { cents: row.cents },
    t(`pay:funding.${row.funding}`),
    row.reasons.map((reason) => sentenceCase(reasonSentence(t, locale, reason))).join("; "),
  ];
  const total = [t("common:listHead.total"), null, null, null, totals.minutes, { cents: totals.cents }, null, null];
  return {
    list: "statement",
    heads: headsOf(t, "date reference row language minutes amount funding why"),
    pages: function* () {
      yield* slicesOf(rows, cells, cutShort(t));
      yield [total];
    },
  };
}

/** Approved statements of a month by name, each with its sum by source of funding. */
export function approvedTable(ctx: Ctx<UserViewer>, month: string): ListTable {
  const t = translator(ctx.locale);
  return {
    list: "statements",
    heads: headsOf(t, "code name minutes amount project municipality commercial paid"),
    pages: () =>
      pagesOf(
        (page) => approvedStatements(ctx, month, page),
        ({ code, name, minutes, cents, byFunding, isPaid }) => [
          code,
          name,
          minutes,
          { cents },
          ...FUNDINGS.map((funding) => ({ cents: byFunding[funding] })),
          isPaid ? t("pay:rowState.paid") : null,
        ],
        cutShort(t),
      ),
  };
}
