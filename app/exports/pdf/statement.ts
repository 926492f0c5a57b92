/** An interpreter's month as a document: rows and their sum, whole cents, exactly as the page has them. In the language of the house. */
import { HOUSE_LOCALE } from "#app/dispatch/vocabulary";
import { dayShort, duration, monthAndYear, sentenceCase } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import type { Instant } from "#app/time";
import type { PdfDocument } from "./document";

/** One thing that is paid, or why nothing is. */
export interface StatementRow {
  at: Instant;
  reference: string;
  /** In words: a service, a journey, an expense. */
  kind: string;
  minutes: number | null;
  /** Why it is so much, in words. */
  why: string;
  cents: number;
  /** The code of its record; null where there is none. */
  code: string | null;
}

export interface Statement {
  service: string;
  interpreter: string;
  /** "2026-03" */
  month: string;
  /** In words: whether it is handed in, approved, paid. */
  state: string;
  rows: readonly StatementRow[];
  minutes: number;
  cents: number;
}

export function statementDocument(
  { service, interpreter, month, state, rows, minutes, cents }: Statement,
  madeAt: Instant,
): PdfDocument {
  const t = translator(HOUSE_LOCALE);
  const word = (name: string) => t(`proof:statement.${name}`);
  const head = (name: string, parts: number, isNumber = false) => ({ text: word(`head.${name}`), parts, isNumber });
  const when = sentenceCase(monthAndYear(HOUSE_LOCALE, `${month}-01`));
  return {
    title: t("proof:statement.title", { month: when }),
    lang: HOUSE_LOCALE,
    author: service,
    madeAt,
    foot: `${service} · ${when}`,
    blocks: [
      {
        kind: "facts",
        rows: [
          [t("proof:fact.service"), service],
          [t("proof:fact.interpreter"), interpreter],
          [t("proof:fact.month"), when],
          [t("proof:fact.standing"), state],
        ],
      },
      {
        kind: "table",
        heads: [
          head("date", 3),
          head("reference", 3),
          head("kind", 3),
          head("why", 6),
          head("record", 3),
          head("length", 2, true),
          head("euros", 2, true),
        ],
        rows: rows.map((row) => [
          dayShort(HOUSE_LOCALE, row.at),
          row.reference,
          row.kind,
          row.why,
          row.code ?? "",
          row.minutes === null ? "" : inHours(row.minutes),
          inEuros(row.cents),
        ]),
        total: [word("total"), "", "", "", "", inHours(minutes), inEuros(cents)],
      },
      ...(rows.length === 0 ? [{ kind: "text" as const, text: word("none") }] : []),
    ],
  };
}

/** Whole cents as "1 234,05", without a currency; never by way of a fraction. */
export function inEuros(cents: number): string {
  const whole = String(Math.trunc(Math.abs(cents) / 100)).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  return `${cents < 0 ? "−" : ""}${whole},${String(Math.abs(cents) % 100).padStart(2, "0")}`;
}

/** A correction may take time away. */
function inHours(minutes: number): string {
  return `${minutes < 0 ? "−" : ""}${duration(Math.abs(minutes))}`;
}
