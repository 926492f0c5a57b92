/** A request with its jobs and offers, read and changed inside a command's transaction. Not a command itself. */

import { and, eq } from "drizzle-orm";
import type { Work } from "#app/context.server";
import { isLiveJob, isWaitingOffer } from "#app/facts/live";
import { assignments, offers, requests } from "#db/schema";

export type RequestRow = typeof requests.$inferSelect;
export type OfferRow = typeof offers.$inferSelect;
export type AssignmentRow = typeof assignments.$inferSelect;

export function findRequest(work: Work, id: string): RequestRow | undefined {
  return work.db.select().from(requests).where(eq(requests.id, id)).get();
}

export function findAssignment(work: Work, id: string): AssignmentRow | undefined {
  return work.db.select().from(assignments).where(eq(assignments.id, id)).get();
}

export function findOffer(work: Work, id: string): OfferRow | undefined {
  return work.db.select().from(offers).where(eq(offers.id, id)).get();
}

/** Neither cancelled nor rejected: something can still be done for it. */
export function isStanding(request: RequestRow): boolean {
  return request.cancelledAt === null && request.rejectedAt === null;
}

export function liveAssignments(work: Work, requestId: string): AssignmentRow[] {
  return work.db
    .select()
    .from(assignments)
    .where(and(eq(assignments.requestId, requestId), isLiveJob()))
    .orderBy(assignments.slot)
    .all();
}

/** Offers stored as waiting. One past its deadline is expired all the same: ask `statusAt`. */
export function waitingOffers(work: Work, requestId: string): OfferRow[] {
  return work.db
    .select()
    .from(offers)
    .where(and(eq(offers.requestId, requestId), isWaitingOffer()))
    .all();
}

/** Slots 1..n that nobody does. */
export function openSlots(work: Work, request: RequestRow): number[] {
  const taken = new Set(liveAssignments(work, request.id).map((a) => a.slot));
  return Array.from({ length: request.interpreterCount }, (_, i) => i + 1).filter((slot) => !taken.has(slot));
}

export function changeRequest(work: Work, id: string, facts: Partial<RequestRow>): void {
  work.db.update(requests).set(facts).where(eq(requests.id, id)).run();
}

export function changeAssignment(work: Work, id: string, facts: Partial<AssignmentRow>): void {
  work.db.update(assignments).set(facts).where(eq(assignments.id, id)).run();
}

export function changeOffer(work: Work, id: string, facts: Partial<OfferRow>): void {
  work.db.update(offers).set(facts).where(eq(offers.id, id)).run();
}
