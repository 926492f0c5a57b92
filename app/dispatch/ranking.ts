/** Who first, among those who can: named points whose sum is the score. */
import { levelFor } from "./eligibility";
import type { Candidate, MatchContext, Need, PointName, Points, Ranked } from "./vocabulary";

/**
 * The weights, all in one place. Points are whole numbers, so that sums are exact and orders repeat.
 * A wish for the same interpreter outweighs what continuity alone gives; a short journey or a quiet week never
 * outweighs a wish; the only speaker of a rare language is spared unless the client knows her from two services or more.
 */
const WEIGHTS = {
  /** Per past service with this client, at most `continuityTimes` of them. */
  continuity: 7,
  continuityTimes: 4,
  wishGender: 20,
  wishVariant: 20,
  /** The one who served this client last; each earlier one `wishSameStep` less, never less than `wishSameLeast`. */
  wishSame: 30,
  wishSameStep: 5,
  wishSameLeast: 10,
  /** One point off per this many kilometres from home, at most `distanceMost`. */
  distanceKm: 10,
  distanceMost: 20,
  /** One point off per this many hours already planned in the week, at most `loadMost`. */
  loadHours: 2,
  loadMost: 20,
  /** Per level above "can communicate". */
  level: 4,
  /** Per rare language the person also speaks, at most `scarcityMost`. */
  scarcity: -12,
  scarcityMost: -24,
  /** Somebody else first, unless a wish of the client's names this very person. */
  unwishedTopic: -16,
  availabilityUnknown: -10,
} as const;

/** The points of one person for one need, only those that say something. `value` is what the sentence shows. */
export function rank(need: Need, candidate: Candidate, context: MatchContext): Ranked {
  const points: Points[] = [];
  for (const [name, question] of ENTRIES) {
    const answer = question(need, candidate, context);
    if (answer) points.push({ name, points: answer[0], value: answer[1] });
  }
  return {
    interpreterId: candidate.id,
    score: points.reduce((sum, point) => sum + point.points, 0),
    points,
    alreadyAsked: candidate.alreadyAsked,
    hasOverlappingOffer: candidate.hasOverlappingOffer,
  };
}

/** Points and the value behind them; null = says nothing about this person. */
type Answer = readonly [points: number, value: number] | null;

const pointsFor = {
  /** value: how many times before. */
  continuity: (_need: Need, { timesWithClient }: Candidate): Answer =>
    timesWithClient > 0
      ? [WEIGHTS.continuity * Math.min(timesWithClient, WEIGHTS.continuityTimes), timesWithClient]
      : null,

  /** value: 1 met, 0 not met, which is shown but costs nothing. */
  wish_gender: ({ gender }: Need, candidate: Candidate): Answer => {
    if (gender?.strength !== "wish") return null;
    return candidate.gender === gender.value ? [WEIGHTS.wishGender, 1] : [0, 0];
  },

  /** value: 1 met, 0 not met, which is shown but costs nothing. */
  wish_variant: ({ language, variant, variantStrength }: Need, { languages }: Candidate): Answer => {
    if (variant === null || variantStrength !== "wish") return null;
    const isMet = languages.some((spoken) => spoken.language === language && spoken.variant === variant);
    return isMet ? [WEIGHTS.wishVariant, 1] : [0, 0];
  },

  /** value: 1 = served this client last, 2 = the time before …; 0 = never. */
  wish_same: ({ preferredInterpreterIds }: Need, { id }: Candidate): Answer => {
    if (preferredInterpreterIds.length === 0) return null;
    const place = preferredInterpreterIds.indexOf(id);
    if (place < 0) return [0, 0];
    return [Math.max(WEIGHTS.wishSameLeast, WEIGHTS.wishSame - WEIGHTS.wishSameStep * place), place + 1];
  },

  /** value: kilometres from home, negative when estimated. */
  distance: ({ placeId }: Need, { homePlaceId }: Candidate, { travel }: MatchContext): Answer => {
    if (placeId === null) return null;
    const { km, known } = travel(homePlaceId, placeId);
    return [less(km / WEIGHTS.distanceKm, WEIGHTS.distanceMost), known ? km : -km];
  },

  /** value: hours already planned in the need's week. */
  load: (_need: Need, { minutesThisWeek }: Candidate): Answer =>
    minutesThisWeek > 0
      ? [less(minutesThisWeek / 60 / WEIGHTS.loadHours, WEIGHTS.loadMost), Math.round(minutesThisWeek / 6) / 10]
      : null,

  /** value: the level itself. */
  level: (need: Need, candidate: Candidate): Answer => {
    const level = levelFor(need, candidate);
    return level === null ? null : [WEIGHTS.level * (level - 1), level];
  },

  /** value: how many rare languages other than the need's. */
  scarcity: (_need: Need, { rareLanguages }: Candidate): Answer =>
    rareLanguages.length > 0
      ? [Math.max(WEIGHTS.scarcityMost, WEIGHTS.scarcity * rareLanguages.length), rareLanguages.length]
      : null,

  /** value: 1 = they would rather not be asked for this topic. */
  unwished_topic: ({ topic }: Need, { unwishedTopics }: Candidate): Answer =>
    unwishedTopics.includes(topic) ? [WEIGHTS.unwishedTopic, 1] : null,

  availability_unknown: (_need: Need, { availability }: Candidate): Answer =>
    availability === null ? [WEIGHTS.availabilityUnknown, 1] : null,
} satisfies Record<PointName, (need: Need, candidate: Candidate, context: MatchContext) => Answer>;

const ENTRIES = Object.entries(pointsFor) as [PointName, (typeof pointsFor)[PointName]][];

function less(steps: number, most: number): number {
  const points = Math.min(most, Math.round(steps));
  return points === 0 ? 0 : -points;
}
