import { and, eq } from "drizzle-orm";
import { hasRole } from "#app/auth/policy";
import type { Ctx } from "#app/context.server";
import { countOf } from "#app/facts/lists/pages";
import { isLiveJob } from "#app/facts/live";
import type { Instant } from "#app/time";
import { assignments, requests } from "#db/schema";
import { entryVersion } from "./calendar-version";
import { type JobFacts, requestFacts } from "./job-facts";
import type { CalendarChange } from "./message";

/** One entry for a person's own calendar: as neutral as a mail, whoever asks. */
export interface CalendarEntry extends CalendarChange {
  job: JobFacts;
  /** When it last changed. */
  changedAt: Instant;
}

/** The requester's entry of one request, or null when the viewer may not see it. Tentative until every slot has its person. */
export function requestEntry(ctx: Ctx, requestId: string): CalendarEntry | null {
  const facts = maySee(ctx, requestId) ? requestFacts(ctx, requestId) : null;
  if (!facts) return null;
  const n = countOf(ctx, assignments, and(eq(assignments.requestId, requestId), isLiveJob()));
  const status = facts.hasEnded ? "cancelled" : n >= facts.interpreterCount ? "confirmed" : "tentative";
  return { uid: requestId, status, job: facts.job, ...entryVersion(ctx, requestId, "requester") };
}

function maySee(ctx: Ctx, requestId: string): boolean {
  const { viewer } = ctx;
  if (viewer.kind !== "user") return false;
  const own = eq(requests.organisationId, viewer.organisationId ?? "");
  return countOf(ctx, requests, and(eq(requests.id, requestId), hasRole(viewer, "coordinator") ? undefined : own)) > 0;
}

/** The entry of one job of the viewing interpreter, or null when it is not theirs. */
export function jobEntry(ctx: Ctx, assignmentId: string): CalendarEntry | null {
  if (ctx.viewer.kind !== "user" || !ctx.viewer.interpreterId) return null;
  const { interpreterId } = ctx.viewer;
  const mine = ctx.db
    .select({
      requestId: assignments.requestId,
      slot: assignments.slot,
      start: assignments.startAt,
      end: assignments.endAt,
      releasedAt: assignments.releasedAt,
    })
    .from(assignments)
    .where(and(eq(assignments.id, assignmentId), eq(assignments.interpreterId, interpreterId)))
    .get();
  const facts = mine && requestFacts(ctx, mine.requestId);
  if (!mine || !facts) return null;
  return {
    uid: `${mine.requestId}-${mine.slot}`,
    status: mine.releasedAt === null ? "confirmed" : "cancelled",
    job: { ...facts.job, interval: { start: mine.start, end: mine.end } },
    ...entryVersion(ctx, mine.requestId, { slot: mine.slot, interpreterId, isLost: mine.releasedAt !== null }),
  };
}
