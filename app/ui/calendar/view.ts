/** What the address of the calendar and of the list says: which days, how close, whose, and for which open request. */
import { MODES, type Mode } from "#app/dispatch/vocabulary";
import { ownAddress } from "#app/own-address";
import { addDays, type DateText, type Interval, isDate, mondayOf, startOfDay } from "#app/time";

export const VIEWS = ["day", "week", "month"] as const;
export type ViewName = (typeof VIEWS)[number];
export const ZOOMS = [1, 2, 3] as const;
export type Zoom = (typeof ZOOMS)[number];

export interface CalendarView {
  view: ViewName;
  date: DateText;
  zoom: Zoom;
  /** Also the people without work or duty, and those who cannot take the chosen request. */
  showAll: boolean;
  /** The open request for which columns are narrowed and ordered. */
  requestId: string | null;
  filters: Filters;
}

export interface Filters {
  language: string | null;
  deskId: string | null;
  mode: Mode | null;
  interpreterId: string | null;
}

/** Whatever the address says, a view; what it says wrongly counts as not said. */
export function readView(params: URLSearchParams, today: DateText): CalendarView {
  const date = params.get("date") ?? "";
  return {
    view: oneOf(VIEWS, params.get("view")) ?? "day",
    date: isDate(date) && date >= "2000-01-01" && date <= "2099-12-31" ? date : today,
    zoom: oneOf(ZOOMS, Number(params.get("zoom"))) ?? 2,
    showAll: params.get("all") === "1",
    requestId: text(params.get("request")),
    filters: {
      language: text(params.get("language")),
      deskId: text(params.get("desk")),
      mode: oneOf(MODES, params.get("mode")),
      interpreterId: text(params.get("interpreter")),
    },
  };
}

/** The same view, or a changed one, as a query string with its "?". What is usual is left out. */
export function viewSearch(view: CalendarView, change: Partial<CalendarView> = {}): string {
  const next = { ...view, ...change };
  const params = new URLSearchParams({ date: next.date });
  const say = (name: string, value: string | null, usual?: string) =>
    value && value !== usual && params.set(name, value);
  say("view", next.view, "day");
  say("zoom", String(next.zoom), "2");
  say("all", next.showAll ? "1" : null);
  say("request", next.requestId);
  say("language", next.filters.language);
  say("desk", next.filters.deskId);
  say("mode", next.filters.mode);
  say("interpreter", next.filters.interpreterId);
  return `?${params}`;
}

/** First and last Riga date shown. A month shows whole weeks, Monday first. */
export function datesShown({ view, date }: Pick<CalendarView, "view" | "date">): { first: DateText; last: DateText } {
  if (view === "day") return { first: date, last: date };
  if (view === "week") return { first: mondayOf(date), last: addDays(mondayOf(date), 6) };
  const month = firstOfMonth(date);
  return { first: mondayOf(month), last: addDays(mondayOf(addDays(firstOfMonth(addDays(month, 32)), -1)), 6) };
}

/** The instants shown, [first 00:00, day after last 00:00). */
export function intervalShown(view: Pick<CalendarView, "view" | "date">): Interval {
  const { first, last } = datesShown(view);
  return { start: startOfDay(first), end: startOfDay(addDays(last, 1)) };
}

/** The date to show one step back (-1) or on (1): a day, a week, or the first of the month. */
export function stepDate({ view, date }: Pick<CalendarView, "view" | "date">, direction: -1 | 1): DateText {
  if (view === "day") return addDays(date, direction);
  if (view === "week") return addDays(date, 7 * direction);
  return direction > 0 ? firstOfMonth(addDays(firstOfMonth(date), 32)) : firstOfMonth(addDays(firstOfMonth(date), -1));
}

function firstOfMonth(date: DateText): DateText {
  return `${date.slice(0, 7)}-01`;
}

function text(value: string | null): string | null {
  return value && value.length <= 64 ? value : null;
}

function oneOf<T>(values: readonly T[], value: unknown): T | null {
  return values.find((one) => one === value) ?? null;
}

/** The address to come back to: only ever one of the coordinators' own pages. */
export function withinCoordinator(back: string | null | undefined): string {
  const fallback = "/coordinator/calendar";
  const own = ownAddress(back, fallback);
  return /^\/coordinator(?:[/?]|$)/.test(own) ? own : fallback;
}
