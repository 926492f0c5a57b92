/**
 * Weeks of work for a planner, in the exchange format: who speaks what and when, and who needs whom. The same recipe
 * gives the same instance everywhere.
 *
 * `node app/cli/run.js tests/bench/plan/generate.ts SCALE SEED [TIGHTNESS | REQUESTS]` writes one to standard output.
 */
import type { Instance, PlannedInterpreter, PlannedRequest } from "#app/dispatch/plan/model/format";
import type { Gender, Mode } from "#app/dispatch/vocabulary";
import { addDays, addMinutes, type DateText, startOfDay } from "#app/time";
import { askedFor, type Country, countryOf, DIALECTS, languagesOf } from "./country";
import { type Dice, diceOf } from "./dice";
import { isStarted } from "./files";

/** A service's size, an overbooked small one, a country's week and month, ten countries' week, and steps between them. */
export const SCALES = ["seed", "overbooked", "national", "month", "huge", "growth"] as const;
export type Scale = (typeof SCALES)[number];

export interface Recipe {
  scale: Scale;
  seed: number;
  /** Times the requests that the people can comfortably do; 1 unless said. For `growth` see `requests`. */
  tightness?: number;
  /** Only for `growth`: so many requests for a quarter as many interpreters. */
  requests?: number;
}

interface Size {
  interpreters: number;
  requests: number;
  weeks: number;
  zones: number;
  languages: number;
}

/** Weeks begin here, by seed: an ordinary one, both in which the clocks change, and one in winter. */
const MONDAYS: DateText[] = ["2026-06-01", "2026-03-23", "2026-10-19", "2026-11-30"];

export function generate(recipe: Recipe): Instance {
  const { scale, seed, tightness = 1 } = recipe;
  const size = sizeOf(recipe);
  const dice = diceOf(seed, `${scale} ${size.requests}`);
  const country = countryOf(size.zones);
  const monday = MONDAYS[seed % MONDAYS.length]!;
  const clients = clientsOf(dice, size, country);
  const interpreters = Array.from({ length: size.interpreters }, (_, at) =>
    interpreterOf(dice, numbered("I", at, size.interpreters), { size, country, monday, clients }),
  );
  return {
    format: "interp-dispatch/1",
    name: `${scale}-${seed}${tightness === 1 ? "" : `-x${tightness}`}${scale === "growth" ? `-${size.requests}` : ""}`,
    scale,
    seed,
    rules: { timezone: "Europe/Riga", centsPerKm: 20, fairBlockMinutes: 300 },
    zones: country.zones,
    travelMin: country.travelMin,
    travelKm: country.travelKm,
    interpreters,
    requests: requestsOf(dice, size, { clients, interpreters, monday }),
  };
}

function sizeOf({ scale, tightness = 1, requests = 2000 }: Recipe): Size {
  const times = (comfortable: number) => Math.round(comfortable * tightness);
  const national = { interpreters: 500, zones: 28, languages: 60 };
  switch (scale) {
    case "seed":
      return { interpreters: 31, requests: times(25), weeks: 1, zones: 14, languages: 18 };
    case "overbooked":
      return { interpreters: 31, requests: times(100), weeks: 1, zones: 14, languages: 18 };
    case "national":
      return { ...national, requests: times(2000), weeks: 1 };
    case "month":
      return { ...national, requests: times(8000), weeks: 4 };
    case "huge":
      return { interpreters: 5000, requests: times(30_000), weeks: 1, zones: 47, languages: 107 };
    case "growth":
      return { ...national, interpreters: Math.round(requests / 4), requests, weeks: 1 };
  }
}

const numbered = (letter: string, at: number, of: number) =>
  `${letter}${String(at + 1).padStart(String(of).length, "0")}`;

/** Whoever needs an interpreter: lives in one zone and needs mostly one language. */
interface Client {
  id: string;
  zone: string;
  language: string;
  /** How often they ask, compared with others. */
  weight: number;
}

