import { and, desc, eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { countOf } from "#app/facts/lists/pages";
import { isLiveJob } from "#app/facts/live";
import type { Instant } from "#app/time";
import { assignments, events, requests } from "#db/schema";
import { type JobFacts, requestFacts, sequenceAt } from "./job-facts";
import type { CalendarChange } from "./message";

/** One entry for a person's own calendar: as neutral as a mail, whoever asks. */
export interface CalendarEntry extends CalendarChange {
  job: JobFacts;
  /** When it last changed. */
  changedAt: Instant;
}

/** The requester's entry of one request, or null when the viewer may not see it. Tentative until every slot has its person. */
export function requestEntry(ctx: Ctx, requestId: string): CalendarEntry | null {
  const facts = requestFacts(ctx, requestId);
  if (!facts || ctx.viewer.kind !== "user") return null;
  const own = and(eq(requests.id, requestId), eq(requests.organisationId, ctx.viewer.organisationId ?? ""));
  const isVisible = ctx.viewer.role === "coordinator" || ctx.viewer.role === "admin" || countOf(ctx, requests, own) > 0;
  if (!isVisible) return null;
  const n = countOf(ctx, assignments, and(eq(assignments.requestId, requestId), isLiveJob()));
  const status = facts.hasEnded ? "cancelled" : n >= facts.interpreterCount ? "confirmed" : "tentative";
  return { uid: requestId, status, job: facts.job, ...lastChange(ctx, requestId) };
}

/** The entry of one job of the viewing interpreter, or null when it is not theirs. */
export function jobEntry(ctx: Ctx, assignmentId: string): CalendarEntry | null {
  if (ctx.viewer.kind !== "user" || !ctx.viewer.interpreterId) return null;
  const mine = ctx.db
    .select({
      requestId: assignments.requestId,
      slot: assignments.slot,
      start: assignments.startAt,
      end: assignments.endAt,
      releasedAt: assignments.releasedAt,
    })
    .from(assignments)
    .where(and(eq(assignments.id, assignmentId), eq(assignments.interpreterId, ctx.viewer.interpreterId)))
    .get();
  const facts = mine && requestFacts(ctx, mine.requestId);
  if (!mine || !facts) return null;
  return {
    uid: `${mine.requestId}-${mine.slot}`,
    status: mine.releasedAt === null ? "confirmed" : "cancelled",
    job: { ...facts.job, interval: { start: mine.start, end: mine.end } },
    ...lastChange(ctx, mine.requestId),
  };
}

function lastChange(ctx: Pick<Ctx, "db">, requestId: string): { sequence: number; changedAt: Instant } {
  const last = ctx.db
    .select({ id: events.id, at: events.at })
    .from(events)
    .where(eq(events.requestId, requestId))
    .orderBy(desc(events.id))
    .limit(1)
    .get();
  return last
    ? { sequence: sequenceAt(ctx, requestId, last.id), changedAt: last.at }
    : { sequence: 0, changedAt: requestSubmittedAt(ctx, requestId) };
}

function requestSubmittedAt({ db }: Pick<Ctx, "db">, requestId: string): Instant {
  return db.select({ at: requests.submittedAt }).from(requests).where(eq(requests.id, requestId)).get()!.at;
}
