/** One interpreter's month, the same for them and for whoever approves it: the sum, each row with its reasons, and what waits. */
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import "#app/styles/pay.css";
import { dayShort, duration, euros, sentenceCase } from "#app/i18n/format";
import { monthName, reasonSentence } from "#app/i18n/pay";
import { monthsAfter, type StatementState } from "#app/pay/statement";
import type { Statement, StatementRow, WaitingRow } from "#app/queries/everyone/statement";
import { startOfDay } from "#app/time";
import { Downloads } from "#app/ui/downloads";
import { Badge, ButtonLink, Card, Empty, Facts, type IconName, Notice, type Tone, useReader, useT } from "#app/ui/kit";

const LOOK: Record<StatementState, { icon: IconName; tone?: Tone }> = {
  draft: { icon: "running" },
  submitted: { icon: "waiting", tone: "waiting" },
  returned: { icon: "problem", tone: "problem" },
  approved: { icon: "secured", tone: "secured" },
  paid: { icon: "done" },
};

export function StatementBadge({ state }: { state: StatementState }) {
  const { t } = useReader();
  return <Badge {...LOOK[state]}>{t(`pay:state.${state}`)}</Badge>;
}

/** One month back and one forth. */
export function MonthSteps({ month, to }: { month: string; to: (month: string) => string }) {
  const { t, locale } = useReader();
  return (
    <nav className="row" aria-label={t("pay:page.months")}>
      <ButtonLink to={to(monthsAfter(month, -1))} icon="previous">
        {sentenceCase(monthName(locale, monthsAfter(month, -1)))}
      </ButtonLink>
      <ButtonLink to={to(monthsAfter(month, 1))}>{sentenceCase(monthName(locale, monthsAfter(month, 1)))}</ButtonLink>
    </nav>
  );
}

type Shown = Pick<Statement, "state" | "returnReason" | "handedInCents" | "rows" | "waiting" | "doubles" | "month"> & {
  totals: Pick<Statement["totals"], "minutes" | "cents">;
};

/** `ofRow`: what whoever approves it can change of it. */
export function StatementView({
  statement,
  reportAt,
  ofRow,
}: {
  statement: Shown;
  /** Where a report is written; null: not by this reader. */
  reportAt: ((assignmentId: string) => string) | null;
  ofRow?: (row: StatementRow) => ReactNode;
}) {
  const { t, locale } = useReader();
  const { state, rows, waiting, totals, returnReason, handedInCents, doubles } = statement;
  const isEmpty = rows.length + waiting.length === 0;
  return (
    <>
      {returnReason && (
        <Notice tone="problem" title={t("pay:page.returned")}>
          <p className="typed-words">{returnReason}</p>
        </Notice>
      )}
      <Card title={sentenceCase(monthName(locale, statement.month))}>
        <p>
          <StatementBadge state={state} />
        </p>
        <Facts
          rows={[
            [t("pay:page.hours"), duration(totals.minutes)],
            [t("pay:page.sum"), <strong key="sum">{euros(locale, totals.cents)}</strong>],
          ]}
        />
        {handedInCents !== null && (
          <p className="muted small">{t("pay:page.changed", { sum: euros(locale, handedInCents) })}</p>
        )}
      </Card>
      {doubles.length > 0 && (
        <Notice tone="waiting" title={t("pay:page.doubles")}>
          {doubles.map(({ code, date, references }) => (
            <p key={code + references.join()}>
              {t(code === "overlap" ? "pay:page.overlap" : "pay:page.travelTwice", {
                list: references.join(", "),
                date: dayShort(locale, startOfDay(date)),
              })}
            </p>
          ))}
        </Notice>
      )}
      {isEmpty && (
        <Card>
          <Empty title={t("pay:page.empty")} icon="list">
            <p>{t("pay:page.emptyText")}</p>
          </Empty>
        </Card>
      )}
      {rows.length > 0 && (
        <Card title={t("pay:page.rows")}>
          <ul className="pay-rows">
            {rows.map((row) => (
              <Row key={row.key} row={row} state={state}>
                {ofRow?.(row)}
              </Row>
            ))}
          </ul>
        </Card>
      )}
      {waiting.length > 0 && (
        <Card title={t("pay:page.waiting")}>
          <p className="muted small">{t("pay:page.waitingText")}</p>
          <ul className="pay-rows">
            {waiting.map((row) => (
              <Waits key={row.key} row={row} reportAt={reportAt} />
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function Row({ row, state, children }: { row: StatementRow; state: StatementState; children: ReactNode }) {
  const { t, locale, named } = useReader();
  const about = [
    row.reference,
    row.language && named(row.language),
    row.mode && t(`domain:mode.${row.mode}`),
    row.minutes !== 0 && duration(Math.abs(row.minutes)),
  ].filter(Boolean);
  return (
    <li className="pay-row">
      <div className="pay-row-head">
        <strong>{t(`pay:row.${row.kind}`)}</strong>
        <span className="tabular">{euros(locale, row.cents)}</span>
      </div>
      <p className="muted small">
        {[dayShort(locale, startOfDay(row.date)), ...about].join(" · ")}
        {row.corrects && ` · ${t("pay:page.corrects", { month: monthName(locale, row.corrects) })}`}
      </p>
      <p className="muted small">
        {[t(`pay:rowState.${state}`), `${t("pay:page.funding")}: ${t(`pay:funding.${row.funding}`)}`].join(" · ")}
      </p>
      <details>
        <summary className="pay-fold">{t("pay:page.why")}</summary>
        <ul className="small">
          {row.reasons.map((reason, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: reasons never change places
            <li key={index}>{sentenceCase(reasonSentence(t, locale, reason))}</li>
          ))}
          {row.code && (
            <li>
              <Link className="tap" to={`/verify/${row.code}`}>
                {t("pay:page.record", { code: row.code })}
              </Link>
            </li>
          )}
        </ul>
        {children}
      </details>
    </li>
  );
}

function Waits({ row, reportAt }: { row: WaitingRow; reportAt: ((assignmentId: string) => string) | null }) {
  const { t, locale } = useReader();
  return (
    <li className="pay-row">
      <Badge sign="waiting">{t(`pay:waits.${row.waitsFor}`)}</Badge>
      <p className="muted small">
        {[dayShort(locale, startOfDay(row.date)), row.reference].filter(Boolean).join(" · ")}
      </p>
      {reportAt && row.waitsFor === "report" && (
        <Link className="tap" to={reportAt(row.key)}>
          {t("pay:page.toReport")}
        </Link>
      )}
    </li>
  );
}

/** The month as a file: to be printed and kept, or to be reckoned with. */
export function StatementFiles({ to }: { to: string }) {
  const t = useT();
  return <Downloads to={to} also={[{ format: "pdf", label: t("pay:page.pdf") }]} />;
}
