/** Who stands in while one interpreter cannot work: a proposal for each of their jobs, the others' jobs left alone first. */
import { and, asc, eq, gt, inArray, lt } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { ExplainNames } from "#app/dispatch/explain";
import { isLive } from "#app/dispatch/offer";
import { requestStateAt } from "#app/dispatch/request-state";
import type { Matching, Obstacle, PassedBy, RequestState } from "#app/dispatch/vocabulary";
import { isKnownAway } from "#app/facts/absences";
import { canBeAnswered } from "#app/facts/live";
import { explainNames, matchRequest } from "#app/facts/matching";
import { type Named, namesOfPeople, personNamed } from "#app/facts/names";
import { needOf } from "#app/facts/needs";
import { offersAndJobs } from "#app/facts/offers-and-jobs";
import type { OpenRequest, PlanningFacts } from "#app/facts/planning";
import type { Interval } from "#app/time";
import { offers, requests } from "#db/schema";
import { cardOf, type JobCard, type JobRow, jobsWithin } from "./job-cards";
import { type Exchange, exchangeFor, type FirstPlan, firstPlan, namedIn, type Solve } from "./stand-in-plans";

export interface LostJob extends JobCard {
  slot: number;
  /** It has begun, so nobody is proposed: call. */
  hasBegun: boolean;
  /** Who could do it while everybody else keeps their jobs. */
  standIn: Named | null;
  /** Why nobody can: those nearest to it, with what stands in their way. */
  why: { person: Named; obstacles: readonly Obstacle[]; passedBy: PassedBy | null }[];
  names: ExplainNames | null;
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

/** null: there is no such interpreter. Reads, and asks `solve` at most twice; once without `exchanges` of others' jobs. */
export async function standInsFor(
  ctx: Pick<Ctx, "db" | "now" | "locale">,
  interpreterId: string,
  away: Interval,
  solve: Solve,
  { exchanges = true } = {},
): Promise<StandIns | null> {
  const person = personNamed(ctx, interpreterId);
  if (!person) return null;
  const jobs = jobsWithin(ctx, interpreterId, away).filter(({ interval }) => interval.end > ctx.now);
  const live = jobs.filter(({ releasedAt }) => releasedAt === null);
  const first = await firstPlan(ctx, person.id, live, solve);
  return {
    person,
    lost: live.map((job) => lostJob(ctx, job, first, person.id)),
    waiting: waitingWithin(ctx, interpreterId, away),
    exchange: exchanges ? await exchangeFor(ctx, person.id, live, first, solve) : null,
    settled: settledJobs(
      ctx,
      jobs.filter(({ releasedAt }) => releasedAt !== null),
    ),
    isEntered: isKnownAway(ctx, interpreterId, away),
  };
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
  const passed = matching.passed.map(({ interpreterId, alreadyAsked }) => ({
    interpreterId,
    obstacles: [],
    passedBy: alreadyAsked,
  }));
  const why = [...passed, ...matching.blocked.map((one) => ({ ...one, passedBy: null }))]
    .filter(({ interpreterId }) => interpreterId !== awayId)
    .slice(0, NEAREST)
    .map(({ interpreterId, ...reasons }) => ({ person: namedIn(facts, interpreterId), ...reasons }));
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

// --- what else concerns the time ---------------------------------------------------------------------------------

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
        canBeAnswered(ctx.now),
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
  const requested = ctx.db.select().from(requests).where(inArray(requests.id, ids)).all();
  const rows = new Map(requested.map((row) => [row.id, row]));
  const { offersOf, jobsOf } = offersAndJobs(ctx, ids);
  const names = namesOfPeople(
    ctx,
    ids.flatMap((id) => offersOf(id).map(({ interpreterId }) => interpreterId)),
  );
  return [...latest.values()].flatMap((job) => {
    const request = rows.get(job.requestId);
    if (!request) return [];
    const live = jobsOf(job.requestId).filter(({ releasedAt }) => releasedAt === null);
    const asked = offersOf(job.requestId).filter((offer) => isLive(offer, ctx.now));
    const people = [...live.map(({ name }) => name), ...asked.map((offer) => names.get(offer.interpreterId) ?? "")];
    const state = requestStateAt(request, offersOf(job.requestId), jobsOf(job.requestId), ctx.now);
    return [{ ...cardOf(job), state, people }];
  });
}
