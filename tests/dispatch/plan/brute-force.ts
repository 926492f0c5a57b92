/**
 * Tiny instances at random, and everything that can be planned in them, by trying it all. Shares nothing with the planner
 * but the format: the rules are written here once more, as plainly as they can be said.
 */
import type {
  BarringRule,
  Instance,
  PlannedAssignment,
  PlannedInterpreter,
  PlannedRequest,
  Unfilled,
} from "#app/dispatch/plan/model/format";

export type Tuple = [F1: number, F2: number, F3: number, F4: number];

interface Job {
  start: number;
  end: number;
  /** null: from home. */
  place: string | null;
  isPlanned: boolean;
}

// ---------------------------------------------------------------------------------------------
// The rules

/** Riga's offset by the European rule, in minutes: summer time from the last Sunday of March to that of October, 01:00 UTC. */
function offsetAt(minute: number): number {
  const year = new Date(minute * 60_000).getUTCFullYear();
  const lastSunday = (month: number) => {
    const last = new Date(Date.UTC(year, month + 1, 0));
    return (last.getTime() - last.getUTCDay() * 86_400_000) / 60_000 + 60;
  };
  return minute >= lastSunday(2) && minute < lastSunday(9) ? 180 : 120;
}

const wallAt = (minute: number) => minute + offsetAt(minute);

/** The earlier instant of a wall time that exists twice; one that does not exist moves forward by the gap. */
function instantOf(wall: number): number {
  return offsetAt(wall - 180) === 180 ? wall - 180 : wall - 120;
}

const dayOf = (wall: number) => Math.floor(wall / 1440);
/** 1 = Monday; day 0 was a Thursday. */
const weekdayOf = (day: number) => ((((day + 3) % 7) + 7) % 7) + 1;
const mondayOf = (minute: number) => dayOf(wallAt(minute)) - weekdayOf(dayOf(wallAt(minute))) + 1;
const minuteOf = (instant: string) => Date.parse(instant) / 60_000;
const clockOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function windowsOn(day: number, person: PlannedInterpreter): [number, number][] {
  const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
  const exception = person.exceptions.find((e) => e.date === date);
  const windows = exception ? exception.windows : person.weekly.filter((w) => w.dow === weekdayOf(day));
  return windows.map(({ from, to }) => {
    const length = clockOf(to) <= clockOf(from) ? 1440 : 0;
    return [instantOf(day * 1440 + clockOf(from)), instantOf(day * 1440 + clockOf(to) + length)];
  });
}

/** All times of these instances are quarters of an hour, so it is enough to ask at every quarter. */
function isAvailable(person: PlannedInterpreter, start: number, end: number): boolean {
  const today = dayOf(wallAt(start));
  const days = dayOf(wallAt(end)) - today;
  const windows = Array.from({ length: days + 4 }, (_, k) => windowsOn(today - 2 + k, person)).flat();
  for (let at = start; at < end; at += 15) if (!windows.some(([from, to]) => from <= at && at < to)) return false;
  return true;
}

function mayDo(instance: Instance, request: PlannedRequest, person: PlannedInterpreter): boolean {
  const spoken = person.langs.find((l) => l.lang === request.lang);
  if (!spoken || spoken.level < request.level) return false;
  if (request.dialect !== null && !spoken.dialects.includes(request.dialect)) return false;
  if (!person.modes.includes(request.mode)) return false;
  if (request.mode === "onsite" && between(instance, "travelKm", person.home, request.place!) > person.radiusKm)
    return false;
  if (request.gender !== null && request.gender !== person.gender) return false;
  if (request.excluded.includes(person.id) || person.excludedClients.includes(request.client)) return false;
  return isAvailable(person, minuteOf(request.start), minuteOf(request.end));
}

function between(instance: Instance, table: "travelMin" | "travelKm", from: string, to: string): number {
  const at = (id: string) => instance.zones.findIndex((z) => z.id === id);
  return instance[table][at(from)]![at(to)]!;
}

