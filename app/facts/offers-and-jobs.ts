import { asc, eq, inArray } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { earliestSend } from "#app/dispatch/deadlines";
import { isLive } from "#app/dispatch/offer";
import { heldUntil, type Outlook, promiseRisk } from "#app/dispatch/promise";
import { isMapped } from "#app/dispatch/request-state";
import type { Mode } from "#app/dispatch/vocabulary";
import type { Instant } from "#app/time";
import { assignments, interpreters, offers, reports } from "#db/schema";
import { promiseTermsNow, rulesAt, workCalendarAt } from "./rules";
import { grouped } from "./sets";

/** Offers, and assignments with who has them and their reports, of the given requests: what their states are made of. */
export function offersAndJobs(ctx: Pick<Ctx, "db">, requestIds: readonly string[]) {
  const asked = ctx.db
    .select()
    .from(offers)
    .where(inArray(offers.requestId, [...requestIds]))
    .all();
  const jobs = ctx.db
    .select({ job: assignments, name: interpreters.name, phone: interpreters.phone, held: reports.held })
    .from(assignments)
    .innerJoin(interpreters, eq(interpreters.id, assignments.interpreterId))
    .leftJoin(reports, eq(reports.assignmentId, assignments.id))
    .where(inArray(assignments.requestId, [...requestIds]))
    .orderBy(asc(assignments.slot))
    .all()
    .map(({ job, held, ...person }) => ({ ...job, ...person, report: held === null ? null : { held } }));
  const offersBy = grouped(asked, ({ requestId }) => requestId);
  const jobsBy = grouped(jobs, ({ requestId }) => requestId);
  return {
    offersOf: (requestId: string) => offersBy.get(requestId) ?? [],
    jobsOf: (requestId: string) => jobsBy.get(requestId) ?? [],
  };
}

interface Asked {
  id: string;
  language: string | null;
  mode: Mode;
  placeId: string | null;
  startAt: Instant;
  submittedAt: Instant;
  answerDueAt: Instant | null;
  queuedAt: Instant | null;
}

/** What whoever asked is told about the answer to this request, on every page and in every message. */
export function outlookOf(ctx: Pick<Ctx, "db" | "now">, request: Asked): Outlook {
  const { startAt, submittedAt, answerDueAt: dueAt } = request;
  const { now } = ctx;
  const terms = promiseTermsNow(ctx);
  const isQueued = !isMapped(request) || request.queuedAt !== null;
  return {
    startAt,
    dueAt,
    risk: dueAt && promiseRisk(rulesAt(ctx, now), workCalendarAt(ctx, now), now, { submittedAt, dueAt }),
    asks: isQueued ? "coordinator" : "interpreters",
    heldUntil: isQueued ? null : heldOffer(ctx, request, heldUntil(terms, startAt)),
    night: terms.night,
  };
}

/** An offer made at night waits for the morning; one that has gone out is not held by the next night. */
function heldOffer(ctx: Pick<Ctx, "db" | "now">, { id, startAt }: Asked, otherwise: Instant | null): Instant | null {
  const rules = rulesAt(ctx, ctx.now);
  const live = offersAndJobs(ctx, [id])
    .offersOf(id)
    .filter((offer) => isLive(offer, ctx.now));
  if (live.length === 0) return otherwise;
  const first = Math.min(...live.map(({ offeredAt }) => earliestSend(rules, offeredAt, startAt))) as Instant;
  return first > ctx.now ? first : null;
}
