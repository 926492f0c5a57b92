/** What the address of the journal asks for. */

import { JOURNAL_GROUPS, type JournalGroup } from "#app/events/journal-groups";
import { textIn } from "#app/form";
import { type DateText, isDate } from "#app/time";

export interface JournalAsked {
  /** Words that name an account. */
  who: string | null;
  /** Words that name a request, an interpreter, an organisation or an account. */
  what: string | null;
  group: JournalGroup | null;
  from: DateText | null;
  to: DateText | null;
}

/** What is not a known value is left out. */
export function readJournalAddress(search: URLSearchParams): JournalAsked {
  const date = (name: string) => {
    const value = search.get(name) ?? "";
    return isDate(value) ? value : null;
  };
  return {
    who: textIn(search, "who"),
    what: textIn(search, "what"),
    group: JOURNAL_GROUPS.find((group) => group === search.get("group")) ?? null,
    from: date("from"),
    to: date("to"),
  };
}
