import { may } from "#app/auth/policy";
import { attempt, type Ctx, onceFor, transact, type Work } from "#app/context.server";
import { isKnownAway } from "#app/facts/absences";
import { hasPassedBy } from "#app/facts/offers";
import { ok, type Result, refuse } from "#app/result";
import { type AbsenceRefusal, enterAbsence } from "#app/steps/absence";
import { askPerson, type OfferRefusal, takeBackOffer } from "#app/steps/ask-person";
import { findAssignment } from "#app/steps/live";
import { type MoveRefusal, moveJob } from "#app/steps/move-job";
import { type ReleaseRefusal, releasePerson } from "#app/steps/release-person";
import type { Instant } from "#app/time";

/** One job of the person who is away. `interpreterId: null`: nobody was found, so they are released and the search goes on. */
export interface LineToReplace {
  assignmentId: string;
  interpreterId: string | null;
}

/** Another interpreter's job that changes hands. */
export interface JobToHandOver {
  assignmentId: string;
  interpreterId: string;
}

export interface AbsentToReplace {
  interpreterId: string;
  startAt: Instant;
  endAt: Instant;
  /** Ask the new people, or give them the jobs without asking. */
  by: "offer" | "assign";
  lines: readonly LineToReplace[];
  /** Jobs of others that must change hands for these lines; then all of it is done or nothing. */
  handOvers?: readonly JobToHandOver[];
  /** Questions that wait for the person's answer about this time. */
  offerIds?: readonly string[];
  /** What coordinators read in the timeline; never why the person is away. */
  reason: string;
  key: string;
}

type LineRefusal = MoveRefusal | OfferRefusal | ReleaseRefusal | "passed_by";

export interface Replaced {
  done: string[];
  refused: { assignmentId: string; reason: LineRefusal }[];
  /** The board action that can be undone, where there was exactly one. */
  eventId: number | null;
}

/**
 * An interpreter cannot work for a time: the absence is entered once, their open questions are taken back, and each job
 * is released and offered, or given, to the proposed person. Every job is one transaction with all checks made again;
 * what has become impossible is refused by itself. With `handOvers` everything together is one transaction.
 */
export function replaceAbsent(ctx: Ctx, input: AbsentToReplace): Result<Replaced, AbsenceRefusal> {
  if (!may.dispatch(ctx.viewer)) return refuse("not_found");
  const { interpreterId, startAt, endAt, handOvers = [], lines } = input;
  if (!isKnownAway(ctx, interpreterId, { start: startAt, end: endAt })) {
    const absence = { interpreterId, startAt, endAt, kind: "illness" as const };
    const entered = transact(ctx, onceFor("replace_absent_absence", input.key, absence), (work) =>
      enterAbsence(work, absence),
    );
    if (!entered.ok) return entered;
  }
  for (const offerId of input.offerIds ?? []) transact(ctx, (work) => takeBackOffer(work, offerId));
  if (handOvers.length > 0) return ok(together(ctx, input, handOvers));
  const replaced: Replaced = { done: [], refused: [], eventId: null };
  for (const line of lines) {
    const { assignmentId } = line;
    const once = onceFor("replace_absent_line", input.key, { interpreterId, by: input.by, reason: input.reason, line });
    const made = transact(ctx, once, (work) => replaceIn(work, input, line));
    if (!made.ok) replaced.refused.push({ assignmentId, reason: made.reason });
    else replaced.done.push(assignmentId);
    if (made.ok && lines.length === 1 && canBeUndone(input, line)) replaced.eventId = made.value.eventId;
  }
  return ok(replaced);
}

/** An offer beside a release would outlive its undo, so only what is one board action is offered to be undone. */
function canBeUndone({ by }: AbsentToReplace, { interpreterId }: LineToReplace): boolean {
  return by === "assign" || interpreterId === null;
}

function replaceIn(
  work: Work,
  { interpreterId: awayId, by, reason }: AbsentToReplace,
  { assignmentId, interpreterId }: LineToReplace,
): Result<{ eventId: number }, LineRefusal> {
  const job = findAssignment(work, assignmentId);
  if (!job || job.interpreterId !== awayId) return refuse("not_found");
  if (job.releasedAt !== null) return refuse("already_released");
  if (interpreterId && hasPassedBy(work, job.requestId, interpreterId)) return refuse("passed_by");
  if (interpreterId && by === "assign") return moveJob(work, { assignmentId, interpreterId });
  const released = releasePerson(work, { assignmentId, reason });
  if (!released.ok || !interpreterId) return released;
  const offered = askPerson(work, { requestId: job.requestId, interpreterId, slot: job.slot });
  return offered.ok ? released : offered;
}

interface Step {
  assignmentId: string;
  run: (work: Work) => Result<unknown, LineRefusal>;
}

/** All steps in one transaction, whichever order the people's days allow; one that never becomes possible undoes them all. */
function together(ctx: Ctx, input: AbsentToReplace, handOvers: readonly JobToHandOver[]): Replaced {
  const steps: Step[] = [
    ...handOvers.map((over) => ({
      assignmentId: over.assignmentId,
      run: (work: Work) => moveJob(work, over),
    })),
    ...input.lines.map((line) => ({
      assignmentId: line.assignmentId,
      run: (work: Work) => replaceIn(work, input, line),
    })),
  ];
  const { key, ...absent } = input;
  const made = transact(ctx, onceFor("replace_absent", key, absent), (work) => inSomeOrder(work, steps));
  if (made.ok) return { done: steps.map(({ assignmentId }) => assignmentId), refused: [], eventId: null };
  return { done: [], refused: [{ assignmentId: steps[0]?.assignmentId ?? "", reason: made.reason }], eventId: null };
}

/** Each step is an attempt, so that one that is refused for now leaves nothing behind. */
function inSomeOrder(work: Work, steps: Step[]): Result<null, LineRefusal> {
  let left = steps;
  while (left.length > 0) {
    const stuck: { step: Step; refusal: Result<unknown, LineRefusal> }[] = [];
    for (const step of left) {
      const refusal = attempt(work, step.run);
      if (!refusal.ok) stuck.push({ step, refusal });
    }
    const first = stuck[0]?.refusal;
    if (stuck.length === left.length && first && !first.ok) return refuse(first.reason);
    left = stuck.map(({ step }) => step);
  }
  return ok(null);
}
