import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact, type Work } from "#app/context.server";
import {
  changedFields,
  type EditEffects,
  type EditedField,
  type EditedFields,
  editedTo,
  isAnotherMeeting,
  markOf,
  needsCoordinator,
  needsInterpreterWord,
  needsRequesterWord,
} from "#app/dispatch/request-edit";
import { editEffects, editedFieldsOf } from "#app/facts/proposed-change";
import type { GuardRefusal } from "#app/privacy";
import { ok, type Refusal, type Result, refuse } from "#app/result";
import type { BoardAction } from "#app/steps/changes";
import { expireLapsed } from "#app/steps/close-offers";
import { isKept, type Kept, writeEdit } from "#app/steps/edit-request";
import { findRequest, isStanding, type RequestRow } from "#app/steps/live";
import { type Override, overrule } from "#app/steps/override";
import { type Invalid, requestWrongs } from "#app/steps/request-wrongs";
import { addMinutes } from "#app/time";
import { assignments, type Overruled } from "#db/schema";

export interface Edit {
  requestId: string;
  /** As the sheet was filled, and as it was sent. */
  before: EditedFields;
  fields: EditedFields;
  /** What the sheet showed of its effects; a requester is shown none. */
  mark?: string;
  /** The requester agrees, as they have said to the coordinator. */
  hasWord?: boolean;
  /** Whose people agreed by phone, and who is taken off the job: ids of jobs. */
  agreed?: readonly string[];
  leaving?: readonly string[];
  override?: Override;
  /** The open question to the requester is thereby answered. */
  clears?: boolean;
  /** Whoever edits says that the numbers in the texts are no person's. */
  isVouched?: boolean;
  key?: string;
}
export type EditRefusal =
  | GuardRefusal
  | "not_found"
  | "time_passed"
  | "version_changed"
  | "nothing_to_change"
  | "relay_fixed"
  | "needs_coordinator"
  | "word_missing"
  | "effects_changed"
  | "people_open"
  | "obstacles"
  | "guard_refused";
/** Of `version_changed`: what somebody else has changed since. */
export interface Overtaken {
  overtaken: EditedField[];
}

/**
 * What was asked for becomes something else. A coordinator changes anything that the sheet has, with the word of whoever must
 * agree; the requesting side changes what needs nobody else's word. Whoever has the job stays with it or leaves it, as was
 * said; whoever is asked is asked anew about another meeting, or told that it is no longer for them. Undoable, and nobody
 * is told before that is over. `version_changed` and `effects_changed`: not what the sheet showed, so nothing is saved.
 */
export function editRequest(ctx: Ctx, { key, ...input }: Edit): Result<BoardAction, EditRefusal> | Invalid {
  return transact(ctx, onceFor("edit_request", key, input), (work): Result<BoardAction, EditRefusal> | Invalid => {
    const request = findRequest(work, input.requestId);
    if (!request || !may.editRequest(work.viewer, request) || !isStanding(request)) return refuse("not_found");
    const before = editedFieldsOf(request);
    const overtaken = changedFields(input.before, before);
    if (overtaken.length > 0) return refuse<EditRefusal, Overtaken>("version_changed", { overtaken });
    const after = editedTo(before, input.fields);
    const changed = changedFields(before, after);
    const cleared = request.needsInfoAt !== null && answersIt(work, input, request, changed);
    const wrong = whatForbids(work, request, after, changed, input.isVouched);
    if (wrong) return wrong;
    if (changed.length === 0 && !cleared) return refuse("nothing_to_change");

    expireLapsed(work, request.id);
    const effects = editEffects(work, request, after);
    const kept = whoStays(work, input, effects, before, after);
    if (!isKept(kept)) return kept;
    return ok(writeEdit(work, request, { after, effects, kept, cleared, isVouched: input.isVouched }));
  });
}

