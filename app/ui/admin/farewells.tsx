/** An institution works with us no more: what of it lies ahead, each to be decided about, and whose accounts stay. */
import { Link } from "@remix-run/react";
import type { Mode, Names } from "#app/dispatch/vocabulary";
import { whenLong } from "#app/i18n/format";
import type { Instant, Interval } from "#app/time";
import { What } from "#app/ui/coordinator/words";
import { RadioGroup, useReader } from "#app/ui/kit";

interface Farewell {
  requests: {
    requestId: string;
    reference: string;
    language: Names | null;
    variant?: Names | null;
    mode: Mode;
    place: Names | null;
    interval: Interval;
    isSecured: boolean;
    hasBegun: boolean;
  }[];
  people: { id: string; name: string; email: string }[];
}

export function Farewells({ farewell: { requests, people }, now }: { farewell: Farewell; now: Instant }) {
  const { t, locale } = useReader();
  const word = (key: string) => t(`admin:farewell.${key}`);
  return (
    <section aria-label={word("title")} className="stack" data-gap="s">
      <input type="hidden" name="people" value={people.length} />
      <h2>{word("title")}</h2>
      {requests.length > 0 && <p className="small muted">{word("means")}</p>}
      <ul className="plain-list ahead stack">
        {requests.map((request) => (
          <li key={request.requestId}>
            <Link to={`/coordinator/requests/${request.requestId}`} className="tap">
              <What {...request} languageText={null} />
            </Link>{" "}
            <span className="reference">{request.reference}</span>
            <div className="when">{whenLong(locale, request.interval, now)}</div>
            <div className="small muted">{word(request.isSecured ? "secured" : "open")}</div>
            {request.hasBegun ? (
              <p>{word("hasBegun")}</p>
            ) : (
              <RadioGroup
                name={`fate.${request.requestId}`}
                label={t("admin:farewell.fate", { reference: request.reference })}
                options={["goes_on", "is_cancelled"].map((value) => ({ value, label: word(value) }))}
              />
            )}
          </li>
        ))}
      </ul>
      {people.length > 0 && (
        <>
          <h3>{word("people")}</h3>
          <p className="small muted">{word("peopleMeans")}</p>
          <ul className="plain-list">
            {people.map(({ id, name, email }) => (
              <li key={id} className="admin-break">
                <Link to={`/admin/users/${id}/disable`}>{name}</Link> · {email}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
