/**
 * The judge of plans: every hard rule of `interp-dispatch/1` and its four levels, from the instance alone. It shares
 * nothing with the planner but the shape of the files, not even how a wall clock is read.
 *
 * `node app/cli/run.js tests/bench/plan/judge.ts INSTANCE PLAN` exits with 0 for a plan that may be carried out, 1 for
 * one that may not, 2 for files that are not an instance and a plan.
 */
import type {
  Instance,
  Levels,
  Plan,
  PlannedAssignment,
  PlannedInterpreter,
  PlannedRequest,
} from "#app/dispatch/plan/model/format";
import { isStarted, readJson } from "./files";

export type Breach =
  | "unknown_request"
  | "request_twice"
  | "unknown_interpreter"
  | "wrong_count"
  | "same_interpreter_twice"
  | "language"
  | "level"
  | "dialect"
  | "mode"
  | "radius"
  | "gender"
  | "excluded"
  | "client_excluded"
  | "availability"
  | "overlap"
  | "travel"
  | "hours";

export interface Verdict {
  feasible: boolean;
  breaches: { rule: Breach; where: string }[];
  objective: Levels<number>;
  /** Requests that have anybody. */
  filled: number;
}

/** Judges the assignments alone, whatever a plan says about itself. Throws for an instance it cannot read. */
export function judge(instance: Instance, plan: Pick<Plan, "assignments">): Verdict {
  const court = openCourt(instance);
  const objective: Levels<number> = [0, 0, 0, 0];
  const seen = new Set<string>();
  let filled = 0;
  for (const assignment of plan.assignments) {
    const request = court.requests.get(assignment.request);
    if (!request) court.find("unknown_request", assignment.request);
    else if (seen.has(request.id)) court.find("request_twice", request.id);
    else if (assignment.interpreters.length > 0) {
      filled++;
      objective[0] += request.urgency;
      hear(court, request, assignment, objective);
    }
    seen.add(assignment.request);
  }
  for (const [person, jobs] of court.jobs) objective[3] += judgeWeeks(court, person, jobs);
  return { feasible: court.breaches.length === 0, breaches: court.breaches, objective, filled };
}

// ---------------------------------------------------------------------------------------------
// What is known

/** Minutes since 1970, UTC; `place` null is remote. */
interface Job {
  start: number;
  end: number;
  place: string | null;
  /** Null for a busy time. */
  request: string | null;
}

interface Court {
  instance: Instance;
  requests: Map<string, PlannedRequest>;
  people: Map<string, PlannedInterpreter>;
  jobs: Map<PlannedInterpreter, Job[]>;
  zones: Map<string, number>;
  clock: Clock;
  availability: Map<PlannedInterpreter, [from: number, to: number][]>;
  span: [firstDay: number, lastDay: number];
  breaches: Verdict["breaches"];
  find(rule: Breach, where: string): void;
}

function openCourt(instance: Instance): Court {
  if (instance.format !== "interp-dispatch/1") throw new Error(`not an instance: format ${instance.format}`);
  const clock = clockOf(instance.rules.timezone);
  const breaches: Verdict["breaches"] = [];
  const ends = instance.requests.map(({ end }) => minuteOf(end));
  const starts = instance.requests.map(({ start }) => minuteOf(start));
  const busy = ({ start, end, place }: PlannedInterpreter["busy"][number]): Job => ({
    start: minuteOf(start),
    end: minuteOf(end),
    place,
    request: null,
  });
  return {
    instance,
    requests: new Map(instance.requests.map((request) => [request.id, request])),
    people: new Map(instance.interpreters.map((person) => [person.id, person])),
    jobs: new Map(instance.interpreters.map((person) => [person, person.busy.map(busy)])),
    zones: new Map(instance.zones.map(({ id }, at) => [id, at])),
    clock,
    availability: new Map(),
    span: [
      clock.day(starts.reduce((a, b) => Math.min(a, b), Infinity)),
      clock.day(ends.reduce((a, b) => Math.max(a, b), 0)),
    ],
    breaches,
    find: (rule, where) => breaches.push({ rule, where }),
  };
}

