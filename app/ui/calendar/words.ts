/** How one appointment is said in one line: on its card, to a screen reader, in the list. */
import type { Locale } from "#app/dispatch/vocabulary";
import type { Translate } from "#app/i18n";
import { sentenceCase, timeRange } from "#app/i18n/format";
import type { IconName } from "#app/ui/icon";
import type { Entry, EntryName } from "./entry";

export const MODE_ICON = { onsite: "place", phone: "phone", video: "video" } as const satisfies Record<
  Entry["mode"],
  IconName
>;

/** "Darī, telefoniski, 14:00–15:00, meklē tulku, Liepāja". */
export function entryName(t: Translate, locale: Locale, entry: EntryName): string {
  return [
    sentenceCase(entry.language),
    t(`domain:mode.${entry.mode}`),
    timeRange(locale, { start: entry.startAt, end: entry.endAt }),
    stateWords(t, entry),
    entry.place,
    entry.interpreterName,
    entry.isOverruled ? t("coordinator:calendar.overruled") : null,
  ]
    .filter(Boolean)
    .join(", ");
}

/** The state of this place in the request: a filled one of a half-filled request is not "partly". */
export function stateWords(t: Translate, entry: Pick<Entry, "assignmentId" | "state" | "askedName">): string {
  const state = entry.assignmentId && entry.state === "partly_secured" ? "secured" : entry.state;
  if (entry.askedName) return t("coordinator:calendar.asked", { name: entry.askedName });
  return t(`domain:requestState.${state}`).toLocaleLowerCase("lv");
}
