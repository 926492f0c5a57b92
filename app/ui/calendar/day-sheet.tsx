/** The day on paper: a grid as wide as its people is cut at the edge of a page, so what is printed is a row per person. */
import { sentenceCase, timeRange } from "#app/i18n/format";
import { type Instant, type Interval, overlaps } from "#app/time";
import { Moment, useReader, useT } from "#app/ui/kit";
import { type Column, UNASSIGNED } from "./columns";
import type { Entry } from "./entry";
import { stateWords } from "./words";

interface SheetProps {
  shown: Interval;
  now: Instant;
  columns: readonly Column[];
  entries: readonly Entry[];
}

/** Everybody who has a column, in the same order, with all that they do; who does nothing has a row too. */
export function DaySheet({ shown, now, columns, entries }: SheetProps) {
  const t = useT();
  return (
    <section className="day-sheet">
      <p className="muted">
        {t("coordinator:list.asOf")} <Moment at={now} />
      </p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("coordinator:calendar.person")}</th>
            <th scope="col">{t("coordinator:calendar.jobs")}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <Person key={column.id} column={column} shown={shown} entries={entries} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Person({ column, shown, entries }: Pick<SheetProps, "shown" | "entries"> & { column: Column }) {
  const t = useT();
  const jobs = entries
    .filter((entry) => (entry.interpreterId ?? UNASSIGNED) === column.id)
    .filter((entry) => overlaps({ start: entry.startAt, end: entry.endAt }, shown))
    .toSorted((a, b) => a.startAt - b.startAt);
  return (
    <tr data-interpreter={column.id}>
      <th scope="row">{column.id === UNASSIGNED ? t("coordinator:calendar.unassigned") : column.name}</th>
      <td>
        {jobs.map((entry) => (
          <Job key={entry.id} entry={entry} />
        ))}
        {jobs.length === 0 && (
          <span className="muted">{column.duty ? t(`coordinator:calendar.duty.${column.duty}`) : "–"}</span>
        )}
      </td>
    </tr>
  );
}

function Job({ entry }: { entry: Entry }) {
  const { t, locale } = useReader();
  const how = [t(`domain:mode.${entry.mode}`), entry.place].filter(Boolean).join(", ");
  return (
    <p data-request={entry.requestId}>
      <strong>
        {timeRange(locale, { start: entry.startAt, end: entry.endAt })} {sentenceCase(entry.language)}
      </strong>
      {` · ${how} · ${entry.organisation} · ${entry.reference} · ${stateWords(t, entry)}`}
    </p>
  );
}
