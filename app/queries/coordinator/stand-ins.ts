/** Who stands in while one interpreter cannot work: a proposal for each of their jobs, the others' jobs left alone first. */
import { and, asc, eq, gt, gte, inArray, isNull, lt, lte } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { ExplainNames } from "#app/dispatch/explain";
import type { Instance, Plan } from "#app/dispatch/plan/model/format";
import { requestStateAt } from "#app/dispatch/request-state";
import type { Gender, Matching, Mode, Obstacle, RequestState } from "#app/dispatch/vocabulary";
import { explainNames, matchRequest } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import { offersAndJobs } from "#app/facts/offers-and-jobs";
import { type OpenRequest, type PlanningFacts, planningFacts } from "#app/facts/planning";
import { planningProblem } from "#app/facts/planning-instance";
import { dateOf, type Instant, type Interval } from "#app/time";
import { absences, assignments, interpreters, languages, offers, organisations, places, requests } from "#db/schema";

/** Solves one instance: `planInThread`, or in tests anything that keeps its promise. */
export type Solve = (instance: Instance) => Promise<Plan>;

export interface Named {
  id: string;
  name: string;
  gender: Gender | null;
}

interface JobCard {
  assignmentId: string;
  requestId: string;
  reference: string;
  /** The request's version that was looked at. */
  version: number;
  interval: Interval;
  language: { lv: string; en: string } | null;
  mode: Mode;
  place: { lv: string; en: string } | null;
  organisation: string;
}

export interface LostJob extends JobCard {
  slot: number;
  /** It has begun, so nobody is proposed: call. */
  hasBegun: boolean;
  /** Who could do it while everybody else keeps their jobs. */
  standIn: Named | null;
  /** Why nobody can: those nearest to it, with what stands in their way. */
  why: { person: Named; obstacles: readonly Obstacle[] }[];
  names: ExplainNames | null;
}

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

/** A job within the time that they are already released from, and what has become of its request. */
export interface SettledJob extends JobCard {
  state: RequestState;
  /** Who does it, or who is asked. */
  people: string[];
}

export interface StandIns {
  person: Named;
  lost: LostJob[];
  /** Questions that wait for this person's answer about this time. */
  waiting: { offerId: string; requestId: string; reference: string; interval: Interval }[];
  exchange: Exchange | null;
  settled: SettledJob[];
  /** This time is entered as an absence already. */
  isEntered: boolean;
}

/** null: there is no such interpreter. Reads, and asks `solve` at most twice. */
export async function standInsFor(
  ctx: Pick<Ctx, "db" | "now" | "locale">,
  interpreterId: string,
  away: Interval,
  solve: Solve,
): Promise<StandIns | null> {
  const { db, now } = ctx;
  const person = db
    .select({ id: interpreters.id, name: interpreters.name, gender: interpreters.gender })
    .from(interpreters)
    .where(eq(interpreters.id, interpreterId))
    .get();
  if (!person) return null;
  const jobs = jobsWithin(ctx, interpreterId, away).filter(({ interval }) => interval.end > now);
  const live = jobs.filter(({ releasedAt }) => releasedAt === null);
  const first = await firstPlan(ctx, person.id, live, solve);
  return {
    person,
    lost: live.map((job) => lostJob(ctx, job, first, person.id)),
    waiting: waitingWithin(ctx, interpreterId, away),
    exchange: await exchangeFor(ctx, person.id, live, first, solve),
    settled: settledJobs(
      ctx,
      jobs.filter(({ releasedAt }) => releasedAt !== null),
    ),
    isEntered: isEntered(ctx, interpreterId, away),
  };
}

type JobRow = ReturnType<typeof jobsWithin>[number];

function jobsWithin(ctx: Pick<Ctx, "db">, interpreterId: string, { start, end }: Interval) {
  return cardsWhere(
    ctx,
    and(eq(assignments.interpreterId, interpreterId), lt(assignments.startAt, end), gt(assignments.endAt, start)),
  );
}

function cardsWhere(ctx: Pick<Ctx, "db">, condition: Parameters<typeof and>[0]) {
  return ctx.db
    .select({
      assignmentId: assignments.id,
      slot: assignments.slot,
      interpreterId: assignments.interpreterId,
      person: interpreters.name,
      gender: interpreters.gender,
      start: assignments.startAt,
      end: assignments.endAt,
      releasedAt: assignments.releasedAt,
      overruled: assignments.overruled,
      requestId: requests.id,
      reference: requests.reference,
      version: requests.version,
      mode: requests.mode,
      pivot: requests.pivotLanguage,
      language: { lv: languages.name, en: languages.nameEn },
      place: { lv: places.name, en: places.nameEn },
      organisation: organisations.name,
    })
    .from(assignments)
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .innerJoin(interpreters, eq(interpreters.id, assignments.interpreterId))
    .innerJoin(organisations, eq(organisations.id, requests.organisationId))
    .leftJoin(languages, eq(languages.code, requests.language))
    .leftJoin(places, eq(places.id, requests.placeId))
    .where(and(condition, isNull(requests.cancelledAt), isNull(requests.rejectedAt)))
    .orderBy(asc(assignments.startAt), asc(assignments.id))
    .limit(500)
    .all()
    .map(({ start, end, ...row }) => ({ ...row, interval: { start, end } }));
}

function cardOf(job: JobRow): JobCard {
  const { assignmentId, requestId, reference, version, interval, language, mode, place, organisation } = job;
  return { assignmentId, requestId, reference, version, interval, language, mode, place, organisation };
}

// --- the first plan: everybody else keeps their jobs -------------------------------------------------------------

interface FirstPlan {
  facts: PlanningFacts | null;
  /** By the lost assignment's id. */
  standIns: ReadonlyMap<string, Named>;
}

