/** Facts for the rules: Amina, a Dari interpreter at home in Jelgava, and a Dari conversation in Rīga on Monday, 30 March 2026. */

import { travelFrom } from "#app/dispatch/travel";
import type { Candidate, Commitment, MatchContext, Need } from "#app/dispatch/vocabulary";
import type { Instant, Interval } from "#app/time";
import { at } from "#tests/support/world";

/** "2026-03-30 10:00-11:00", Riga wall clock. */
export function between(text: string): Interval {
  const [date, times = ""] = text.split(" ");
  const [from, to] = times.split("-");
  return { start: at(`${date}T${from}`), end: at(`${date}T${to}`) };
}

export const MONDAY_TEN = between("2026-03-30 10:00-11:00");
const WHOLE_MONDAY = between("2026-03-30 08:00-20:00");

export function need(others: Partial<Need> = {}): Need {
  return {
    requestId: "this",
    language: "prs",
    variant: null,
    variantStrength: "must",
    minLevel: 2,
    mode: "onsite",
    placeId: "riga",
    interval: MONDAY_TEN,
    gender: null,
    excludedInterpreterIds: [],
    preferredInterpreterIds: [],
    clientId: null,
    organisationId: "social-riga",
    topic: "social",
    protectionClass: "B",
    requiredCredentials: ["confidentiality_pledge"],
    takenInterpreterIds: [],
    ...others,
  };
}

export function byPhone(others: Partial<Need> = {}): Need {
  return need({ mode: "phone", placeId: null, ...others });
}

export function amina(others: Partial<Candidate> = {}): Candidate {
  return {
    id: "amina",
    name: "Amina Karimi",
    gender: "F",
    status: "active",
    accountDisabled: false,
    homePlaceId: "jelgava",
    modes: ["onsite", "phone", "video"],
    radiusKm: null,
    languages: [{ language: "prs", variant: null, level: 3 }],
    credentials: [{ kind: "confidentiality_pledge", validFrom: at("2025-01-01T00:00"), validUntil: null }],
    availability: [WHOLE_MONDAY],
    absences: [],
    commitments: [],
    minutesThisWeek: 0,
    maxMinutesPerWeek: 2400,
    unwishedTopics: [],
    excluded: false,
    timesWithClient: 0,
    rareLanguages: [],
    alreadyAsked: null,
    hasOverlappingOffer: false,
    ...others,
  };
}

/** Another job of hers. Remote ones are done from her home. */
export function job(when: string, placeId: string | "remote" = "remote"): Commitment {
  return {
    assignmentId: `job ${when}`,
    requestId: `request ${when}`,
    interval: between(when),
    placeId: placeId === "remote" ? "jelgava" : placeId,
    remote: placeId === "remote",
  };
}

/** Any place without a measured journey lies 100 km north of the others, as the crow flies. */
const MEASURED = ["riga", "jelgava", "liepaja"];
const spotOf = (id: string) => ({ id, latitude: 57 + (MEASURED.includes(id) ? 0 : 100 / 111.2), longitude: 24 });

const JOURNEYS: readonly [string, string, number, number][] = [
  ["riga", "riga", 15, 4],
  ["jelgava", "jelgava", 15, 4],
  ["riga", "jelgava", 48, 43],
  ["riga", "liepaja", 180, 214],
];

export function context(others: Partial<MatchContext> = {}): MatchContext {
  const rows = JOURNEYS.flatMap(([a, b, minutes, km]) => [
    { fromPlaceId: a, toPlaceId: b, minutes, km },
    { fromPlaceId: b, toPlaceId: a, minutes, km },
  ]);
  return {
    now: at("2026-03-20T09:00") as Instant,
    travel: travelFrom(rows, spotOf),
    askableWhenUnknown: [WHOLE_MONDAY],
    capMinutesPerWeek: 2400,
    ...others,
  };
}
