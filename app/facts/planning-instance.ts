/**
 * Product facts as an instance of `interp-dispatch/1`. Every rule that the format can say is said in its own words;
 * whoever the product bars for another reason (credentials, exclusions, a no to this request …) stands in that
 * request's `excluded`, by the same matching code. So no plan of it proposes what `obstaclesFor` would refuse.
 */

import { obstaclesOf } from "#app/dispatch/eligibility";
import type { Instance, PlannedInterpreter, PlannedRequest } from "#app/dispatch/plan/model/format";
import { INSTANCE_FORMAT } from "#app/dispatch/plan/model/format";
import { rank } from "#app/dispatch/ranking";
import type { Obstacle, ProtectionClass } from "#app/dispatch/vocabulary";
import {
  addDays,
  type DateText,
  dateOf,
  HOUR,
  type Instant,
  type Interval,
  instantFrom,
  isoMinute,
  MINUTE,
  minuteOfDay,
  overlaps,
  resolveWall,
  startOfDay,
  timeOf,
  timeText,
  type WeeklyWindow,
  weekdayOf,
} from "#app/time";
import { type Person, timelessCandidate } from "./candidates";
import type { WaitingOffer } from "./offers";
import { isActive } from "./people";
import type { OpenRequest, PlanningFacts } from "./planning";
import { askableWeek } from "./rules";

/**
 * How much a request weighs when not all can be filled: by protection class, and more the nearer it begins. Ours, to be
 * confirmed by a coordinator. A crisis request outweighs two ordinary ones, not three.
 */
export const URGENCY = {
  byClass: { A: 2, B: 3, C: 5 } as const satisfies Record<ProtectionClass, number>,
  within24Hours: 2,
  within72Hours: 1,
};

/** The product stores no rates, so hours cost nothing in a plan; a journey costs this much per kilometre, there and back. */
export const CENTS_PER_KM = 20;

/** Hours are shared in blocks of so many minutes: each further block of one person's week weighs more. */
const FAIR_BLOCK_MINUTES = 300;

/** Whoever waits for this person's answer keeps waiting unless another person fills more. */
const POINTS_FOR_WAITING = 40;

/** Kilometres that no journey in the country has: "any distance". */
const ANY_DISTANCE = 10_000;

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
  const radius = radiusOf(facts, places);
  const instance: Instance = {
    format: INSTANCE_FORMAT,
    name: `tilts ${dateOf(facts.horizon.start)} ${dateOf(instantFrom(facts.horizon.end - 1))}`,
    rules: { timezone: "Europe/Riga", centsPerKm: CENTS_PER_KM, fairBlockMinutes: FAIR_BLOCK_MINUTES },
    zones: places.map((id) => ({ id, name: id })),
    travelMin: journeys(facts, places, ({ minutes }) => minutes),
    travelKm: journeys(facts, places, ({ km, minutes }) => km ?? minutes),
    interpreters: people.map((person) => interpreterOf(facts, person, names, plannedIds, radius(person))),
    requests: planned.map(requestsOf(facts, names, radius)),
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

interface Names {
  requests: ReadonlyMap<string, string>;
  interpreters: ReadonlyMap<string, string>;
  clients: ReadonlyMap<string, string>;
}

function numbered(letter: string, things: readonly { id: string }[]): Map<string, string> {
  const digits = Math.max(3, String(things.length).length);
  return new Map(things.map(({ id }, index) => [id, `${letter}${String(index + 1).padStart(digits, "0")}`]));
}

function turned(names: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...names].map(([id, name]) => [name, id]));
}

/** A request without a client's code is a client of its own. */
function clientOf({ id, need }: OpenRequest): string {
  return need.clientId ?? `request ${id}`;
}