async function firstPlan(
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

function namedIn(facts: PlanningFacts, id: string): Named {
  const card = facts.people.get(id)?.card;
  return { id, name: card?.name ?? "", gender: card?.gender ?? null };
}

// --- one lost job ----------------------------------------------------------------------------------------------------

/** So many of those nearest to it are named for a job that nobody can do. */
const NEAREST = 3;

function lostJob(
  ctx: Pick<Ctx, "db" | "now" | "locale">,
  job: JobRow,
  { facts, standIns }: FirstPlan,
  awayId: string,
): LostJob {
  const hasBegun = job.interval.start <= ctx.now;
  const planned = standIns.get(job.assignmentId) ?? null;
  const request = facts?.requests.find(({ id }) => id === job.requestId);
  const standIn = planned ?? (job.pivot && !hasBegun ? bestFor(ctx, job, awayId) : null);
  return {
    ...cardOf(job),
    slot: job.slot,
    hasBegun,
    standIn,
    ...(standIn || hasBegun || !facts || !request ? { why: [], names: null } : nearest(ctx, facts, request, awayId)),
  };
}

function nearest(ctx: Pick<Ctx, "db" | "locale">, facts: PlanningFacts, request: OpenRequest, awayId: string) {
  const matching = facts.matchingOf(request);
  const why = matching.blocked
    .filter(({ interpreterId }) => interpreterId !== awayId)
    .slice(0, NEAREST)
    .map(({ interpreterId, obstacles }) => ({ person: namedIn(facts, interpreterId), obstacles }));
  return { why, names: explainNames(ctx, request.need, withoutAble(matching)) };
}

const withoutAble = ({ blocked }: Matching): Obstacle[] => blocked.flatMap(({ obstacles }) => obstacles);

/** A place of a relay: the best by the ordinary matching for that place. */
function bestFor(ctx: Pick<Ctx, "db" | "now">, job: JobRow, awayId: string): Named | null {
  const need = needOf(ctx, job.requestId, undefined, job.slot);
  if (!need) return null;
  const { matching, people } = matchRequest(ctx, need, { ignoreAssignmentIds: [job.assignmentId] });
  const best = matching.able.find(({ interpreterId }) => interpreterId !== awayId);
  const card = best && people.get(best.interpreterId);
  return card ? { id: card.id, name: card.name, gender: card.gender } : null;
}

// --- the second plan: others' jobs change hands where that fills more ------------------------------------------------

/** More of the others' jobs than this are not set free at once. */
const MOST_FREED = 300;
/** Whoever has a job keeps it unless that costs a lost one. No other preference is in the instance, so one point is enough. */
const POINTS_FOR_KEEPING = 1;

async function exchangeFor(
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
      isNull(assignments.releasedAt),
      gt(assignments.endAt, facts.horizon.start),
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

// --- what else concerns the time ---------------------------------------------------------------------------------

function isEntered(ctx: Pick<Ctx, "db">, interpreterId: string, { start, end }: Interval): boolean {
  const covering = and(
    eq(absences.interpreterId, interpreterId),
    isNull(absences.cancelledAt),
    lte(absences.startAt, start),
    gte(absences.endAt, end),
  );
  return !!ctx.db.select({ id: absences.id }).from(absences).where(covering).get();
}

function waitingWithin(ctx: Pick<Ctx, "db" | "now">, interpreterId: string, { start, end }: Interval) {
  return ctx.db
    .select({
      offerId: offers.id,
      requestId: requests.id,
      reference: requests.reference,
      start: requests.startAt,
      end: requests.endAt,
    })
    .from(offers)
    .innerJoin(requests, eq(requests.id, offers.requestId))
    .where(
      and(
        eq(offers.interpreterId, interpreterId),
        inArray(offers.status, ["pending", "countered"]),
        gt(offers.deadlineAt, ctx.now),
        lt(requests.startAt, end),
        gt(requests.endAt, start),
      ),
    )
    .orderBy(asc(requests.startAt))
    .limit(100)
    .all()
    .map(({ start, end, ...offer }) => ({ ...offer, interval: { start, end } }));
}

function settledJobs(ctx: Pick<Ctx, "db" | "now">, released: readonly JobRow[]): SettledJob[] {
  const latest = new Map(released.map((job) => [job.requestId, job]));
  const ids = [...latest.keys()];
  const rows = new Map(
    ctx.db
      .select()
      .from(requests)
      .where(inArray(requests.id, ids))
      .all()
      .map((row) => [row.id, row]),
  );
  const { offersOf, jobsOf } = offersAndJobs(ctx, ids);
  const names = namesOf(
    ctx,
    ids.flatMap((id) => offersOf(id).map(({ interpreterId }) => interpreterId)),
  );
  return [...latest.values()].flatMap((job) => {
    const request = rows.get(job.requestId);
    if (!request) return [];
    const live = jobsOf(job.requestId).filter(({ releasedAt }) => releasedAt === null);
    const asked = offersOf(job.requestId).filter(
      ({ status, deadlineAt }) => status === "pending" && deadlineAt > ctx.now,
    );
    const people = [...live.map(({ name }) => name), ...asked.map((offer) => names.get(offer.interpreterId) ?? "")];
    const state = requestStateAt(request, offersOf(job.requestId), jobsOf(job.requestId), ctx.now);
    return [{ ...cardOf(job), state, people }];
  });
}

function namesOf(ctx: Pick<Ctx, "db">, ids: string[]): Map<string, string> {
  const rows = ctx.db
    .select({ id: interpreters.id, name: interpreters.name })
    .from(interpreters)
    .where(inArray(interpreters.id, ids))
    .all();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
