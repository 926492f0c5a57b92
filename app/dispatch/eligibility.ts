/** What stands in the way of one person doing one job: a list of questions, and every answer is told. */
import { isInside, minutesBetween, overlaps, sharedMinutes } from "#app/time";
import { tightGaps } from "./travel";
import type {
  Candidate,
  Credential,
  CredentialKind,
  Level,
  MatchContext,
  Need,
  Obstacle,
  ObstacleCode,
  OverrideRule,
} from "./vocabulary";

interface Match {
  need: Need;
  candidate: Candidate;
  context: MatchContext;
}

/**
 * All obstacles, gravest first, empty when the person can do it. Codes with parameters (minutes, kilometres, epoch
 * milliseconds); sentences are made in `i18n`. Source: docs/domain.md, "What stands in the way".
 */
export function obstaclesOf(need: Need, candidate: Candidate, context: MatchContext): Obstacle[] {
  const match = { need, candidate, context };
  const obstacles: Obstacle[] = [];
  for (const answers of QUESTIONS) for (const obstacle of answers(match)) obstacles.push(obstacle);
  return obstacles;
}

/** `never`: change the other thing first · `twice`: confirmed twice, with a reason, reported · `reason`: with a reason. */
export function overrideRule(code: ObstacleCode): OverrideRule {
  return OVERRIDES[code];
}

const OVERRIDES = {
  language_not_spoken: "never",
  pivot_not_spoken: "never",
  inactive: "never",
  account_disabled: "never",
  already_on_request: "never",
  overlap: "never",
  gender_required: "twice",
  excluded: "twice",
  credential_missing: "twice",
  credential_expired: "twice",
  travel_too_short: "reason",
  not_available: "reason",
  availability_unknown: "reason",
  absent: "reason",
  hours_cap: "reason",
  level_too_low: "reason",
  variant_differs: "reason",
  outside_radius: "reason",
  mode_not_offered: "reason",
} as const satisfies Record<ObstacleCode, OverrideRule>;

const NONE: readonly Obstacle[] = [];
const when = (asked: boolean, obstacle: Obstacle): readonly Obstacle[] => (asked ? [obstacle] : NONE);

