/** What a report says, read and written inside a command's transaction. Not a command itself. */
import { and, eq, isNull } from "drizzle-orm";
import type { Work } from "#app/context.server";
import { MINUTES } from "#app/dispatch/request-questions";
import type { NotHeldReason } from "#app/dispatch/vocabulary";
import { rulesAt, workCalendarAt } from "#app/facts/rules";
import { MOST, nextAsked, TOLERATED } from "#app/pay/attesting";
import type { Said, TravelMeans } from "#app/pay/took-place";
import { ok, type Result, refuse } from "#app/result";
import { type Instant, MINUTE, minutesBetween } from "#app/time";
import { correctionsAsked, languages, reportCorrections, reports } from "#db/schema";
import type { AssignmentRow, RequestRow } from "../live";

export type ReportRow = typeof reports.$inferSelect;
export type CorrectionAsked = typeof correctionsAsked.$inferSelect;

/** As a form gives it; what is left out was none, and times are those that were planned. */
export interface ReportTold {
  held: boolean;
  /** Required when not held. */
  notHeldReason?: NotHeldReason | null;
  /** What really happened; both or neither. */
  startedAt?: Instant | null;
  endedAt?: Instant | null;
  /** Whoever reports has said that it ended earlier than planned. */
  endedEarly?: boolean;
  breakMinutes?: number;
  waitingMinutes?: number;
  travelMeans?: TravelMeans | null;
  travelKm?: number | null;
  travelMinutes?: number | null;
  ticketCents?: number | null;
  usedLanguage?: string | null;
  usedVariant?: string | null;
}
export type ToldRefusal =
  | "invalid_time"
  | "start_in_future"
  | "end_in_future"
  | "lasted_too_long"
  | "ended_early"
  | "break_too_long"
  | "waiting_too_long"
  | "travel_too_long"
  | "language_missing"
  | "reason_missing";

export function findReport(work: Work, assignmentId: string): ReportRow | undefined {
  return work.db.select().from(reports).where(eq(reports.assignmentId, assignmentId)).get();
}

export function openCorrection(work: Work, assignmentId: string): CorrectionAsked | undefined {
  return work.db
    .select()
    .from(correctionsAsked)
    .where(and(eq(correctionsAsked.assignmentId, assignmentId), isNull(correctionsAsked.endedAt)))
    .get();
}

/**
 * What was told as a report can say it. Refuses what has not happened yet, an end that is not after its beginning or, until somebody
 * says so, well before the planned one, and lengths that no job has.
 */
export function saidOf(
  work: Work,
  assignment: AssignmentRow,
  request: RequestRow,
  told: ReportTold,
): Result<Said, ToldRefusal> {
  if (!told.held && !told.notHeldReason) return refuse("reason_missing");
  const startedAt = told.held ? (told.startedAt ?? assignment.startAt) : null;
  const endedAt = told.held ? (told.endedAt ?? assignment.endAt) : null;
  const wrong = startedAt !== null && endedAt !== null && timeWrong(work.now, assignment, startedAt, endedAt);
  if (wrong) return refuse(wrong);
  if (endedAt !== null && !told.endedEarly && endedAt < assignment.endAt - TOLERATED) return refuse("ended_early");

  const breakMinutes = told.held ? (told.breakMinutes ?? 0) : 0;
  if (startedAt !== null && endedAt !== null && breakMinutes >= minutesBetween(startedAt, endedAt) && breakMinutes > 0)
    return refuse("break_too_long");
  const waitingMinutes = told.waitingMinutes ?? 0;
  if (waitingMinutes > MOST.waitingMinutes) return refuse("waiting_too_long");
  const travel = request.mode === "onsite" ? travelOf(told) : travelOf({});
  if ((travel.travelKm ?? 0) > MOST.km || (travel.travelMinutes ?? 0) > MOST.travelMinutes)
    return refuse("travel_too_long");
  if ((travel.ticketCents ?? 0) > MOST.ticketCents) return refuse("travel_too_long");
  const used = told.held ? usedOf(work, request, told) : NOTHING_ELSE;
  if (!used) return refuse("language_missing");
  const notHeldReason = told.held ? null : (told.notHeldReason ?? null);
  return ok({ held: told.held, notHeldReason, startedAt, endedAt, breakMinutes, waitingMinutes, ...travel, ...used });
}

export function timeWrong(
  now: Instant,
  planned: { startAt: Instant; endAt: Instant },
  start: Instant,
  end: Instant,
): "invalid_time" | "start_in_future" | "end_in_future" | "lasted_too_long" | null {
  if (start > now) return "start_in_future";
  if (end <= start) return "invalid_time";
  if (end > now + TOLERATED) return "end_in_future";
  const most = Math.max(MINUTES.most * MINUTE, planned.endAt - planned.startAt);
  return end - start > most ? "lasted_too_long" : null;
}

/** Kilometres go with a car, tickets with public transport. */
function travelOf({ travelMeans = null, travelKm, travelMinutes, ticketCents }: Partial<ReportTold>) {
  return {
    travelMeans,
    travelKm: travelMeans === "own_car" ? (travelKm ?? null) : null,
    travelMinutes: travelMeans === null ? null : (travelMinutes ?? null),
    ticketCents: travelMeans === "public_transport" ? (ticketCents ?? null) : null,
  };
}

const NOTHING_ELSE = { usedLanguage: null, usedVariant: null };

/** What was spoken where it is not what was asked; null for a language that the service does not have. */
function usedOf(work: Work, request: RequestRow, { usedLanguage = null, usedVariant = null }: ReportTold) {
  if (usedLanguage === null) return NOTHING_ELSE;
  if (usedLanguage === request.language && usedVariant === request.variant) return NOTHING_ELSE;
  const known = work.db.select({ code: languages.code }).from(languages).where(eq(languages.code, usedLanguage)).get();
  return known ? { usedLanguage, usedVariant } : null;
}

/** When the requester is first asked again about a report of `work.now`. */
function firstAsked(work: Work): Instant {
  return nextAsked(rulesAt(work, work.now), workCalendarAt(work, work.now), work.now, 0).at;
}

/** The first report of a job. */
export function writeReport(work: Work, assignmentId: string, said: Said, reportedBy: string): void {
  work.db
    .insert(reports)
    .values({ assignmentId, ...said, reportedBy, reportedAt: work.now, askAt: firstAsked(work) })
    .run();
}

/** What stood there is kept; what is said now waits anew, for whoever asked or for the row that its caller writes next. */
export function replaceReport(work: Work, report: ReportRow, said: Said, reportedBy: string): number {
  const { assignmentId, number, reportedBy: before, askAt: _, askedAgain: __, ...stood } = report;
  work.db
    .insert(reportCorrections)
    .values({ assignmentId, number, said: { ...stood, number }, reportedBy: before, replacedAt: work.now })
    .run();
  work.db
    .update(reports)
    .set({
      ...said,
      number: number + 1,
      reportedBy,
      reportedAt: work.now,
      agreedAt: null,
      askedAgain: 0,
      askAt: firstAsked(work),
    })
    .where(eq(reports.assignmentId, assignmentId))
    .run();
  return number + 1;
}