function clientsOf(dice: Dice, size: Size, country: Country): Client[] {
  const number = Math.max(6, Math.round(size.requests / (12 * size.weeks)));
  const languages = askedFor(languagesOf(size.languages));
  return Array.from({ length: number }, (_, at) => ({
    id: numbered("C", at, number),
    zone: dice.weighted(zonesOf(country)),
    language: dice.weighted(languages),
    weight: 0.4 + dice.next() * 1.6,
  }));
}

const zonesOf = ({ zones, weights }: Country) => zones.map(({ id }, at) => [id, weights[at]!] as const);

// ---------------------------------------------------------------------------------------------
// People

interface World {
  size: Size;
  country: Country;
  monday: DateText;
  clients: Client[];
}

function interpreterOf(dice: Dice, id: string, world: World): PlannedInterpreter {
  const langs = languagesSpoken(dice, world.size);
  const best = Math.max(...langs.map(({ level }) => level));
  const home = dice.weighted(zonesOf(world.country));
  return {
    id,
    gender: dice.chance(0.64) ? "F" : "M",
    home,
    langs,
    modes: dice.weighted(MODES_OFFERED),
    radiusKm: dice.weighted(world.size.zones < 28 ? SMALL_SERVICE_RADII : RADII),
    weekly: weekOf(dice),
    exceptions: exceptionsOf(dice, world),
    maxMinutesPerWeek: dice.weighted(CAPS),
    rateCentsPerHour: [1600, 2000, 2800][best - 1]! + (dice.chance(0.19) ? 200 : 0),
    excludedClients: dice.chance(0.055) ? [dice.pick(world.clients).id] : [],
    busy: busyOf(dice, home, world),
  };
}

const MODES_OFFERED: [Mode[], number][] = [
  [["onsite", "phone", "video"], 56],
  [["onsite", "phone"], 19],
  [["onsite", "video"], 11],
  [["phone", "video"], 7],
  [["onsite"], 3.5],
  [["phone"], 2.5],
  [["video"], 1],
];
const RADII: [number, number][] = [
  [30, 31],
  [70, 28],
  [150, 27],
  [300, 14],
];
const SMALL_SERVICE_RADII: [number, number][] = [
  [30, 10],
  [70, 22],
  [150, 28],
  [300, 40],
];
const CAPS: [number, number][] = [
  [2400, 37],
  [1800, 24],
  [1200, 25],
  [600, 14],
];

function languagesSpoken(dice: Dice, size: Size): PlannedInterpreter["langs"] {
  const number = dice.weighted(size.zones < 28 ? SMALL_SERVICE_LANGUAGES : LANGUAGES_SPOKEN);
  const spoken = new Set<string>();
  while (spoken.size < number) spoken.add(dice.weighted(languagesOf(size.languages)));
  return [...spoken].map((lang) => ({ lang, level: dice.weighted(LEVELS), dialects: dialectsOf(dice, lang) }));
}

const LANGUAGES_SPOKEN: [number, number][] = [
  [1, 44],
  [2, 41],
  [3, 15],
];
const SMALL_SERVICE_LANGUAGES: [number, number][] = [
  [1, 18],
  [2, 45],
  [3, 37],
];

const LEVELS: [1 | 2 | 3, number][] = [
  [1, 31],
  [2, 44],
  [3, 25],
];

const dialectsOf = (dice: Dice, lang: string) => (DIALECTS[lang] ?? []).filter(() => dice.chance(0.58));

/** Weeks as people have them: an office, some days free, evenings and weekends, or nights. */
function weekOf(dice: Dice): PlannedInterpreter["weekly"] {
  const kind = dice.weighted([
    ["office", 40],
    ["some days", 43],
    ["evenings", 9],
    ["nights", 8],
  ] as const);
  const days = [1, 2, 3, 4, 5, 6, 7];
  if (kind === "office")
    return days.slice(0, 5).map((dow) => (dice.chance(0.67) ? on(dow, "08:00", "17:00") : on(dow, "09:00", "18:00")));
  if (kind === "some days") return someDays(dice, days);
  if (kind === "evenings")
    return days.flatMap((dow) => [on(dow, "17:00", "22:00"), ...(dow > 5 ? [on(dow, "09:00", "17:00")] : [])]);
  return days.flatMap((dow) => [
    ...(dice.chance(0.85) ? [on(dow, "18:00", "08:00")] : []),
    ...(dice.chance(0.5) ? [on(dow, "09:00", "15:00")] : []),
  ]);
}

