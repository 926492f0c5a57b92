/** Run by localizer.test.ts in one process per zone: where the calendar puts times, as lines. */
import { dateOf, instantFrom, parseWall, startOfDay, timeOf } from "#app/time";
import { makeLocalizer } from "#app/ui/calendar/localizer";

const localizer = makeLocalizer();
const lines: string[] = [];
/** The library knows weeks, its types do not. */
const WEEK = "week" as "day";
const day = (date: string) => new Date(startOfDay(date));

function wall(text: string): Date {
  const read = parseWall(text.slice(0, 10), text.slice(11), "earlier");
  if (!read.ok) throw new Error(text);
  return new Date(read.value);
}

function table(date: string, times: string[]) {
  for (const time of times) {
    const at = wall(`${date} ${time}`);
    lines.push(`${date} ${time} at ${localizer.getMinutesFromMidnight(at)} offset ${localizer.getTimezoneOffset(at)}`);
  }
  lines.push(`${date} day ${localizer.getTotalMin(day(date), localizer.endOf(day(date), "day")) + 1}`);
  const slot = localizer.getSlotDate(day(date), 600, 0);
  lines.push(`${date} slot 600 is ${timeOf(instantFrom(+slot))}`);
}

table("2026-03-29", ["00:30", "02:30", "04:30", "10:00"]);
table("2026-10-25", ["00:30", "03:30", "04:30", "10:00"]);
table("2027-03-28", ["02:30", "10:00"]);
table("2026-11-24", ["10:00"]);
const sunday = new Date(startOfDay("2026-12-06"));
lines.push(`2026-11-30 week starts ${dateOf(instantFrom(+localizer.startOf(sunday, WEEK)))}`);

const isIn = (date: string, from: string, to: string) => localizer.inRange(day(date), wall(from), wall(to), "day");
for (const date of ["2026-11-24", "2026-11-25"])
  lines.push(`night is${isIn(date, "2026-11-24 22:00", "2026-11-25 06:00") ? "" : " not"} in ${date}`);
lines.push(
  `until midnight is${isIn("2026-11-25", "2026-11-24 20:00", "2026-11-25 00:00") ? "" : " not"} in 2026-11-25`,
);
const isAllDay = localizer.startAndEndAreDateOnly(day("2026-11-24"), day("2026-11-25"));
lines.push(`midnight to midnight is${isAllDay ? "" : " not"} all day`);
process.stdout.write(JSON.stringify(lines));
