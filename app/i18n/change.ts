/** A change that would make a request possible, in the requester's words: without people's names. */

import type { ProposedChange } from "#app/dispatch/relax";
import type { EditedField } from "#app/dispatch/request-edit";
import type { Gender, Locale, Mode, Names } from "#app/dispatch/vocabulary";
import { type Instant, type Interval, minutesBetween } from "#app/time";
import { listOf, whenLong } from "./format";
import type { Translate } from "./index";

/** What was asked for, as far as the sentences speak of it. */
export interface AskedFor {
  /** When it is said: a day of this year needs no year. */
  now: Instant;
  interval: Interval;
  mode: Mode;
  gender: Gender | null;
  /** null: it is not in the list, and no change of language is proposed. */
  language: Names | null;
}

/** The question to the requester, in the reader's language: what is proposed, nothing about clients, interpreters or others. */
export function questionSentence(
  t: Translate,
  locale: Locale,
  change: ProposedChange,
  asked: AskedFor,
  language: Names | null,
): string {
  const words = { asked: asked.language?.[locale] ?? "", language: language?.[locale] ?? "" };
  switch (change.kind) {
    case "time":
      return t("change:question.time", newTime(t, locale, asked.now, asked.interval, change));
    case "mode":
      return t(`change:question.mode.${change.mode}_${asked.mode}`);
    case "unwanted":
      return t("change:question.unwanted");
    case "gender":
      return t(`change:question.gender.${asked.gender ?? "F"}`);
    case "substitute":
    case "relay":
      return t(`change:question.${change.kind}`, words);
  }
}

/** What was proposed, for the timeline: "laiks: otrdien, 1. decembrī, 13:30–14:30". */
export function changeWords(t: Translate, locale: Locale, change: ProposedChange, language: Names | null): string {
  const words = { language: language?.[locale] ?? "" };
  switch (change.kind) {
    case "time":
      return t("change:short.time", { when: whenLong(locale, change) });
    case "mode":
      return t(`domain:mode.${change.mode}`);
    case "unwanted":
    case "gender":
    case "substitute":
    case "relay":
      return t(`change:short.${change.kind}`, words);
  }
}

/** "30 min agrāk" and the new time. */
export function newTime(t: Translate, locale: Locale, now: Instant, from: Interval, { start, end }: Interval) {
  const minutes = minutesBetween(from.start, start);
  const shift = t(`change:shift.${minutes < 0 ? "earlier" : "later"}`, { count: Math.abs(minutes) });
  return { shift, when: whenLong(locale, { start, end }, now) };
}

/** "valoda un ilgums": which facts, never what stood in them. */
export function changedWords(t: Translate, locale: Locale, changed: readonly EditedField[]): string {
  return listOf(locale, [...new Set(changed.map((field) => t(`mail:field.${field}`)))]);
}
