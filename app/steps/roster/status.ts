/** Whether a person works. Not a command itself. */
import { and, eq, gt } from "drizzle-orm";
import { closeAllSessions } from "#app/auth/sessions.server";
import type { Work } from "#app/context.server";
import type { WithdrawnBecause } from "#app/events/kinds";
import { record } from "#app/events/record";
import { isLiveJob, isWaitingOffer } from "#app/facts/live";
import { withdraw } from "#app/steps/close-offers";
import { dispatchRequest } from "#app/steps/dispatch-request";
import { assignments, interpreters, offers, sessions, users } from "#db/schema";

/** What a coordinator may set; erasing is another matter, and a candidate becomes one only by import. */
export const SETTABLE_STATUSES = ["active", "paused", "inactive"] as const;
export type SettableStatus = (typeof SETTABLE_STATUSES)[number];

/** Sets it; whoever no longer works is asked nothing more, and the next person is. Answers the jobs that now need a decision. */
export function changeStatus(
  work: Work,
  person: typeof interpreters.$inferSelect,
  status: SettableStatus | "merged",
): { affected: string[] } {
  const affected = status === "active" ? [] : futureJobs(work, person.id);
  if (person.status === status) return { affected };

  work.db.update(interpreters).set({ status }).where(eq(interpreters.id, person.id)).run();
  record(work, {
    kind: "interpreter_status_changed",
    interpreterId: person.id,
    payload: { from: person.status, to: status },
  });
  forgetKept(work, person.id);
  if (status !== "active") {
    takeBackOffers(work, person.id, "person_inactive");
    signOut(work, person.id);
  }
  return { affected };
}

/** What was decided about jobs when they stopped before says nothing of this time. */
function forgetKept(work: Work, interpreterId: string): void {
  const theirs = and(eq(assignments.interpreterId, interpreterId), isLiveJob(), gt(assignments.startAt, work.now));
  work.db.update(assignments).set({ keptAt: null }).where(theirs).run();
}

/** Nothing that they have open goes on; whoever keeps jobs signs in again. */
function signOut(work: Work, interpreterId: string): void {
  const account = work.db.select({ id: users.id }).from(users).where(eq(users.interpreterId, interpreterId)).get();
  const open = account && work.db.select().from(sessions).where(eq(sessions.userId, account.id)).limit(1).get();
  if (!account || !open) return;
  closeAllSessions(work.db, account.id);
  record(work, { kind: "sessions_ended", payload: { userId: account.id } });
}

function futureJobs(work: Work, interpreterId: string): string[] {
  return work.db
    .select({ id: assignments.id })
    .from(assignments)
    .where(and(eq(assignments.interpreterId, interpreterId), isLiveJob(), gt(assignments.startAt, work.now)))
    .orderBy(assignments.startAt)
    .all()
    .map(({ id }) => id);
}

/** Nobody is asked what they may not answer: their open offers end, and the next person is asked. */
export function takeBackOffers(
  work: Work,
  interpreterId: string,
  why: Extract<WithdrawnBecause, "person_inactive" | "account_disabled">,
): void {
  const waiting = work.db
    .select()
    .from(offers)
    .where(and(eq(offers.interpreterId, interpreterId), isWaitingOffer()))
    .all();
  for (const offer of waiting) withdraw(work, offer, why);
  for (const requestId of new Set(waiting.map((offer) => offer.requestId))) dispatchRequest(work, requestId);
}
