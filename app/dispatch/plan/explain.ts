/** Why a request stays unfilled: who speaks its language, and what stands in the way of each of them. */
import { BARRING_RULES, type BarringRule, type Unfilled } from "./model/format";
import { type Person, speakersOf } from "./model/people";
import type { Problem } from "./model/problem";
import { isInside } from "./model/times";

/** A planned or pinned job of a person. */
interface Job {
  request: number;
  spot: number;
}

/** One question about one person and one request. */
interface Match {
  problem: Problem;
  /** Index of the request, and where the person would be meanwhile. */
  r: number;
  spot: number;
  i: number;
  person: Person;
  level: number;
  dialects: readonly string[];
  /** What the person does in the plan, and how much of what is pinned lies in the request's week. */
  jobs: readonly Job[];
  pinnedMinutes: number;
}

/** Rules that bar a person whatever else is planned. Hours and times count only what is busy, not what is pinned. */
const BARRED: Record<BarringRule, (match: Match) => boolean> = {
  level: ({ problem, r, level }) => level < problem.instance.requests[r]!.level,
  dialect: ({ problem, r, dialects }) => {
    const { dialect } = problem.instance.requests[r]!;
    return dialect !== null && !dialects.includes(dialect);
  },
  mode: ({ problem, r, person }) => !person.from.modes.includes(problem.instance.requests[r]!.mode),
  radius: ({ problem, spot, person }) =>
    spot < problem.instance.zones.length && problem.instance.travelKm[person.home]![spot]! > person.from.radiusKm,
  gender: ({ problem, r, person }) => {
    const { gender } = problem.instance.requests[r]!;
    return gender !== null && gender !== person.from.gender;
  },
  excluded: ({ problem, r, person }) => {
    const { excluded, client } = problem.instance.requests[r]!;
    return excluded.includes(person.from.id) || person.excludedClients?.has(client) === true;
  },
  availability: ({ problem, r, person }) =>
    !isInside({ start: problem.start[r]!, end: problem.end[r]! }, person.windows),
  busy: (match) => busyGaps(match).some(({ isOverlap }) => isOverlap),
  travel: (match) => busyGaps(match).some(({ isOverlap, isTooShort }) => isTooShort && !isOverlap),
  hours: ({ problem, r, i, person, pinnedMinutes }) => {
    const slot = i * problem.weeks + problem.week[r]!;
    const busy = problem.worked[slot]! - pinnedMinutes;
    return busy + problem.end[r]! - problem.start[r]! > person.from.maxMinutesPerWeek;
  },
};

/**
 * One entry for each request that is neither filled nor pinned, in the instance's order: every speaker of the language
 * with all rules that bar them, and of the others those whose planned jobs stand in the way. Who is in neither list could
 * still come, but is not enough alone (a second person is missing) or was not found within the search's budget.
 * `chosen` has the pairs of request r at 2r and 2r + 1, -1 for none.
 */
export function explainUnfilled(problem: Problem, chosen: Int32Array): Unfilled[] {
  const { instance, requests, people } = problem;
  const pinned = new Set(problem.pins.map((pin) => pin.request));
  const unfilled = Array.from({ length: requests }, (_, r) => r).filter(
    (r) => chosen[2 * r] === -1 && chosen[2 * r + 1] === -1 && !pinned.has(instance.requests[r]!.id),
  );
  if (!unfilled.length) return [];
  const speakers = speakersOf(people);
  const plan = planOf(problem, chosen);
  return unfilled.map((r) => explained(problem, r, speakers.get(instance.requests[r]!.lang) ?? [], plan));
}

/** Who does what, and the pinned minutes by interpreter and week. */
interface PlanOfPeople {
  jobs: Job[][];
  pinnedMinutes: Float64Array;
}

