import type { Work } from "#app/context.server";
import { promiseAfterMove } from "#app/dispatch/promise";
import type { BoardKind, Changes } from "#app/events/kinds";
import { type EventToRecord, record } from "#app/events/record";
import { obstaclesFor } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import { rulesAt, workCalendarAt } from "#app/facts/rules";
import type { GuardRefusal } from "#app/privacy";
import { type Ok, ok, type Result } from "#app/result";
import { type Instant, type Interval, instantFrom } from "#app/time";
import { type Overruled, requestsBefore } from "#db/schema";
import { type BoardAction, noChanges, rememberAssignment, rememberRequest } from "./changes";
import { withdraw, withdrawClashing } from "./close-offers";
import {
  type AssignmentRow,
  changeAssignment,
  changeRequest,
  findRequest,
  liveAssignments,
  type RequestRow,
  waitingOffers,
} from "./live";
import { type Override, overrule, recordVouchedReason } from "./override";
import { closeAnswered, type Placing, placePerson } from "./place-person";

/** Collects what one action changes; nobody is told before `tellFrom`. */
export interface Board {
  changes: Changes;
  tellFrom: Instant;
}

export function beginAction(work: Work): Board {
  return { changes: noChanges(), tellFrom: instantFrom(work.now + rulesAt(work, work.now)["undo.seconds"] * 1000) };
}

/** An action's own event, which gets its undo here. */
type Action = { [K in BoardKind]: Omit<EventToRecord<K>, "undo" | "tellFrom"> }[BoardKind];

/** The action's own event comes last, so that any later event means that the world has moved on. */
export function endAction(work: Work, board: Board, event: Action & { requestId: string }): Ok<BoardAction> {
  const eventId = record(work, { ...event, undo: board.changes, tellFrom: board.tellFrom });
  return ok({ eventId, requestId: event.requestId, undoUntil: board.tellFrom });
}

/**
 * Changes the request within an action. What stood in the columns is kept outside the events, which may hold nobody's words,
 * until `keepBefore` has the action's event to keep it with.
 */
export function changeOnBoard(
  work: Work,
  board: Board,
  request: RequestRow,
  columns: Partial<RequestRow>,
): Partial<RequestRow> {
  rememberRequest(board.changes, request);
  changeRequest(work, request.id, columns);
  const names = new Set(Object.keys(columns));
  return Object.fromEntries(Object.entries(request).filter(([name]) => names.has(name)));
}

/** What an undo writes back into the request's columns. */
export function keepBefore(work: Work, columns: Partial<RequestRow>, { eventId, undoUntil }: BoardAction): void {
  work.db.insert(requestsBefore).values({ eventId, columns, until: undoUntil }).run();
}

/** The obstacles of one person for one place of a request at a time, as overruled as the override allows. */
function overruleFor(
  work: Work,
  request: RequestRow,
  slot: number,
  interpreterId: string,
  override: Override | undefined,
  at?: Interval,
): Result<Overruled | null, "obstacles" | "language_missing" | GuardRefusal> {
  const need = needOf(work, request.id, at, slot);
  if (!need) return { ok: false, reason: "language_missing" };
  const ignoreAssignmentIds = liveAssignments(work, request.id)
    .filter((a) => a.interpreterId === interpreterId)
    .map((a) => a.id);
  return overrule(work, obstaclesFor(work, need, interpreterId, { ignoreAssignmentIds }), override);
}

/** The same for several people at once, by interpreter; the first who may not refuses for all. */
export function overruleEach(
  work: Work,
  request: RequestRow,
  people: readonly Pick<AssignmentRow, "slot" | "interpreterId">[],
  override: Override | undefined,
  at?: Interval,
): Result<Map<string, Overruled | null>, "obstacles" | "language_missing" | GuardRefusal> {
  const overruled = new Map<string, Overruled | null>();
  for (const { slot, interpreterId } of people) {
    const allowed = overruleFor(work, request, slot, interpreterId, override, at);
    if (!allowed.ok) return allowed;
    overruled.set(interpreterId, allowed.value);
  }
  recordVouchedReason(work, request.id, override, [...overruled.values()]);
  return ok(overruled);
}

/** Puts one person on a slot without asking. Whoever waits about it is told once the undo window is over. */
export function place(work: Work, board: Board, request: RequestRow, placing: Placing): string {
  const id = placePerson(work, request, placing, board);
  closeAnswered(work, request, placing, board);
  return id;
}

/**
 * Moves the request and whoever stays on it. What was offered is no longer true, so live offers are withdrawn; a promise that comes too late for the new start is given anew or not at all.
 * `overruled` says per interpreter what stands in the way at the new time.
 */
export function moveInTime(
  work: Work,
  board: Board,
  request: RequestRow,
  to: Interval,
  overruled: ReadonlyMap<string, Overruled | null>,
): RequestRow {
  rememberRequest(board.changes, request);
  for (const offer of waitingOffers(work, request.id)) withdraw(work, offer, "rescheduled", board);
  const { now } = work;
  const promised = request.answerDueAt;
  changeRequest(work, request.id, {
    startAt: to.start,
    endAt: to.end,
    version: request.version + 1,
    queuedAt: null,
    answerDueAt: promiseAfterMove(rulesAt(work, now), workCalendarAt(work, now), now, promised, to.start),
  });
  for (const assignment of liveAssignments(work, request.id)) {
    rememberAssignment(board.changes, assignment);
    changeAssignment(work, assignment.id, {
      startAt: to.start,
      endAt: to.end,
      overruled: overruled.get(assignment.interpreterId) ?? null,
    });
    withdrawClashing(work, { ...assignment, startAt: to.start, endAt: to.end }, board);
  }
  return findRequest(work, request.id)!;
}

/** What a person must not do twice or by mistake: an old form is refused when the request has changed since. */
export function isStale(request: RequestRow, expectedVersion: number | undefined): boolean {
  return expectedVersion !== undefined && expectedVersion !== request.version;
}

/** The request's time when it begins then, its length kept; null when none is given or it is the same. */
export function newTime({ startAt, endAt }: RequestRow, start: Instant | undefined): Interval | null {
  return start === undefined || start === startAt ? null : { start, end: instantFrom(start + (endAt - startAt)) };
}
