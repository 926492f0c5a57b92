import { dateTime, dayLong, timeRange } from "#app/i18n/format";
import type { Instant, Interval } from "#app/time";
import { useLocale } from "./locale";

/** "otrdien, 1. decembrī, 14:00–15:00". `now` decides whether the year is said. */
export function TimeRange({ interval, now }: { interval: Interval; now: Instant }) {
  const locale = useLocale();
  return (
    <time dateTime={new Date(interval.start).toISOString()}>
      {dayLong(locale, interval.start, now)}, {timeRange(locale, interval)}
    </time>
  );
}

/** "01.12.2026. 14:00". */
export function Moment({ at }: { at: Instant }) {
  const locale = useLocale();
  return <time dateTime={new Date(at).toISOString()}>{dateTime(locale, at)}</time>;
}
