/** Small hand-made instances: a plain week of March 2026 in Rīga, where a test names only what it is about. */
import type { Instance, PlannedInterpreter, PlannedRequest } from "#app/dispatch/plan/model/format";
import type { HiddenRecipe } from "#tests/bench/plan/hidden";
import { randomOf } from "./brute-force";

/** Rīga, Jelgava and Liepāja with the service's minutes and kilometres. */
const ZONES = ["riga", "jelgava", "liepaja"];

/** A tightly packed week in which every request can be filled, with hours to spare (`generateHidden` makes it). */
export const LOOSE: HiddenRecipe = {
  seed: 3,
  jobs: 120,
  jobsAPerson: 15,
  packing: 0.95,
  able: 4,
  caps: "loose",
  travel: true,
  grid: 15,
};

export function person(id: string, facts: Partial<PlannedInterpreter> = {}): PlannedInterpreter {
  return {
    id,
    gender: "F",
    home: "riga",
    langs: [{ lang: "dari", level: 3, dialects: [] }],
    modes: ["onsite", "phone", "video"],
    radiusKm: 300,
    weekly: [1, 2, 3, 4, 5, 6, 7].map((dow) => ({ dow, from: "00:00", to: "24:00" })),
    exceptions: [],
    maxMinutesPerWeek: 2400,
    rateCentsPerHour: 2000,
    excludedClients: [],
    busy: [],
    ...facts,
  };
}

/** A phone call in Dari on Monday 2026-03-23, 10:00 to 11:00 in Rīga. */
export function request(id: string, facts: Partial<PlannedRequest> = {}): PlannedRequest {
  return {
    id,
    client: `client of ${id}`,
    start: "2026-03-23T08:00Z",
    end: "2026-03-23T09:00Z",
    lang: "dari",
    dialect: null,
    level: 1,
    mode: "phone",
    place: null,
    gender: null,
    excluded: [],
    preferred: [],
    urgency: 1,
    count: 1,
    ...facts,
  };
}

export function instance(interpreters: PlannedInterpreter[], requests: PlannedRequest[]): Instance {
  return {
    format: "interp-dispatch/1",
    name: "small",
    rules: { timezone: "Europe/Riga", centsPerKm: 20, fairBlockMinutes: 300 },
    zones: ZONES.map((id) => ({ id, name: id })),
    travelMin: [
      [15, 48, 180],
      [48, 15, 150],
      [180, 150, 15],
    ],
    travelKm: [
      [4, 43, 215],
      [43, 4, 180],
      [215, 180, 4],
    ],
    interpreters,
    requests,
  };
}

/** A week in which more is asked than `people` can do, in one language: too large to be proven, so the search goes on. */
export function crowdedWeek(requests: number, people: number, seed = 1): Instance {
  const random = randomOf(seed);
  const below = (n: number) => Math.floor(random() * n);
  return instance(
    Array.from({ length: people }, (_, k) =>
      person(`i${k}`, { home: ZONES[below(3)], rateCentsPerHour: 1500 + 10 * below(200), maxMinutesPerWeek: 600 }),
    ),
    Array.from({ length: requests }, (_, k) => {
      const start = Date.parse("2026-03-23T06:00Z") + 60_000 * (1440 * below(5) + 15 * below(40));
      const place = below(2) ? ZONES[below(3)]! : null;
      return request(`r${k}`, {
        start: `${new Date(start).toISOString().slice(0, 16)}Z`,
        end: `${new Date(start + 60_000 * (30 + 15 * below(7))).toISOString().slice(0, 16)}Z`,
        mode: place ? "onsite" : "phone",
        place,
        urgency: 1 + below(5),
        preferred: below(4) ? [] : [{ i: `i${below(people)}`, points: 1 + below(3) }],
        count: below(8) ? 1 : 2,
      });
    }),
  );
}
