/** What the edit does to the work somebody has: seen first, saved then. */

import { Link } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { obstacleSentence } from "#app/i18n/explain";
import { whenLong } from "#app/i18n/format";
import type { MetInWords } from "#app/queries/coordinator/work-met";
import type { Instant } from "#app/time";
import { What } from "#app/ui/coordinator/words";
import { Button, Notice, useReader } from "#app/ui/kit";

export function Met({ met, now }: { met: readonly MetInWords[]; now: Instant }) {
  const { t } = useReader();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const of = (kind: MetInWords["kind"]) => met.filter((one) => one.kind === kind);
  return (
    <div ref={box} tabIndex={-1}>
      <Notice tone="problem" title={t("coordinator:person.met.title")} announce>
        {met.map(({ id }) => (
          <input key={id} type="hidden" name="seen[]" value={id} />
        ))}
        <MetList title={t("coordinator:person.met.jobs")} met={of("job")} now={now} />
        {of("job").length > 0 && <p>{t("coordinator:person.met.jobsMean")}</p>}
        <MetList title={t("coordinator:person.met.offers")} met={of("offer")} now={now} />
        {of("offer").length > 0 && <p>{t("coordinator:person.met.offersMean")}</p>}
        <Button name="intent" value="save" variant="primary">
          {t("coordinator:person.met.save")}
        </Button>
      </Notice>
    </div>
  );
}

function MetList({ title, met, now }: { title: string; met: readonly MetInWords[]; now: Instant }) {
  const { t, locale } = useReader();
  if (met.length === 0) return null;
  return (
    <section aria-label={title}>
      <p>
        <strong>{title}</strong>
      </p>
      <ul className="plain-list stack" data-gap="s">
        {met.map((one) => (
          <li key={one.id}>
            <Link to={`/coordinator/requests/${one.requestId}`}>
              <What {...one} languageText={null} />
            </Link>{" "}
            <span className="reference">{one.reference}</span>
            <div className="when">{whenLong(locale, one.interval, now)}</div>
            {one.obstacles.map((obstacle) => (
              <p className="sentence small" key={obstacle.code}>
                {obstacleSentence(t, locale, obstacle, one.names)}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
