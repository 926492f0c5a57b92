/**
 * The day with a column per person, and the month: react-big-calendar in our words and tokens. A view only: whatever can be
 * done by dragging here is done from the list and the Move… page as well. Loaded in the browser alone.
 */
import {
  cloneElement,
  createContext,
  forwardRef,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type SyntheticEvent,
  useContext,
  useEffect,
  useMemo,
} from "react";
import { type CalendarProps, type Components, Calendar as PlainCalendar } from "react-big-calendar";
import dragAndDropAddon, {
  type EventInteractionArgs,
  type withDragAndDropProps,
} from "react-big-calendar/lib/addons/dragAndDrop/index.js";
import { dayLong, monthAndYear, sentenceCase, timeRange, weekdayName } from "#app/i18n/format";
import { type DateText, DateTime, dateOf, type Instant, instantFrom, MINUTE, startOfDay } from "#app/time";
import { Icon } from "#app/ui/icon";
import { useLocale, useT } from "#app/ui/locale";
import { toneOf } from "#app/ui/state";
import { type Column, shadeOf, UNASSIGNED } from "./columns";
import { DragProvider, useDrag } from "./drag";
import { settleDrop, type Target } from "./drop";
import type { Entry, Person, SpecialDay, Verdict } from "./entry";
import { interop } from "./interop";
import { makeLocalizer } from "./localizer";
import { VerdictLine } from "./verdict";
import type { Zoom } from "./view";
import { entryName, MODE_ICON, stateWords } from "./words";

interface Shown {
  id: string;
  entry: Entry;
  start: Date;
  end: Date;
  resourceId: string;
  isDimmed: boolean;
}

export interface GridProps {
  view: "day" | "month";
  date: DateText;
  zoom: Zoom;
  now: Instant;
  entries: readonly Entry[];
  /** Entries outside the filters: shown faintly, so that nobody busy looks free. */
  dimmedIds: ReadonlySet<string>;
  columns: readonly Column[];
  people: readonly Person[];
  specialDays: readonly SpecialDay[];
  /** Whether a person could take the chosen request, and why. */
  reasons: Readonly<Record<string, Verdict>>;
  chosenRequestId: string | null;
  onDrop: (entry: Entry, to: Partial<Target>) => void;
  onOpen: (entry: Entry) => void;
  onDay: (date: DateText) => void;
}

const localizer = makeLocalizer();
const Calendar = interop(dragAndDropAddon)<Shown, Column>(
  PlainCalendar as React.ComponentType<CalendarProps<Shown, Column>>,
) as React.ComponentType<CalendarProps<Shown, Column> & withDragAndDropProps<Shown, Column>>;

export default function Grid(props: GridProps) {
  return (
    <DragProvider>
      <GridContext.Provider value={props}>
        <GridInside {...props} />
      </GridContext.Provider>
    </DragProvider>
  );
}

/** What the small parts inside the library need; it gives them no way to pass props. */
const GridContext = createContext<GridProps | null>(null);
const ColumnContext = createContext<string | null>(null);

function useGrid(): GridProps {
  const props = useContext(GridContext);
  if (!props) throw new Error("outside the grid");
  return props;
}