function nameIn(names: ReadonlyMap<string, string>, id: string): string {
  return names.get(id) ?? id;
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

/**
 * Minutes and kilometres as the product counts them: known journeys as they stand in the table, unknown ones by the
 * rule's minutes (and as many kilometres, as the ranking counts). The product asks every pair of jobs, so does rule 6.
 */
function journeys(
  { travelOn, horizon }: PlanningFacts,
  places: readonly string[],
  measure: (leg: { minutes: number; km: number | null }) => number,
): number[][] {
  const travel = travelOn(horizon.start);
  return places.map((from) => places.map((to) => measure(travel(from, to))));
}

type Radius = (person: Person) => { km: number; isSaid: boolean };

/**
 * The product bars nobody by a distance that it does not know. Where a home has such a journey the radius is left open
 * and whoever is too far for a known place is excluded from it.
 */
function radiusOf({ travelOn, horizon }: PlanningFacts, places: readonly string[]): Radius {
  const travel = travelOn(horizon.start);
  const open = new Map<string, boolean>();
  const hasUnknown = (home: string) => {
    const known = open.get(home) ?? places.some((place) => travel(home, place).km === null);
    open.set(home, known);
    return known;
  };
  return ({ row }) =>
    row.radiusKm === null || hasUnknown(row.homePlaceId)
      ? { km: ANY_DISTANCE, isSaid: row.radiusKm === null }
      : { km: row.radiusKm, isSaid: true };
}

// --- interpreters --------------------------------------------------------------------------------------

function interpreterOf(
  facts: PlanningFacts,
  person: Person,
  { interpreters }: Names,
  plannedIds: ReadonlySet<string>,
  { km }: { km: number },
): PlannedInterpreter {
  const { row, card, jobs, waiting } = person;
  const weekly = person.weekly ?? askableWeek(facts.rulesOn(facts.horizon.start));
  return {
    id: nameIn(interpreters, row.id),
    gender: row.gender ?? "F",
    home: row.homePlaceId,
    langs: languagesOf(card.languages),
    modes: [...person.modes],
    radiusKm: km,
    weekly: weekly.map(({ weekday, fromMinute, toMinute }) => ({
      dow: weekday,
      from: timeText(fromMinute),
      to: timeText(toMinute),
    })),
    exceptions: exceptionsOf(weekly, person.absences, facts.horizon),
    maxMinutesPerWeek: Math.min(row.maxMinutesPerWeek, capOver(facts)),
    rateCentsPerHour: 0,
    excludedClients: [],
    busy: [
      ...jobs.map(({ interval, placeId, remote }) => busyAt(interval, remote ? null : placeId)),
      ...waiting.filter(holdsTime(person, plannedIds)).map(({ interval, placeId }) => busyAt(interval, placeId)),
    ],
  };
}

/** An offer for a request outside the plan holds its person's time; one for a time they work anyway holds nothing more. */
function holdsTime({ jobs }: Person, plannedIds: ReadonlySet<string>): (offer: WaitingOffer) => boolean {
  return (offer) => !plannedIds.has(offer.requestId) && !jobs.some((job) => overlaps(job.interval, offer.interval));
}

function languagesOf(spoken: Person["card"]["languages"]): PlannedInterpreter["langs"] {
  const byLanguage = new Map<string, PlannedInterpreter["langs"][number]>();
  for (const { language, variant, level } of spoken) {
    const entry = byLanguage.get(language) ?? { lang: language, level, dialects: [] };
    if (level > entry.level) entry.level = level;
    if (variant !== null) entry.dialects.push(variant);
    byLanguage.set(language, entry);
  }
  return [...byLanguage.values()];
}

/** The strictest cap for all that holds in any of the weeks. */
function capOver({ rulesOn, weeks }: PlanningFacts): number {
  let cap = Number.POSITIVE_INFINITY;
  for (let date = dateOf(weeks.start); startOfDay(date) < weeks.end; date = addDays(date, 1))
    cap = Math.min(cap, rulesOn(startOfDay(date))["hours.capMinutes"]);
  return cap;
}

function busyAt({ start, end }: Interval, place: string | null): PlannedInterpreter["busy"][number] {
  return { start: isoMinute(floorMinute(start)), end: isoMinute(ceilMinute(end)), place };
}

const floorMinute = (at: Instant) => instantFrom(Math.floor(at / MINUTE) * MINUTE);
const ceilMinute = (at: Instant) => instantFrom(Math.ceil(at / MINUTE) * MINUTE);

/**
 * Absences as exceptions: the windows that start on a date, with the absent time cut out. What is left after midnight
 * starts on the next date, whose own windows then stand beside it. A rest that wall time cannot say (it begins or ends
 * in the hour that happens twice) is left out: a plan may lose such a night, never break an absence.
 */
export function exceptionsOf(
  weekly: readonly WeeklyWindow[],
  absences: readonly Interval[],
  horizon: Interval,
): PlannedInterpreter["exceptions"] {
  const cut = new Map<DateText, Interval[]>();
  const away = absences.filter((absence) =>
    overlaps(absence, {
      start: instantFrom(horizon.start - 48 * HOUR),
      end: instantFrom(horizon.end + 48 * HOUR),
    }),
  );
  if (away.length === 0) return [];
  const windowsOn = (date: DateText) =>
    weekly.filter(({ weekday }) => weekday === weekdayOf(date)).map((window) => windowOn(date, window));
  const rest: Interval[] = [];
  const first = addDays(dateOf(horizon.start), -2);
  for (let date = first; startOfDay(date) < horizon.end + 24 * HOUR; date = addDays(date, 1)) {
    const windows = windowsOn(date);
    if (!windows.some((window) => away.some((absence) => overlaps(absence, window)))) continue;
    cut.set(date, []);
    for (const window of windows) rest.push(...without(window, away));
  }
  for (const piece of rest) {
    const date = dateOf(piece.start);
    const pieces = cut.get(date) ?? windowsOn(date);
    cut.set(date, [...pieces, piece]);
  }
  return [...cut]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, windows]) => ({ date, windows: windows.flatMap((window) => wallOf(date, window)) }));
}

