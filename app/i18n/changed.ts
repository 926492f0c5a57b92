/** One change of a person, an account, a rule and the like as a sentence without who did it. */
import type { InterpreterStatus, Locale } from "#app/dispatch/vocabulary";
import { type DateText, type Instant, type Interval, startOfDay } from "#app/time";
import { dateTime, dayShort } from "./format";
import type { Translate } from "./index";

/** What a sentence needs; `queries/everyone/changes` answers changes of this shape. */
export interface Change {
  at: Instant;
  /** null: nobody who was signed in. */
  who: string | null;
  kind: string;
  /** Of the account, organisation or desk. */
  name: string | null;
  interval: Interval | null;
  from: InterpreterStatus | null;
  to: InterpreterStatus | null;
  /** A rule's key, and what it is from `date` on. */
  rule: string | null;
  value: string | number | null;
  date: DateText | null;
}

/** "Klusuma sākums: 21:00, spēkā no 01.04.2026." `ruleName`: what a rule is called, where rules are changed. */
export function changedSentence(t: Translate, locale: Locale, change: Change, ruleName = (key: string) => key): string {
  const { kind, name, interval, from, to, rule, value, date } = change;
  return t(`coordinator:changes.kind.${kind}`, {
    name: name ?? "",
    start: interval ? dateTime(locale, interval.start) : "",
    end: interval ? dateTime(locale, interval.end) : "",
    from: from ? t(`domain:interpreterStatus.${from}`) : "",
    to: to ? t(`domain:interpreterStatus.${to}`) : "",
    rule: rule ? ruleName(rule) : "",
    value: value ?? "",
    date: date ? dayShort(locale, startOfDay(date)) : "",
  });
}
