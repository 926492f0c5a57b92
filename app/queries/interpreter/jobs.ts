import { and, asc, count, desc, eq, isNotNull, isNull, lt, lte, ne, notExists, or, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, newId } from "#app/context.server";
import type { Rules } from "#app/dispatch/rules";
import type { NotHeldReason } from "#app/dispatch/vocabulary";
import { isLiveJob, isNotOver } from "#app/facts/live";
import { joins } from "#app/facts/request-head";
import { rulesAt } from "#app/facts/rules";
import { ownText } from "#app/privacy";
import { addMinutes, type Instant, type Interval } from "#app/time";
import { assignments, desks, reports, requests } from "#db/schema";
import { type DisclosedRequest, disclosable, disclose } from "./disclosed-request";

/**
 * next: yours, not over · running: now · to_report: over, nobody has said what happened · held, not_held: reported ·
 * cancelled: the requester no longer needs it · gone: a coordinator took it back · given_back: by the person.
 */
export type JobState = "next" | "running" | "to_report" | "held" | "not_held" | "cancelled" | "gone" | "given_back";

export interface Job {
  id: string;
  state: JobState;
  request: DisclosedRequest;
}

/** A job as a line among those that are over and reported. */
export interface DoneJob extends Pick<Job, "id" | "state"> {
  request: Pick<DisclosedRequest, "language" | "variant" | "mode" | "start" | "end" | "organisation">;
}

/** A job as a card: what one needs on the way, and of what is over or taken back where it was. */
export interface ListedJob extends Pick<Job, "id" | "state"> {
  request: DoneJob["request"] & Pick<DisclosedRequest, "address" | "town" | "contact" | "videoLink">;
}

/** A job in a calendar: the basics only. */
export type JobBrief = Pick<Job, "id"> & Pick<DisclosedRequest, "language" | "mode" | "start" | "end" | "town">;

export interface JobReport {
  held: boolean;
  notHeldReason: NotHeldReason | null;
  startedAt: Instant | null;
  endedAt: Instant | null;
}

export interface JobPage extends Job {
  key: string;
  /** Whom to call where it is too late to give it back by themselves. */
  deskPhone: string | null;
  /** While it is in the future: until when the person can give the job back by themselves. */
  giveBackUntil: Instant | null;
  canGiveBack: boolean;
  canReport: boolean;
  report: JobReport | null;
}

const PAGE = 50;
const MOST_AHEAD = 100;
/** As the index of what waits for a report has it. */
const isNotReported = isNull(assignments.reportedAt);
const columns = {
  ...disclosable,
  id: assignments.id,
  slot: assignments.slot,
  start: assignments.startAt,
  end: assignments.endAt,
  releasedAt: assignments.releasedAt,
  releaseReason: assignments.releaseReason,
  cancelledAt: requests.cancelledAt,
  held: reports.held,
  notHeldReason: reports.notHeldReason,
  startedAt: reports.startedAt,
  endedAt: reports.endedAt,
  deskPhone: desks.phone,
};

/** What comes, soonest first, with jobs that were taken back and not yet due, so that nobody travels in vain. At most 100. */
export function nextJobs(ctx: Ctx<UserViewer>): ListedJob[] {
  const ahead = (which: SQL | undefined) =>
    rowsOf(ctx, and(which, isNotOver(ctx.now, "assignments")), { newestFirst: false, limit: MOST_AHEAD });
  const rows = [...ahead(and(isLiveJob(), isNotReported)), ...ahead(takenFrom(ctx))];
  rows.sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
  return jobsOf(ctx, rows.slice(0, MOST_AHEAD)).map(listed);
}

/** Over and not reported, oldest first. At most 50. */
export function jobsToReport(ctx: Ctx<UserViewer>): ListedJob[] {
  return jobsOf(ctx, rowsOf(ctx, unreported(ctx), { newestFirst: false })).map(listed);
}

/** Reported jobs, newest first, 50 a page (from 1). */
export function doneJobs(ctx: Ctx<UserViewer>, page: number): { jobs: DoneJob[]; hasMore: boolean } {
  const done = and(isLiveJob(), isNotNull(assignments.reportedAt));
  const rows = rowsOf(ctx, done, { newestFirst: true, limit: PAGE + 1, offset: (page - 1) * PAGE });
  return { jobs: jobsOf(ctx, rows.slice(0, PAGE)).map(lined), hasMore: rows.length > PAGE };
}

function lined({ id, state, request: { language, variant, mode, start, end, organisation } }: Job): DoneJob {
  return { id, state, request: { language, variant, mode, start, end, organisation } };
}

function listed(job: Job): ListedJob {
  const { address, town, contact, videoLink } = job.request;
  const isAhead = job.state === "next" || job.state === "running";
  const reach = isAhead ? { contact, videoLink } : { contact: null, videoLink: null };
  return { id: job.id, state: job.state, request: { ...lined(job).request, address, town, ...reach } };
}

