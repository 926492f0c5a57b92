/** One row of the journal as a sentence: that of the request's timeline, or that of the last changes, and those that are its own. */
import type { Locale, SignInOutcome } from "#app/dispatch/vocabulary";
import type { Change } from "#app/events/kinds";
import { changedSentence } from "./changed";
import type { Translate } from "./index";
import { type Sayable, SUBJECTS, timelineSentence } from "./timeline";

type What =
  | { told: Sayable; changed: Change }
  | { read: "request" | "interpreter" | "application" }
  | { signIn: SignInOutcome; device: string; network: string; times: number };

export function journalSentence(t: Translate, locale: Locale, what: What, actsFor: Sayable["actsFor"]): string {
  if ("read" in what) return t(`admin:journal.read.${what.read}`);
  if ("signIn" in what) return signInSentence(t, what);
  if (SUBJECTS[what.told.kind] !== null) return timelineSentence(t, locale, what.told);
  const sentence = changedSentence(t, locale, what.changed, (key) => t(`admin:settings.rule.${key.replace(".", "_")}`));
  return actsFor === null ? sentence : `${sentence} – ${t(`coordinator:timeline.actsFor.${actsFor}`)}`;
}

function signInSentence(t: Translate, { signIn, device, network, times }: Extract<What, { signIn: unknown }>): string {
  const words = [
    times > 1 && t("auth:signIns.times", { count: times }),
    device === "" || device === "?" ? null : device,
    network,
  ];
  return [t(`auth:signIns.outcome.${signIn}`), ...words.filter(Boolean)].join(" · ");
}