/** Rule 6 for two jobs of a person: by what it is broken, if it is. */
function clash(instance: Instance, person: PlannedInterpreter, job: Job, other: Job): "overlap" | "travel" | null {
  const isFirst = other.start < job.start || (other.start === job.start && other.end <= job.end);
  const [a, b] = isFirst ? [other, job] : [job, other];
  const isRemote = a.place === null && b.place === null;
  const need = isRemote ? 0 : between(instance, "travelMin", a.place ?? person.home, b.place ?? person.home);
  if (b.start - a.end >= need) return null;
  return b.start < a.end ? "overlap" : "travel";
}

/** Rule 7. */
function isTooMuch(person: PlannedInterpreter, jobs: Job[], job: Job): boolean {
  const week = jobs.filter((other) => mondayOf(other.start) === mondayOf(job.start));
  return week.reduce((sum, other) => sum + other.end - other.start, job.end - job.start) > person.maxMinutesPerWeek;
}

function fits(instance: Instance, person: PlannedInterpreter, jobs: Job[], job: Job): boolean {
  return !jobs.some((other) => clash(instance, person, job, other)) && !isTooMuch(person, jobs, job);
}

function centsOf(instance: Instance, request: PlannedRequest, person: PlannedInterpreter): number {
  const work = Math.round((person.rateCentsPerHour * (minuteOf(request.end) - minuteOf(request.start))) / 60);
  if (request.mode !== "onsite") return work;
  return work + 2 * between(instance, "travelKm", person.home, request.place!) * instance.rules.centsPerKm;
}

function unfairnessOf(jobs: Job[], block: number): number {
  const weeks = new Map<number, number>();
  for (const job of jobs) weeks.set(mondayOf(job.start), (weeks.get(mondayOf(job.start)) ?? 0) + job.end - job.start);
  let sum = 0;
  for (const minutes of weeks.values())
    for (let left = minutes, k = 0; left > 0; left -= block, k++) sum += k * Math.min(block, left);
  return sum;
}

// ---------------------------------------------------------------------------------------------
// Trying

/** One state of a plan that is being made: who has which jobs, and what it is worth on the first three levels. */
class Table {
  readonly jobs = new Map<string, Job[]>();
  readonly sums: [number, number, number] = [0, 0, 0];

  constructor(readonly instance: Instance) {
    for (const p of instance.interpreters) {
      const busy = p.busy.map((b) => ({ start: minuteOf(b.start), end: minuteOf(b.end), place: b.place }));
      this.jobs.set(
        p.id,
        busy.map((b) => ({ ...b, isPlanned: false })),
      );
    }
  }

  jobOf(request: PlannedRequest): Job {
    const place = request.mode === "onsite" ? request.place : null;
    return { start: minuteOf(request.start), end: minuteOf(request.end), place, isPlanned: true };
  }

  take(request: PlannedRequest, people: PlannedInterpreter[], sign: 1 | -1) {
    this.sums[0] += sign * request.urgency;
    for (const person of people) {
      if (sign === 1) this.jobs.get(person.id)!.push(this.jobOf(request));
      else this.jobs.get(person.id)!.pop();
      this.sums[1] += sign * (request.preferred.find((p) => p.i === person.id)?.points ?? 0);
      this.sums[2] += sign * centsOf(this.instance, request, person);
    }
  }

  fits(request: PlannedRequest, person: PlannedInterpreter): boolean {
    return fits(this.instance, person, this.jobs.get(person.id)!, this.jobOf(request));
  }

  levels(): Tuple {
    let unfair = 0;
    for (const jobs of this.jobs.values()) unfair += unfairnessOf(jobs, this.instance.rules.fairBlockMinutes);
    return [...this.sums, unfair];
  }
}

