/** Which minutes are day, evening, night, weekend and holiday: by the wall clock in Riga, counted as they passed. */
import {
  addDays,
  type DateText,
  dateOf,
  type Instant,
  type Interval,
  instantFrom,
  isWorkingDay,
  MINUTE,
  resolveWall,
} from "#app/time";
import type { Rates } from "./rates";
import type { DayKind, PayCalendar } from "./vocabulary";

export interface Stretch {
  kind: DayKind;
  minutes: number;
}

/**
 * The stretches of an interval in the order of time; two neighbours differ. Their minutes add up to the minutes that passed,
 * whatever the clock did: the night on which it is put back has an hour more. Seconds are cut off at both ends.
 */
export function stretchesOf({ start, end }: Interval, rates: Rates, calendar: PayCalendar): Stretch[] {
  const [from, until] = [wholeMinute(start), wholeMinute(end)];
  const stretches: Stretch[] = [];
  for (let date = dateOf(from), day: Part[]; from < until; date = addDays(date, 1)) {
    day = partsOf(date, rates, calendar);
    for (const part of day) {
      const minutes = (Math.min(part.end, until) - Math.max(part.start, from)) / MINUTE;
      if (minutes <= 0) continue;
      const last = stretches.at(-1);
      if (last?.kind === part.kind) last.minutes += minutes;
      else stretches.push({ kind: part.kind, minutes });
    }
    if ((day.at(-1)?.end ?? until) >= until) return stretches;
  }
  return stretches;
}

function wholeMinute(at: Instant): Instant {
  return instantFrom(at - (at % MINUTE));
}

interface Part extends Interval {
  kind: DayKind;
}

function partsOf(date: DateText, rates: Rates, calendar: PayCalendar): Part[] {
  const [night, evening, late] = [rates.rule("night.to"), rates.rule("evening.from"), rates.rule("night.from")];
  const whole = wholeDay(date, calendar);
  const bounds: [number, DayKind][] = whole
    ? [[0, whole]]
    : [
        [0, "night"],
        [night, "day"],
        [Math.min(evening, late), "evening"],
        [late, "night"],
      ];
  return bounds.map(([minute, kind], index) => ({
    kind,
    start: resolveWall(date, minute),
    end: resolveWall(date, bounds[index + 1]?.[0] ?? 1440),
  }));
}

/** A holiday, or a day on which nobody works; a working day that was moved to a Saturday is a working day. */
function wholeDay(date: DateText, calendar: PayCalendar): DayKind | null {
  if (calendar.holidays.has(date)) return "holiday";
  return isWorkingDay(calendar, date) ? null : "weekend";
}
