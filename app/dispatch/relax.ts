/**
 * The smallest change that makes an unfillable request fillable: single relaxations, each tried with the very rules of
 * `match`. Nothing here has rules of its own about who may; only about which changes are tried and in which order.
 * A wish ("rather a woman", "the same interpreter as before") never blocks anybody, so dropping one is never a way out.
 */
import { addMinutes, type Instant, type Interval, weekOf } from "#app/time";
import { obstaclesOf } from "./eligibility";
import { match } from "./match";
import type { Candidate, Commitment, MatchContext, Mode, Need, Obstacle } from "./vocabulary";

/** What a requester can be asked to agree to. Times are absolute, so that the question stays true while it waits. */
export type ProposedChange =
  | { kind: "time"; start: Instant; end: Instant }
  | { kind: "mode"; mode: Exclude<Mode, "onsite"> }
  /** Their "not this person" is taken back. */
  | { kind: "unwanted" }
  /** Their "must be a woman", or a man, is taken back. */
  | { kind: "gender" }
  | { kind: "substitute"; language: string }
  | { kind: "relay"; pivot: string };

/** What a coordinator can do without the requester: another job of the person gives way. */
export interface JobMove {
  kind: "move_job" | "hand_over";
  assignmentId: string;
  /** The other job's request, and its version, which must still hold when the move is made. */
  requestId: string;
  version: number;
  /** The other job's time: before, and after (the same when it is handed over). */
  from: Interval;
  to: Interval;
  /** Who does the other job afterwards. */
  interpreterId: string;
}

/** One change with which it works. */
export interface WayOut {
  change: ProposedChange | JobMove;
  /** Who could then do the request (in a relay: who speaks its language). */
  interpreterId: string;
  /** In a relay: who interprets between the pivot and Latvian. */
  secondId: string | null;
  /** They have passed by the request as it was. */
  saidNo: boolean;
  cost: number;
}

/**
 * How much each change disturbs, smallest first: first what only shifts the meeting, then what the requester asked for
 * and gives up, then what the client notices, then what other people notice. A half hour is the unit of time.
 */
const DISTURBANCE = {
  halfHour: 10,
  anotherRemoteMode: 12,
  video: 25,
  phone: 30,
  unwanted: 40,
  gender: 50,
  /** In class C a "must" about gender protects somebody: nothing but relay is asked for later. */
  genderClassC: 85,
  substitute: 60,
  moveJob: 70,
  moveJobQuarter: 1,
  handOver: 75,
  relay: 90,
  /** The person said no to the request as it was: less likely than a somewhat larger change with somebody else. */
  saidNo: 40,
} as const;

/** The shifts that are tried: of the request itself, and of another job that may give way, in minutes. */
export const SHIFTS = [-30, 30, -60, 60] as const;
const OTHER_SHIFTS = [-15, 15, -30, 30, -45, 45, -60, 60] as const;
/** Facts must be gathered for this much before and after the need's own time. */
export const SPAN_MINUTES = 60;

/** Another job that may give way, with the facts around it. Its need counts whoever else is on it as taken. */
export interface OtherJob {
  assignmentId: string;
  interpreterId: string;
  version: number;
  need: Need;
  candidates: readonly Candidate[];
  context: MatchContext;
}

/** What the search knows. `candidates` speak the need's language, a substitute, or a language that could be a pivot. */
export interface RelaxFacts {
  need: Need;
  candidates: readonly Candidate[];
  context: MatchContext;
  /** How many interpreters it takes; a relay is tried for one only. */
  interpreterCount: number;
  /** People whom dispatch would not ask whatever changes: released from this request, or no mail reaches them. */
  unaskable: ReadonlySet<string>;
  /** People who were asked for this version of the request. */
  askedAlready: ReadonlySet<string>;
  /** Approved substitutes of the need's language. */
  substitutes: readonly string[];
  /** Those of `blockingJobs`, with the facts around them. */
  jobs: readonly OtherJob[];
  /** There is still time to ask somebody for a job that starts then. */
  canAskFor: (start: Instant) => boolean;
}

