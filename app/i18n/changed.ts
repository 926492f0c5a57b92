/** One change of a person, an account, a rule and the like as a sentence without who did it. */
import type { Locale } from "#app/dispatch/vocabulary";
import type { Change } from "#app/events/kinds";
import { startOfDay } from "#app/time";
import { dateTime, dayShort, sentenceCase } from "./format";
import type { Translate } from "./index";

export type { Change };

/** "Klusuma sākums: 21:00, spēkā no 01.04.2026." `ruleName`: what a rule is called, where rules are changed. */
export function changedSentence(t: Translate, locale: Locale, change: Change, ruleName = (key: string) => key): string {
  const { kind, name, interval, from, to, rule, value, date, list, letter } = change;
  return t(`coordinator:changes.kind.${kind}`, {
    name: name ?? "",
    start: interval ? dateTime(locale, interval.start) : "",
    end: interval ? dateTime(locale, interval.end) : "",
    from: from ? t(`domain:interpreterStatus.${from}`) : "",
    to: to ? t(`domain:interpreterStatus.${to}`) : "",
    rule: rule ? ruleName(rule) : "",
    value: value ?? "",
    letter: letter ? sentenceCase(t(`domain:notificationKind.${letter.letter}`)) : "",
    tongue: letter ? t(`coordinator:changes.tongue.${letter.locale}`) : "",
    list: list ? t(`coordinator:changes.list.${list}`) : "",
    date: date ? dayShort(locale, startOfDay(date)) : "",
  });
}