function GridInside(props: GridProps) {
  const { view, date, columns, people, specialDays, onDrop, onOpen, onDay, now } = props;
  const t = useT();
  const locale = useLocale();
  const drag = useDrag();
  const events = useMemo(() => toShown(props.entries, props.dimmedIds), [props.entries, props.dimmedIds]);
  const byId = useMemo(() => new Map(people.map((person) => [person.id, person])), [people]);
  const special = useMemo(() => new Map(specialDays.map((day) => [day.date, day])), [specialDays]);
  const clock = useMemo(() => clockFrom(now), [now]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another day scrolls; news on the same day must not
  const scrollTo = useMemo(() => firstHour(props), [view, date]);
  const { begin, end } = drag;

  const drop = ({ event, start, resourceId }: EventInteractionArgs<Shown>) => {
    end();
    const at = instantFrom(+new Date(start));
    if (view === "month") return onDrop(event.entry, { startAt: at });
    const to = resourceId === UNASSIGNED ? null : String(resourceId ?? event.resourceId);
    onDrop(event.entry, settleDrop(event.entry, { interpreterId: to, startAt: at }, date));
  };

  return (
    <div
      className="grid"
      data-view={view}
      data-zoom={props.zoom}
      data-reasons={props.chosenRequestId ? true : undefined}
      data-dragging={drag.entry ? true : undefined}
    >
      <Calendar
        localizer={localizer}
        components={COMPONENTS}
        view={view}
        onView={nothing}
        views={VIEWS}
        date={new Date(startOfDay(date))}
        onNavigate={nothing}
        onDrillDown={(day) => onDay(dateOf(instantFrom(+day)))}
        getNow={clock}
        toolbar={false}
        events={events}
        resources={view === "day" ? [...columns] : undefined}
        resourceIdAccessor={(column) => column.id}
        resourceTitleAccessor={(column) => column.name}
        resourceAccessor={(event) => event.resourceId}
        tooltipAccessor={null}
        titleAccessor={(event) => entryName(t, locale, event.entry)}
        step={15}
        timeslots={4}
        showMultiDayTimes
        resizable={false}
        draggableAccessor={(event) => event.entry.isMovable}
        scrollToTime={scrollTo}
        dayLayoutAlgorithm="no-overlap"
        formats={FORMATS}
        messages={{ showMore: (count) => t("coordinator:calendar.more", { count }) }}
        eventPropGetter={lookOf}
        slotPropGetter={(slot, resourceId) => {
          const at = instantFrom(+slot);
          const shade = shadeOf(byId.get(String(resourceId)), { start: at, end: instantFrom(at + 15 * MINUTE) });
          return shade ? { className: `shade-${shade}` } : {};
        }}
        dayPropGetter={(day) => {
          const kind = special.get(dateOf(instantFrom(+day)))?.kind;
          return kind ? { className: kind === "moved_workday" ? "day-open" : "day-closed" } : {};
        }}
        onSelectEvent={(event) => onOpen(event.entry)}
        onKeyPressEvent={(event, key) => openByKey(key, () => onOpen(event.entry))}
        onDragStart={({ event }) => begin(event.entry)}
        onEventDrop={drop}
      />
    </div>
  );
}

const VIEWS = ["day", "month"] as const satisfies readonly string[] as unknown as CalendarProps["views"];
const nothing = () => {};

function toShown(entries: readonly Entry[], dimmed: ReadonlySet<string>): Shown[] {
  return entries.map((entry) => ({
    id: entry.id,
    entry,
    start: new Date(entry.startAt),
    end: new Date(entry.endAt),
    resourceId: entry.interpreterId ?? UNASSIGNED,
    isDimmed: dimmed.has(entry.id),
  }));
}

/** The server's clock, carried on in the browser. */
function clockFrom(now: Instant): () => Date {
  const since = performance.now();
  return () => new Date(now + performance.now() - since);
}

/** Seven in the morning, or earlier when the chosen request is. */
function firstHour({ entries, date, chosenRequestId }: GridProps): Date {
  const midnight = startOfDay(date);
  const chosen = entries.find((entry) => entry.requestId === chosenRequestId && entry.startAt >= midnight);
  const seven = DateTime.fromMillis(midnight).set({ hour: 6, minute: 45 }).toMillis();
  return new Date(Math.max(midnight, Math.min(seven, chosen ? chosen.startAt - 60 * MINUTE : seven)));
}

const hourOf = (date: Date) => DateTime.fromJSDate(date).toFormat("HH:mm");
const FORMATS: CalendarProps["formats"] = {
  timeGutterFormat: hourOf,
  dateFormat: (date) => String(DateTime.fromJSDate(date).day),
  // The card says its own time.
  eventTimeRangeFormat: () => "",
  eventTimeRangeStartFormat: () => "",
  eventTimeRangeEndFormat: () => "",
};

function lookOf({ entry, isDimmed }: Shown) {
  const tone = entry.assignmentId && entry.state === "partly_secured" ? "secured" : (toneOf(entry.state) ?? "quiet");
  return {
    className: [`tone-${tone}`, isDimmed && "is-dimmed", entry.isMovable ? "can-move" : "is-fixed"]
      .filter(Boolean)
      .join(" "),
  };
}

function openByKey(event: SyntheticEvent<HTMLElement>, open: () => void): void {
  const { key } = event as KeyboardEvent<HTMLElement>;
  if (key !== "Enter" && key !== " ") return;
  event.preventDefault();
  open();
}

// --- parts -----------------------------------------------------------------------------------------

/** The addon's wrapper stands between us and the card: what a screen reader and a test look for goes onto the card. */
function EventFrame({ event, type, children }: { event: Shown; type?: string; children: ReactElement }) {
  const { chosenRequestId } = useGrid();
  const addon = children as ReactElement<{ children: ReactElement }>;
  const { entry } = event;
  const marks = {
    "data-request": entry.requestId,
    "data-assignment": entry.assignmentId ?? undefined,
    "data-chosen": entry.requestId === chosenRequestId || undefined,
    ...(type === "date" && { role: "cell" }),
  };
  return cloneElement(addon, undefined, cloneElement(addon.props.children, marks));
}

/** A column of the day: it knows whose it is, and while a card is dragged it shows whether this person could take it. */
const DayColumn = forwardRef<
  HTMLDivElement,
  { className?: string; style?: React.CSSProperties; resource?: string; children?: ReactNode }
>(function DayColumn({ className, style, resource, children }, ref) {
  const { entry, verdicts } = useDrag();
  const can = entry && resource !== UNASSIGNED ? verdicts?.get(resource ?? "")?.can : undefined;
  return (
    <ColumnContext.Provider value={resource ?? null}>
      <div
        ref={ref}
        className={className}
        style={style}
        data-interpreter={resource}
        data-can={entry && verdicts && resource !== UNASSIGNED ? (can ?? "never") : undefined}
      >
        {children}
      </div>
    </ColumnContext.Provider>
  );
});

function ColumnHead({ resource }: { resource: Column }) {
  const t = useT();
  const { reasons } = useGrid();
  const { entry, verdicts, otherwise } = useDrag();
  if (resource.id === UNASSIGNED)
    return (
      <div className="column-head" data-interpreter={UNASSIGNED}>
        <strong>{t("coordinator:calendar.unassigned")}</strong>
        <span className="column-note">{t("coordinator:calendar.unassignedHint")}</span>
      </div>
    );
  const verdict = entry && verdicts ? (verdicts.get(resource.id) ?? otherwise) : reasons[resource.id];
  return (
    <div className="column-head" data-interpreter={resource.id}>
      <strong title={resource.name}>
        {resource.rank && <span className="column-rank">{resource.rank}</span>}
        {resource.name}
      </strong>
      {verdict ? (
        <VerdictLine can={verdict.can} sentence={verdict.sentences[0]} />
      ) : (
        <span className="column-note">{resource.duty && t(`coordinator:calendar.duty.${resource.duty}`)}</span>
      )}
    </div>
  );
}

/** A card of the day. While it is dragged, its ghost says what stands in the way under the pointer. */
function DayCard({ event }: { event: Shown }) {
  const t = useT();
  const locale = useLocale();
  const columnId = useContext(ColumnContext);
  const drag = useDrag();
  const { entry } = event;
  const start = instantFrom(+event.start);
  const isGhost = drag.entry?.id === entry.id && (start !== entry.startAt || columnId !== event.resourceId);
  const { hover } = drag;
  useEffect(() => {
    if (isGhost) hover(start);
  }, [isGhost, start, hover]);
  const verdict =
    isGhost && columnId && columnId !== UNASSIGNED ? (drag.verdicts?.get(columnId) ?? drag.otherwise) : undefined;
  return (
    <>
      <span className="visually-hidden">{entryName(t, locale, entry)}</span>
      <span className="event-card" aria-hidden="true">
        <span className="event-line">
          <span className="event-when">{timeRange(locale, { start, end: instantFrom(+event.end) })}</span>{" "}
          <strong>{sentenceCase(entry.language)}</strong>
        </span>
        {verdict && drag.verdicts ? (
          <VerdictLine can={verdict.can} sentence={verdict.sentences[0]} />
        ) : (
          <span className="event-facts">
            <Icon name={MODE_ICON[entry.mode]} />
            <span>{entry.place ?? t(`domain:mode.${entry.mode}`)}</span>
          </span>
        )}
        {entry.assignmentId === null && <span className="event-state">{stateWords(t, entry)}</span>}
        {entry.isOverruled && (
          <span className="event-state" data-tone="problem">
            <Icon name="problem" /> <span>{t("coordinator:calendar.overruled")}</span>
          </span>
        )}
      </span>
    </>
  );
}

function MonthCard({ event }: { event: Shown }) {
  const t = useT();
  const locale = useLocale();
  const { entry } = event;
  return (
    <button type="button" className="month-card">
      <span className="visually-hidden">{entryName(t, locale, entry)}</span>
      <span aria-hidden="true">
        <span className="event-when">{hourOf(event.start)}</span> {sentenceCase(entry.language)}
        <span className="month-who">{entry.interpreterName ?? stateWords(t, entry)}</span>
      </span>
    </button>
  );
}

/** Leads to the day itself, where everything has room. */
function More({ slotDate, count }: { slotDate: Date; count: number }) {
  const t = useT();
  const locale = useLocale();
  const { onDay } = useGrid();
  const at = instantFrom(+slotDate);
  return (
    // biome-ignore lint/a11y: the library's month is a table made of divs
    <div role="cell">
      <button type="button" className="rbc-show-more" onClick={() => onDay(dateOf(at))}>
        {t("coordinator:calendar.more", { count })}
        <span className="visually-hidden">, {dayLong(locale, at, at)}</span>
      </button>
    </div>
  );
}

function MonthWeekday({ date }: { date: Date }) {
  const name = weekdayName(useLocale(), DateTime.fromJSDate(date).weekday);
  // biome-ignore lint/a11y: the library's month is a table made of divs
  return <span role="columnheader">{name}</span>;
}

function MonthDay({
  date,
  label,
  onDrillDown,
}: {
  date: Date;
  label: string;
  onDrillDown: (e: SyntheticEvent) => void;
}) {
  const locale = useLocale();
  const { specialDays } = useGrid();
  const at = instantFrom(+date);
  const special = specialDays.find((day) => day.date === dateOf(at));
  return (
    <>
      {special && <span className="month-special">{special.name}</span>}
      <button type="button" className="month-day" onClick={onDrillDown} aria-label={dayLong(locale, at, at)}>
        {label}
      </button>
    </>
  );
}

function Corner() {
  const { date, view } = useGrid();
  const locale = useLocale();
  return (
    <span className="visually-hidden">
      {view === "day" ? dayLong(locale, startOfDay(date)) : monthAndYear(locale, date)}
    </span>
  );
}

/** One object for good: new components would make the library build every column anew. */
const COMPONENTS = {
  eventWrapper: EventFrame,
  dayColumnWrapper: DayColumn,
  resourceHeader: ColumnHead,
  timeGutterHeader: Corner,
  header: () => null,
  event: DayCard,
  showMore: More,
  month: { event: MonthCard, header: MonthWeekday, dateHeader: MonthDay },
} as unknown as Components<Shown, Column>;