function planOf(problem: Problem, chosen: Int32Array): PlanOfPeople {
  const { instance, interpreters, weeks, start, end, week, pairInterpreter, pairSpot } = problem;
  const jobs: Job[][] = Array.from({ length: interpreters }, () => []);
  const pinnedMinutes = new Float64Array(interpreters * weeks);
  chosen.forEach((pair, at) => {
    if (pair >= 0) jobs[pairInterpreter[pair]!]!.push({ request: at >> 1, spot: pairSpot[pair]! });
  });
  if (problem.pins.length) {
    const requestOf = new Map(instance.requests.map(({ id }, r) => [id, r]));
    const personOf = new Map(instance.interpreters.map(({ id }, i) => [id, i]));
    for (const pin of problem.pins)
      for (const id of pin.interpreters) {
        const r = requestOf.get(pin.request)!;
        const i = personOf.get(id)!;
        jobs[i]!.push({ request: r, spot: placeOf(problem, r) ?? instance.zones.length + problem.people[i]!.home });
        pinnedMinutes[i * weeks + week[r]!]! += end[r]! - start[r]!;
      }
  }
  return { jobs, pinnedMinutes };
}

/** The zone of work on site; null for phone and video. */
function placeOf({ instance }: Problem, r: number): number | null {
  const { mode, place } = instance.requests[r]!;
  return mode === "onsite" ? instance.zones.findIndex(({ id }) => id === place) : null;
}

function explained(
  problem: Problem,
  r: number,
  speakers: readonly { i: number; level: number; dialects: string[] }[],
  plan: PlanOfPeople,
): Unfilled {
  const { instance, people, weeks, week, count } = problem;
  const barred: Unfilled["barred"] = [];
  const engaged: Unfilled["engaged"] = [];
  const place = placeOf(problem, r);
  for (const { i, level, dialects } of speakers) {
    const person = people[i]!;
    const spot = place ?? instance.zones.length + person.home;
    const pinnedMinutes = plan.pinnedMinutes[i * weeks + week[r]!]!;
    const match: Match = { problem, r, spot, i, person, level, dialects, jobs: plan.jobs[i]!, pinnedMinutes };
    const rules = BARRING_RULES.filter((rule) => BARRED[rule](match));
    if (rules.length) barred.push({ interpreter: person.from.id, rules });
    else engaged.push(...engagements(match));
  }
  const competing = new Set(engaged.flatMap(({ by }) => by));
  return {
    request: instance.requests[r]!.id,
    lacking: Math.max(0, count[r]! - (speakers.length - barred.length)),
    barred,
    engaged,
    competing: [...competing],
  };
}

/** How far a request is from one of the person's times. */
interface Gap {
  isOverlap: boolean;
  isTooShort: boolean;
}

function busyGaps({ problem, r, spot, person }: Match): Gap[] {
  return person.fixed.filter((f) => !f.isPinned).map((f) => gapTo(problem, r, spot, f.start, f.end, f.spot));
}

/** Between request r at `spot` and a time from `start` to `end` at `otherSpot`: the earlier start is first. */
function gapTo(problem: Problem, r: number, spot: number, start: number, end: number, otherSpot: number): Gap {
  const { travel, spots } = problem;
  const from = problem.start[r]!;
  const to = problem.end[r]!;
  const isBefore = start < from || (start === from && end <= to);
  const minutes = isBefore ? from - end : start - to;
  const need = isBefore ? travel[otherSpot * spots + spot]! : travel[spot * spots + otherSpot]!;
  return { isOverlap: minutes < 0, isTooShort: minutes < need };
}

/** The planned jobs that keep an able person from the request, by rule. */
function engagements(match: Match): Unfilled["engaged"] {
  const { problem, r, spot, i, person, jobs } = match;
  const { instance, start, end, week, weeks, worked } = problem;
  const found: Record<"overlap" | "travel" | "hours", string[]> = { overlap: [], travel: [], hours: [] };
  const ofWeek = jobs.filter((job) => week[job.request] === week[r]);
  for (const job of jobs) {
    const gap = gapTo(problem, r, spot, start[job.request]!, end[job.request]!, job.spot);
    if (gap.isTooShort) found[gap.isOverlap ? "overlap" : "travel"].push(instance.requests[job.request]!.id);
  }
  const busy = worked[i * weeks + week[r]!]! - match.pinnedMinutes;
  const minutes = ofWeek.reduce((sum, job) => sum + end[job.request]! - start[job.request]!, busy);
  if (minutes + end[r]! - start[r]! > person.from.maxMinutesPerWeek)
    found.hours = ofWeek.map((job) => instance.requests[job.request]!.id);
  return (["overlap", "travel", "hours"] as const)
    .filter((rule) => found[rule].length)
    .map((rule) => ({ interpreter: person.from.id, rule, by: found[rule] }));
}
