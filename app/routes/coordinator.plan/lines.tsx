/** The plan's lines: what is asked, how it stands today, and what the plan does about it. Every line can be left out, kept or changed. */
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { shortMoment } from "#app/i18n/coordinator";
import { duration, listOf, whenLong } from "#app/i18n/format";
import type { PlanRow } from "#app/queries/coordinator/plan-page";
import type { Instant } from "#app/time";
import { Line, What } from "#app/ui/coordinator/words";
import { useReadsOnly } from "#app/ui/form";
import { Badge, Card, Icon, StateBadge, useReader, useT, useTypedList, VisuallyHidden } from "#app/ui/kit";
import type { FilledLine, Proposal, UnfilledLine } from "./proposal";

export function FilledLines({ proposal, now }: { proposal: Proposal; now: Instant }) {
  const t = useT();
  const { filled, folded, unlisted } = proposal;
  if (filled.length === 0) return null;
  return (
    <Card title={t("plan:filled", { count: filled.length + folded.length + unlisted })}>
      <ColumnHeads last={t("plan:line.proposed")} />
      <ul className="plan-lines">
        {filled.map((line) => (
          <PlanLine key={line.ref} row={line.row} now={now} isTicked>
            <Proposed line={line} />
          </PlanLine>
        ))}
      </ul>
      {folded.length > 0 && (
        <details className="plan-folded">
          <summary>{t("plan:folded", { count: folded.length })}</summary>
          <ul className="plan-lines">
            {folded.map((line) => (
              <PlanLine key={line.ref} row={line.row} now={now} isTicked>
                <ProposedBriefly line={line} />
              </PlanLine>
            ))}
          </ul>
        </details>
      )}
      {unlisted > 0 && <p className="small muted">{t("plan:unlisted", { count: unlisted })}</p>}
    </Card>
  );
}

export function UnfilledLines({ proposal, now }: { proposal: Proposal; now: Instant }) {
  const t = useT();
  const { unfilled, unlistedUnfilled } = proposal;
  if (unfilled.length === 0) return null;
  return (
    <Card title={<span id="unfilled">{t("plan:unfilled", { count: unfilled.length + unlistedUnfilled })}</span>}>
      <ul className="plan-lines">
        {unfilled.map((line) => (
          <PlanLine key={line.ref} row={line.row} now={now} isTicked>
            <WhyNobody line={line} />
          </PlanLine>
        ))}
      </ul>
      {unlistedUnfilled > 0 && <p className="small muted">{t("plan:folded", { count: unlistedUnfilled })}</p>}
    </Card>
  );
}

export function LeftOut({ rows, now }: { rows: readonly PlanRow[]; now: Instant }) {
  const t = useT();
  if (rows.length === 0) return null;
  return (
    <Card title={t("plan:leftOut", { count: rows.length })}>
      <p className="muted small">{t("plan:leftOutMeans")}</p>
      <OpenRows rows={rows} now={now} isTicked={() => false} />
    </Card>
  );
}

/** Open requests as they stand, to tick. */
export function OpenRows({
  rows,
  now,
  isTicked,
}: {
  rows: readonly PlanRow[];
  now: Instant;
  isTicked: (row: PlanRow) => boolean;
}) {
  return (
    <ul className="plan-lines">
      {rows.map((row) => (
        <PlanLine key={row.requestId} row={row} now={now} isTicked={isTicked(row)} />
      ))}
    </ul>
  );
}

// --- one line --------------------------------------------------------------------------------------------

function ColumnHeads({ last }: { last: string }) {
  const t = useT();
  return (
    <div className="plan-heads" aria-hidden="true">
      <span />
      <span>{t("plan:line.request")}</span>
      <span>{t("plan:line.today")}</span>
      <span>{last}</span>
    </div>
  );
}

function PlanLine({
  row,
  now,
  isTicked,
  children,
}: {
  row: PlanRow;
  now: Instant;
  isTicked: boolean;
  children?: ReactNode;
}) {
  const { t, locale } = useReader();
  const { reference } = row;
  const value = `${reference.replace(/^R-/, "")}:${row.version}`;
  const ticked = useTypedList("in[]");
  return (
    <li className="plan-line" data-alone={children ? undefined : true}>
      <input
        type="checkbox"
        name="in[]"
        value={value}
        defaultChecked={ticked?.includes(value) ?? isTicked}
        disabled={useReadsOnly()}
        aria-label={t("plan:line.in", { reference })}
      />
      <div className="plan-what">
        <Link to={`/coordinator/requests/${row.requestId}`} className="row-link">
          <What language={row.language} variant={row.variant} languageText={null} mode={row.mode} place={row.place} />
        </Link>{" "}
        <span className="reference">{reference}</span>
        <div className="when">{whenLong(locale, row.interval, now)}</div>
        <div className="small muted">{row.organisation}</div>
      </div>
      <div className="plan-today">
        <span className="plan-cell-head">{t("plan:line.today")}</span>
        <Today row={row} />
      </div>
      {children && <div className="plan-proposed">{children}</div>}
    </li>
  );
}

