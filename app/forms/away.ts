/** An absence as people say it: from a day to a day, whole days unless hours are named. */
import { typedDate } from "#app/dates";
import {
  addDays,
  type DateText,
  dateOf,
  type Instant,
  type Interval,
  isDate,
  parseWall,
  startOfDay,
  type TimeText,
  typedTime,
} from "#app/time";

/** As it stands in the address or the form; "" = not said. `to` is the last day, included. */
export interface AwayFields {
  from: DateText;
  to: DateText;
  fromTime: TimeText;
  toTime: TimeText;
}
/** Field → i18n key of what is wrong with it. */
export type AwayErrors = Partial<Record<keyof AwayFields, string>>;

/** Dates typed as people write them are dates; what is none stays as it was typed. */
export function awayFields(read: (name: keyof AwayFields) => string | null, now: Instant): AwayFields {
  const text = (name: keyof AwayFields) => (read(name) ?? "").trim();
  const date = (name: keyof AwayFields) => typedDate(text(name), dateOf(now)) ?? text(name);
  return { from: date("from"), to: date("to"), fromTime: text("fromTime"), toTime: text("toTime") };
}

/**
 * The instants. Without hours [00:00 of the first day, 00:00 after the last); an hour that happens twice is wholly
 * inside: the start is the earlier, the end the later one.
 */
export function readAway({ from, to, fromTime, toTime }: AwayFields): { interval: Interval } | { errors: AwayErrors } {
  const errors: AwayErrors = {};
  if (!isDate(from)) errors.from = "interpreter:away.errorDates";
  if (!isDate(to)) errors.to = "interpreter:away.errorDates";
  if (errors.from || errors.to) return { errors };
  const start = fromTime === "" ? null : parseWall(from, typedTime(fromTime) ?? "", "earlier");
  const end = toTime === "" ? null : parseWall(to, typedTime(toTime) ?? "", "later");
  if (start && !start.ok) errors.fromTime = "interpreter:away.errorTime";
  if (end && !end.ok) errors.toTime = "interpreter:away.errorTime";
  if (errors.fromTime || errors.toTime) return { errors };
  const interval = {
    start: start?.ok ? start.value : startOfDay(from),
    end: end?.ok ? end.value : startOfDay(addDays(to, 1)),
  };
  if (interval.end > interval.start) return { interval };
  if (to < from) return { errors: { to: "interpreter:refusal.absence_order" } };
  const isSame = interval.end === interval.start;
  return { errors: { toTime: isSame ? "interpreter:away.errorSame" : "interpreter:away.errorNextDay" } };
}

/** Days from the first to the last, both counted. */
export function daysBetween(from: DateText, to: DateText): number {
  let days = 1;
  for (let date = from; date < to && days < 1000; date = addDays(date, 1)) days++;
  return days;
}
