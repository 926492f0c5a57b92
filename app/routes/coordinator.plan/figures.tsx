/** How good the plan is, and what it means for each person. */

import { Link } from "@remix-run/react";
import { hours } from "#app/i18n/format";
import { Badge, Card, Facts, InPageLink, Notice, Table, useReader, useT, VisuallyHidden } from "#app/ui/kit";
import type { PersonLine, Proposal } from "./proposal";

/** So many people stand in the table at once; the others are folded below. */
const PEOPLE_SHOWN = 40;

export function Certificate({ proposal }: { proposal: Proposal }) {
  const t = useT();
  const { counts, certificate, isProven, dropped } = proposal;
  const open = counts.requests - counts.filled;
  return (
    <Card className="plan-certificate">
      <div className="plan-verdict">
        <h2>{t("plan:certificate.title")}</h2>
        <p>
          <Badge icon={isProven ? "secured" : "half"} tone={isProven ? "secured" : "waiting"}>
            {certificate[0]}
          </Badge>{" "}
          {certificate.slice(1).join(" ")}
        </p>
      </div>
      <Facts
        rows={[
          [t("plan:counts.today"), t("plan:counts.ofAll", { part: counts.waiting, all: counts.requests })],
          [t("plan:counts.plan"), t("plan:counts.ofAll", { part: counts.filled, all: counts.requests })],
          open > 0 && [
            t("plan:counts.open"),
            <InPageLink key="open" to="unfilled">
              {open}
            </InPageLink>,
          ],
          [
            t("plan:counts.urgency"),
            t("plan:counts.fromTo", {
              before: counts.urgencyWaiting,
              after: counts.urgencyFilled,
              all: counts.urgency,
            }),
          ],
        ]}
      />
      {dropped.length > 0 && (
        <Notice tone="waiting" announce>
          {dropped.map((one) => (
            <p key={one}>{one}</p>
          ))}
        </Notice>
      )}
    </Card>
  );
}

export function PeopleTable({ people }: { people: readonly PersonLine[] }) {
  const t = useT();
  if (people.length === 0) return null;
  const rest = people.slice(PEOPLE_SHOWN);
  return (
    <Card title={t("plan:people.title")}>
      <p className="small muted">{t("plan:people.means")}</p>
      <Rows people={people.slice(0, PEOPLE_SHOWN)} />
      {rest.length > 0 && (
        <details className="plan-folded">
          <summary>{t("plan:folded", { count: rest.length })}</summary>
          <Rows people={rest} />
        </details>
      )}
    </Card>
  );
}

function Rows({ people }: { people: readonly PersonLine[] }) {
  const { t, locale } = useReader();
  return (
    <Table
      look="plan-table"
      heads={[
        ...["person", "jobs", "hours", "km"].map((head) => t(`plan:people.${head}`)),
        <VisuallyHidden key="other">{t("plan:people.other")}</VisuallyHidden>,
      ]}
    >
      {people.map(({ interpreterId, name, jobs, minutes, km }) => (
        <tr key={interpreterId}>
          <th scope="row">
            <Link to={`/coordinator/interpreters/${interpreterId}`}>{name}</Link>
          </th>
          <td>{change(jobs)}</td>
          <td>{change([hours(locale, minutes[0]), hours(locale, minutes[1])])}</td>
          <td>{change(km)}</td>
          <td>
            <Link to={`/coordinator/interpreters/${interpreterId}/ill`} aria-label={t("plan:people.illOf", { name })}>
              {t("plan:people.ill")}
            </Link>
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** "2 → 5", or the number alone where nothing changes. */
function change<T extends number | string>([before, after]: readonly [T, T]): string {
  return before === after ? String(after) : `${before} → ${after}`;
}