export function countJobsToReport(ctx: Ctx<UserViewer>): number {
  const row = ctx.db
    .select({ jobs: count() })
    .from(assignments)
    .where(and(theirs(ctx), unreported(ctx)))
    .get();
  return row?.jobs ?? 0;
}

/** Live jobs that touch the interval, soonest first. At most 300. */
export function jobsWithin(ctx: Ctx<UserViewer>, { start, end }: Interval): JobBrief[] {
  const within = and(isLiveJob(), lt(assignments.startAt, end), isNotOver(start, "assignments"));
  const jobs = jobsOf(ctx, rowsOf(ctx, within, { newestFirst: false, limit: 300 }));
  return jobs.map(({ id, request: { language, mode, start, end, town } }) => ({
    id,
    language,
    mode,
    start,
    end,
    town,
  }));
}

/** One job of the signed-in interpreter; null when it is not there or not theirs. */
export function jobForInterpreter(ctx: Ctx<UserViewer>, assignmentId: string): JobPage | null {
  const [row] = rowsOf(ctx, eq(assignments.id, assignmentId), { newestFirst: false, limit: 1 });
  if (!row) return null;
  const rules = rulesAt(ctx, ctx.now);
  const job = jobOf(ctx, row, rules);
  const giveBackUntil = addMinutes(row.start, -rules["withdraw.untilMinutesBefore"]);
  const isAhead = job.state === "next";
  const { held, notHeldReason, startedAt, endedAt } = row;
  return {
    ...job,
    key: newId(),
    deskPhone: isAhead && ctx.now > giveBackUntil ? row.deskPhone : null,
    giveBackUntil: isAhead ? giveBackUntil : null,
    canGiveBack: isAhead && ctx.now <= giveBackUntil,
    canReport: job.state === "running" || job.state === "to_report",
    report: held === null || row.releasedAt !== null ? null : { held, notHeldReason, startedAt, endedAt },
  };
}

function theirs({ viewer }: Ctx<UserViewer>) {
  return eq(assignments.interpreterId, viewer.interpreterId ?? "");
}

/** What a coordinator undid within seconds never was theirs. */
const wasNotUndone = or(isNull(assignments.releaseReason), ne(assignments.releaseReason, ownText("undone")));

function unreported({ now }: Ctx<UserViewer>) {
  return and(isLiveJob(), isNotReported, lte(assignments.endAt, now));
}

/** Released by somebody else, and the person is not on the request again. */
function takenFrom(ctx: Ctx<UserViewer>) {
  const again = alias(assignments, "again");
  const hasItAgain = ctx.db
    .select({ id: again.id })
    .from(again)
    .where(
      and(
        eq(again.requestId, assignments.requestId),
        eq(again.interpreterId, assignments.interpreterId),
        isLiveJob("again"),
      ),
    );
  return and(
    isNotNull(assignments.releasedAt),
    isNotReported,
    or(isNull(assignments.releaseReason), ne(assignments.releaseReason, ownText("withdrawn"))),
    notExists(hasItAgain),
  );
}

function rowsOf(
  ctx: Ctx<UserViewer>,
  where: SQL | undefined,
  { newestFirst, limit = PAGE, offset = 0 }: { newestFirst: boolean; limit?: number; offset?: number },
) {
  return ctx.db
    .select(columns)
    .from(assignments)
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .innerJoin(...joins.desk)
    .innerJoin(...joins.language)
    .innerJoin(...joins.organisation)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.place)
    .leftJoin(...joins.client)
    .leftJoin(reports, eq(reports.assignmentId, assignments.id))
    .where(and(theirs(ctx), wasNotUndone, where))
    .orderBy(newestFirst ? desc(assignments.startAt) : asc(assignments.startAt), assignments.id)
    .limit(limit)
    .offset(offset)
    .all();
}

type Row = ReturnType<typeof rowsOf>[number];

function jobsOf(ctx: Ctx<UserViewer>, rows: readonly Row[]): Job[] {
  const rules = rulesAt(ctx, ctx.now);
  return rows.map((row) => jobOf(ctx, row, rules));
}

function jobOf(ctx: Ctx<UserViewer>, row: Row, rules: Rules): Job {
  const stage = row.releasedAt === null ? "accepted" : "released";
  return { id: row.id, state: stateOf(row, ctx.now), request: disclose(row, { ...ctx, stage, rules }) };
}

function stateOf({ releasedAt, releaseReason, cancelledAt, held, start, end }: Row, now: Instant): JobState {
  if (releasedAt !== null && releaseReason === "withdrawn") return "given_back";
  if (releasedAt !== null) return cancelledAt === null ? "gone" : "cancelled";
  if (held !== null) return held ? "held" : "not_held";
  if (now >= end) return "to_report";
  return now >= start ? "running" : "next";
}
