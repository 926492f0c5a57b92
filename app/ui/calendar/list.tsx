/** Every appointment and every place still to fill, day by day, with its actions as links: all that dragging can do, without it. */
import { Link } from "@remix-run/react";
import { dayLong, sentenceCase, timeRange } from "#app/i18n/format";
import {
  addDays,
  type DateText,
  dateOf,
  dayInterval,
  type Instant,
  type Interval,
  overlaps,
  startOfDay,
} from "#app/time";
import { Empty, Icon, StateBadge, useReader } from "#app/ui/kit";
import { moveSearch } from "./drag/drop";
import type { Entry, SpecialDay } from "./entry";
import { MODE_ICON, stateWords } from "./words";

interface ListProps {
  shown: Interval;
  now: Instant;
  entries: readonly Entry[];
  specialDays: readonly SpecialDay[];
  /** The page to come back to after a move. */
  back: string;
}

export function DayList({ shown, now, entries, specialDays, back }: ListProps) {
  const { t, locale } = useReader();
  const days = datesIn(shown)
    .map((date) => ({ date, rows: rowsOf(entries, date, shown) }))
    .filter(({ rows }) => rows.length > 0);
  if (days.length === 0)
    return (
      <Empty icon="calendar" title={t("coordinator:list.empty")}>
        <p>{t("coordinator:empty.request")}</p>
        <Link to="/coordinator/new">{t("coordinator:empty.writeDown")}</Link>
      </Empty>
    );
  return (
    <div className="day-list">
      {days.map(({ date, rows }) => {
        const special = specialDays.find((day) => day.date === date);
        return (
          <section key={date} className="card" data-dense aria-labelledby={`day-${date}`}>
            <h2 id={`day-${date}`}>
              {sentenceCase(dayLong(locale, startOfDay(date), now))}
              {special && <span className="column-note"> {special.name}</span>}
            </h2>
            <div className="table-wrap">
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t("coordinator:list.time")}</th>
                    <th scope="col">{t("coordinator:list.what")}</th>
                    <th scope="col">{t("coordinator:list.for")}</th>
                    <th scope="col">{t("coordinator:list.who")}</th>
                    <th scope="col">{t("coordinator:list.state")}</th>
                    <th scope="col" className="no-print">
                      {t("coordinator:list.actions")}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((entry) => (
                    <Row key={entry.id} entry={entry} back={back} />
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        );
      })}
    </div>
  );
}

function Row({ entry, back }: { entry: Entry; back: string }) {
  const { t, locale } = useReader();
  const times = timeRange(locale, { start: entry.startAt, end: entry.endAt });
  const about = `${sentenceCase(entry.language)}, ${times}, ${entry.reference}`;
  return (
    <tr data-request={entry.requestId} data-assignment={entry.assignmentId ?? undefined}>
      <td className="tabular">{times}</td>
      <th scope="row">
        <span className="list-what">{sentenceCase(entry.language)}</span>
        <span className="list-how">
          <Icon name={MODE_ICON[entry.mode]} />
          {[t(`domain:mode.${entry.mode}`), entry.place].filter(Boolean).join(", ")}
        </span>
      </th>
      <td>
        {entry.organisation}
        <span className="list-how">{entry.reference}</span>
      </td>
      <td>
        {entry.interpreterName ?? <span className="muted">{t("coordinator:move.nobody")}</span>}
        {entry.isOverruled && (
          <span className="list-how">
            <Icon name="problem" /> {t("coordinator:calendar.overruled")}
          </span>
        )}
      </td>
      <td>
        {entry.askedName ? (
          <span className="badge" data-tone="waiting">
            <Icon name="waiting" /> <span>{stateWords(t, entry)}</span>
          </span>
        ) : (
          <StateBadge request={entry.assignmentId && entry.state === "partly_secured" ? "secured" : entry.state} />
        )}
      </td>
      <td className="no-print list-actions">
        {entry.isMovable && (
          <Link className="button" to={`/coordinator/move${moveSearch(entry, {}, back)}`}>
            {t(`coordinator:list.${entry.assignmentId ? "move" : "assign"}`)}
            <span className="visually-hidden">: {about}</span>
          </Link>
        )}
        <Link className="button" data-variant="link" to={`/coordinator/requests/${entry.requestId}`}>
          {t("coordinator:list.open")}
          <span className="visually-hidden">: {about}</span>
        </Link>
      </td>
    </tr>
  );
}

/** What began before the first day is listed on it; everything else on the day it begins. */
function rowsOf(entries: readonly Entry[], date: DateText, shown: Interval): Entry[] {
  const day = dayInterval(date);
  const isFirst = day.start === shown.start;
  return entries
    .filter((entry) =>
      isFirst ? overlaps({ start: entry.startAt, end: entry.endAt }, day) : dateOf(entry.startAt) === date,
    )
    .toSorted((a, b) => a.startAt - b.startAt);
}

function datesIn({ start, end }: Interval): DateText[] {
  const dates: DateText[] = [];
  for (let date = dateOf(start); startOfDay(date) < end; date = addDays(date, 1)) dates.push(date);
  return dates;
}
