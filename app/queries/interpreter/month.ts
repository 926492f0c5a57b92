import { and, eq, gt, gte, inArray, lt, lte } from "drizzle-orm";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import type { Mode } from "#app/dispatch/vocabulary";
import { canBeAnswered, isStanding } from "#app/facts/live";
import { joins } from "#app/facts/request-head";
import { addDays, type DateText, dateOf, dayInterval, type Instant, mondayOf, overlaps } from "#app/time";
import { holidays, languages, offers, requests } from "#db/schema";
import { type Absence, absencesWithin } from "./availability";
import { type JobBrief, jobsWithin } from "./jobs";

export interface OfferInMonth {
  id: string;
  language: string;
  mode: Mode;
  start: Instant;
  end: Instant;
}

export interface DayOfMonth {
  date: DateText;
  isInMonth: boolean;
  holiday: string | null;
  jobs: JobBrief[];
  offers: OfferInMonth[];
  absences: Absence[];
}

/** The weeks, Monday first, that hold the month "2026-03": every Riga date once, also where clocks change. */
export function weeksOfMonth(month: string): DateText[][] {
  const first = mondayOf(`${month}-01`);
  const weeks: DateText[][] = [];
  for (let monday = first; weeks.length === 0 || monday.slice(0, 7) === month; monday = addDays(monday, 7))
    weeks.push(Array.from({ length: 7 }, (_, i) => addDays(monday, i)));
  return weeks;
}

/** The month before or after, "2026-12" → "2027-01". */
export function monthBeside(month: string, step: -1 | 1): string {
  return addDays(`${month}-15`, step * 30).slice(0, 7);
}

/** The signed-in interpreter's month: jobs, waiting offers and absences on every Riga date they touch. */
export function monthOfInterpreter(ctx: Ctx<UserViewer>, month: string): DayOfMonth[][] {
  const weeks = weeksOfMonth(month);
  const span = {
    start: dayInterval(weeks[0]?.[0] ?? `${month}-01`).start,
    end: dayInterval(weeks.at(-1)?.[6] ?? `${month}-01`).end,
  };
  const jobs = jobsWithin(ctx, span);
  const waiting = offersWithin(ctx, span);
  const away = absencesWithin(ctx, span);
  const free = holidaysWithin(ctx, weeks);
  return weeks.map((week) =>
    week.map((date) => {
      const day = dayInterval(date);
      return {
        date,
        isInMonth: date.startsWith(month),
        holiday: free.get(date) ?? null,
        jobs: jobs.filter((job) => overlaps(job, day)),
        offers: waiting.filter((offer) => overlaps(offer, day)),
        absences: away.filter((absence) => overlaps(absence, day)),
      };
    }),
  );
}

function offersWithin({ db, viewer, now, locale }: Ctx<UserViewer>, { start, end }: { start: Instant; end: Instant }) {
  return db
    .select({
      id: offers.id,
      language: languages.name,
      mode: requests.mode,
      start: requests.startAt,
      end: requests.endAt,
    })
    .from(offers)
    .innerJoin(requests, eq(requests.id, offers.requestId))
    .innerJoin(...joins.language)
    .where(
      and(
        eq(offers.interpreterId, viewer.interpreterId ?? ""),
        canBeAnswered(now),
        isStanding(),
        lt(requests.startAt, end),
        gt(requests.endAt, start),
        gt(requests.startAt, now),
      ),
    )
    .orderBy(requests.startAt)
    .limit(50)
    .all()
    .map(({ language, ...offer }) => ({ ...offer, language: language[locale] }));
}

function holidaysWithin({ db, locale }: Ctx, weeks: DateText[][]): Map<DateText, string> {
  const dates = weeks.flat();
  const rows = db
    .select({ date: holidays.date, name: holidays.name })
    .from(holidays)
    .where(
      and(
        gte(holidays.date, dates[0] ?? ""),
        lte(holidays.date, dates.at(-1) ?? ""),
        inArray(holidays.kind, ["holiday", "moved_day_off"]),
      ),
    )
    .all();
  return new Map(rows.map((row) => [row.date, row.name[locale]]));
}

/** The Riga month of an instant, "2026-03". */
export function monthOf(at: Instant): string {
  return dateOf(at).slice(0, 7);
}

/** "2026-03", a month that exists and that the grid can show. */
export function isMonth(text: string): boolean {
  return /^20\d\d-(0[1-9]|1[0-2])$/.test(text);
}
