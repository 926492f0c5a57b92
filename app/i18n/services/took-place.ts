/** What took place, in words: from these the paid time follows. */
import type { Locale } from "#app/dispatch/vocabulary";
import type { Spent, Told } from "#app/pay/took-place";
import { timeRange } from "../format";
import type { Translate } from "../index";

/** Of breaks and waiting only some versions speak. */
export type TookPlaceSaid = Told & Partial<Pick<Spent, "breakMinutes" | "waitingMinutes">>;

/** "notika 10:00–11:00, pārtraukumi: 10 min, gaidīšana: 5 min", or why not. */
export function tookWords(t: Translate, locale: Locale, said: TookPlaceSaid): string {
  const { held, notHeldReason, startedAt, endedAt, breakMinutes = 0, waitingMinutes = 0 } = said;
  const outcome =
    held && startedAt !== null && endedAt !== null
      ? t("attest:took", { time: timeRange(locale, { start: startedAt, end: endedAt }) })
      : t("attest:tookNot", { why: t(`domain:notHeldReason.${notHeldReason}`) });
  return [
    outcome,
    breakMinutes > 0 && t("attest:tookBreaks", { minutes: breakMinutes }),
    waitingMinutes > 0 && t("attest:tookWaiting", { minutes: waitingMinutes }),
  ]
    .filter(Boolean)
    .join(", ");
}
