/** What a letter's own sentence names: what was changed, what took place, whose month. */
import { isToldToInterpreter } from "#app/dispatch/request-edit";
import type { Translate } from "#app/i18n";
import { changedWords } from "#app/i18n/change";
import { euros, monthAndYear } from "#app/i18n/format";
import { tookWords } from "#app/i18n/services/took-place";
import type { MessageFacts } from "./message";

export function whatOf(t: Translate, facts: MessageFacts): string {
  const { kind, took, statement, changed } = facts;
  const { locale } = facts.to;
  if (took) return `${tookWords(t, locale, took)} (${t(`proof:way.${took.way}`)})`;
  if (statement) return `${monthAndYear(locale, `${statement.month}-01`)}, ${euros(locale, statement.cents)}`;
  return changedWords(t, locale, changed.filter(kind === "job_changed" ? isToldToInterpreter : () => true));
}