function minuteOf(instant: string): number {
  const minute = Date.parse(instant) / 60_000;
  if (!Number.isInteger(minute)) throw new Error(`not an instant in whole minutes: ${instant}`);
  return minute;
}

// ---------------------------------------------------------------------------------------------
// One request: rules 1 to 5, and levels 1 to 3

function hear(
  court: Court,
  request: PlannedRequest,
  { interpreters }: PlannedAssignment,
  objective: Levels<number>,
): void {
  if (new Set(interpreters).size < interpreters.length) court.find("same_interpreter_twice", request.id);
  if (interpreters.length !== request.count) court.find("wrong_count", request.id);
  for (const id of interpreters) {
    const person = court.people.get(id);
    if (!person) {
      court.find("unknown_interpreter", id);
      continue;
    }
    const job = { start: minuteOf(request.start), end: minuteOf(request.end), place: null, request: request.id };
    court.jobs.get(person)!.push({ ...job, place: request.mode === "onsite" ? request.place : null });
    for (const rule of broken(court, person, request)) court.find(rule, `${request.id} ${id}`);
    objective[1] += request.preferred.find(({ i }) => i === id)?.points ?? 0;
    objective[2] += Math.round((person.rateCentsPerHour * (job.end - job.start)) / 60);
    if (request.mode === "onsite") objective[2] += 2 * roadKm(court, person, request) * court.instance.rules.centsPerKm;
  }
}

function broken(court: Court, person: PlannedInterpreter, request: PlannedRequest): Breach[] {
  const spoken = person.langs.find(({ lang }) => lang === request.lang);
  const rules: Partial<Record<Breach, boolean>> = {
    language: !spoken,
    level: spoken && spoken.level < request.level,
    dialect: spoken && request.dialect !== null && !spoken.dialects.includes(request.dialect),
    mode: !person.modes.includes(request.mode),
    radius: request.mode === "onsite" && roadKm(court, person, request) > person.radiusKm,
    gender: request.gender !== null && request.gender !== person.gender,
    excluded: request.excluded.includes(person.id),
    client_excluded: person.excludedClients.includes(request.client),
    availability: !isAvailable(court, person, minuteOf(request.start), minuteOf(request.end)),
  };
  return (Object.keys(rules) as Breach[]).filter((rule) => rules[rule]);
}

function roadKm({ instance, zones }: Court, person: PlannedInterpreter, { place }: PlannedRequest): number {
  return instance.travelKm[zones.get(person.home)!]![zones.get(place!)!]!;
}

function isAvailable(court: Court, person: PlannedInterpreter, start: number, end: number): boolean {
  if (!court.availability.has(person)) court.availability.set(person, openHours(court, person));
  return court.availability.get(person)!.some(([from, to]) => from <= start && end <= to);
}

/** Joined windows of all days of the instance, in minutes UTC; those that begin one or two days earlier reach into it. */
function openHours({ clock, span }: Court, { weekly, exceptions }: PlannedInterpreter): [number, number][] {
  const windows: [number, number][] = [];
  for (let day = span[0] - 2; day <= span[1] + 1; day++) {
    const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
    const dow = ((day + 3) % 7) + 1; // 1 January 1970 was a Thursday
    const exception = exceptions.find((one) => one.date === date);
    for (const { from, to } of exception?.windows ?? weekly.filter((window) => window.dow === dow)) {
      const [opens, closes] = [clockTime(from), clockTime(to)];
      const over = closes <= opens ? 1440 : 0;
      windows.push([clock.instant(day * 1440 + opens), clock.instant(day * 1440 + closes + over)]);
    }
  }
  return joined(windows);
}