/** Every single change with which somebody could be asked, smallest disturbance first; ties in a fixed order. */
export function smallestChanges(facts: RelaxFacts): WayOut[] {
  const ways = [...proposals(facts), ...relays(facts), ...jobMoves(facts)];
  return ways.sort((a, b) => a.cost - b.cost || (a.interpreterId < b.interpreterId ? -1 : 1));
}

/** The need as it would be. Of a relay it is the place of whoever speaks the request's language; see `pivotNeed`. */
export function changedNeed(need: Need, change: ProposedChange): Need {
  switch (change.kind) {
    case "time":
      return { ...need, interval: { start: change.start, end: change.end } };
    case "mode":
      return { ...need, mode: change.mode, placeId: null };
    case "unwanted":
      return { ...need, excludedInterpreterIds: [] };
    case "gender":
      return { ...need, gender: null };
    case "substitute":
      return { ...need, language: change.language, variant: null };
    case "relay":
      return relayNeed(need, change.pivot, 1);
  }
}

/**
 * One place of a relay. Place 1 speaks the request's language, at whatever level, because they do not work into Latvian,
 * and the pivot at the level asked for; place 2 speaks the pivot at that level.
 */
export function relayNeed(need: Need, pivot: string, slot: number): Need {
  return slot === 1
    ? { ...need, minLevel: 1, pivot: { language: pivot, minLevel: need.minLevel } }
    : { ...need, language: pivot, variant: null };
}

/** True for what a coordinator does without the requester's word. */
export function isJobMove(change: ProposedChange | JobMove): change is JobMove {
  return change.kind === "move_job" || change.kind === "hand_over";
}

/** True when the interpreters' work is another than the one they were asked for, so that they may be asked again. */
export function isNewWork({ kind }: ProposedChange): boolean {
  return kind !== "unwanted" && kind !== "gender";
}

// --- what the requester is asked ------------------------------------------------------------------------

function proposals(facts: RelaxFacts): WayOut[] {
  return changesToTry(facts).flatMap(({ change, cost }) => {
    const need = changedNeed(facts.need, change);
    if (!facts.canAskFor(need.interval.start) || !canStay(facts, need)) return [];
    const found = firstAskable(facts, need, isNewWork(change));
    if (!found) return [];
    const [interpreterId, saidNo] = found;
    return [{ change, interpreterId, secondId: null, saidNo, cost: cost + (saidNo ? DISTURBANCE.saidNo : 0) }];
  });
}

function changesToTry({ need, substitutes }: RelaxFacts): { change: ProposedChange; cost: number }[] {
  const isAlone = need.takenInterpreterIds.length === 0;
  const isMust = need.gender?.strength === "must";
  return [
    ...SHIFTS.filter((minutes) => isSameWeek(shifted(need.interval, minutes), need.interval)).map((minutes) => ({
      change: { kind: "time" as const, ...shifted(need.interval, minutes) },
      cost: (Math.abs(minutes) / 30) * DISTURBANCE.halfHour,
    })),
    ...(isAlone ? otherModes(need.mode) : []),
    ...when(need.excludedInterpreterIds.length > 0, { kind: "unwanted" }, DISTURBANCE.unwanted),
    ...when(isMust, { kind: "gender" }, need.protectionClass === "C" ? DISTURBANCE.genderClassC : DISTURBANCE.gender),
    ...substitutes.flatMap((language) => when(isAlone, { kind: "substitute", language }, DISTURBANCE.substitute)),
  ];
}

function when(asked: boolean, change: ProposedChange, cost: number) {
  return asked ? [{ change, cost }] : [];
}

