import type { Work } from "#app/context.server";
import type { Event } from "#app/events/kinds";
import { record } from "#app/events/record";

/** Never called. The compiler alone reads it: a line marked as wrong that compiles is an error. */
export function wrongEvents(work: Work, seen: Event<"offer_seen">, any: Event) {
  // @ts-expect-error the offer is not named
  record(work, { kind: "offer_seen", payload: {} });
  // @ts-expect-error a kind with a payload needs it
  record(work, { kind: "request_cancelled", requestId: "r" });
  // @ts-expect-error a kind without a payload has none
  record(work, { kind: "request_submitted", requestId: "r", payload: { question: "?" } });
  // @ts-expect-error no request is queued for that
  record(work, { kind: "request_queued", requestId: "r", payload: { why: "tired" } });
  // @ts-expect-error a board action says how it is taken back
  record(work, { kind: "assignment_made", requestId: "r", payload: { assignmentId: "a", slot: 1, overruled: null } });
  // @ts-expect-error nothing else can be taken back
  record(work, { kind: "offer_seen", payload: { offerId: "o" }, undo: { created: [] } });
  // @ts-expect-error a field of another kind
  seen.payload.assignmentId;
  // @ts-expect-error a field of some kinds, before it is known which kind it is
  any.payload.offerId;
  record(work, { kind: "offer_seen", payload: { offerId: "o" } });
  record(work, { kind: "request_submitted", requestId: "r" });
}
