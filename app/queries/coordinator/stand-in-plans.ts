/** The two plans for an absence: one that leaves the others' jobs alone, and one in which they may change hands. */
import { and, inArray, lt } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Instance, Plan } from "#app/dispatch/plan/model/format";
import { isLiveJob, isNotOver } from "#app/facts/live";
import type { Named } from "#app/facts/names";
import { type PlanningFacts, planningFacts } from "#app/facts/planning";
import { planningProblem } from "#app/facts/planning-instance";
import { dateOf, type Instant } from "#app/time";
import { assignments } from "#db/schema";
import { cardOf, cardsWhere, type JobCard, type JobRow } from "./job-cards";

/** Solves one instance: `planInThread`, or in tests anything that keeps its promise. */
export type Solve = (instance: Instance) => Promise<Plan>;

/** Another interpreter's job that changes hands in the second plan. */
export interface Swap extends JobCard {
  from: Named;
  to: Named;
}

/** A plan in which others' jobs change hands because strictly more gets done that way. */
export interface Exchange {
  /** Every lost job that it fills. */
  lines: { job: JobCard; standIn: Named }[];
  swaps: Swap[];
  /** How many more lost jobs it fills than the first plan. */
  more: number;
}

// --- the first plan: everybody else keeps their jobs -------------------------------------------------------------

export interface FirstPlan {
  facts: PlanningFacts | null;
  /** By the lost assignment's id. */
  standIns: ReadonlyMap<string, Named>;
}

/** Who could do the lost jobs while everybody else keeps theirs. */
export async function firstPlan(
  ctx: Pick<Ctx, "db" | "now">,
  awayId: string,
  live: readonly JobRow[],
  solve: Solve,
): Promise<FirstPlan> {
  const ahead = live.filter(isPlannable(ctx.now));
  const facts = ahead.length > 0 ? factsWithout(ctx, ahead, ahead) : null;
  if (!facts) return { facts, standIns: new Map() };
  const filled = await solved(facts, new Set(ahead.map(({ requestId }) => requestId)), awayId, solve);
  return { facts, standIns: peopleOf(facts, ahead, filled) };
}

/** A relay's places need different people, which the planning format cannot say; and what has begun is a phone call. */
const isPlannable =
  (now: Instant) =>
  ({ pivot, interval }: JobRow) =>
    pivot === null && interval.start > now;

/** Facts over the days of the lost jobs, as if `freed` were not there. */
function factsWithout(ctx: Pick<Ctx, "db" | "now">, lost: readonly JobRow[], freed: readonly JobRow[]): PlanningFacts {
  const starts = lost.map(({ interval }) => dateOf(interval.start)).sort();
  return planningFacts(ctx, {
    from: starts[0]!,
    to: starts.at(-1)!,
    freedAssignmentIds: freed.map(({ assignmentId }) => assignmentId),
  });
}

type Shape = (instance: Instance, names: ReturnType<typeof planningProblem>) => Instance;

/** Request id → who does what it lacks. The person who is away is not there at all; requests not wanted stay as they are. */
async function solved(
  facts: PlanningFacts,
  wanted: ReadonlySet<string>,
  awayId: string,
  solve: Solve,
  shape: Shape = (instance) => instance,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const others = new Set(facts.requests.filter(({ id }) => !wanted.has(id)).map(({ id }) => id));
  const problem = planningProblem(facts, others);
  const away = problem.interpreterNames.get(awayId);
  const plan = await solve(shape(withoutPerson(problem.instance, away), problem));
  return new Map(
    plan.assignments.map(({ request, interpreters: people }) => [
      problem.requestIds.get(request) ?? "",
      people.map((name) => problem.interpreterIds.get(name) ?? ""),
    ]),
  );
}

function withoutPerson(instance: Instance, name: string | undefined): Instance {
  return {
    ...instance,
    interpreters: instance.interpreters.filter(({ id }) => id !== name),
    requests: instance.requests.map((request) => ({
      ...request,
      excluded: request.excluded.filter((id) => id !== name),
      preferred: request.preferred.filter(({ i }) => i !== name),
    })),
  };
}

/** One person for each freed job; two freed jobs of one request get the plan's two people in the order of their places. */
function peopleOf(
  facts: PlanningFacts,
  jobs: readonly JobRow[],
  filled: ReadonlyMap<string, readonly string[]>,
): Map<string, Named> {
  const people = new Map<string, Named>();
  for (const requestId of new Set(jobs.map((job) => job.requestId))) {
    const chosen = filled.get(requestId) ?? [];
    const freed = jobs.filter((job) => job.requestId === requestId);
    const staying = freed.filter(({ interpreterId }) => chosen.includes(interpreterId));
    for (const job of staying) people.set(job.assignmentId, namedIn(facts, job.interpreterId));
    const coming = chosen.filter((id) => !staying.some(({ interpreterId }) => interpreterId === id));
    for (const job of freed.filter((one) => !staying.includes(one))) {
      const next = coming.shift();
      if (next) people.set(job.assignmentId, namedIn(facts, next));
    }
  }
  return people;
}

