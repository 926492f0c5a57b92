/** The week at a glance: a row per person, a column per day, the unassigned first. Plain markup, so it works without JavaScript. */
import { Link } from "@remix-run/react";
import { sentenceCase, timeRange, weekdayName } from "#app/i18n/format";
import {
  addDays,
  type DateText,
  dateOf,
  dayInterval,
  type Instant,
  type Interval,
  overlaps,
  weekdayOf,
} from "#app/time";
import { Icon, useReader, useT } from "#app/ui/kit";
import { toneOf } from "#app/ui/state";
import { type Column, dutyOf, UNASSIGNED } from "./columns";
import { moveSearch } from "./drag/drop";
import type { Entry, Person, SpecialDay, Verdict } from "./entry";
import { VerdictLine } from "./verdict";
import { type CalendarView, viewSearch } from "./view";
import { entryName, MODE_ICON } from "./words";

interface WeekProps {
  monday: DateText;
  now: Instant;
  view: CalendarView;
  columns: readonly Column[];
  people: readonly Person[];
  entries: readonly Entry[];
  dimmedIds: ReadonlySet<string>;
  specialDays: readonly SpecialDay[];
  reasons: Readonly<Record<string, Verdict>>;
  back: string;
  onOpen?: (entry: Entry) => void;
}

export function Week(props: WeekProps) {
  const t = useT();
  const days = Array.from({ length: 7 }, (_, index) => dayOf(addDays(props.monday, index)));
  const byId = new Map(props.people.map((person) => [person.id, person]));
  const byColumn = new Map<string, Entry[]>(props.columns.map((column) => [column.id, []]));
  for (const entry of props.entries) byColumn.get(entry.interpreterId ?? UNASSIGNED)?.push(entry);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="week-wrap" tabIndex={0} aria-label={t("coordinator:calendar.weekTable")}>
      <table className="week">
        <thead>
          <tr>
            <th scope="col">{t("coordinator:calendar.person")}</th>
            {days.map(({ date }) => (
              <DayHead key={date} date={date} {...props} />
            ))}
          </tr>
        </thead>
        <tbody>
          {props.columns.map((column) => (
            <tr key={column.id} data-interpreter={column.id}>
              <th scope="row">
                <span className="column-head">
                  <strong>
                    {column.rank && <span className="column-rank">{column.rank}</span>}
                    {column.id === UNASSIGNED ? t("coordinator:calendar.unassigned") : column.name}
                  </strong>
                  <Reason verdict={props.reasons[column.id]} />
                </span>
              </th>
              {days.map((day) => (
                <DayCell
                  key={day.date}
                  day={day.interval}
                  entries={byColumn.get(column.id) ?? []}
                  person={byId.get(column.id)}
                  dimmedIds={props.dimmedIds}
                  back={props.back}
                  onOpen={props.onOpen}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Reason({ verdict }: { verdict: Verdict | undefined }) {
  return verdict ? <VerdictLine can={verdict.can} sentence={verdict.sentences[0]} /> : null;
}

function DayHead({ date, view, now, specialDays }: WeekProps & { date: DateText }) {
  const { t, locale } = useReader();
  const special = specialDays.find((day) => day.date === date);
  const isClosed = special ? special.kind !== "moved_workday" : weekdayOf(date) > 5;
  return (
    <th scope="col" data-closed={isClosed || undefined} aria-current={date === dateOf(now) ? "date" : undefined}>
      <Link to={`/coordinator/calendar${viewSearch(view, { view: "day", date })}`}>
        {sentenceCase(weekdayName(locale, weekdayOf(date)))}{" "}
        <span className="week-date">
          {Number(date.slice(8))}.{date.slice(5, 7)}.
        </span>
      </Link>
      {special && (
        <span className="column-note">
          {special.name} ({t(`coordinator:calendar.special.${special.kind}`)})
        </span>
      )}
    </th>
  );
}

const dayOf = (date: DateText) => ({ date, interval: dayInterval(date) });

interface DayCellProps extends Pick<WeekProps, "dimmedIds" | "back" | "onOpen"> {
  day: Interval;
  /** Of this person, of the whole week. */
  entries: readonly Entry[];
  person: Person | undefined;
}

function DayCell({ day, person, entries, dimmedIds, back, onOpen }: DayCellProps) {
  const t = useT();
  const here = entries.filter((entry) => overlaps({ start: entry.startAt, end: entry.endAt }, day));
  const duty = person ? dutyOf(person, day) : null;
  return (
    <td data-duty={duty ?? undefined}>
      {duty === "absent" && <span className="column-note">{t("coordinator:calendar.duty.absent")}</span>}
      {here.map((entry) => (
        <Chip key={entry.id} entry={entry} isDimmed={dimmedIds.has(entry.id)} back={back} onOpen={onOpen} />
      ))}
    </td>
  );
}

type ChipProps = Pick<WeekProps, "back" | "onOpen"> & { entry: Entry; isDimmed: boolean };

function Chip({ entry, isDimmed, back, onOpen }: ChipProps) {
  const { t, locale } = useReader();
  const tone = entry.assignmentId && entry.state === "partly_secured" ? "secured" : (toneOf(entry.state) ?? "quiet");
  const to = entry.isMovable
    ? `/coordinator/move${moveSearch(entry, {}, back)}`
    : `/coordinator/requests/${entry.requestId}`;
  return (
    <Link
      to={to}
      className={`chip tone-${tone}${isDimmed ? " is-dimmed" : ""}`}
      data-request={entry.requestId}
      data-assignment={entry.assignmentId ?? undefined}
      onClick={(event) => {
        if (!onOpen || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onOpen(entry);
      }}
    >
      <span className="visually-hidden">{entryName(t, locale, entry)}</span>
      <span aria-hidden="true">
        <span className="event-when">{timeRange(locale, { start: entry.startAt, end: entry.endAt })}</span>{" "}
        {sentenceCase(entry.language)}
        {entry.isOverruled && <Icon name="problem" />}
        <span className="chip-how">
          <Icon name={MODE_ICON[entry.mode]} />
          <span>{entry.place ?? t(`domain:mode.${entry.mode}`)}</span>
        </span>
      </span>
    </Link>
  );
}
