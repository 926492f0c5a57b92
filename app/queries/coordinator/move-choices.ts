/** Who could take one place of a request at a time, and what stands in the way of each: for the Move… page and for dragging. */
import { eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { overrideRule } from "#app/dispatch/eligibility";
import type { ExplainNames } from "#app/dispatch/explain";
import type { Blocked, Gender, Matching, Obstacle, OverrideRule, Ranked } from "#app/dispatch/vocabulary";
import { explainNames, matchRequest, obstaclesFor } from "#app/facts/matching";
import { type Named, personNamed } from "#app/facts/names";
import { needOf } from "#app/facts/needs";
import type { Interval } from "#app/time";
import { assignments } from "#db/schema";

export type PersonName = Omit<Named, "id">;

export interface MoveChoices {
  able: (Ranked & PersonName)[];
  passed: (Ranked & PersonName)[];
  blocked: (Blocked & PersonName)[];
  /** Active people who do not speak the language: counted, not listed. */
  notSpeaking: number;
  names: ExplainNames;
}

/**
 * Everybody who speaks the language, at the given time, best first; `assignmentId` is left out of what they do, because it is
 * what moves. null: the request's language is not mapped yet.
 */
export function moveChoices(
  ctx: Ctx,
  requestId: string,
  assignmentId: string | null,
  interval: Interval,
): MoveChoices | null {
  const need = needOf(ctx, requestId, interval, slotOf(ctx, assignmentId));
  if (!need) return null;
  const { matching, people, notSpeaking } = matchRequest(ctx, need, ignoring(assignmentId));
  const nameOf = (id: string): PersonName => ({
    name: people.get(id)?.name ?? "",
    gender: people.get(id)?.gender ?? null,
  });
  return {
    able: matching.able.map((ranked) => ({ ...ranked, ...nameOf(ranked.interpreterId) })),
    passed: matching.passed.map((ranked) => ({ ...ranked, ...nameOf(ranked.interpreterId) })),
    blocked: matching.blocked.map((blocked) => ({ ...blocked, ...nameOf(blocked.interpreterId) })),
    notSpeaking,
    names: explainNames(ctx, need, matching),
  };
}

/** What stands in one person's way, with the names its sentences need. null: no such person, or the language is not mapped. */
export function obstaclesOfPerson(
  ctx: Ctx,
  requestId: string,
  assignmentId: string | null,
  interval: Interval,
  interpreterId: string,
): (PersonName & { obstacles: Obstacle[]; names: ExplainNames }) | null {
  const need = needOf(ctx, requestId, interval, slotOf(ctx, assignmentId));
  const person = personNamed(ctx, interpreterId);
  if (!need || !person) return null;
  const { name, gender } = person;
  const obstacles = obstaclesFor(ctx, need, interpreterId, ignoring(assignmentId));
  return { name, gender, obstacles, names: explainNames(ctx, need, obstacles) };
}

/** The order in which people could take a request at its own time, or null when it is gone or its language is not mapped. */
export function abilityOrder(
  ctx: Ctx,
  requestId: string,
): { matching: Matching; names: ExplainNames; genders: Map<string, Gender | null> } | null {
  const need = needOf(ctx, requestId);
  if (!need) return null;
  const { matching, people } = matchRequest(ctx, need);
  const genders = new Map([...people].map(([id, person]) => [id, person.gender]));
  return { matching, names: explainNames(ctx, need, matching), genders };
}

const STRENGTH = { reason: 1, twice: 2, never: 3 } as const satisfies Record<OverrideRule, number>;

/** What it takes to overrule all of them; null when there is nothing to overrule. */
export function strengthNeeded(obstacles: readonly Obstacle[]): OverrideRule | null {
  let needed: OverrideRule | null = null;
  for (const { code } of obstacles) {
    const rule = overrideRule(code);
    if (!needed || STRENGTH[rule] > STRENGTH[needed]) needed = rule;
  }
  return needed;
}

/** The most serious first, so that a short sentence says what decides. */
export function gravestFirst<T extends Obstacle>(obstacles: readonly T[]): T[] {
  return [...obstacles].sort((a, b) => STRENGTH[overrideRule(b.code)] - STRENGTH[overrideRule(a.code)]);
}

/** Undefined without an assignment: then it is the first free place's need. */
function slotOf(ctx: Pick<Ctx, "db">, assignmentId: string | null): number | undefined {
  if (!assignmentId) return undefined;
  return ctx.db.select({ slot: assignments.slot }).from(assignments).where(eq(assignments.id, assignmentId)).get()
    ?.slot;
}

function ignoring(assignmentId: string | null) {
  return assignmentId ? { ignoreAssignmentIds: [assignmentId] } : {};
}
