/**
 * A date with a beginning and an end on the clock, as an interval. The next day is a date, not 24 hours, and nobody is taken
 * to mean it without a word.
 */
import { MINUTES } from "#app/dispatch/request-questions";
import { type Result, refuse } from "#app/result";
import {
  addDays,
  type DateText,
  dateOf,
  type Fold,
  type Interval,
  isDate,
  minuteOfDay,
  minutesBetween,
  parseWall,
  typedTime,
  type WallRefusal,
} from "#app/time";

/** As it was typed; `nextDay` is the date on which it ends, once a person has confirmed it. */
export interface WhenFields {
  date: DateText;
  start: string;
  end: string;
  fold?: Fold;
  nextDay?: DateText;
}
export type WhenRefusal = WallRefusal | "same_time" | "ends_before_start" | "next_day";
/** Where it stands, and for `next_day` what would be understood. */
export interface WhenDetail {
  field: keyof WhenFields;
  understood?: Interval;
}

/**
 * The interval, both ends on the same date but for an end at 24:00. An end before its beginning is on the next date: that is
 * refused as `next_day` with the interval until it is confirmed, and as `ends_before_start` when no job can last so long.
 * Refuses `same_time` for an end that is the beginning, and what `parseWall` refuses of either.
 */
export function readWhen(fields: WhenFields): Result<Interval, WhenRefusal> & { detail?: WhenDetail } {
  const { date, fold } = fields;
  const wrong = (reason: WhenRefusal, field: keyof WhenFields) => refuse<WhenRefusal, WhenDetail>(reason, { field });
  if (!isDate(date)) return wrong("not_a_time", "date");
  const [from, to] = [typedTime(fields.start), typedTime(fields.end)];
  if (from === null) return wrong("not_a_time", "start");
  if (to === null) return wrong("not_a_time", "end");
  if (from === to) return wrong("same_time", "end");
  const isNextDay = minuteOfDay(to) < minuteOfDay(from);
  const start = parseWall(date, from, fold);
  if (!start.ok) return wrong(start.reason, start.reason === "time_exists_twice" ? "fold" : "start");
  const end = parseWall(isNextDay ? addDays(date, 1) : date, to, fold);
  if (!end.ok) return wrong(end.reason, end.reason === "time_exists_twice" ? "fold" : "end");
  const interval = { start: start.value, end: end.value };
  if (!isNextDay) return { ok: true, value: interval };
  if (minutesBetween(interval.start, interval.end) > MINUTES.most) return wrong("ends_before_start", "end");
  if (fields.nextDay === dateOf(interval.end)) return { ok: true, value: interval };
  return refuse<WhenRefusal, WhenDetail>("next_day", { field: "nextDay", understood: interval });
}