/** A coordinator says so; an edit of the requester's answers a question in words, and a proposal when the meeting is another. */
function answersIt(work: Work, { clears }: Edit, { proposal }: RequestRow, changed: readonly EditedField[]): boolean {
  if (may.dispatch(work.viewer)) return clears === true;
  return proposal === null || isAnotherMeeting(changed);
}

/** What stands against it whoever is concerned: its time is over, it is a relay, or it cannot be asked for so. */
function whatForbids(
  work: Work,
  request: RequestRow,
  after: EditedFields,
  changed: readonly EditedField[],
  isVouched: boolean | undefined,
): Refusal<EditRefusal> | Invalid | null {
  if (request.endAt <= work.now || addMinutes(request.startAt, after.minutes) <= work.now) return refuse("time_passed");
  const isOfRelay = changed.some((field) =>
    ["language", "variant", "variantStrength", "interpreterCount"].includes(field),
  );
  if (request.pivotLanguage !== null && isOfRelay) return refuse("relay_fixed");
  const asked = new Set<string>(changed.includes("mode") ? [...changed, "placeId", "placeText", "address"] : changed);
  if (!isPlaceSaid(request, after)) return refuse("invalid", [PLACE_GONE]);
  if (request.language !== null && after.language === null) return refuse("invalid", [LANGUAGE_GONE]);
  const wrongs = requestWrongs(work, request.organisationId, after, isVouched).filter(({ field }) => asked.has(field));
  return wrongs.length > 0 ? refuse("invalid", wrongs) : null;
}

/** A place in words can be put in other words, but nothing that is known or agreed about becomes a place that nobody can reckon with. */
function isPlaceSaid(request: RequestRow, { mode, placeId }: EditedFields): boolean {
  return mode !== "onsite" || placeId !== null || (request.mode === "onsite" && request.placeId === null);
}

const PLACE_GONE = { field: "placeId", code: "place_missing" } as const;
const LANGUAGE_GONE = { field: "language", code: "language_missing" } as const;

/** Everybody who has the job, with what is overruled for them; or why it is not decided yet. */
function whoStays(
  work: Work,
  { mark, hasWord, agreed = [], leaving = [], override }: Edit,
  effects: EditEffects,
  before: EditedFields,
  after: EditedFields,
): Kept | Refusal<EditRefusal> {
  const staying = effects.jobs.filter(({ id }) => !leaving.includes(id));
  const homeless = staying.some(({ hasPlace }) => !hasPlace);
  if (!may.dispatch(work.viewer)) {
    const touched = effects.jobs.length > 0 && (needsCoordinator(before, after).length > 0 || homeless);
    return touched ? refuse("needs_coordinator") : { staying: new Map(), leaving: [] };
  }
  if (mark !== undefined && mark !== markOf(effects)) return refuse("effects_changed");
  if (needsRequesterWord(effects.changed).length > 0 && !hasWord) return refuse("word_missing");
  if (homeless) return refuse("people_open");
  const isAsked = needsInterpreterWord(before, after).length > 0;
  if (isAsked && staying.some(({ id }) => !agreed.includes(id))) return refuse("people_open");
  const overruled = new Map<string, Overruled | null>();
  for (const { id, obstacles } of staying) {
    const allowed = overrule(work, obstacles, override);
    if (!allowed.ok) return allowed;
    overruled.set(id, together(overruledBefore(work, id), allowed.value));
  }
  return { staying: overruled, leaving: effects.jobs.filter(({ id }) => leaving.includes(id)).map(({ id }) => id) };
}

function overruledBefore(work: Work, id: string): Overruled | null {
  const row = work.db
    .select({ overruled: assignments.overruled })
    .from(assignments)
    .where(eq(assignments.id, id))
    .get();
  return row?.overruled ?? null;
}

function together(before: Overruled | null, now: Overruled | null): Overruled | null {
  return before && now ? { ...now, obstacles: [...before.obstacles, ...now.obstacles] } : (now ?? before);
}
