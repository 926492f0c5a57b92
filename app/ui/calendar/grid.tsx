/**
 * The day with a column per person, and the month: react-big-calendar in our words and tokens. A view only: whatever can be
 * done by dragging here is done from the list and the Move… page as well. Loaded in the browser alone.
 */
import { type SyntheticEvent, useMemo, useRef, useState } from "react";
import { type CalendarProps, Calendar as PlainCalendar, type View } from "react-big-calendar";
import dragAndDropAddon, { type EventInteractionArgs } from "react-big-calendar/lib/addons/dragAndDrop/index.js";
import { dateOf, type Instant, inRiga, instantFrom, MINUTE, resolveWall, startOfDay } from "#app/time";
import { useReader } from "#app/ui/locale";
import { toneOf } from "#app/ui/state";
import { type Column, shadeOf, UNASSIGNED } from "./columns";
import { DragProvider, useDrag, usePress } from "./drag/drag";
import { settleDrop } from "./drag/drop";
import { useEdgeScroll } from "./drag/edge-scroll";
import type { Entry } from "./entry";
import { COMPONENTS, GridContext, type GridProps, hourOf, type Shown } from "./grid-parts";
import { interop } from "./interop";
import { makeLocalizer } from "./localizer";
import { entryName } from "./words";

const localizer = makeLocalizer();
const Calendar = interop(dragAndDropAddon)<Shown, Column>(SteadyCalendar);

/**
 * The addon wraps our parts anew whenever it draws, so a press would replace every card and the click that ends it would find
 * another one. The parts of the first drawing stay.
 */
function SteadyCalendar({ components, ...props }: CalendarProps<Shown, Column>) {
  const [parts] = useState(components);
  return <PlainCalendar<Shown, Column> {...props} components={parts} />;
}

export default function Grid(props: GridProps) {
  return (
    <DragProvider>
      <GridContext.Provider value={props}>
        <GridInside {...props} />
      </GridContext.Provider>
    </DragProvider>
  );
}

function GridInside(props: GridProps) {
  const { view, date, columns, people, specialDays, onDrop, onOpen, onDay, now } = props;
  const { t, locale } = useReader();
  const drag = useDrag();
  const press = usePress();
  const place = useRef<HTMLDivElement>(null);
  useEdgeScroll(place, drag.entry !== null);
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
      ref={place}
      className="grid"
      data-view={view}
      data-zoom={props.zoom}
      data-reasons={props.chosenRequestId ? true : undefined}
      data-dragging={drag.entry ? true : undefined}
      {...press.listeners}
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
        onSelectEvent={({ entry }, { nativeEvent }) => {
          if (nativeEvent instanceof UIEvent && press.isClick(nativeEvent)) onOpen(entry);
        }}
        onKeyPressEvent={(event, key) => openByKey(key, () => onOpen(event.entry))}
        onDragStart={({ event }) => begin(event.entry)}
        onEventDrop={drop}
      />
    </div>
  );
}

const VIEWS: View[] = ["day", "month"];
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
  const seven = resolveWall(date, 6 * 60 + 45);
  return new Date(Math.max(midnight, Math.min(seven, chosen ? chosen.startAt - 60 * MINUTE : seven)));
}

const FORMATS: CalendarProps["formats"] = {
  timeGutterFormat: hourOf,
  dateFormat: (date) => String(inRiga(instantFrom(date.getTime())).day),
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
  const { nativeEvent } = event;
  if (!(nativeEvent instanceof KeyboardEvent) || (nativeEvent.key !== "Enter" && nativeEvent.key !== " ")) return;
  event.preventDefault();
  open();
}