/** A person of these facts. */
export function namedIn(facts: PlanningFacts, id: string): Named {
  const card = facts.people.get(id)?.card;
  return { id, name: card?.name ?? "", gender: card?.gender ?? null };
}

// --- the second plan: others' jobs change hands where that fills more ------------------------------------------------

/** More of the others' jobs than this are not set free at once. */
const MOST_FREED = 300;
/** Whoever has a job keeps it unless that costs a lost one. No other preference is in the instance, so one point is enough. */
const POINTS_FOR_KEEPING = 1;

/** The second plan, or null when it fills no more than the first. */
export async function exchangeFor(
  ctx: Pick<Ctx, "db" | "now">,
  awayId: string,
  live: readonly JobRow[],
  first: FirstPlan,
  solve: Solve,
): Promise<Exchange | null> {
  const lost = live.filter(isPlannable(ctx.now));
  const missing = lost.filter(({ assignmentId }) => !first.standIns.has(assignmentId));
  const movable = first.facts && missing.length > 0 ? movableJobs(ctx, first.facts, lost, missing, awayId) : [];
  if (movable.length === 0) return null;
  const freed = [...lost, ...movable];
  const facts = factsWithout(ctx, lost, freed);
  const wanted = new Set(freed.map(({ requestId }) => requestId));
  const filled = await solved(facts, wanted, awayId, solve, keeping(movable, lost.length));
  const people = peopleOf(facts, freed, filled);
  if (movable.some(({ assignmentId }) => !people.has(assignmentId))) return null;
  const lines = lost.flatMap((job) => {
    const standIn = people.get(job.assignmentId);
    return standIn ? [{ job: cardOf(job), standIn }] : [];
  });
  const more = lines.length - first.standIns.size;
  const swaps = movable.flatMap((job) => swapOf(job, people.get(job.assignmentId)));
  return more > 0 && swaps.length > 0 ? { lines, swaps, more } : null;
}

/** The jobs on those days of people who speak the language of a job that nobody else can do; what was overruled stays. */
function movableJobs(
  ctx: Pick<Ctx, "db" | "now">,
  facts: PlanningFacts,
  lost: readonly JobRow[],
  missing: readonly JobRow[],
  awayId: string,
): JobRow[] {
  const wanted = facts.requests.filter(({ id }) => missing.some(({ requestId }) => requestId === id));
  const speakers = new Set(wanted.flatMap(({ need }) => facts.speakersOf(need.language).map(({ row }) => row.id)));
  speakers.delete(awayId);
  const isFree = isPlannable(ctx.now);
  return cardsWhere(
    ctx,
    and(
      inArray(assignments.interpreterId, [...speakers]),
      isLiveJob(),
      isNotOver(facts.horizon.start, "assignments"),
      lt(assignments.startAt, facts.horizon.end),
    ),
  )
    .filter((job) => isFree(job) && job.interval.start >= facts.horizon.start && job.overruled === null)
    .filter((job) => !lost.some(({ requestId }) => requestId === job.requestId))
    .slice(0, MOST_FREED);
}

/**
 * The others' requests weigh more than all lost ones together, so that none of them is given up for one, and whoever has
 * a job is preferred for it, so that no more change hands than must.
 */
function keeping(movable: readonly JobRow[], lostCount: number): Shape {
  return (instance, names) => {
    const holders = new Map<string, string[]>();
    for (const { requestId, interpreterId } of movable) {
      const name = names.requestNames.get(requestId) ?? "";
      holders.set(name, [...(holders.get(name) ?? []), names.interpreterNames.get(interpreterId) ?? ""]);
    }
    return {
      ...instance,
      requests: instance.requests.map((request) => {
        const kept = holders.get(request.id);
        if (!kept) return { ...request, urgency: 1, preferred: [] };
        const preferred = kept.map((i) => ({ i, points: POINTS_FOR_KEEPING }));
        return { ...request, urgency: lostCount + 1, preferred };
      }),
    };
  };
}

function swapOf(job: JobRow, to: Named | undefined): Swap[] {
  if (!to || to.id === job.interpreterId) return [];
  return [{ ...cardOf(job), from: { id: job.interpreterId, name: job.person, gender: job.gender }, to }];
}