function windowOn(date: DateText, { fromMinute, toMinute }: Pick<WeeklyWindow, "fromMinute" | "toMinute">): Interval {
  const end = resolveWall(date, toMinute <= fromMinute ? toMinute + 1440 : toMinute);
  return { start: resolveWall(date, fromMinute), end };
}

function without(window: Interval, away: readonly Interval[]): Interval[] {
  let left = [window];
  for (const { start, end } of away)
    left = left.flatMap((piece) =>
      overlaps(piece, { start, end })
        ? [
            { start: piece.start, end: floorMinute(instantFrom(Math.min(piece.end, start))) },
            { start: ceilMinute(instantFrom(Math.max(piece.start, end))), end: piece.end },
          ].filter((part) => part.start < part.end)
        : [piece],
    );
  return left;
}

function wallOf(date: DateText, window: Interval): { from: string; to: string }[] {
  const [from, to] = [timeOf(window.start), timeOf(window.end)];
  const said = windowOn(date, { fromMinute: minuteOfDay(from), toMinute: minuteOfDay(to) });
  return said.start === window.start && said.end === window.end ? [{ from, to }] : [];
}

// --- requests ------------------------------------------------------------------------------------------

function requestsOf(facts: PlanningFacts, names: Names, radius: Radius): (request: OpenRequest) => PlannedRequest {
  const barredFrom = barring(facts, radius);
  return (request) => {
    const { need } = request;
    const barred = barredFrom(request);
    return {
      id: nameIn(names.requests, request.id),
      client: nameIn(names.clients, clientOf(request)),
      start: isoMinute(floorMinute(need.interval.start)),
      end: isoMinute(ceilMinute(need.interval.end)),
      lang: need.language,
      dialect: need.variant,
      level: need.minLevel,
      mode: need.mode,
      place: need.placeId,
      gender: need.gender?.strength === "must" ? need.gender.value : null,
      excluded: [...barred].map((id) => nameIn(names.interpreters, id)),
      preferred: preferredFor(facts, request, barred).map(({ id, points }) => ({
        i: nameIn(names.interpreters, id),
        points,
      })),
      urgency: urgencyOf(request, facts.now),
      count: request.missing,
    };
  };
}

/** Points of urgency at `now`, 2 to 7. */
export function urgencyOf({ need }: Pick<OpenRequest, "need">, now: Instant): number {
  const left = need.interval.start - now;
  const near = left < 24 * HOUR ? URGENCY.within24Hours : left < 72 * HOUR ? URGENCY.within72Hours : 0;
  return URGENCY.byClass[need.protectionClass] + near;
}

