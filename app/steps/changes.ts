/** Noting what a board action changes, so that an undo can put it back. Not a command itself. */
import type { Changes } from "#app/events/kinds";
import type { Instant } from "#app/time";
import type { AssignmentRow, RequestRow } from "./live";

export function noChanges(): Changes {
  return { requests: [], offers: [], offersMade: [], assignments: [], created: [], eventIds: [] };
}

/** As it was before the action: a second change to it is not remembered. */
export function rememberRequest(
  changes: Changes,
  { id, startAt, endAt, version, queuedAt, answerDueAt, rejectedAt, cancelledAt }: RequestRow,
): void {
  if (changes.requests.some((request) => request.id === id)) return;
  changes.requests.push({ id, startAt, endAt, version, queuedAt, answerDueAt, rejectedAt, cancelledAt });
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
