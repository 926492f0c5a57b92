/** By when an answer comes and when somebody answers the phone: the same words on form, page and mail. */
import type { Office } from "#app/dispatch/office";
import type { Outlook } from "#app/dispatch/promise";
import type { Locale } from "#app/dispatch/vocabulary";
import { momentLong, phone, untilLong } from "./format";
import type { Translate } from "./index";

/** The promise, or what really happens where there is none or it may not be kept: who is asked and when, whom to call, until when somebody is there. */
export function promiseSentence(
  t: Translate,
  locale: Locale,
  outlook: Outlook,
  deskPhone: string | null,
  office: Office,
): string {
  const { dueAt, risk, asks } = outlook;
  const held = heldSentence(t, locale, outlook, office);
  const decides = asks === "coordinator" ? t("request:promise.decides") : null;
  const when = dueAt === null ? "" : momentLong(locale, dueAt, office.today);
  if (dueAt !== null && risk === null) return sentences(t("request:promise.by", { when }), held, decides);
  return sentences(
    dueAt === null ? t("request:promise.none") : t(`request:promise.${risk}`, { when }),
    decides ?? held ?? t(`request:promise.${dueAt === null ? "askedNow" : "stillAsking"}`),
    callSentence(t, locale, outlook, deskPhone, office),
  );
}

/** "darba dienās 08:30–17:00", and out of hours when somebody is there again. Stands after a phone number. */
export function officeWords(t: Translate, locale: Locale, { isOpen, opens, closes, changesAt, today }: Office): string {
  const when = momentLong(locale, changesAt, today);
  return t(`common:office.${isOpen ? "open" : "closed"}`, { opens, closes, when });
}

/** A desk's number inside a sentence, with its hours; a number that nobody has given yet is called that. */
export function deskNumber(t: Translate, locale: Locale, number: string | null, office: Office): string {
  if (number === null) return t("common:office.noNumber");
  return `${phone(number)} (${officeWords(t, locale, office)})`;
}

function heldSentence(t: Translate, locale: Locale, { heldUntil, night }: Outlook, { today }: Office): string | null {
  if (heldUntil === null) return null;
  return t("request:promise.held", { ...night, when: momentLong(locale, heldUntil, today) });
}

function callSentence(
  t: Translate,
  locale: Locale,
  { startAt }: Outlook,
  deskPhone: string | null,
  { isOpen, changesAt, today }: Office,
): string | null {
  if (deskPhone === null) return null;
  const key = isOpen ? "callOpen" : changesAt < startAt ? "callClosed" : "callAfterStart";
  return t(`request:promise.${key}`, {
    phone: phone(deskPhone),
    until: untilLong(locale, changesAt, today),
    when: momentLong(locale, changesAt, today),
  });
}

function sentences(...parts: (string | null)[]): string {
  return parts.filter((part) => part !== null).join(" ");
}
