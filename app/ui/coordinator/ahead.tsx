/** What still lies ahead of a person: each job or request in a line that leads to it. */
import { Link } from "@remix-run/react";
import type { Mode, Names } from "#app/dispatch/vocabulary";
import { whenLong } from "#app/i18n/format";
import type { Instant, Interval } from "#app/time";
import { useReader } from "#app/ui/kit";
import { What } from "./words";

interface Ahead {
  requestId: string;
  reference: string;
  language: Names | null;
  mode: Mode;
  place: Names | null;
  organisation: string;
  interval: Interval;
}

/** The first of them, and how many there are when they are not all. */
export function AheadList({
  title,
  ahead,
  now,
}: {
  title: string;
  ahead: { total: number; first: Ahead[] };
  now: Instant;
}) {
  const { t, locale } = useReader();
  const rest = ahead.total - ahead.first.length;
  return (
    <section aria-label={title}>
      <p>
        <strong>{title}</strong>
      </p>
      <ul className="plain-list ahead stack" data-gap="s">
        {ahead.first.map((one) => (
          <li key={one.requestId}>
            <Link to={`/coordinator/requests/${one.requestId}`} className="tap">
              <What {...one} languageText={null} />
            </Link>{" "}
            <span className="reference">{one.reference}</span>
            <div className="when">{whenLong(locale, one.interval, now)}</div>
            <div className="small muted">{one.organisation}</div>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="small muted">{t("coordinator:queue.more", { count: rest })}</p>}
    </section>
  );
}
