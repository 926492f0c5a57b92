/** Writing an edit that is allowed: the request, whoever has the job, whoever is asked, and what an undo puts back. */
import type { Work } from "#app/context.server";
import {
  asksWhoFits,
  type EditEffects,
  type EditedFields,
  isAnotherMeeting,
  stillFits,
} from "#app/dispatch/request-edit";
import { answerDeadline } from "#app/facts/askable";
import { ownText } from "#app/privacy";
import { addMinutes } from "#app/time";
import type { Overruled } from "#db/schema";
import { type Board, beginAction, changeOnBoard, endAction, keepBefore } from "./board";
import { type BoardAction, rememberAssignment, rememberRequest } from "./changes";
import { withdraw, withdrawClashing } from "./close-offers";
import { makeOffer } from "./dispatch-request";
import { passRequest, recordVouched } from "./free-text";
import { changeAssignment, changeRequest, findAssignment, findOffer, findRequest, type RequestRow } from "./live";
import { searchAgain, takeOff, whereTheyAre } from "./place-person";
import { deskFor } from "./request-desk";

/** By job: what is overruled for whoever stays, and who leaves. */
export interface Kept {
  staying: ReadonlyMap<string, Overruled | null>;
  leaving: readonly string[];
}

export function isKept(kept: Kept | { ok: false }): kept is Kept {
  return "staying" in kept;
}

interface AllowedEdit {
  after: EditedFields;
  effects: EditEffects;
  kept: Kept;
  /** The open question to the requester is answered. */
  cleared: boolean;
  isVouched: boolean | undefined;
}

export function writeEdit(
  work: Work,
  request: RequestRow,
  { after, effects, kept, cleared, isVouched }: AllowedEdit,
): BoardAction {
  const { changed } = effects;
  const board = beginAction(work);
  rememberRequest(board.changes, request);
  const released = kept.leaving.flatMap((id) => takeOffJob(work, board, id));
  const columns = columnsOf(work, request, after, effects, isVouched);
  const open = cleared ? { needsInfoAt: null, infoQuestion: null, proposal: null } : {};
  const isSearch = asksWhoFits(changed) || changed.includes("interpreterCount") || cleared || released.length > 0;
  const before = changeOnBoard(work, board, request, { ...columns, ...open });
  if (isSearch) changeRequest(work, request.id, { queuedAt: null });
  if (cleared || released.length > 0) searchAgain(work, request.id, board.changes);
  const edited = findRequest(work, request.id)!;
  for (const { id, interpreterId } of effects.jobs)
    if (!kept.leaving.includes(id)) stay(work, board, edited, { id, interpreterId, kept });
  for (const offer of effects.offers) askAnew(work, board, edited, offer, changed);

  const isLonger = edited.endAt !== request.endAt;
  const done = endAction(work, board, {
    kind: "request_edited",
    requestId: request.id,
    payload: {
      changed,
      cleared,
      releasedInterpreterIds: released,
      overruled: [...kept.staying.values()].find((value) => value !== null) ?? null,
      ...(isLonger && {
        from: { start: request.startAt, end: request.endAt },
        to: { start: edited.startAt, end: edited.endAt },
      }),
    },
  }).value;
  keepBefore(work, before, done);
  return done;
}

function columnsOf(
  work: Work,
  request: RequestRow,
  after: EditedFields,
  { changed }: EditEffects,
  isVouched: boolean | undefined,
): Partial<RequestRow> {
  const edited = Object.fromEntries(Object.entries(after).filter(([name]) => changed.some((field) => field === name)));
  const { minutes = after.minutes, ...rest }: Partial<EditedFields> = edited;
  const { fields, vouched } = passRequest(rest, isVouched);
  for (const { field, kinds } of vouched) recordVouched(work, { field, requestId: request.id }, kinds);
  return {
    ...fields,
    endAt: addMinutes(request.startAt, minutes),
    ...(changed.includes("variant") && { variantStrength: after.variantStrength }),
    ...(changed.includes("placeId") && after.placeId && { deskId: deskFor(work, after.placeId) }),
    ...(changed.includes("language") && { requestedLanguage: null }),
    ...(isAnotherMeeting(changed) && { version: request.version + 1 }),
  };
}

function takeOffJob(work: Work, board: Board, id: string): string[] {
  const job = findAssignment(work, id);
  if (!job) return [];
  takeOff(work, job, ownText("changed"), board.changes);
  return [job.interpreterId];
}

function stay(
  work: Work,
  board: Board,
  request: RequestRow,
  { id, interpreterId, kept }: { id: string; interpreterId: string; kept: Kept },
): void {
  const job = findAssignment(work, id);
  if (!job) return;
  const where = whereTheyAre(work, request, interpreterId);
  const overruled = kept.staying.has(id) ? (kept.staying.get(id) ?? null) : job.overruled;
  const isSame = job.endAt === request.endAt && job.placeId === where.placeId && job.remote === where.remote;
  if (isSame && overruled === job.overruled) return;
  rememberAssignment(board.changes, job);
  changeAssignment(work, id, { endAt: request.endAt, ...where, overruled });
  if (!isSame) withdrawClashing(work, { ...job, endAt: request.endAt, ...where }, board);
}

/** The question ends for whoever is nobody for it now; of another meeting the others are asked anew. */
function askAnew(
  work: Work,
  board: Board,
  request: RequestRow,
  concerned: EditEffects["offers"][number],
  changed: EditEffects["changed"],
): void {
  const offer = findOffer(work, concerned.id);
  if (!offer || (!asksWhoFits(changed) && concerned.hasPlace)) return;
  if (!stillFits(concerned)) {
    withdraw(work, offer, "no_longer_fits", board);
    return;
  }
  if (!isAnotherMeeting(changed)) return;
  withdraw(work, offer, "changed", board);
  const { slot, interpreterId, overruled } = offer;
  const fresh = answerDeadline(work)(request.startAt);
  const deadlineAt = fresh !== null && fresh > offer.deadlineAt ? fresh : offer.deadlineAt;
  const made = makeOffer(work, { request, slot, interpreterId, deadlineAt, overruled }, { tellFrom: board.tellFrom });
  board.changes.offersMade?.push(made.offerId);
  board.changes.eventIds.push(made.eventId);
}
