/** The week as form fields and back. Wall clock; `to` not after `from` ends the next day, "24:00" is midnight. */
import { minuteOfDay, overlapOnADay, readHours, timeText, typedTime, type WeeklyWindow } from "#app/time";

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** Rows that a day has at least; one is always left to fill in. */
const LEAST_ROWS = 3;
/** More windows than this are no day. */
const MOST_ROWS = 24;

/** "HH:MM" or "" of one row. */
export interface Row {
  from: string;
  to: string;
}
/** What stands in the fields: 7 days with as many rows as are filled, and room for one more. */
export type WeekFields = Record<number, Row[]>;
/** Weekday → i18n key of what is wrong with it. */
export type WeekErrors = Record<number, string>;

export type WeekRead = { ok: true; windows: WeeklyWindow[] } | { ok: false; errors: WeekErrors };

export function fieldName(weekday: number, row: number, end: "from" | "to"): string {
  return `w${weekday}-${row}-${end}`;
}

export function fieldsOf(windows: readonly WeeklyWindow[]): WeekFields {
  return weekOf((weekday) =>
    windows
      .filter((window) => window.weekday === weekday)
      .map(({ fromMinute, toMinute }) => ({ from: timeText(fromMinute), to: timeText(toMinute) })),
  );
}

export function typedWeek(form: { get(name: string): unknown }): WeekFields {
  const typed = (name: string) => {
    const text = String(form.get(name) ?? "").trim();
    return typedTime(text) ?? text;
  };
  return weekOf((weekday) =>
    Array.from({ length: MOST_ROWS }, (_, i) => ({
      from: typed(fieldName(weekday, i + 1, "from")),
      to: typed(fieldName(weekday, i + 1, "to")),
    })),
  );
}

/** Windows in order, or for each day with a mistake what it is: half a row, not a time, no length, or two that overlap. */
export function readWeek(fields: WeekFields): WeekRead {
  const errors: WeekErrors = {};
  const windows: WeeklyWindow[] = [];
  for (const weekday of WEEKDAYS) {
    const day = (fields[weekday] ?? []).filter(({ from, to }) => from !== "" || to !== "");
    const read = day.map((row) => windowOf(weekday, row)).sort(byStart);
    const wrong = read.find((window) => typeof window === "string");
    const right = read.filter((window) => typeof window !== "string");
    if (wrong !== undefined) errors[weekday] = wrong;
    else if (overlapOnADay(right)) errors[weekday] = "interpreter:week.error.overlap";
    else windows.push(...right);
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, windows };
}

/** Rows up to the last in which something stands. */
export function usedRows(rows: readonly Row[]): number {
  return rows.findLastIndex(({ from, to }) => from !== "" || to !== "") + 1;
}

/** The fields of one day put into others. */
export function copyDay(fields: WeekFields, from: number, to: readonly number[]): WeekFields {
  return weekOf((weekday) => (to.includes(weekday) ? (fields[from] ?? []) : (fields[weekday] ?? [])));
}

/** True when the window ends on the next day, so that people can be told. */
export function endsNextDay({ from, to }: Row): boolean {
  const [begin, end] = [typedTime(from), typedTime(to)];
  return begin !== null && end !== null && minuteOfDay(end) <= minuteOfDay(begin);
}

function weekOf(rowsOf: (weekday: number) => readonly Row[]): WeekFields {
  return Object.fromEntries(
    WEEKDAYS.map((weekday) => {
      const rows = rowsOf(weekday);
      const length = Math.max(LEAST_ROWS, usedRows(rows) + 1);
      return [weekday, Array.from({ length }, (_, i) => ({ from: rows[i]?.from ?? "", to: rows[i]?.to ?? "" }))];
    }),
  );
}

function windowOf(weekday: number, { from, to }: Row): WeeklyWindow | string {
  if (from === "" || to === "") return "interpreter:week.error.half";
  const hours = readHours(from, to);
  if (!hours.ok) return hours.reason === "no_length" ? "interpreter:week.error.empty" : "interpreter:week.error.time";
  return { weekday, ...hours.value };
}

function byStart(a: WeeklyWindow | string, b: WeeklyWindow | string): number {
  return typeof a === "string" || typeof b === "string" ? 0 : a.fromMinute - b.fromMinute;
}
