/** What a change of a request is weighed by: one that is proposed, when somebody decides about it, and one that is edited. */
import { and, asc, eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { changedNeed, isNewWork, type ProposedChange, relayNeed } from "#app/dispatch/relax";
import {
  type Concerned,
  changedFields,
  type EditEffects,
  type EditedField,
  type EditedFields,
  isAnotherMeeting,
} from "#app/dispatch/request-edit";
import type { Need, Obstacle } from "#app/dispatch/vocabulary";
import { addMinutes, minutesBetween } from "#app/time";
import { assignments, type Overruled, offers, type requests } from "#db/schema";
import { answerDeadline, askedFor, unaskableFor } from "./askable";
import { canBeAnswered, isLiveJob } from "./live";
import { matchRequest, obstaclesFor } from "./matching";
import { needOf, needWith } from "./needs";

/**
 * With this change somebody could be asked now, by the same rules, and whoever is on the request could stay: the check
 * to repeat inside a transaction, when it is proposed and when it is agreed to.
 */
export function canBeFilledWith(
  ctx: Pick<Ctx, "db" | "now">,
  request: { id: string; version: number },
  change: ProposedChange,
): boolean {
  const need = needOf(ctx, request.id);
  if (!need) return false;
  const changed = changedNeed(need, change);
  if (answerDeadline(ctx)(changed.interval.start) === null || !canAllStay(ctx, changed)) return false;
  const passedOver = unaskableFor(ctx, request.id);
  if (!isNewWork(change)) for (const id of askedFor(ctx, request)) passedOver.add(id);
  const askable = (wanted: Need) => {
    const { able, passed } = matchRequest(ctx, wanted).matching;
    const people = isNewWork(change) ? [...able, ...passed] : able;
    return people.filter(({ interpreterId }) => !passedOver.has(interpreterId));
  };
  if (change.kind !== "relay") return askable(changed).length > 0;
  const second = askable(relayNeed(need, change.pivot, 2));
  return askable(changed).some((one) => second.some((other) => other.interpreterId !== one.interpreterId));
}

function canAllStay(ctx: Pick<Ctx, "db" | "now">, need: Need): boolean {
  const onIt = ctx.db
    .select({ id: assignments.id, interpreterId: assignments.interpreterId })
    .from(assignments)
    .where(and(eq(assignments.requestId, need.requestId), isLiveJob()))
    .all();
  return onIt.every(
    ({ id, interpreterId }) => obstaclesFor(ctx, need, interpreterId, { ignoreAssignmentIds: [id] }).length === 0,
  );
}

// --- an edit ---------------------------------------------------------------------------------------------

type RequestRow = typeof requests.$inferSelect;

/** What stands in the fields that the sheet edits. */
export function editedFieldsOf(request: RequestRow): EditedFields {
  const { language, languageText, variant, variantStrength, mode, placeId, placeText, address, videoLink } = request;
  const { interpreterCount, contactName, contactPhone, note, startAt, endAt } = request;
  return {
    language,
    languageText,
    variant,
    variantStrength,
    mode,
    placeId,
    placeText,
    address,
    videoLink,
    minutes: minutesBetween(startAt, endAt),
    interpreterCount: interpreterCount === 2 ? 2 : 1,
    contactName,
    contactPhone,
    note,
  };
}

/** Everybody who has the job or can still answer about it, weighed by what it would be. */
export function editEffects(ctx: Pick<Ctx, "db" | "now">, request: RequestRow, after: EditedFields): EditEffects {
  const needAt = (slot?: number) => needAfter(ctx, request, after, slot);
  const concerned = ({ id, interpreterId, slot, overruled }: Person, ignoreAssignmentIds: string[]): Concerned => {
    const need = needAt(slot);
    return {
      id,
      interpreterId,
      slot,
      hasPlace: slot <= after.interpreterCount,
      obstacles: need ? besides(obstaclesFor(ctx, need, interpreterId, { ignoreAssignmentIds }), overruled) : [],
    };
  };
  const changed = changedFields(editedFieldsOf(request), after);
  return {
    changed,
    jobs: jobsOf(ctx, request.id).map((job) => concerned(job, [job.id])),
    offers: offersOf(ctx, request.id).map((offer) => concerned(offer, [])),
    others: othersFor(ctx, request, needAt(), changed),
  };
}

/** The need as it would be; null while its language or its place is not known. */
export function needAfter(ctx: Pick<Ctx, "db">, request: RequestRow, after: EditedFields, slot?: number): Need | null {
  const { language, variant, variantStrength, mode, placeId, minutes } = after;
  const { startAt } = request;
  return needWith(
    ctx,
    request.id,
    { language, variant, variantStrength, mode, placeId, startAt, endAt: addMinutes(startAt, minutes) },
    slot,
  );
}

/** A coordinator has set those aside already, for this person. */
function besides(obstacles: readonly Obstacle[], overruled: Overruled | null): Obstacle[] {
  const known = new Set(overruled?.obstacles.map(({ code }) => code));
  return obstacles.filter(({ code }) => !known.has(code));
}

function othersFor(
  ctx: Pick<Ctx, "db" | "now">,
  request: RequestRow,
  need: Need | null,
  changed: readonly EditedField[],
): EditEffects["others"] {
  if (!need) return null;
  if (answerDeadline(ctx)(need.interval.start) === null) return { count: 0, first: null };
  const concerned = new Set([...jobsOf(ctx, request.id), ...offersOf(ctx, request.id)].map((one) => one.interpreterId));
  const unaskable = unaskableFor(ctx, request.id);
  if (!isAnotherMeeting(changed)) for (const id of askedFor(ctx, request)) unaskable.add(id);
  const others = matchRequest(ctx, need).matching.able.filter(
    ({ interpreterId }) => !concerned.has(interpreterId) && !unaskable.has(interpreterId),
  );
  return { count: others.length, first: others[0]?.interpreterId ?? null };
}

interface Person {
  id: string;
  interpreterId: string;
  slot: number;
  overruled: Overruled | null;
}

function jobsOf({ db }: Pick<Ctx, "db">, requestId: string): Person[] {
  const { id, interpreterId, slot, overruled } = assignments;
  return db
    .select({ id, interpreterId, slot, overruled })
    .from(assignments)
    .where(and(eq(assignments.requestId, requestId), isLiveJob()))
    .orderBy(asc(slot))
    .all();
}

function offersOf({ db, now }: Pick<Ctx, "db" | "now">, requestId: string): Person[] {
  const { id, interpreterId, slot, overruled } = offers;
  return db
    .select({ id, interpreterId, slot, overruled })
    .from(offers)
    .where(and(eq(offers.requestId, requestId), canBeAnswered(now)))
    .orderBy(asc(slot), asc(offers.offeredAt))
    .all();
}