/** The levels of every feasible plan. Pins hold against all rules; everything else goes around them. */
export function everyPlan(instance: Instance, pins: PlannedAssignment[] = []): Tuple[] {
  const table = tableWith(instance, pins);
  const free = instance.requests.filter((r) => !pins.some((pin) => pin.request === r.id));
  const able = free.map((r) => instance.interpreters.filter((p) => mayDo(instance, r, p)));
  const found: Tuple[] = [];
  const go = (k: number) => {
    const request = free[k];
    if (!request) {
      found.push(table.levels());
      return;
    }
    go(k + 1);
    for (const people of teams(able[k]!, request.count)) {
      if (!people.every((p) => table.fits(request, p))) continue;
      table.take(request, people, 1);
      go(k + 1);
      table.take(request, people, -1);
    }
  };
  go(0);
  return found;
}

/** A plan's levels by these rules; a word about the first broken one instead. */
export function judged(instance: Instance, plan: PlannedAssignment[], pins: PlannedAssignment[] = []): Tuple | string {
  const table = tableWith(instance, pins);
  for (const pin of pins) {
    const kept = plan.find((a) => a.request === pin.request);
    if (kept?.interpreters.join() !== pin.interpreters.join()) return `${pin.request} is pinned otherwise`;
  }
  const seen = new Set<string>();
  for (const { request: id, interpreters } of plan) {
    const request = instance.requests.find((r) => r.id === id);
    const people = interpreters.map((i) => instance.interpreters.find((p) => p.id === i));
    if (!request || seen.has(id)) return `${id} is unknown or there twice`;
    seen.add(id);
    if (pins.some((pin) => pin.request === id)) continue;
    if (new Set(interpreters).size !== request.count || people.length !== request.count) return `${id} is half filled`;
    for (const person of people) {
      if (!person || !mayDo(instance, request, person)) return `${person?.id} may not do ${id}`;
      if (!table.fits(request, person)) return `${id} does not fit ${person.id}`;
    }
    table.take(request, people as PlannedInterpreter[], 1);
  }
  return table.levels();
}

/** Why a request is unfilled in a plan, for every speaker of its language. */
export function whyNot(instance: Instance, plan: PlannedAssignment[], request: PlannedRequest): Unfilled {
  const table = new Table(instance);
  const job = table.jobOf(request);
  const able: PlannedInterpreter[] = [];
  const barred: Unfilled["barred"] = [];
  const engaged: Unfilled["engaged"] = [];
  for (const person of instance.interpreters.filter((p) => p.langs.some((l) => l.lang === request.lang))) {
    const busy = table.jobs.get(person.id)!;
    const rules = barringRules(instance, request, person, busy, job);
    if (rules.length) barred.push({ interpreter: person.id, rules });
    else able.push(person);
    if (rules.length) continue;
    const planned = plan
      .filter((a) => a.interpreters.includes(person.id))
      .map((a) => ({ id: a.request, ...table.jobOf(instance.requests.find((r) => r.id === a.request)!) }));
    const by = (rule: "overlap" | "travel") =>
      planned.filter((other) => clash(instance, person, job, other) === rule).map(({ id }) => id);
    const sameWeek = planned.filter((other) => mondayOf(other.start) === mondayOf(job.start)).map(({ id }) => id);
    const found = {
      overlap: by("overlap"),
      travel: by("travel"),
      hours: isTooMuch(person, [...busy, ...planned], job) ? sameWeek : [],
    };
    for (const rule of ["overlap", "travel", "hours"] as const)
      if (found[rule].length) engaged.push({ interpreter: person.id, rule, by: found[rule].sort() });
  }
  const competing = [...new Set(engaged.flatMap((e) => e.by))].sort();
  return { request: request.id, lacking: Math.max(0, request.count - able.length), barred, engaged, competing };
}

