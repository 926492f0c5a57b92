/**
 * Product facts as an instance of `interp-dispatch/1`. Every rule that the format can say is said in its own words;
 * whoever the product bars for another reason (credentials, exclusions, a no to this request …) stands in that
 * request's `excluded`, by the same matching code. So no plan of it proposes what `obstaclesFor` would refuse.
 */

import type { Instance } from "#app/dispatch/plan/model/format";
import { INSTANCE_FORMAT } from "#app/dispatch/plan/model/format";
import type { Leg } from "#app/dispatch/vocabulary";
import { dateOf, instantFrom } from "#app/time";
import type { Person } from "./candidates";
import { isActive } from "./people";
import { interpreterOf, type Names } from "./planned-interpreter";
import { clientOf, requestsOf } from "./planned-request";
import type { OpenRequest, PlanningFacts } from "./planning";

/** The product stores no rates, so hours cost nothing in a plan; a journey costs this much per kilometre, there and back. */
const CENTS_PER_KM = 20;

/** Hours are shared in blocks of so many minutes: each further block of one person's week weighs more. */
const FAIR_BLOCK_MINUTES = 300;

export interface PlanningProblem {
  instance: Instance;
  /** Not in the instance, because nobody active speaks their language. */
  unspoken: readonly OpenRequest[];
  /** Pseudonym in the instance → id in the database. */
  requestIds: ReadonlyMap<string, string>;
  interpreterIds: ReadonlyMap<string, string>;
  /** Id in the database → pseudonym. */
  requestNames: ReadonlyMap<string, string>;
  interpreterNames: ReadonlyMap<string, string>;
}

/**
 * The instance of these facts, without the requests in `without` (by id). Pseudonyms are counters over all of the facts,
 * so leaving requests out changes nobody's. Whoever waits for an answer about a request that is left out counts as busy
 * then. The result has no names, addresses, client codes or institutions, but dates, towns and languages: pseudonymous,
 * not anonymous.
 */
export function planningProblem(facts: PlanningFacts, without: ReadonlySet<string> = new Set()): PlanningProblem {
  const asked = facts.requests.filter(({ id }) => !without.has(id));
  const isSpoken = ({ need }: OpenRequest) => facts.speakersOf(need.language).some(isActive);
  const planned = asked.filter(isSpoken);
  const people = [...facts.people.values()].filter(isActive);
  const names: Names = {
    requests: numbered("R", facts.requests),
    interpreters: numbered(
      "I",
      [...facts.people.keys()].map((id) => ({ id })),
    ),
    clients: numbered(
      "C",
      [...new Set(facts.requests.map(clientOf))].map((id) => ({ id })),
    ),
  };
  const plannedIds = new Set(planned.map(({ id }) => id));
  const places = placesIn(facts, people);
  const instance: Instance = {
    format: INSTANCE_FORMAT,
    name: `tilts ${dateOf(facts.horizon.start)} ${dateOf(instantFrom(facts.horizon.end - 1))}`,
    rules: { timezone: "Europe/Riga", centsPerKm: CENTS_PER_KM, fairBlockMinutes: FAIR_BLOCK_MINUTES },
    zones: places.map((id) => ({ id, name: id })),
    travelMin: journeys(facts, places, ({ minutes }) => minutes),
    travelKm: journeys(facts, places, ({ km }) => km),
    interpreters: people.map((person) => interpreterOf(facts, person, names, plannedIds)),
    requests: planned.map(requestsOf(facts, names)),
  };
  return {
    instance,
    unspoken: asked.filter((request) => !isSpoken(request)),
    requestNames: names.requests,
    interpreterNames: names.interpreters,
    requestIds: turned(names.requests),
    interpreterIds: turned(names.interpreters),
  };
}

function numbered(letter: string, things: readonly { id: string }[]): Map<string, string> {
  const digits = Math.max(3, String(things.length).length);
  return new Map(things.map(({ id }, index) => [id, `${letter}${String(index + 1).padStart(digits, "0")}`]));
}

function turned(names: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...names].map(([id, name]) => [name, id]));
}

// --- places --------------------------------------------------------------------------------------------

function placesIn(facts: PlanningFacts, people: readonly Person[]): string[] {
  const places = new Set<string>();
  for (const { need } of facts.requests) if (need.placeId) places.add(need.placeId);
  for (const { row, jobs, waiting } of people) {
    places.add(row.homePlaceId);
    for (const { placeId } of jobs) places.add(placeId);
    for (const { placeId } of waiting) if (placeId) places.add(placeId);
  }
  return [...places].sort();
}

/** Minutes or kilometres as the product counts them, measured or estimated. The product asks every pair of jobs, so does rule 6. */
function journeys({ travel }: PlanningFacts, places: readonly string[], measure: (leg: Leg) => number): number[][] {
  return places.map((from) => places.map((to) => measure(travel(from, to))));
}
