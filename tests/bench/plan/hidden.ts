/**
 * Tight instances in which every request can be filled at once: each person's hidden chain of fixed-time jobs comes
 * first, then everybody else who could do them, so that filling all needs many long chains of exchanges to come right.
 *
 * `node app/cli/run.js tests/bench/plan/hidden.ts SEED JOBS [JOBS_A_PERSON PACKING ABLE tight|loose near|remote]`
 * writes one to standard output.
 */
import type { Instance, PlannedAssignment, PlannedInterpreter, PlannedRequest } from "#app/dispatch/plan/model/format";
import { addMinutes, startOfDay } from "#app/time";
import { countryOf } from "./country";
import { type Dice, diceOf } from "./dice";
import { isStarted } from "./files";

export interface HiddenRecipe {
  seed: number;
  jobs: number;
  /** Jobs in one hidden chain: 10 to 50. */
  jobsAPerson: number;
  /** Share of the time from a chain's first job to its last that is work or the road to it: up to 1. */
  packing: number;
  /** How many people can do a job, its hidden one included; everybody where there are not so many. */
  able: number;
  /** Weekly caps of exactly the hidden chain's minutes, or no caps to speak of. */
  caps: "tight" | "loose";
  /** Work on site in neighbouring towns, or all of it by phone. */
  travel: boolean;
  /** Jobs begin and last in multiples of so many minutes; the coarser, the more plans fill everything. */
  grid: number;
}

export interface Hidden {
  instance: Instance;
  /** Fills every request. */
  solution: PlannedAssignment[];
}

const MONDAY = "2026-06-01";
const NEIGHBOURS = 14;

export function generateHidden(recipe: HiddenRecipe): Hidden {
  const dice = diceOf(recipe.seed, JSON.stringify({ ...recipe, seed: 0 }));
  const country = countryOf(NEIGHBOURS);
  const people = Array.from({ length: Math.max(2, Math.ceil(recipe.jobs / recipe.jobsAPerson)) }, (_, at) =>
    personOf(at, country.zones[at % 3]!.id),
  );
  const jobs = people.flatMap((person, at) =>
    chainOf(dice, person, recipe, country.travelMin, chainLength(recipe, people.length, at)),
  );
  const requests = jobs
    .sort((a, b) => a.start - b.start || a.end - b.end || a.draw - b.draw)
    .map((job, at) => teach(dice, people, job, at, recipe.able));
  if (recipe.caps === "tight") for (const person of people) person.maxMinutesPerWeek = minutesOf(jobs, person);
  return {
    instance: {
      format: "interp-dispatch/1",
      name: `hidden-${recipe.seed}-${recipe.jobs}`,
      scale: "hidden",
      seed: recipe.seed,
      note: JSON.stringify(recipe),
      rules: { timezone: "Europe/Riga", centsPerKm: 20, fairBlockMinutes: 300 },
      zones: country.zones,
      travelMin: country.travelMin,
      travelKm: country.travelKm,
      interpreters: people,
      requests,
    },
    solution: requests.map(({ id }, at) => ({ request: id, interpreters: [jobs[at]!.by.id] })),
  };
}

function personOf(at: number, home: string): PlannedInterpreter {
  return {
    id: `I${String(at + 1).padStart(3, "0")}`,
    gender: at % 2 ? "M" : "F",
    home,
    langs: [],
    modes: ["onsite", "phone", "video"],
    radiusKm: 500,
    weekly: [1, 2, 3, 4, 5, 6, 7].map((dow) => ({ dow, from: "00:00", to: "24:00" })),
    exceptions: [],
    maxMinutesPerWeek: 7 * 24 * 60,
    rateCentsPerHour: 2000 + 100 * (at % 7),
    excludedClients: [],
    busy: [],
  };
}

/** The jobs shared out as evenly as they can be. */
function chainLength({ jobs }: HiddenRecipe, people: number, at: number): number {
  return Math.floor(jobs / people) + (at < jobs % people ? 1 : 0);
}

