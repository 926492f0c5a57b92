import { Link } from "@remix-run/react";
import { whenLong } from "#app/i18n/format";
import type { Instant } from "#app/time";
import { Badge, ButtonLink, Card, Empty, type IconName, type Tone, useReader } from "#app/ui/kit";
import type { AppliedLine, appliedInWords } from "./applied";

const LOOK: Record<AppliedLine["outcome"], { icon: IconName; tone: Tone }> = {
  offered: { icon: "waiting", tone: "waiting" },
  assigned: { icon: "secured", tone: "secured" },
  waiting: { icon: "waiting", tone: "waiting" },
  refused: { icon: "problem", tone: "problem" },
};

/** What became of each line, what failed first. */
export function AppliedLines({
  applied,
  again,
  now,
}: {
  applied: ReturnType<typeof appliedInWords> | null;
  again: string;
  now: Instant;
}) {
  const { t, locale } = useReader();
  if (!applied)
    return (
      <Empty title={t("plan:applied.gone")} icon="search">
        <Link to={again}>{t("plan:applied.again")}</Link>
      </Empty>
    );
  const { lines, done } = applied;
  return (
    <Card
      title={t("plan:applied.title")}
      actions={<ButtonLink to={again}>{t("plan:applied.again")}</ButtonLink>}
      className="plan-applied"
    >
      <p role="status">{t("plan:applied.done", { done, all: lines.length })}</p>
      <ul className="rows plan-outcomes">
        {lines.map(({ requestId, reference, interval, outcome, people, why }) => (
          <li key={requestId} className="row-card">
            <div className="row-state">
              <Badge {...LOOK[outcome]}>{t(`plan:applied.outcome.${outcome}`)}</Badge>
            </div>
            <div>
              <Link to={`/coordinator/requests/${requestId}`} className="row-link">
                {reference}
              </Link>
              <div className="when">{whenLong(locale, interval, now)}</div>
            </div>
            <div>{people}</div>
            <div>{why && <span className="sentence">{why}</span>}</div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
