/** Small hand-made instances: a plain week of March 2026 in Rīga, where a test names only what it is about. */
import type { Instance, PlannedInterpreter, PlannedRequest } from "#app/dispatch/plan/format";

/** Rīga, Jelgava and Liepāja with the service's minutes and kilometres. */
const ZONES = ["riga", "jelgava", "liepaja"];

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
