import { type DateLocalizer, luxonLocalizer } from "react-big-calendar";
import { DateTime } from "./luxon";

/**
 * react-big-calendar's luxonLocalizer takes clock-change offsets from the machine's zone (Date#getTimezoneOffset) and the
 * rest from Luxon's default zone. On the two clock-change days they disagree unless the machine is in Riga: events stand an
 * hour off the gutter. These overrides ask Luxon only, whose default zone `./luxon` sets to Europe/Riga.
 */
export function makeLocalizer(): DateLocalizer {
  const west = (date: Date) => -at(date).offset;
  return Object.assign(luxonLocalizer(DateTime, { firstDayOfWeek: 1 }), {
    getTimezoneOffset: west,
    getDstOffset: (a: Date, b: Date) => west(a) - west(b),
    getTotalMin: (a: Date, b: Date) => Math.floor((+b - +a) / 60_000) + west(a) - west(b),
    getMinutesFromMidnight: (date: Date) => at(date).hour * 60 + at(date).minute,
    segmentOffset: 0,
    // Work is never "all day", also not from midnight to midnight; and what ends at midnight does not touch the next day.
    startAndEndAreDateOnly: () => false,
    inRange: (day: Date, min: Date, max: Date) => {
      const last = new Date(Math.max(+min, +max - 1));
      return at(day).startOf("day") >= at(min).startOf("day") && at(day).startOf("day") <= at(last).startOf("day");
    },
    // In the month, by the clock and not by length.
    sortEvents: ({ evtA, evtB }: { evtA: Span; evtB: Span }) => +evtA.start - +evtB.start || +evtA.end - +evtB.end,
  });
}

interface Span {
  start: Date;
  end: Date;
}

function at(date: Date): DateTime {
  return DateTime.fromJSDate(date);
}
