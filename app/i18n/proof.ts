/** What an act says, in words: the same rows in print and on the page that checks it. */
import type { Locale } from "#app/dispatch/vocabulary";
import type { AskedFacts, PublicFacts, ServiceFacts } from "#app/pay/record";
import type { Told } from "#app/pay/took-place";
import type { Instant } from "#app/time";
import { dateTime, dayShort, duration, monthAndYear, sentenceCase, timeRange, whenLong } from "./format";
import type { Translate } from "./index";

export type FactRows = readonly (readonly [label: string, value: string])[];

interface Reader {
  t: Translate;
  locale: Locale;
}

/** Rows without a value are left out. */
function rows(t: Translate, given: readonly (readonly [key: string, value: string | null | false])[]): FactRows {
  return given.flatMap(([key, value]) => (value ? [[t(`proof:fact.${key}`), value] as const] : []));
}

/** Who was to do what for whom. */
export function askedRows({ t, locale }: Reader, facts: AskedFacts, spoken: string | null = null): FactRows {
  return rows(t, [
    ["service", facts.service],
    ["reference", facts.reference],
    ["institution", facts.institution],
    ["unit", facts.unit],
    ["interpreter", facts.interpreter],
    ["language", facts.language],
    ["spoken", spoken],
    ["mode", t(`domain:mode.${facts.mode}`)],
    ["place", facts.place],
    ["planned", whenLong(locale, { start: facts.plannedStart, end: facts.plannedEnd })],
  ]);
}

export interface ActPart {
  title: string;
  rows: FactRows;
}

/** Both sides' versions, what a coordinator decided, and what holds. */
export function actParts(reader: Reader, facts: ServiceFacts): readonly ActPart[] {
  const { t, locale } = reader;
  const { report, word, decision, agreed } = facts;
  const spent = ({ breakMinutes, waitingMinutes }: { breakMinutes: number; waitingMinutes: number }) =>
    [
      ["breaks", breakMinutes > 0 && duration(breakMinutes)],
      ["waiting", waitingMinutes > 0 && duration(waitingMinutes)],
    ] as const;
  return [
    {
      title: t(report.byInterpreter ? "proof:part.report" : "proof:part.reportByOther"),
      rows: rows(t, [...toldRows(reader, report), ...spent(report), ["reported", dateTime(locale, report.at)]]),
    },
    ...(word
      ? [
          {
            title: t("proof:part.word"),
            rows: rows(t, [
              ...(word.way === "silence" ? [] : toldRows(reader, word)),
              ["attested", dateTime(locale, word.at)],
              ["way", t(`proof:way.${word.way}`)],
              ["by", word.name],
            ]),
          },
        ]
      : []),
    ...(decision
      ? [
          {
            title: t("proof:part.decision"),
            rows: rows(t, [
              ["decision", t(`proof:decided.${decision.as}`)],
              ["decided", dateTime(locale, decision.at)],
            ]),
          },
        ]
      : []),
    {
      title: t("proof:part.agreed"),
      rows: rows(t, [
        ...toldRows(reader, agreed),
        ...spent(agreed),
        ["length", agreed.held && duration(agreed.minutes)],
        ["state", t(`proof:state.${agreed.state}`)],
      ]),
    },
  ];
}

function toldRows({ t, locale }: Reader, told: Told): readonly (readonly [string, string | null])[] {
  return [
    ["outcome", outcome(t, told)],
    ["when", told.startedAt !== null && told.endedAt !== null ? onDay(locale, told.startedAt, told.endedAt) : null],
  ];
}

const onDay = (locale: Locale, start: Instant, end: Instant) =>
  `${dayShort(locale, start)} ${timeRange(locale, { start, end })}`;

function outcome(t: Translate, { held, notHeldReason }: Pick<Told, "held" | "notHeldReason">): string {
  return held
    ? t("proof:outcome.held")
    : t("proof:outcome.notHeld", { reason: t(`domain:notHeldReason.${notHeldReason}`) });
}

/** What a record says to everybody. */
export function publicRows({ t, locale }: Reader, record: PublicFacts & { number: number }): FactRows {
  return rows(t, [
    ["number", t("proof:verify.recordNumber", { number: String(record.number) })],
    ["month", sentenceCase(monthAndYear(locale, `${record.month}-01`))],
    ["mode", t(`domain:mode.${record.mode}`)],
    ["outcome", outcome(t, record)],
    ["length", record.held && duration(record.minutes)],
    ["state", t(`proof:state.${record.state}`)],
    ["agreed", dateTime(locale, record.at)],
  ]);
}
