/** What a board action changed, kept in its event so that an undo can put it back. Not a command itself. */
import type { OfferStatus } from "#app/dispatch/vocabulary";
import type { Instant } from "#app/time";
import type { Overruled } from "#db/schema";
import type { AssignmentRow, RequestRow } from "./live";

export interface Changes {
  requests: Pick<RequestRow, "id" | "startAt" | "endAt" | "version" | "queuedAt">[];
  offers: { id: string; status: OfferStatus }[];
  assignments: (Pick<AssignmentRow, "id" | "startAt" | "endAt" | "placeId" | "remote"> & {
    overruled: Overruled | null;
  })[];
  /** Assignments the action made; an undo releases them. */
  created: string[];
  /** Side events whose messages are held with the action's own. */
  eventIds: number[];
}

export function noChanges(): Changes {
  return { requests: [], offers: [], assignments: [], created: [], eventIds: [] };
}

/** As it was before the action: a second change to it is not remembered. */
export function rememberRequest(changes: Changes, { id, startAt, endAt, version, queuedAt }: RequestRow): void {
  if (changes.requests.some((request) => request.id === id)) return;
  changes.requests.push({ id, startAt, endAt, version, queuedAt });
}

export function rememberAssignment(changes: Changes, row: AssignmentRow): void {
  const { id, startAt, endAt, placeId, remote, overruled } = row;
  changes.assignments.push({ id, startAt, endAt, placeId, remote, overruled });
}

/** What a board action answers: its event can be undone until then. */
export interface BoardAction {
  eventId: number;
  requestId: string;
  undoUntil: Instant;
}
