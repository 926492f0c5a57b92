/** A request in the words of `interp-dispatch/1`. */
import { obstaclesOf } from "#app/dispatch/eligibility";
import type { PlannedRequest } from "#app/dispatch/plan/model/format";
import { rank } from "#app/dispatch/ranking";
import type { Obstacle, ProtectionClass } from "#app/dispatch/vocabulary";
import { HOUR, type Instant, isoMinute } from "#app/time";
import { type Person, timelessCandidate } from "./candidates";
import { isActive } from "./people";
import { ceilMinute, floorMinute, type Names, nameIn } from "./planned-interpreter";
import type { OpenRequest, PlanningFacts } from "./planning";

/**
 * How much a request weighs when not all can be filled: by protection class, and more the nearer it begins. Ours, to be
 * confirmed by a coordinator. A crisis request outweighs two ordinary ones, not three.
 */
const URGENCY = {
  byClass: { A: 2, B: 3, C: 5 } as const satisfies Record<ProtectionClass, number>,
  within24Hours: 2,
  within72Hours: 1,
};

/** Whoever waits for this person's answer keeps waiting unless another person fills more. */
const POINTS_FOR_WAITING = 40;

/** A request without a client's code is a client of its own. */
export function clientOf({ id, need }: OpenRequest): string {
  return need.clientId ?? `request ${id}`;
}

/** Each request with whom it bars and whom it prefers. */
export function requestsOf(facts: PlanningFacts, names: Names): (request: OpenRequest) => PlannedRequest {
  const barredFrom = barring(facts);
  return (request) => {
    const { need } = request;
    const barred = barredFrom(request);
    return {
      id: nameIn(names.requests, request.id),
      client: nameIn(names.clients, clientOf(request)),
      start: isoMinute(floorMinute(need.interval.start)),
      end: isoMinute(ceilMinute(need.interval.end)),
      lang: need.language,
      dialect: need.variantStrength === "must" ? need.variant : null,
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
 * the matching is asked once for all of them; who is excluded, taken or has passed it by is looked up for each.
 */
function barring(facts: PlanningFacts): (request: OpenRequest) => Set<string> {
  const boundaries = credentialBoundaries(facts);
  const alike = new Map<string, readonly string[]>();
  return (request) => {
    const { need } = request;
    const speakers = facts.speakersOf(need.language).filter(isActive);
    const { variant, variantStrength, minLevel, mode, placeId, gender, requiredCredentials, interval } = need;
    const between = [boundaries.before(interval.start + 1), boundaries.before(interval.end)];
    const key = JSON.stringify([
      need.language,
      variant,
      variantStrength,
      minLevel,
      mode,
      placeId,
      gender,
      requiredCredentials,
      between,
    ]);
    const barred = alike.get(key) ?? barredByNeed(facts, request, speakers);
    alike.set(key, barred);
    const excluded = facts.excludedFrom(request);
    const own = speakers.filter(
      ({ row }) =>
        excluded.has(row.id) ||
        need.excludedInterpreterIds.includes(row.id) ||
        need.takenInterpreterIds.includes(row.id) ||
        request.askedBefore.has(row.id),
    );
    return new Set([...barred, ...own.map(({ row }) => row.id)]);
  };
}

function barredByNeed(facts: PlanningFacts, request: OpenRequest, speakers: readonly Person[]): string[] {
  const need = { ...request.need, excludedInterpreterIds: [], takenInterpreterIds: [] };
  const context = { ...facts.contextFor(request), askableWhenUnknown: [need.interval] };
  return speakers
    .filter((person) =>
      obstaclesOf(need, timelessCandidate(person), context).some((one) => isUnsaid(one, person, request)),
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

function isUnsaid(obstacle: Obstacle, person: Person, { need }: OpenRequest): boolean {
  switch (obstacle.code) {
    case "gender_required":
      return person.row.gender === null;
    case "level_too_low":
      return person.card.languages.some(({ language, level }) => language === need.language && level >= need.minLevel);
    case "outside_radius":
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
    need.gender?.strength === "wish" ||
    need.variantStrength === "wish" ||
    history.has(id) ||
    need.preferredInterpreterIds.includes(id) ||
    isAsked(id);
  const context = facts.contextFor(request);
  return facts.speakersOf(need.language).flatMap((person) => {
    const { id } = person.row;
    if (!isActive(person) || barred.has(id) || !isWished(id)) return [];
    const wished = rank(need, timelessCandidate(person, history), context)
      .points.filter(
        ({ name }) =>
          name === "continuity" || name === "wish_gender" || name === "wish_variant" || name === "wish_same",
      )
      .reduce((sum, { points }) => sum + points, 0);
    const points = wished + (isAsked(id) ? POINTS_FOR_WAITING : 0);
    return points > 0 ? [{ id, points }] : [];
  });
}
