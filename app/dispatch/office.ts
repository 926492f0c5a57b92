/** When somebody answers the desks' phones. */
import { dateOf, type Instant, nextOpening, officeHours, type TimeText, timeText, type WorkCalendar } from "#app/time";

/** Office hours as told beside a phone number at `at`. */
export interface Office {
  at: Instant;
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
    at: now,
    opens: timeText(calendar.opensMinute),
    closes: timeText(calendar.closesMinute),
    isOpen,
    changesAt: isOpen ? (officeHours(calendar, dateOf(now))?.end ?? opening) : opening,
  };
}