function joined(windows: [number, number][]): [number, number][] {
  const result: [number, number][] = [];
  for (const [from, to] of windows.sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

function clockTime(text: string): number {
  const [hours = Number.NaN, minutes = Number.NaN] = text.split(":").map(Number);
  return hours * 60 + minutes;
}

// ---------------------------------------------------------------------------------------------
// One person's weeks: rules 6 and 7, and level 4

function judgeWeeks(court: Court, person: PlannedInterpreter, jobs: Job[]): number {
  const inOrder = [...jobs].sort((a, b) => a.start - b.start || a.end - b.end);
  judgeRoads(court, person, inOrder);
  const minutes = new Map<number, number>();
  const planned = new Set<number>();
  for (const { start, end, request } of inOrder) {
    const monday = Math.floor((court.clock.day(start) + 3) / 7);
    minutes.set(monday, (minutes.get(monday) ?? 0) + end - start);
    if (request !== null) planned.add(monday);
  }
  let unfairness = 0;
  for (const [monday, sum] of minutes) {
    if (planned.has(monday) && sum > person.maxMinutesPerWeek) court.find("hours", `${person.id} week ${monday}`);
    unfairness += unfair(sum, court.instance.rules.fairBlockMinutes);
  }
  return unfairness;
}

/** Block after block of `block` minutes costs 0, 1, 2 … a minute. */
function unfair(minutes: number, block: number): number {
  const whole = Math.floor(minutes / block);
  return (block * whole * (whole - 1)) / 2 + whole * (minutes - whole * block);
}

/** Every pair, not only neighbours: two that are both long over when the next begins cannot be told apart by their ends. */
function judgeRoads(court: Court, person: PlannedInterpreter, jobs: Job[]): void {
  const longest = Math.max(0, ...court.instance.travelMin[court.zones.get(person.home)!]!) * 2;
  for (const [at, one] of jobs.entries()) {
    for (const other of jobs.slice(at + 1)) {
      if (other.start - one.end > longest) break;
      if (one.request === null && other.request === null) continue;
      const gap = other.start - one.end;
      if (gap < roadMinutes(court, person, one, other))
        court.find(
          gap < 0 ? "overlap" : "travel",
          `${person.id}: ${one.request ?? "busy"}, ${other.request ?? "busy"}`,
        );
    }
  }
}

function roadMinutes({ instance, zones }: Court, { home }: PlannedInterpreter, one: Job, other: Job): number {
  if (one.place === null && other.place === null) return 0;
  return instance.travelMin[zones.get(one.place ?? home)!]![zones.get(other.place ?? home)!]!;
}

// ---------------------------------------------------------------------------------------------
// The wall clock

interface Clock {
  /** The instant of a wall time, both in minutes: the earlier of two, moved forward by the gap where there is none. */
  instant(wall: number): number;
  /** The local day of an instant, in days since 1970. */
  day(instant: number): number;
}

function clockOf(timezone: string): Clock {
  const format = new Intl.DateTimeFormat("en", { timeZone: timezone, timeZoneName: "longOffset" });
  const known = new Map<number, number>();
  const offset = (instant: number): number => {
    const quarter = Math.floor(instant / 15);
    if (!known.has(quarter)) known.set(quarter, offsetIn(format.format(quarter * 15 * 60_000)));
    return known.get(quarter)!;
  };
  const instant = (wall: number): number => {
    const before = offset(wall - 1440);
    const after = offset(wall + 1440);
    const meant = [before, after].filter((one) => offset(wall - one) === one).map((one) => wall - one);
    return meant.length > 0 ? Math.min(...meant) : wall - before;
  };
  return { instant: remembered(instant), day: (at) => Math.floor((at + offset(at)) / 1440) };
}

/** "…, GMT+02:00" says 120; "GMT" alone 0. */
function offsetIn(text: string): number {
  const [, sign, hours = "0", minutes = "0"] = /GMT([+-])(\d\d):(\d\d)/.exec(text) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function remembered(work: (value: number) => number): (value: number) => number {
  const known = new Map<number, number>();
  return (value) => {
    if (!known.has(value)) known.set(value, work(value));
    return known.get(value)!;
  };
}

// ---------------------------------------------------------------------------------------------

if (isStarted(import.meta.url)) {
  try {
    const [instance, plan] = process.argv.slice(2, 4).map(readJson) as [Instance, Plan];
    const verdict = judge(instance, plan);
    console.log(JSON.stringify({ ...verdict, breaches: verdict.breaches.slice(0, 50) }, null, 1));
    process.exitCode = verdict.feasible ? 0 : 1;
  } catch (error) {
    console.error(`Not an instance and a plan: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 2;
  }
}