/**
 * Whom a rule of the product bars that the format cannot say, whatever the time. Requests that ask alike bar alike, so
 * the matching is asked once for all of them; who is excluded, taken or has said no is looked up for each.
 */
function barring(facts: PlanningFacts, radius: Radius): (request: OpenRequest) => Set<string> {
  const boundaries = credentialBoundaries(facts);
  const alike = new Map<string, readonly string[]>();
  return (request) => {
    const { need } = request;
    const speakers = facts.speakersOf(need.language).filter(isActive);
    const { variant, minLevel, mode, placeId, gender, requiredCredentials, interval } = need;
    const between = [boundaries.before(interval.start + 1), boundaries.before(interval.end)];
    const key = JSON.stringify([need.language, variant, minLevel, mode, placeId, gender, requiredCredentials, between]);
    const barred = alike.get(key) ?? barredByNeed(facts, request, speakers, radius);
    alike.set(key, barred);
    const excluded = facts.excludedFrom(request);
    const own = speakers.filter(
      ({ row }) =>
        excluded.has(row.id) ||
        need.excludedInterpreterIds.includes(row.id) ||
        need.takenInterpreterIds.includes(row.id) ||
        request.askedBefore.get(row.id) === "declined",
    );
    return new Set([...barred, ...own.map(({ row }) => row.id)]);
  };
}

function barredByNeed(
  facts: PlanningFacts,
  request: OpenRequest,
  speakers: readonly Person[],
  radius: Radius,
): string[] {
  const need = { ...request.need, excludedInterpreterIds: [], takenInterpreterIds: [] };
  const context = { ...facts.contextFor(request), askableWhenUnknown: [need.interval] };
  return speakers
    .filter((person) =>
      obstaclesOf(need, timelessCandidate(person), context).some((one) => isUnsaid(one, person, request, radius)),
    )
    .map(({ row }) => row.id);
}

/** How many instants at which somebody's credential begins or ends lie before another: between two of them all stay the same. */
function credentialBoundaries({ people }: PlanningFacts): { before(at: number): number } {
  const instants = new Set<number>();
  for (const { credentials } of people.values())
    for (const { validFrom, validUntil } of credentials) {
      instants.add(validFrom);
      if (validUntil !== null) instants.add(validUntil);
    }
  const sorted = [...instants].sort((a, b) => a - b);
  return {
    before(at) {
      let [low, high] = [0, sorted.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle]! < at) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}

function isUnsaid(obstacle: Obstacle, person: Person, { need }: OpenRequest, radius: Radius): boolean {
  switch (obstacle.code) {
    case "gender_required":
      return person.row.gender === null;
    case "level_too_low":
      return person.card.languages.some(({ language, level }) => language === need.language && level >= need.minLevel);
    case "outside_radius":
      return !radius(person).isSaid;
    case "variant_differs":
    case "mode_not_offered":
    case "hours_cap":
      return false;
    default:
      return true;
  }
}

/** Wishes in the ranking's own points, and whose answer is awaited. */
function preferredFor(facts: PlanningFacts, request: OpenRequest, barred: ReadonlySet<string>) {
  const { need, waiting } = request;
  const history = facts.servedBy(request);
  const isAsked = (id: string) => waiting.some(({ interpreterId }) => interpreterId === id);
  const isWished = (id: string) =>
    need.gender?.strength === "wish" || history.has(id) || need.preferredInterpreterIds.includes(id) || isAsked(id);
  const context = facts.contextFor(request);
  return facts.speakersOf(need.language).flatMap((person) => {
    const { id } = person.row;
    if (!isActive(person) || barred.has(id) || !isWished(id)) return [];
    const known = { ...timelessCandidate(person), timesWithClient: history.get(id)?.times ?? 0 };
    const wished = rank(need, known, context)
      .points.filter(({ name }) => name === "continuity" || name === "wish_gender" || name === "wish_same")
      .reduce((sum, { points }) => sum + points, 0);
    const points = wished + (isAsked(id) ? POINTS_FOR_WAITING : 0);
    return points > 0 ? [{ id, points }] : [];
  });
}