function barringRules(
  instance: Instance,
  request: PlannedRequest,
  person: PlannedInterpreter,
  busy: Job[],
  job: Job,
): BarringRule[] {
  const spoken = person.langs.find((l) => l.lang === request.lang)!;
  const isFar =
    request.mode === "onsite" && between(instance, "travelKm", person.home, request.place!) > person.radiusKm;
  const answers: [BarringRule, boolean][] = [
    ["level", spoken.level < request.level],
    ["dialect", request.dialect !== null && !spoken.dialects.includes(request.dialect)],
    ["mode", !person.modes.includes(request.mode)],
    ["radius", isFar],
    ["gender", request.gender !== null && request.gender !== person.gender],
    ["excluded", request.excluded.includes(person.id) || person.excludedClients.includes(request.client)],
    ["availability", !isAvailable(person, job.start, job.end)],
    ["busy", busy.some((other) => clash(instance, person, job, other) === "overlap")],
    ["travel", busy.some((other) => clash(instance, person, job, other) === "travel")],
    ["hours", isTooMuch(person, busy, job)],
  ];
  return answers.filter(([, isBroken]) => isBroken).map(([rule]) => rule);
}

function tableWith(instance: Instance, pins: PlannedAssignment[]): Table {
  const table = new Table(instance);
  for (const pin of pins) {
    const request = instance.requests.find((r) => r.id === pin.request)!;
    table.take(
      request,
      instance.interpreters.filter((p) => pin.interpreters.includes(p.id)),
      1,
    );
  }
  return table;
}

function teams(people: PlannedInterpreter[], count: 1 | 2): PlannedInterpreter[][] {
  if (count === 1) return people.map((p) => [p]);
  return people.flatMap((a, k) => people.slice(k + 1).map((b) => [a, b]));
}

const SIGN = [1, 1, -1, -1] as const;

/** Above 0 where `a` is better than `b`, level by level. */
export function compare(a: Tuple, b: Tuple): number {
  for (const k of [0, 1, 2, 3] as const) if (a[k] !== b[k]) return SIGN[k] * (a[k] - b[k]);
  return 0;
}

/** The best value of level `k` among the plans that equal `like` on the levels before it. */
export function bestOf(plans: Tuple[], k: 0 | 1 | 2 | 3, like: Tuple): number {
  const equal = plans.filter((t) => t.slice(0, k).every((value, at) => value === like[at]));
  return SIGN[k] * Math.max(...equal.map((t) => SIGN[k] * t[k]));
}

// ---------------------------------------------------------------------------------------------
// Instances

/** mulberry32: the same numbers for a seed everywhere. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Nights in which the clock changes both ways, a plain Monday, a Sunday night, and the end of a leap year's February. */
const ANCHORS = [
  "2026-03-23T06:00Z",
  "2026-03-28T20:00Z",
  "2026-10-24T20:00Z",
  "2026-06-07T18:00Z",
  "2028-02-28T20:00Z",
];

export interface Tiny {
  instance: Instance;
  pins: PlannedAssignment[];
}

