/** The one step at which a service becomes agreed. Not a command itself. */
import type { Work } from "#app/context.server";
import { tookPlaceOf } from "#app/facts/took-place/said";
import { type Agreed, agreedService } from "#app/pay/took-place";
import { invariant } from "#app/result";
import { appendRecord } from "./append-record";

/**
 * Called last by every way that ends with a service agreed (the requester's word, silence, a coordinator's decision), in its
 * transaction: what must be there from that moment on is written here. A service that is corrected afterwards is agreed anew, with a
 * higher `reportNumber`.
 */
export function agree(work: Work, assignmentId: string): Agreed {
  const tookPlace = tookPlaceOf(work, [assignmentId]).get(assignmentId);
  const agreed = tookPlace && agreedService(tookPlace);
  invariant(agreed, "both sides agree");
  appendRecord(work, assignmentId);
  return agreed;
}