function someDays(dice: Dice, days: number[]): PlannedInterpreter["weekly"] {
  const worked = days.filter((dow) => dice.chance(dow > 5 ? 0.16 : 0.82));
  return worked.map((dow) => {
    const { from, to } = dow > 5 ? { from: "10:00", to: "16:00" } : dice.weighted(SHIFTS);
    return on(dow, from, to);
  });
}

const SHIFTS: [{ from: string; to: string }, number][] = [
  [{ from: "08:00", to: "20:00" }, 50],
  [{ from: "12:00", to: "19:30" }, 26],
  [{ from: "08:00", to: "13:00" }, 24],
];

const on = (dow: number, from: string, to: string) => ({ dow, from, to });

/** A day off or a short day now and then, in about every fourth week. */
function exceptionsOf(dice: Dice, { size, monday }: World): PlannedInterpreter["exceptions"] {
  const days = Array.from({ length: size.weeks * 7 }, (_, day) => addDays(monday, day));
  return days
    .filter(() => dice.chance(0.045))
    .map((date) => ({ date, windows: dice.chance(0.7) ? [] : [{ from: "10:00", to: "14:00" }] }));
}

function busyOf(dice: Dice, home: string, { size, country, monday }: World): PlannedInterpreter["busy"] {
  const weeks = Array.from({ length: size.weeks }, (_, week) => week).filter(() => dice.chance(0.24));
  return weeks.map((week) => {
    const hour = dice.pick([8, 9, 10, 11, 12, 13, 14, 15, 16]);
    const start = momentOf(addDays(monday, week * 7 + dice.whole(0, 4)), hour * 60);
    const place = dice.chance(0.48) ? null : dice.chance(0.3) ? home : dice.weighted(zonesOf(country));
    return { start: textOf(start), end: textOf(start + dice.pick([60, 90, 120]) * 60_000), place };
  });
}

// ---------------------------------------------------------------------------------------------
// Requests

interface Market {
  clients: Client[];
  interpreters: PlannedInterpreter[];
  monday: DateText;
}

function requestsOf(dice: Dice, size: Size, market: Market): PlannedRequest[] {
  const speakers = new Map<string, string[]>();
  for (const { id, langs } of market.interpreters)
    for (const { lang } of langs) {
      if (!speakers.has(lang)) speakers.set(lang, []);
      speakers.get(lang)!.push(id);
    }
  const languages = askedFor(languagesOf(size.languages)).filter(([language]) => speakers.has(language));
  const clients = market.clients.map((client) => [client, client.weight] as const);
  const drawn = Array.from({ length: size.requests }, (_, at) => {
    const client = dice.weighted(clients);
    const usual = speakers.has(client.language) && dice.chance(0.45);
    const lang = usual ? client.language : dice.weighted(languages);
    const day = dice.whole(0, size.weeks - 1) * 7 + dice.weighted(DAYS);
    return requestOf(dice, numbered("R", at, size.requests), {
      client,
      lang,
      date: addDays(market.monday, day),
      speakers: speakers.get(lang)!,
    });
  });
  return drawn.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.id < b.id ? -1 : 1));
}

interface Wanted {
  client: Client;
  lang: string;
  date: DateText;
  speakers: string[];
}