function otherModes(mode: Mode): { change: ProposedChange; cost: number }[] {
  const isRemote = mode !== "onsite";
  const remote: Exclude<Mode, "onsite">[] = ["video", "phone"];
  return remote
    .filter((other) => other !== mode)
    .map((other) => ({
      change: { kind: "mode", mode: other },
      cost: isRemote ? DISTURBANCE.anotherRemoteMode : DISTURBANCE[other],
    }));
}

/** Whoever is on the request already can do it with the change as well. */
function canStay({ need: original, candidates, context }: RelaxFacts, need: Need): boolean {
  return original.takenInterpreterIds.every((id) => {
    const person = candidates.find((candidate) => candidate.id === id);
    const others = original.takenInterpreterIds.filter((other) => other !== id);
    return person && obstaclesOf({ ...need, takenInterpreterIds: others }, person, context).length === 0;
  });
}

/** The best person whom dispatch would then ask. Where the work changes, who passed it by comes after everybody else. */
function firstAskable(facts: RelaxFacts, need: Need, isNew: boolean): [interpreterId: string, saidNo: boolean] | null {
  const isAskable = ({ interpreterId }: { interpreterId: string }) => !facts.unaskable.has(interpreterId);
  const { able, passed } = match(need, facts.candidates, facts.context);
  const fresh = able.filter(isAskable).find(({ interpreterId }) => isNew || !facts.askedAlready.has(interpreterId));
  if (fresh) return [fresh.interpreterId, false];
  const other = isNew ? passed.find(isAskable) : undefined;
  return other ? [other.interpreterId, true] : null;
}

// --- relay --------------------------------------------------------------------------------------------------

/**
 * Somebody speaks the language but not well enough to interpret it into Latvian alone, and shares with somebody able
 * another language that both command well enough. Tried only where one interpreter was asked for and nobody is on it.
 */
function relays(facts: RelaxFacts): WayOut[] {
  const { need, interpreterCount, candidates } = facts;
  if (interpreterCount !== 1 || need.takenInterpreterIds.length > 0 || !facts.canAskFor(need.interval.start)) return [];
  const ways = pivotsOf(need, candidates).flatMap((pivot) => {
    const pair = relayPair(facts, pivot);
    if (!pair) return [];
    const change: ProposedChange = { kind: "relay", pivot };
    return [{ change, interpreterId: pair[0], secondId: pair[1], saidNo: false, cost: DISTURBANCE.relay }];
  });
  return ways.slice(0, 1);
}

function relayPair(facts: RelaxFacts, pivot: string): [string, string] | null {
  const isAskable = (id: string) => !facts.unaskable.has(id) && !facts.askedAlready.has(id);
  const first = match(relayNeed(facts.need, pivot, 1), facts.candidates, facts.context).able;
  const second = match(relayNeed(facts.need, pivot, 2), facts.candidates, facts.context).able;
  for (const { interpreterId: one } of first) {
    const other = second.find(({ interpreterId }) => interpreterId !== one && isAskable(interpreterId));
    if (other && isAskable(one)) return [one, other.interpreterId];
  }
  return null;
}

/** Languages that the speakers of the need's language also speak, in a fixed order. */
export function pivotsOf({ language }: Need, candidates: readonly Candidate[]): string[] {
  const speakers = candidates.filter((candidate) => candidate.languages.some((spoken) => spoken.language === language));
  const others = speakers.flatMap((candidate) => candidate.languages.map((spoken) => spoken.language));
  return [...new Set(others)].filter((other) => other !== language).sort();
}

// --- another job gives way ----------------------------------------------------------------------------------

/** Those whom only one other job of theirs keeps from the need, and that job. */
export function blockingJobs(facts: Omit<RelaxFacts, "jobs">): { interpreterId: string; job: Commitment }[] {
  return facts.candidates.flatMap((candidate) => {
    if (facts.unaskable.has(candidate.id) || facts.askedAlready.has(candidate.id)) return [];
    const obstacles = obstaclesOf(facts.need, candidate, facts.context);
    const requestIds = new Set(obstacles.map(otherRequestIn));
    const [requestId] = requestIds;
    const job = candidate.commitments.find((commitment) => commitment.requestId === requestId);
    return requestIds.size === 1 && job ? [{ interpreterId: candidate.id, job }] : [];
  });
}

