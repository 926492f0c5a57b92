/** What coordinators are told, and the links that set an account's password. */
import { and, eq, inArray } from "drizzle-orm";
import { linkToken, tokenHash } from "#app/auth/link-token.server";
import { isLiveJob } from "#app/facts/live";
import { ok, refuse } from "#app/result";
import { absences, assignments, tokens } from "#db/schema";
import { requestFacts } from "./job-facts";
import { type Notice, type Reading, requestOf, type Told } from "./message";

/** A request for which a coordinator must decide. */
export function undecided(ctx: Reading, notice: Notice): Told {
  const request = requestOf(ctx, notice);
  if (request.hasEnded || request.job.interval.end <= ctx.now) return refuse("request_ended");
  if (request.queuedAt === null && request.needsInfoAt === null) return refuse("decided");
  return ok({ job: request.job, opens: { page: "coordinator_request", requestId: request.job.requestId } });
}

/** The jobs over which somebody will be away. */
export function jobsUnderAbsence(ctx: Reading, { event, aboutInterpreterId }: Notice): Told {
  if (event.kind !== "absence_added") return refuse("absence_over");
  const { absenceId, affects } = event.payload;
  const absence = ctx.db
    .select({ cancelledAt: absences.cancelledAt })
    .from(absences)
    .where(eq(absences.id, absenceId))
    .get();
  const conflicts = ctx.db
    .select({ requestId: assignments.requestId, end: assignments.endAt })
    .from(assignments)
    .where(and(inArray(assignments.id, affects), isLiveJob()))
    .orderBy(assignments.startAt)
    .all()
    .filter(({ end }) => end > ctx.now)
    .map(({ requestId }) => requestFacts(ctx, requestId)!.job);
  if (absence?.cancelledAt != null || conflicts.length === 0) return refuse("absence_over");
  return ok({ conflicts, opens: { page: "interpreter", interpreterId: aboutInterpreterId ?? "" } });
}

/** The event's `nonce` makes each link another one; the table knows whether it still opens anything. */
export function passwordLink(ctx: Reading, { event, userId }: Notice): Told {
  if (event.kind !== "user_invited" && event.kind !== "password_reset_asked") return refuse("link_over");
  const token = linkToken(event.kind === "user_invited" ? "invite" : "reset", `${userId}:${event.payload.nonce}`);
  const stored = ctx.db
    .select({ expiresAt: tokens.expiresAt, usedAt: tokens.usedAt })
    .from(tokens)
    .where(eq(tokens.hash, tokenHash(token)))
    .get();
  if (!stored || stored.usedAt !== null || stored.expiresAt <= ctx.now) return refuse("link_over");
  return ok({ due: stored.expiresAt, opens: { page: "set_password", token } });
}
