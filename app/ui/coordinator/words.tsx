import type { ReactNode } from "react";
import type { Mode, Names } from "#app/dispatch/vocabulary";
import { phone, relativeWait } from "#app/i18n/format";
import type { Instant } from "#app/time";
import { Icon, type IconName, useReader } from "#app/ui/kit";

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
  const { t, named } = useReader();
  const spoken = language ? named(language) : t("coordinator:frame.typed", { typed: languageText ?? "?" });
  const where = place ? `${t(`domain:mode.${mode}`)}, ${named(place)}` : t(`domain:mode.${mode}`);
  return (
    <>
      <span className="what-language">{spoken}</span>
      {variant && ` (${named(variant)})`} · {where}
    </>
  );
}

/** One thing to know, with its sign. */
export function Line({ icon, children }: { icon: IconName; children: ReactNode }) {
  return (
    <p className="line">
      <Icon name={icon} />
      <span>{children}</span>
    </p>
  );
}

/** " · 27 011 868", behind a person's name or town; nothing where no number is known. */
export function AndPhone({ number }: { number: string | null }) {
  return (
    number && (
      <>
        {" · "}
        <a href={`tel:${number}`}>{phone(number)}</a>
      </>
    )
  );
}

/** How long it has waited, said once by the server and refreshed with the page. */
export function Waited({ since, now }: { since: Instant; now: Instant }) {
  const { t, locale } = useReader();
  return <>{t("coordinator:queue.waited", { time: relativeWait(locale, now - since) })}</>;
}
