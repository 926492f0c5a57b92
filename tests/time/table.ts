/** What time.ts says about the nights on which the clock changes, as one plain value that any zone must repeat. */
import {
  addDays,
  dateOf,
  dayInterval,
  expandWeekly,
  isFolded,
  minutesBetween,
  parseWall,
  resolveWall,
  startOfDay,
  timeOf,
  weekOf,
} from "#app/time";
import { DateTime } from "#app/ui/calendar/luxon";

export const CHANGES = [
  { date: "2026-03-29", hours: 23 },
  { date: "2026-10-25", hours: 25 },
  { date: "2027-03-28", hours: 23 },
  { date: "2027-10-31", hours: 25 },
] as const;
export const WALLS = ["02:59", "03:00", "03:30", "03:59", "04:00"] as const;

const iso = (at: number) => new Date(at).toISOString().slice(0, 16);

/** As typed by a person, and as a rule's hour: instants in UTC, or why not. */
export function clockChangeTable() {
  return CHANGES.map(({ date }) => {
    const day = dayInterval(date);
    const night = { weekday: 6, fromMinute: 22 * 60, toMinute: 6 * 60 };
    return {
      date,
      hours: minutesBetween(day.start, day.end) / 60,
      week: [iso(weekOf(startOfDay(date)).start), iso(weekOf(startOfDay(date)).end)],
      next: addDays(date, 1),
      /** What code that names no zone sees: the calendar's library does not. */
      unnamed: DateTime.fromMillis(day.start).toFormat("yyyy-MM-dd HH:mm"),
      night: expandWeekly([night], day).map(({ start, end }) => [iso(start), iso(end), minutesBetween(start, end)]),
      walls: WALLS.map((wall) => {
        const [typed, earlier, later] = [undefined, "earlier", "later"].map((fold) => {
          const read = parseWall(date, wall, fold as "earlier" | undefined);
          return read.ok ? iso(read.value) : read.reason;
        });
        const [hours = 0, minutes = 0] = wall.split(":").map(Number);
        const rule = resolveWall(date, hours * 60 + minutes);
        return {
          wall,
          typed,
          earlier,
          later,
          rule: iso(rule),
          back: `${dateOf(rule)} ${timeOf(rule)}`,
          folded: isFolded(rule),
        };
      }),
    };
  });
}
