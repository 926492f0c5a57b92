/** Latvia's public holidays from `date-holidays` (CC BY 3.0), and what no library can know: moved working days, by decree of each year. */
import Holidays from "date-holidays";
import type { Names } from "#app/dispatch/vocabulary";
import { invariant } from "#app/result";
import type { DateText } from "#app/time";

export interface HolidayRow {
  date: DateText;
  kind: "holiday" | "moved_day_off" | "moved_workday";
  name: Names;
  source: string;
}

const MOVED: readonly HolidayRow[] = [
  moved("2026-01-02", "moved_day_off", "2026-01-17"),
  moved("2026-01-17", "moved_workday", "2026-01-02"),
  moved("2026-06-22", "moved_day_off", "2026-06-27"),
  moved("2026-06-27", "moved_workday", "2026-06-22"),
];

/** Rows of the years from `from` to `to`, both included, by date. They are a start: an admin edits the table. */
export function holidayRows(from: number, to: number): HolidayRow[] {
  const library = new Holidays("LV", { languages: ["lv", "en"], types: ["public"] });
  const rows = new Map<DateText, HolidayRow>();
  for (let year = from; year <= to; year++) {
    const english = new Map(library.getHolidays(year, "en").map((day) => [day.date, day.name]));
    for (const day of library.getHolidays(year, "lv")) {
      const date = day.date.slice(0, 10);
      const en = english.get(day.date);
      invariant(en, `the library names ${date} in both languages`);
      rows.set(date, {
        date,
        kind: "holiday",
        name: { lv: day.name.replace("Gads", "gads").replace("Diena", "diena"), en },
        source: "date-holidays",
      });
    }
    for (const row of MOVED) if (row.date.startsWith(String(year))) rows.set(row.date, row);
  }
  return [...rows.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** A working day that is free and the day on which it is worked instead, as the table says them. */
export function movedPair(off: DateText, work: DateText): [HolidayRow, HolidayRow] {
  return [moved(off, "moved_day_off", work), moved(work, "moved_workday", off)];
}

function moved(date: DateText, kind: "moved_day_off" | "moved_workday", other: DateText): HolidayRow {
  const [, month, day] = other.split("-").map(Number);
  return kind === "moved_workday"
    ? row(`Pārceltā darba diena (no ${day}.${month}.)`, `Working day moved from ${other}`)
    : row(`Brīvdiena (darba diena pārcelta uz ${day}.${month}.)`, `Day off (working day moved to ${other})`);

  function row(lv: string, en: string): HolidayRow {
    return { date, kind, name: { lv, en }, source: "Ministru kabineta rīkojums" };
  }
}