const questions = {
  language_not_spoken: ({ need, candidate }: Match) =>
    when(!speaks(candidate, need.language), { code: "language_not_spoken" }),

  pivot_not_spoken: ({ need, candidate }: Match) =>
    when(need.pivot !== undefined && !speaksAt(candidate, need.pivot), { code: "pivot_not_spoken" }),

  inactive: ({ candidate }: Match) => when(candidate.status !== "active", { code: "inactive" }),

  account_disabled: ({ candidate }: Match) => when(candidate.accountDisabled, { code: "account_disabled" }),

  already_on_request: ({ need, candidate }: Match) =>
    when(need.takenInterpreterIds.includes(candidate.id), { code: "already_on_request" }),

  overlap: ({ need, candidate }: Match) =>
    candidate.commitments
      .filter((other) => overlaps(other.interval, need.interval))
      .map(({ requestId, interval, placeId, remote }) => ({
        code: "overlap" as const,
        with: { requestId, interval, placeId: remote ? null : placeId },
        minutes: sharedMinutes(interval, need.interval),
      })),

  gender_required: ({ need, candidate }: Match) =>
    when(need.gender?.strength === "must" && candidate.gender !== need.gender.value, { code: "gender_required" }),

  excluded: ({ need, candidate }: Match) =>
    when(candidate.excluded || need.excludedInterpreterIds.includes(candidate.id), { code: "excluded" }),

  credential_missing: (match: Match) =>
    lackingCredentials(match)
      .filter(({ ended }) => !ended)
      .map(({ credential }) => ({ code: "credential_missing" as const, credential })),

  credential_expired: (match: Match) =>
    lackingCredentials(match)
      .filter(({ ended }) => ended)
      .map(({ credential }) => ({ code: "credential_expired" as const, credential })),

  travel_too_short: ({ need, candidate, context }: Match) =>
    candidate.commitments.length === 0
      ? NONE
      : tightGaps(need, candidate, context.travel).map(
          ({ commitment, needMinutes, haveMinutes, known, wayCanWait }) => ({
            code: "travel_too_short" as const,
            with: { requestId: commitment.requestId, interval: commitment.interval, placeId: commitment.placeId },
            needMinutes,
            haveMinutes,
            known,
            ...(wayCanWait && { wayCanWait }),
          }),
        ),

  not_available: ({ need, candidate }: Match) =>
    when(candidate.availability !== null && !isInside(need.interval, candidate.availability), {
      code: "not_available",
    }),

  availability_unknown: ({ need, candidate, context }: Match) =>
    when(candidate.availability === null && !isInside(need.interval, context.askableWhenUnknown), {
      code: "availability_unknown",
    }),

  absent: ({ need, candidate }: Match) =>
    candidate.absences
      .filter((absence) => overlaps(absence, need.interval))
      .sort((a, b) => b.end - a.end)
      .slice(0, 1)
      .map((absence) => ({ code: "absent" as const, until: absence.end })),

  hours_cap: ({ need, candidate, context }: Match) => {
    const plannedMinutes = candidate.minutesThisWeek + minutesBetween(need.interval.start, need.interval.end);
    const capMinutes = Math.min(candidate.maxMinutesPerWeek, context.capMinutesPerWeek);
    return when(plannedMinutes > capMinutes, { code: "hours_cap", plannedMinutes, capMinutes });
  },

  level_too_low: ({ need, candidate }: Match) => {
    const has = levelFor(need, candidate);
    return has !== null && has < need.minLevel ? [{ code: "level_too_low" as const, has, needs: need.minLevel }] : NONE;
  },

  variant_differs: ({ need, candidate }: Match) => {
    if (need.variant === null || need.variantStrength === "wish" || speaks(candidate, need.language, need.variant))
      return NONE;
    const spoken = candidate.languages.filter((spoken) => spoken.language === need.language);
    if (spoken.length === 0) return NONE;
    const has = spoken.flatMap(({ variant }) => (variant === null ? [] : [variant]));
    return [{ code: "variant_differs" as const, has, needs: need.variant }];
  },

  outside_radius: ({ need, candidate, context }: Match) => {
    if (need.placeId === null || candidate.radiusKm === null) return NONE;
    const { km, known } = context.travel(candidate.homePlaceId, need.placeId);
    const { radiusKm } = candidate;
    return when(km > radiusKm, { code: "outside_radius", km, radiusKm, known });
  },

  mode_not_offered: ({ need, candidate }: Match) =>
    when(!candidate.modes.includes(need.mode), { code: "mode_not_offered" }),
} satisfies Record<ObstacleCode, (match: Match) => readonly Obstacle[]>;

const QUESTIONS: readonly ((match: Match) => readonly Obstacle[])[] = Object.values(questions);

function speaks(candidate: Candidate, language: string, variant?: string): boolean {
  return candidate.languages.some(
    (spoken) => spoken.language === language && (variant === undefined || spoken.variant === variant),
  );
}

function speaksAt(candidate: Candidate, { language, minLevel }: NonNullable<Need["pivot"]>): boolean {
  return candidate.languages.some((spoken) => spoken.language === language && spoken.level >= minLevel);
}

/** The best level in the asked variant; where the variant differs, the best in the language. null = not spoken. */
export function levelFor(need: Need, candidate: Candidate): Level | null {
  let inLanguage: Level | null = null;
  let inVariant: Level | null = null;
  for (const spoken of candidate.languages) {
    if (spoken.language !== need.language) continue;
    if (inLanguage === null || spoken.level > inLanguage) inLanguage = spoken.level;
    if (need.variant !== null && spoken.variant !== need.variant) continue;
    if (inVariant === null || spoken.level > inVariant) inVariant = spoken.level;
  }
  return inVariant ?? inLanguage;
}

/** Required credentials that do not cover the whole job. `ended`: there was one, and it ends before the job does. */
function lackingCredentials({ need, candidate }: Match): { credential: CredentialKind; ended: boolean }[] {
  const lacking: { credential: CredentialKind; ended: boolean }[] = [];
  for (const kind of need.requiredCredentials) {
    let [covered, ended] = [false, false];
    for (const credential of candidate.credentials) {
      if (credential.kind !== kind) continue;
      covered ||= covers(credential, need);
      ended ||= endsBefore(credential, need);
    }
    if (!covered) lacking.push({ credential: kind, ended });
  }
  return lacking;
}

function covers({ validFrom, validUntil }: Credential, { interval }: Need): boolean {
  return validFrom <= interval.start && (validUntil === null || interval.end <= validUntil);
}

function endsBefore({ validUntil }: Credential, { interval }: Need): boolean {
  return validUntil !== null && validUntil < interval.end;
}