interface Job {
  by: PlannedInterpreter;
  /** Minutes from Monday's midnight. */
  start: number;
  end: number;
  zone: string | null;
  /** Orders jobs at the same time without a word about who does them. */
  draw: number;
}

/** One job after the other, with the road between them and as much idle time as the packing leaves. */
function chainOf(dice: Dice, by: PlannedInterpreter, recipe: HiddenRecipe, roads: number[][], length: number): Job[] {
  const { grid, packing, travel } = recipe;
  const onGrid = (minutes: number) => Math.ceil(minutes / grid) * grid;
  const zones = countryOf(NEIGHBOURS).zones.map(({ id }) => id);
  const jobs: Job[] = [];
  let at = onGrid(dice.whole(0, 180));
  let owed = 0;
  for (let step = 0; step < length; step++) {
    const minutes = onGrid(dice.pick([20, 30, 45, 60, 60, 90]));
    const last = jobs.at(-1)?.zone ?? null;
    const zone = travel ? (last !== null && dice.chance(0.7) ? last : zones[dice.whole(0, 3)]!) : null;
    const road = last !== null && zone !== null ? onGrid(roads[zones.indexOf(last)]![zones.indexOf(zone)]!) : 0;
    owed += (minutes + road) * (1 / packing - 1);
    const idle = step > 0 ? onGrid(owed * dice.next() * 2 - grid / 2) : 0;
    owed -= idle;
    at += Math.max(0, idle) + road;
    jobs.push({ by, start: at, end: at + minutes, zone, draw: dice.next() });
    at += minutes;
  }
  return jobs;
}

/** Each job has a language of its own, so that any set of people can be the ones who may do it. */
function teach(dice: Dice, people: PlannedInterpreter[], job: Job, at: number, able: number): PlannedRequest {
  const lang = `x${at + 1}`;
  const others = dice.some(
    people.filter((person) => person !== job.by),
    able - 1,
  );
  for (const person of [job.by, ...others]) person.langs.push({ lang, level: 1, dialects: [] });
  return {
    id: `R${String(at + 1).padStart(4, "0")}`,
    client: `C${(at % 50) + 1}`,
    start: textOf(job.start),
    end: textOf(job.end),
    lang,
    dialect: null,
    level: 1,
    mode: job.zone === null ? "phone" : "onsite",
    place: job.zone,
    gender: null,
    excluded: [],
    preferred: [],
    urgency: 1,
    count: 1,
  };
}

const textOf = (minute: number) => `${new Date(addMinutes(startOfDay(MONDAY), minute)).toISOString().slice(0, 16)}Z`;

function minutesOf(jobs: Job[], person: PlannedInterpreter): number {
  return jobs.filter(({ by }) => by === person).reduce((sum, { start, end }) => sum + end - start, 0);
}

// ---------------------------------------------------------------------------------------------

/** Recipes that spread evenly over everything that can be varied, the same for the same number. */
export function hiddenRecipe(number: number, jobs: number): HiddenRecipe {
  const dice = diceOf(number, `hidden ${jobs}`);
  return {
    seed: number,
    jobs,
    jobsAPerson: dice.pick([10, 20, 50]),
    packing: dice.pick([0.7, 0.85, 0.95, 1]),
    able: dice.pick([2, 3, 4, 5, 7, 10, 20]),
    caps: dice.pick(["tight", "loose"]),
    travel: dice.chance(0.5),
    grid: dice.pick([5, 15, 30]),
  };
}

if (isStarted(import.meta.url)) {
  const [seed, jobs, jobsAPerson, packing, able, caps, travel] = process.argv.slice(2);
  const drawn = hiddenRecipe(Number(seed ?? 1), Number(jobs ?? 100));
  const recipe: HiddenRecipe = {
    ...drawn,
    jobsAPerson: Number(jobsAPerson ?? drawn.jobsAPerson),
    packing: Number(packing ?? drawn.packing),
    able: Number(able ?? drawn.able),
    caps: caps === "tight" || caps === "loose" ? caps : drawn.caps,
    travel: travel === undefined ? drawn.travel : travel === "near",
  };
  process.stdout.write(`${JSON.stringify(generateHidden(recipe).instance)}\n`);
}