function Today({ row }: { row: PlanRow }) {
  const { t, locale } = useReader();
  const { missing, interpreterCount } = row;
  return (
    <>
      <StateBadge request={row.state} />
      {row.coming.length > 0 && (
        <div className="small">{t("plan:line.coming", { names: listOf(locale, row.coming) })}</div>
      )}
      {interpreterCount > 1 && (
        <div className="small muted">{t("coordinator:queue.missing", { missing, count: interpreterCount })}</div>
      )}
      {row.waiting.map(({ interpreterId, name, deadlineAt }) => (
        <div key={interpreterId} className="small muted">
          {t("plan:line.waiting", { name, at: shortMoment(locale, deadlineAt) })}
        </div>
      ))}
    </>
  );
}

function Proposed({ line }: { line: FilledLine }) {
  const { t, locale } = useReader();
  const isPinned = useTypedList("pin[]")?.includes(line.ref) ?? line.isPinned;
  return (
    <>
      <div className="plan-people">
        <span className="plan-cell-head">{t("plan:line.proposed")}</span>
        {line.people.map((person, index) => (
          <ChoosePerson key={person.interpreterId} line={line} index={index} />
        ))}
        <label className="plan-pin">
          <input type="checkbox" name="pin[]" value={line.ref} defaultChecked={isPinned} disabled={useReadsOnly()} />
          <span aria-hidden="true">{t("plan:line.pin")}</span>
          <VisuallyHidden>{t("plan:line.pinOf", { reference: line.row.reference })}</VisuallyHidden>
        </label>
        <span className="small muted plan-measure">{measures(line, t)}</span>
      </div>
      {line.people.map(({ interpreterId, name, why, isWaiting }) => (
        <p key={interpreterId} className="small plan-why">
          {line.people.length > 1 && <strong>{name}: </strong>}
          <span className="sentence">{why}</span>
          {isWaiting && (
            <>
              {" "}
              <Badge sign="waiting">{t("plan:line.asked")}</Badge>
            </>
          )}
        </p>
      ))}
      {line.takenBack.length > 0 && (
        <p className="small line">
          <Icon name="undo" />
          <span>{t("plan:line.takenBack", { names: listOf(locale, line.takenBack) })}</span>
        </p>
      )}
    </>
  );
}

function ChoosePerson({ line, index }: { line: FilledLine; index: number }) {
  const t = useT();
  const { reference } = line.row;
  const chosen = line.people[index]?.interpreterId ?? "";
  const typed = useTypedList("who[]")?.filter((who) => who.startsWith(`${line.ref}:`))[index];
  const others = new Set(line.people.map(({ interpreterId }) => interpreterId));
  const label =
    line.people.length > 1
      ? t("plan:line.whoOfTwo", { reference, place: index + 1 })
      : t("plan:line.who", { reference });
  return (
    <select
      className="control"
      name="who[]"
      aria-label={label}
      disabled={useReadsOnly()}
      defaultValue={typed ?? `${line.ref}:p:${chosen}`}
    >
      {line.choices
        .filter(({ interpreterId }) => interpreterId === chosen || !others.has(interpreterId))
        .map(({ interpreterId, name }) => (
          <option key={interpreterId} value={`${line.ref}:${interpreterId === chosen ? "p" : "c"}:${interpreterId}`}>
            {name}
          </option>
        ))}
    </select>
  );
}

/** "1 h · 48 km turp un atpakaļ". */
function measures(line: FilledLine, t: ReturnType<typeof useT>): string {
  const km = line.people.reduce((sum, person) => sum + (person.km ?? 0), 0);
  return [duration(line.minutes), km > 0 && t("plan:line.km", { km })].filter(Boolean).join(" · ");
}

function ProposedBriefly({ line }: { line: FilledLine }) {
  const { t, locale } = useReader();
  return (
    <>
      {line.people.map(({ interpreterId }) => (
        <input key={interpreterId} type="hidden" name="who[]" value={`${line.ref}:p:${interpreterId}`} />
      ))}
      {line.isPinned && <input type="hidden" name="pin[]" value={line.ref} />}
      {listOf(
        locale,
        line.people.map(({ name }) => name),
      )}{" "}
      <span className="small muted">{measures(line, t)}</span>
    </>
  );
}

function WhyNobody({ line }: { line: UnfilledLine }) {
  const t = useT();
  const { reasons, moreReasons } = line;
  return (
    <>
      <Line icon="problem">
        {line.gist}{" "}
        {line.hasWays && (
          <Link
            to={`/coordinator/requests/${line.row.requestId}#smallest`}
            aria-label={t("plan:waysOf", { reference: line.row.reference })}
          >
            {t("plan:ways")}
          </Link>
        )}
      </Line>
      {reasons.length > 0 && (
        <details className="plan-reasons">
          <summary className="small">{t("plan:whoAndWhy", { count: reasons.length + moreReasons })}</summary>
          <ul className="plain-list small">
            {reasons.map(({ interpreterId, name, why }) => (
              <li key={interpreterId}>
                <Link to={`/coordinator/interpreters/${interpreterId}`}>{name}</Link>: {why}
              </li>
            ))}
            {moreReasons > 0 && <li className="muted">{t("plan:moreReasons", { count: moreReasons })}</li>}
          </ul>
        </details>
      )}
    </>
  );
}
