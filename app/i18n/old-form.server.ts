/** What is said about a pasted old form; made on the server, so that the request form's own page does not carry it. */
import type { Locale } from "#app/dispatch/vocabulary";
import type { OldForm } from "#app/forms/old-form";
import { translator } from "./index";

export type OldFormTold = ReturnType<typeof oldFormTold>;

/** What the box says. */
export function oldFormTexts(locale: Locale) {
  const t = translator(locale);
  return {
    text: t("request:old.text"),
    hint: t("request:old.hint"),
    read: t("request:old.read"),
  };
}

/** What is wrong with what was pasted, in words: the page that shows it has none for it. */
export function oldFormErrors(locale: Locale, wrong: "empty" | "too_long") {
  const t = translator(locale);
  return { oldForm: [t(wrong === "empty" ? "request:old.empty" : "request:old.tooLong")] };
}

export function oldFormTold(locale: Locale, { found, unread, removed }: Omit<OldForm, "draft">) {
  const t = translator(locale);
  const fields = found.map((name) => t(`request:field.${name}`)).join(", ");
  return {
    title: t("request:old.foundTitle"),
    /** What was read, or that nothing was; and what was left out. */
    lines: [
      found.length > 0 ? t("request:old.found", { fields }) : t("request:old.nothing"),
      ...(removed > 0 ? [t("request:old.removed", { count: removed })] : []),
    ],
    unreadTitle: unread.length > 0 ? t("request:old.unread") : null,
    unread,
    /** The fields that hold what was read, and what is said beside their names. */
    found,
    mark: t("request:old.mark"),
  };
}