function requestOf(dice: Dice, id: string, { client, lang, date, speakers }: Wanted): PlannedRequest {
  const mode = dice.weighted(MODES_ASKED);
  const minutes = dice.weighted(DURATIONS[mode]);
  const start = momentOf(date, minuteOfDay(dice, mode));
  const varieties = DIALECTS[lang] ?? [];
  const [known, alsoKnown, unwelcome] = dice.some(speakers, 3);
  const preferred = dice.chance(0.52) ? wishes(dice, known!, alsoKnown) : [];
  return {
    id,
    client: client.id,
    start: textOf(start),
    end: textOf(start + minutes * 60_000),
    lang,
    dialect: varieties.length > 0 && dice.chance(0.33) ? dice.pick(varieties) : null,
    level: dice.weighted(LEVELS_ASKED),
    mode,
    place: mode === "onsite" ? client.zone : null,
    gender: dice.chance(0.065) ? dice.weighted(GENDERS_ASKED) : null,
    excluded: unwelcome && dice.chance(0.042) ? [unwelcome] : [],
    preferred,
    urgency: dice.weighted(URGENCIES),
    count: mode === "onsite" && minutes >= 180 && dice.chance(0.62) ? 2 : 1,
  };
}

function wishes(dice: Dice, known: string, alsoKnown: string | undefined): PlannedRequest["preferred"] {
  if (!alsoKnown || dice.chance(0.83)) return [{ i: known, points: dice.pick([2, 3]) }];
  return [
    { i: known, points: 3 },
    { i: alsoKnown, points: 2 },
  ];
}

/** Monday = 0. */
const DAYS: [number, number][] = [19.2, 19.2, 19.2, 19.2, 19.2, 2.2, 1.8].map((weight, day) => [day, weight]);
const MODES_ASKED: [Mode, number][] = [
  ["onsite", 44],
  ["phone", 35.5],
  ["video", 20.5],
];
/** Minutes. */
const DURATIONS: Record<Mode, [number, number][]> = {
  onsite: [
    [45, 14],
    [60, 42],
    [90, 22],
    [120, 13],
    [180, 5.5],
    [240, 3],
    [360, 0.5],
  ],
  phone: [
    [15, 25],
    [30, 38],
    [45, 19.5],
    [60, 16],
    [360, 1.5],
  ],
  video: [
    [30, 26],
    [45, 25],
    [60, 24],
    [90, 25],
  ],
};
const LEVELS_ASKED: [1 | 2 | 3, number][] = [
  [1, 55],
  [2, 38],
  [3, 7],
];
const GENDERS_ASKED: [Gender, number][] = [
  ["F", 9],
  ["M", 1],
];
const URGENCIES: [number, number][] = [
  [1, 63],
  [2, 24],
  [5, 10.4],
  [10, 2.6],
];

/** Mostly office hours with two peaks, some evenings, few nights (those mostly by phone). */
function minuteOfDay(dice: Dice, mode: Mode): number {
  const night = mode === "phone" ? 0.055 : mode === "onsite" ? 0.012 : 0;
  const hours = dice.chance(night) ? NIGHT_HOURS : dice.chance(0.055) ? EVENING_HOURS : OFFICE_HOURS;
  return dice.weighted(hours) * 60 + dice.pick([0, 15, 30, 45]);
}

const OFFICE_HOURS: [number, number][] = [5.5, 14, 16, 14, 8, 13, 14, 10, 4, 1.5].map((weight, at) => [8 + at, weight]);
const EVENING_HOURS: [number, number][] = [25, 35, 30, 10].map((weight, at) => [17 + at, weight]);
const NIGHT_HOURS: [number, number][] = [21, 22, 23, 0, 1, 2, 3].map((hour) => [hour, 1]);

// ---------------------------------------------------------------------------------------------
// Time

const momentOf = (date: DateText, minutes: number): number => addMinutes(startOfDay(date), minutes);

const textOf = (at: number) => `${new Date(at).toISOString().slice(0, 16)}Z`;

// ---------------------------------------------------------------------------------------------

if (isStarted(import.meta.url)) {
  const [scale, seed, last] = process.argv.slice(2);
  const known = SCALES.find((name) => name === scale);
  if (!known || !/^\d+$/.test(seed ?? "")) {
    console.error(`Usage: generate.ts ${SCALES.join("|")} SEED [TIGHTNESS, or for growth REQUESTS]`);
    process.exitCode = 2;
  } else {
    const amount =
      last === undefined ? {} : known === "growth" ? { requests: Number(last) } : { tightness: Number(last) };
    process.stdout.write(`${JSON.stringify(generate({ scale: known, seed: Number(seed), ...amount }))}\n`);
  }
}
