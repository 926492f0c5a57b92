/** Times of a report: wall clock as people type it, near the planned moment. */
import { MINUTES } from "#app/dispatch/request-questions";
import type { NotHeldReason } from "#app/dispatch/vocabulary";
import type { Said, TravelMeans } from "#app/pay/took-place";
import {
  addDays,
  dateOf,
  type Fold,
  HOUR,
  type Instant,
  MINUTE,
  minuteOfDay,
  parseWall,
  timeOf,
  timeText,
  typedTime,
} from "#app/time";

/** "±5 min" of one end, as the button's value says it. */
export const SHIFTS = ["start-5", "start+5", "end-5", "end+5"] as const;
export type Shift = (typeof SHIFTS)[number];

export interface ReportTimes {
  start: string;
  end: string;
}

/** What stands in the fields at first: the planned times. */
export function plannedTimes({ start, end }: { start: Instant; end: Instant }): ReportTimes {
  return { start: timeOf(start), end: timeOf(end) };
}

/** The times after a press of a button; what is not a time stays as it was typed. */
export function shifted(times: ReportTimes, shift: Shift): ReportTimes {
  const which = shift.startsWith("start") ? "start" : "end";
  return { ...times, [which]: moved(times[which], shift.endsWith("-5") ? -5 : 5) };
}

/**
 * The instant nearest to the planned one whose Riga wall time is `typed` ("9:05" counts), within half a day; in the
 * hour that happens twice this is the planned one of the two. An i18n key when there is none.
 */
export function instantNear(planned: Instant, typed: string): Instant | string {
  const time = typedTime(typed);
  if (time === null) return "interpreter:job.report.errorTime";
  const found = [-1, 0, 1]
    .flatMap((days) => FOLDS.map((fold) => parseWall(addDays(dateOf(planned), days), time, fold)))
    .flatMap((read) => (read.ok ? [read.value] : []))
    .sort((a, b) => Math.abs(a - planned) - Math.abs(b - planned))[0];
  return found === undefined || Math.abs(found - planned) > 13 * HOUR ? "interpreter:job.report.errorGap" : found;
}

/**
 * What was typed of one job: the beginning near the planned one, the end the first such time after it, so that a job may end at
 * midnight, over it or in a night of two hours less. An i18n key in place of each that is none. What would last longer than a job can
 * is read on the day of its beginning: then its order or its length is what is wrong.
 */
export function timesNear(planned: { start: Instant; end: Instant }, typed: ReportTimes) {
  const start = instantNear(planned.start, typed.start);
  return {
    start,
    end: typeof start === "string" ? instantNear(planned.end, typed.end) : endAfter(start, planned, typed.end),
  };
}

function endAfter(start: Instant, planned: { start: Instant; end: Instant }, typed: string): Instant | string {
  const time = typedTime(typed);
  if (time === null) return "interpreter:job.report.errorTime";
  const most = Math.max(MINUTES.most * MINUTE, planned.end - planned.start);
  const on = (days: number) =>
    FOLDS.map((fold) => parseWall(addDays(dateOf(start), days), time, fold)).flatMap((read) =>
      read.ok ? [read.value] : [],
    );
  const nearest = (found: Instant[]) => found.sort((a, b) => Math.abs(a - planned.end) - Math.abs(b - planned.end))[0];
  const soon = [on(0), on(1)].map((day) => nearest(day.filter((end) => end > start && end - start <= most)));
  return soon[0] ?? soon[1] ?? nearest(on(0)) ?? "interpreter:job.report.errorGap";
}

const FOLDS: Fold[] = ["earlier", "later"];

function moved(time: string, minutes: number): string {
  const read = typedTime(time);
  return read === null ? time : timeText((minuteOfDay(read) + minutes + 1440) % 1440);
}

/** What a report's fields hold as they were typed, beside its times. */
export interface TypedReport {
  start: string;
  end: string;
  breakMinutes: string;
  waitingMinutes: string;
  travelMeans: TravelMeans | "none";
  travelKm: string;
  travelMinutes: string;
  ticket: string;
  /** `CODE` or `CODE:VARIANT`; "" as asked. */
  language: string;
}

/** The report that was typed, or what is wrong with which field. */
export function readReport(
  typed: TypedReport,
  planned: { start: Instant; end: Instant },
  told: { held: boolean; notHeldReason: NotHeldReason | null; endedEarly: boolean },
): { ok: true; value: ReadReport } | { ok: false; errors: Record<string, string[]> } {
  const errors: Record<string, string[]> = {};
  const wrong = (field: string, error: string) => {
    errors[field] = [`interpreter:job.report.${error}`];
    return null;
  };
  const times = timesNear(planned, typed);
  const time = (field: "start" | "end") => {
    if (!told.held) return null;
    const at = times[field];
    if (typeof at !== "string") return at;
    errors[field] = [at];
    return null;
  };
  const whole = (field: "breakMinutes" | "waitingMinutes" | "travelKm" | "travelMinutes", error: string) => {
    const text = typed[field].trim();
    if (text === "") return null;
    return /^\d{1,5}$/.test(text) ? Number(text) : wrong(field, error);
  };
  const ticketCents = typed.ticket.trim() === "" ? null : (readCents(typed.ticket) ?? wrong("ticket", "errorMoney"));
  const [usedLanguage = "", usedVariant] = typed.language.split(":");
  const value = {
    ...told,
    startedAt: time("start"),
    endedAt: time("end"),
    breakMinutes: whole("breakMinutes", "errorMinutes") ?? 0,
    waitingMinutes: whole("waitingMinutes", "errorMinutes") ?? 0,
    travelMeans: typed.travelMeans === "none" ? null : typed.travelMeans,
    travelKm: whole("travelKm", "errorNumber"),
    travelMinutes: whole("travelMinutes", "errorMinutes"),
    ticketCents,
    usedLanguage: usedLanguage || null,
    usedVariant: usedVariant ?? null,
  };
  return Object.keys(errors).length === 0 ? { ok: true, value } : { ok: false, errors };
}

interface ReadReport extends Said {
  endedEarly: boolean;
}

/** "3,50", "3.5" or "3" euros as whole cents; null for what is no sum. */
export function readCents(typed: string): number | null {
  const found = /^(\d{1,5})(?:[.,](\d{1,2}))?$/.exec(typed.trim().replace(/\s*(?:€|eur|EUR)$/, ""));
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : null;
}

/** What stands in the fields before anybody types: what was said, else what is known. */
export function typedFrom(
  said: Said | null,
  way: { km: number; minutes: number } | null,
): Omit<TypedReport, "start" | "end"> {
  const text = (number: number | null | undefined) => (number ? String(number) : "");
  return {
    breakMinutes: text(said?.breakMinutes),
    waitingMinutes: text(said?.waitingMinutes),
    travelMeans: said?.travelMeans ?? "none",
    travelKm: text(said?.travelKm ?? way?.km),
    travelMinutes: text(said?.travelMinutes ?? way?.minutes),
    ticket: said?.ticketCents
      ? `${Math.floor(said.ticketCents / 100)},${String(said.ticketCents % 100).padStart(2, "0")}`
      : "",
    language: [said?.usedLanguage, said?.usedVariant].filter(Boolean).join(":"),
  };
}
