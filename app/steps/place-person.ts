/** Putting one person on one place of a request, after their yes or without asking, and taking them off it. */
import { eq } from "drizzle-orm";
import { actorOf, newId, type Work } from "#app/context.server";
import type { Changes } from "#app/events/kinds";
import type { Rival } from "#app/facts/asked/rivals";
import { promiseAgainFor } from "#app/facts/rules";
import type { Guarded } from "#app/privacy";
import { assignments, interpreters, type Overruled } from "#db/schema";
import { rememberAssignment, rememberRequest } from "./changes";
import { type Closing, supersede, withdraw, withdrawClashing } from "./close-offers";
import {
  type AssignmentRow,
  changeAssignment,
  changeOffer,
  changeRequest,
  findOffer,
  findRequest,
  liveAssignments,
  openSlots,
  type RequestRow,
  waitingOffers,
} from "./live";

export interface Placing {
  slot: number;
  interpreterId: string;
  overruled: Overruled | null;
  /** The offer they said yes to; without one they are assigned by whoever acts. */
  offerId?: string;
}

/** The only way onto a job. A request whose places are all taken leaves the queue. Returns the assignment's id. */
export function placePerson(work: Work, request: RequestRow, placing: Placing, { changes }: Closing = {}): string {
  const { slot, interpreterId, overruled, offerId = null } = placing;
  const id = newId();
  work.db
    .insert(assignments)
    .values({
      id,
      requestId: request.id,
      slot,
      interpreterId,
      offerId,
      startAt: request.startAt,
      endAt: request.endAt,
      ...whereTheyAre(work, request, interpreterId),
      overruled,
      createdAt: work.now,
      assignedBy: offerId === null && work.viewer.kind === "user" ? work.viewer.userId : null,
    })
    .run();
  if (changes) {
    changes.created.push(id);
    rememberRequest(changes, request);
  }
  if (openSlots(work, request).length === 0) changeRequest(work, request.id, { queuedAt: null });
  return id;
}

/**
 * The questions that a placing answers: others asked for the place hear that it is taken, the person themselves is asked
 * nothing more about this request, nor about what they can no longer do. Returns what else of theirs ended: those
 * requests must be dispatched again.
 */
export function closeAnswered(work: Work, request: RequestRow, placing: Placing, closing: Closing = {}): Rival[] {
  for (const offer of waitingOffers(work, request.id)) {
    if (offer.interpreterId === placing.interpreterId) withdraw(work, offer, "assigned_directly", closing);
    else if (offer.slot === placing.slot) supersede(work, offer, closing);
  }
  const job = liveAssignments(work, request.id).find(({ interpreterId }) => interpreterId === placing.interpreterId);
  return job ? withdrawClashing(work, job, closing) : [];
}

/** Somebody was to come and no longer does, or a question is answered: who asked is promised an answer again. */
export function searchAgain(work: Work, requestId: string, changes?: Changes): void {
  const request = findRequest(work, requestId);
  if (!request) return;
  if (changes) rememberRequest(changes, request);
  changeRequest(work, requestId, { answerDueAt: promiseAgainFor(work, request) });
}

/** Their accepted offer ends with the job, so that the place can be accepted by another. */
export function takeOff(work: Work, assignment: AssignmentRow, releaseReason: Guarded, changes?: Changes): void {
  if (changes) rememberAssignment(changes, assignment);
  changeAssignment(work, assignment.id, { releasedAt: work.now, releasedBy: actorOf(work.viewer), releaseReason });
  const accepted = assignment.offerId === null ? undefined : findOffer(work, assignment.offerId);
  if (accepted?.status !== "accepted") return;
  changes?.offers.push({ id: accepted.id, status: accepted.status });
  changeOffer(work, accepted.id, { status: "withdrawn" });
}

/** Remote work is done from the interpreter's home place. */
export function whereTheyAre(
  work: Work,
  request: RequestRow,
  interpreterId: string,
): { placeId: string; remote: boolean } {
  if (request.mode === "onsite" && request.placeId) return { placeId: request.placeId, remote: false };
  const { homePlaceId } = work.db
    .select({ homePlaceId: interpreters.homePlaceId })
    .from(interpreters)
    .where(eq(interpreters.id, interpreterId))
    .get()!;
  return { placeId: homePlaceId, remote: true };
}
