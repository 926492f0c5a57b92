/** When somebody answers the desks' phones. */
import {
  dateOf,
  type Instant,
  nextOpening,
  officeHours,
  startOfDay,
  type TimeText,
  timeText,
  type WorkCalendar,
} from "#app/time";

/** Office hours as told beside a phone number. Nothing in it changes between one moment and the next, so pages stay comparable. */
export interface Office {
  /** The beginning of the Riga day on which it is told. */
  today: Instant;
  opens: TimeText;
  closes: TimeText;
  isOpen: boolean;
  /** When it closes while open, else when it opens next. */
  changesAt: Instant;
}

/** Whether somebody is at the desks at `now`, and until or from when. */
export function officeAt(calendar: WorkCalendar, now: Instant): Office {
  const opening = nextOpening(calendar, now);
  const isOpen = opening === now;
  return {
    today: startOfDay(dateOf(now)),
    opens: timeText(calendar.opensMinute),
    closes: timeText(calendar.closesMinute),
    isOpen,
    changesAt: isOpen ? (officeHours(calendar, dateOf(now))?.end ?? opening) : opening,
  };
}