/** 3 to 7 requests, 2 to 4 interpreters, 2 or 3 zones: crowded, so that nearly every rule decides something somewhere. */
export function tinyInstance(seed: number): Tiny {
  const random = randomOf(seed);
  const below = (n: number) => Math.floor(random() * n);
  const pick = <T>(list: readonly T[]) => list[below(list.length)]!;
  const is = (share: number) => random() < share;

  const zones = ["a", "b", "c"].slice(0, 2 + below(2)).map((id) => ({ id, name: id }));
  const at = zones.map(() => below(8) * 15);
  // Uphill may take longer than downhill; such distances keep the triangle inequality.
  const uphill = is(0.3) ? 2 : 1;
  const minutes = (from: number, to: number) =>
    from === to ? 0 : at[to]! > at[from]! ? uphill * (at[to]! - at[from]!) : at[from]! - at[to]!;
  const inside = pick([0, 15]);
  const anchor = minuteOf(pick(ANCHORS));
  const iso = (minute: number) => `${new Date(minute * 60_000).toISOString().slice(0, 16)}Z`;
  const quarter = (hours: number) => 15 * below(hours * 4);
  const wall = () => `${String(below(24)).padStart(2, "0")}:${pick(["00", "00", "30", "45"])}`;
  const crowd = pick([8, 14, 30, 60]);

  const interpreters = Array.from({ length: 2 + below(3) }, (_, k): PlannedInterpreter => {
    const always = is(0.45);
    const date = iso(anchor + below(3) * 1440).slice(0, 10);
    return {
      id: `i${k}`,
      gender: pick(["F", "M"]),
      home: pick(zones).id,
      langs: [
        { lang: "dari", level: pick([1, 2, 3]), dialects: is(0.5) ? ["herati"] : [] },
        ...(is(0.5) ? [{ lang: "farsi", level: pick([1, 2, 3] as const), dialects: [] }] : []),
      ],
      modes: is(0.7) ? ["onsite", "phone", "video"] : is(0.5) ? ["phone", "video"] : ["onsite"],
      radiusKm: pick([0, 5, 60, 500]),
      weekly: [1, 2, 3, 4, 5, 6, 7].flatMap((dow) =>
        always
          ? [{ dow, from: "00:00", to: "24:00" }]
          : is(0.85)
            ? [{ dow, from: wall(), to: is(0.2) ? "24:00" : wall() }]
            : [],
      ),
      exceptions: is(0.25)
        ? [
            {
              date,
              windows: is(0.4)
                ? []
                : [
                    { from: wall(), to: wall() },
                    { from: wall(), to: wall() },
                  ],
            },
          ]
        : [],
      maxMinutesPerWeek: pick([60, 120, 240, 480, 2400]),
      rateCentsPerHour: pick([1999, 2000, 2500, 2810]),
      excludedClients: is(0.15) ? [`c${below(3)}`] : [],
      busy: Array.from({ length: is(0.3) ? 1 + below(2) : 0 }, () => {
        const start = anchor + quarter(crowd);
        return { start: iso(start), end: iso(start + 15 * below(9)), place: is(0.5) ? null : pick(zones).id };
      }),
    };
  });

  const requests = Array.from({ length: 3 + (is(0.2) ? below(5) : below(3)) }, (_, k): PlannedRequest => {
    const start = anchor + quarter(crowd);
    const mode = is(0.55) ? "onsite" : pick(["phone", "video"] as const);
    return {
      id: `r${k}`,
      client: `c${below(3)}`,
      start: iso(start),
      end: iso(start + pick([30, 45, 60, 60, 90, 120, 240, 600])),
      lang: is(0.75) ? "dari" : "farsi",
      dialect: is(0.1) ? "herati" : null,
      level: pick([1, 1, 1, 2, 3]),
      mode,
      place: mode === "onsite" ? pick(zones).id : null,
      gender: is(0.15) ? pick(["F", "M"] as const) : null,
      excluded: is(0.15) ? [pick(interpreters).id] : [],
      preferred: is(0.4) ? [{ i: pick(interpreters).id, points: pick([1, 2, 3, 500]) }] : [],
      urgency: pick([0, 1, 1, 1, 2, 5, 5, 1000]),
      count: is(0.25) ? 2 : 1,
    };
  });

  const instance: Instance = {
    format: "interp-dispatch/1",
    name: `tiny-${seed}`,
    rules: { timezone: "Europe/Riga", centsPerKm: pick([0, 20, 33]), fairBlockMinutes: pick([30, 60, 300]) },
    zones,
    travelMin: at.map((_, a) => at.map((_, b) => (a === b ? inside : Math.max(inside, minutes(a, b))))),
    travelKm: at.map((_, a) => at.map((_, b) => (a === b ? 4 : Math.abs(at[a]! - at[b]!)))),
    interpreters,
    requests,
  };
  return { instance, pins: is(0.2) ? somePins(instance, pick) : [] };
}

/** One or two requests given to anybody, whatever the rules say. */
function somePins(instance: Instance, pick: <T>(list: readonly T[]) => T): PlannedAssignment[] {
  const pinned = new Map<string, PlannedAssignment>();
  for (const request of [pick(instance.requests), pick(instance.requests)]) {
    const people = teams(instance.interpreters, request.count);
    if (people.length) pinned.set(request.id, { request: request.id, interpreters: pick(people).map((p) => p.id) });
  }
  return [...pinned.values()];
}
