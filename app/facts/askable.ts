/** Whom dispatch passes over for one request. Another version of it is another question, so two sets. */

import { and, eq, isNotNull, isNull, ne } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { earliestSend, offerDeadline } from "#app/dispatch/deadlines";
import type { Instant } from "#app/time";
import { assignments, interpreters, offers } from "#db/schema";
import { rulesAt, workCalendarAt } from "./rules";

/** Whoever was asked for this version of the request; only "another got it" leaves them askable. */
export function askedFor(ctx: Pick<Ctx, "db">, request: { id: string; version: number }): Set<string> {
  const rows = ctx.db
    .select({ id: offers.interpreterId })
    .from(offers)
    .where(
      and(
        eq(offers.requestId, request.id),
        eq(offers.requestVersion, request.version),
        ne(offers.status, "superseded"),
      ),
    )
    .all();
  return new Set(rows.map(({ id }) => id));
}

/** Whoever gave the job back or was released from it, whatever its version, and whoever no mail reaches. */
export function unaskableFor(ctx: Pick<Ctx, "db">, requestId: string): Set<string> {
  const released = ctx.db
    .select({ id: assignments.interpreterId })
    .from(assignments)
    .where(and(eq(assignments.requestId, requestId), isNotNull(assignments.releasedAt)))
    .all();
  const unreachable = ctx.db.select({ id: interpreters.id }).from(interpreters).where(isNull(interpreters.email)).all();
  return new Set([...released, ...unreachable].map(({ id }) => id));
}

/** Until when an offer for a job that starts then would wait for its answer; null when it is too late to ask. */
export function answerDeadline(ctx: Pick<Ctx, "db" | "now">): (start: Instant) => Instant | null {
  const [rules, calendar] = [rulesAt(ctx, ctx.now), workCalendarAt(ctx, ctx.now)];
  return (start) => {
    const deadline =
      start > ctx.now ? offerDeadline(rules, calendar, earliestSend(rules, ctx.now, start), start) : null;
    return deadline !== null && deadline > ctx.now ? deadline : null;
  };
}
