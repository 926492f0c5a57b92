/** What a requester's page says of a service: its words come with it, because few of their pages say them. */
import { isAboutService } from "#app/events/kinds";
import type { Translate } from "./index";

/** The line of an event; null for one that is not about a service. */
export function serviceEvent(
  t: Translate,
  { kind, why, actsFor }: { kind: string; why: string | null; actsFor: string | null },
): string | null {
  if (!isAboutService(kind)) return null;
  const more = [why && t(`attest:because.${why}`), actsFor === "interpreter" && t("attest:actsFor")].filter(Boolean);
  return [t(`attest:event.${kind}`), ...more].join(" – ");
}

/** What the link to what both sides said is called, and the code by which it is attested on the spot, with when to say it. */
export function serviceWords(t: Translate, code: string | null): { title: string; code: [string, string] | null } {
  return { title: t("attest:title"), code: code === null ? null : [t("attest:code", { code }), t("attest:codeHint")] };
}
