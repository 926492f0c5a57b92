/** The small parts inside the grid: heads of columns, cards, days of the month. */
import {
  cloneElement,
  createContext,
  forwardRef,
  isValidElement,
  type ReactElement,
  type ReactNode,
  type SyntheticEvent,
  useContext,
  useEffect,
} from "react";
import type { Components } from "react-big-calendar";
import { dayLong, monthAndYear, sentenceCase, timeRange, weekdayName } from "#app/i18n/format";
import { type DateText, dateOf, type Instant, inRiga, instantFrom, startOfDay, timeOf } from "#app/time";
import { Icon } from "#app/ui/icon";
import { useLocale, useReader, useT } from "#app/ui/locale";
import { type Column, UNASSIGNED } from "./columns";
import { useDrag } from "./drag/drag";
import type { Target } from "./drag/drop";
import type { Entry, Person, SpecialDay, Verdict } from "./entry";
import { VerdictLine } from "./verdict";
import type { Zoom } from "./view";
import { entryName, MODE_ICON, stateWords } from "./words";

export interface Shown {
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

/** What the small parts inside the library need; it gives them no way to pass props. */
export const GridContext = createContext<GridProps | null>(null);
const ColumnContext = createContext<string | null>(null);

function useGrid(): GridProps {
  const props = useContext(GridContext);
  if (!props) throw new Error("outside the grid");
  return props;
}

export const hourOf = (date: Date) => timeOf(instantFrom(date.getTime()));

/** The addon's wrapper stands between us and the card: what a screen reader and a test look for goes onto the card. */
function EventFrame({ event, type, children }: { event: Shown; type?: string; children?: ReactNode }) {
  const { chosenRequestId } = useGrid();
  if (!isValidElement<{ children: ReactElement }>(children)) return children;
  const { entry } = event;
  const marks = {
    "data-request": entry.requestId,
    "data-assignment": entry.assignmentId ?? undefined,
    "data-chosen": entry.requestId === chosenRequestId || undefined,
    ...(type === "date" && { role: "cell" }),
  };
  return cloneElement(children, undefined, cloneElement(children.props.children, marks));
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
  const { t, locale } = useReader();
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
  const { t, locale } = useReader();
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
  const { t, locale } = useReader();
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
  const name = weekdayName(useLocale(), inRiga(instantFrom(date.getTime())).weekday);
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
export const COMPONENTS: Components<Shown, Column> = {
  eventWrapper: EventFrame,
  dayColumnWrapper: DayColumn,
  resourceHeader: ColumnHead,
  timeGutterHeader: Corner,
  header: () => null,
  event: DayCard,
  showMore: More,
  month: { event: MonthCard, header: MonthWeekday, dateHeader: MonthDay },
};
