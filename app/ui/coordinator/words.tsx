import type { Mode, Names } from "#app/dispatch/vocabulary";
import { relativeWait } from "#app/i18n/format";
import type { Instant } from "#app/time";
import { useLocale, useT } from "#app/ui/kit";

/** A name of the language table in the reader's language. */
export function useNamed(): (name: Names | null | undefined) => string {
  const locale = useLocale();
  return (name) => name?.[locale] ?? "";
}

/** "Dari (jebkurš paveids) · pa tālruni" or "Kurdu · klātienē, Jelgava": what is asked, in one line. */
export function What({
  language,
  variant,
  languageText,
  mode,
  place,
}: {
  language: Names | null;
  variant?: Names | null;
  languageText: string | null;
  mode: Mode;
  place: Names | null;
}) {
  const t = useT();
  const named = useNamed();
  const spoken = language ? named(language) : t("coordinator:frame.typed", { typed: languageText ?? "?" });
  const where = place ? `${t(`domain:mode.${mode}`)}, ${named(place)}` : t(`domain:mode.${mode}`);
  return (
    <>
      <span className="what-language">{spoken}</span>
      {variant && ` (${named(variant)})`} · {where}
    </>
  );
}

/** How long it has waited, said once by the server and refreshed with the page. */
export function Waited({ since, now }: { since: Instant; now: Instant }) {
  const t = useT();
  const locale = useLocale();
  return <>{t("coordinator:queue.waited", { time: relativeWait(locale, now - since) })}</>;
}
