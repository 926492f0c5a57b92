/** Times of a report: wall clock as people type it, near the planned moment. */
import {
  addDays,
  dateOf,
  type Fold,
  HOUR,
  type Instant,
  minuteOfDay,
  parseWall,
  timeOf,
  timeText,
  typedTime,
} from "#app/time";

/** "±5 min" of one end, as the button's value says it. */
export const SHIFTS = ["start-5", "start+5", "end-5", "end+5"] as const;
export type Shift = (typeof SHIFTS)[number];

export interface ReportTimes {
  start: string;
  end: string;
}

/** What stands in the fields at first: the planned times. */
export function plannedTimes({ start, end }: { start: Instant; end: Instant }): ReportTimes {
  return { start: timeOf(start), end: timeOf(end) };
}

/** The times after a press of a button; what is not a time stays as it was typed. */
export function shifted(times: ReportTimes, shift: Shift): ReportTimes {
  const which = shift.startsWith("start") ? "start" : "end";
  return { ...times, [which]: moved(times[which], shift.endsWith("-5") ? -5 : 5) };
}

/**
 * The instant nearest to the planned one whose Riga wall time is `typed` ("9:05" counts), within half a day; in the
 * hour that happens twice this is the planned one of the two. An i18n key when there is none.
 */
export function instantNear(planned: Instant, typed: string): Instant | string {
  const time = typedTime(typed);
  if (time === null) return "interpreter:job.report.errorTime";
  const found = [-1, 0, 1]
    .flatMap((days) => FOLDS.map((fold) => parseWall(addDays(dateOf(planned), days), time, fold)))
    .flatMap((read) => (read.ok ? [read.value] : []))
    .sort((a, b) => Math.abs(a - planned) - Math.abs(b - planned))[0];
  return found === undefined || Math.abs(found - planned) > 13 * HOUR ? "interpreter:job.report.errorGap" : found;
}

const FOLDS: Fold[] = ["earlier", "later"];

function moved(time: string, minutes: number): string {
  const read = typedTime(time);
  return read === null ? time : timeText((minuteOfDay(read) + minutes + 1440) % 1440);
}
