import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { LookAlike } from "#app/dispatch/look-alike";
import type { Mode, Names } from "#app/dispatch/vocabulary";
import { phone, phoneLink, relativeWait } from "#app/i18n/format";
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

/** "Līdzīgs: R-7F3KQ (tas pats klients), …": others that may be the same need, each a link. */
export function Alike({ others, saysWhose = false }: { others: readonly LookAlike[]; saysWhose?: boolean }) {
  const { t } = useReader();
  return (
    <>
      {t("coordinator:alike.label")}{" "}
      {others.map(({ requestId, reference, organisation, likeness }, index) => (
        <span key={requestId}>
          {index > 0 && ", "}
          <Link to={`/coordinator/requests/${requestId}`}>{reference}</Link> (
          {[t(`coordinator:alike.${likeness}`), saysWhose && organisation].filter(Boolean).join("; ")})
        </span>
      ))}
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
        <a href={phoneLink(number)}>{phone(number)}</a>
      </>
    )
  );
}

/** How long it has waited, said once by the server and refreshed with the page. */
export function Waited({ since, now }: { since: Instant; now: Instant }) {
  const { t, locale } = useReader();
  return <>{t("coordinator:queue.waited", { time: relativeWait(locale, now - since) })}</>;
}