function otherRequestIn(obstacle: Obstacle): string | null {
  return obstacle.code === "overlap" || obstacle.code === "travel_too_short" ? obstacle.with.requestId : null;
}

function jobMoves(facts: RelaxFacts): WayOut[] {
  if (!facts.canAskFor(facts.need.interval.start)) return [];
  return facts.jobs.flatMap((job) => {
    const person = facts.candidates.find((candidate) => candidate.id === job.interpreterId);
    if (!person) return [];
    return [byShift(facts, job, person), byHandingOver(facts, job)].filter((way) => way !== null);
  });
}

/** The other job a quarter of an hour to an hour earlier or later, so that its interpreter can do both. */
function byShift(facts: RelaxFacts, job: OtherJob, person: Candidate): WayOut | null {
  for (const minutes of OTHER_SHIFTS) {
    const to = shifted(job.need.interval, minutes);
    if (!facts.canAskFor(to.start) || !isSameWeek(to, job.need.interval)) continue;
    if (!fits(facts, withJobAt(person, job, to)) || !canMoveTo(job, to)) continue;
    const quarters = Math.abs(minutes) / 15;
    const cost = DISTURBANCE.moveJob + quarters * DISTURBANCE.moveJobQuarter;
    return wayOf(job, { kind: "move_job", to, interpreterId: job.interpreterId }, cost);
  }
  return null;
}

/** The other job done by somebody else, at its own time: it is all that keeps its interpreter from the need. */
function byHandingOver(facts: RelaxFacts, job: OtherJob): WayOut | null {
  if (!facts.canAskFor(job.need.interval.start)) return null;
  const { able } = match(job.need, job.candidates, job.context);
  const other = able.find(({ interpreterId }) => interpreterId !== job.interpreterId);
  if (!other) return null;
  const move = { kind: "hand_over" as const, to: job.need.interval, interpreterId: other.interpreterId };
  return wayOf(job, move, DISTURBANCE.handOver);
}

function wayOf(job: OtherJob, move: Pick<JobMove, "kind" | "to" | "interpreterId">, cost: number): WayOut {
  const { assignmentId, version, need } = job;
  const change: JobMove = { ...move, assignmentId, version, requestId: need.requestId, from: need.interval };
  return { change, interpreterId: job.interpreterId, secondId: null, saidNo: false, cost };
}

function fits({ need, context }: RelaxFacts, person: Candidate): boolean {
  return obstaclesOf(need, person, context).length === 0;
}

/**
 * Everybody on the other job can do it at the new time. What it and the need mean for each other (overlap, journey,
 * hours) is asked once, of the need, by `fits`.
 */
function canMoveTo(job: OtherJob, to: Interval): boolean {
  const moved = { ...job.need, interval: to };
  return [job.interpreterId, ...job.need.takenInterpreterIds].every((id) => {
    const person = job.candidates.find((candidate) => candidate.id === id);
    if (!person) return false;
    const takenInterpreterIds = job.need.takenInterpreterIds.filter((other) => other !== id);
    return obstaclesOf({ ...moved, takenInterpreterIds }, person, job.context).length === 0;
  });
}

function withJobAt(person: Candidate, job: OtherJob, interval: Interval): Candidate {
  const commitments = person.commitments.map((one) =>
    one.assignmentId === job.assignmentId ? { ...one, interval } : one,
  );
  return { ...person, commitments };
}

function shifted({ start, end }: Interval, minutes: number): Interval {
  return { start: addMinutes(start, minutes), end: addMinutes(end, minutes) };
}

/** The hours that count towards a person's limit are those of one week; what crosses into another is not tried. */
function isSameWeek(a: Interval, b: Interval): boolean {
  return weekOf(a.start).start === weekOf(b.start).start;
}
