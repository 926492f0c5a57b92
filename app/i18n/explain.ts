/** Matching in words: why this person, and why not. Sentences begin small: they stand after a name. */
import type { ExplainNames } from "#app/dispatch/explain";
import type { Gender, Locale, Obstacle, PassedBy, PointName, Ranked } from "#app/dispatch/vocabulary";
import { dateOf, type Instant, type Interval, instantFrom, timeOf } from "#app/time";
import { decimal, hours } from "./format";
import { FORMATS } from "./formats";
import type { Case } from "./formats/format";
import type { Translate } from "./index";

/** One obstacle in words: "no Jelgavas jābrauc 48 min, ir 30 min". `gender` is that of the person spoken of. */
export function obstacleSentence(
  t: Translate,
  locale: Locale,
  obstacle: Obstacle,
  names: ExplainNames,
  gender: Gender | null = null,
): string {
  return t(`explain:obstacle.${keyOf(obstacle, names)}`, {
    ...parametersOf(t, locale, obstacle, names),
    ...(gender && { context: gender }),
  });
}

/** All obstacles of one person as one sentence. */
export function whyNotSentence(
  t: Translate,
  locale: Locale,
  obstacles: readonly Obstacle[],
  names: ExplainNames,
  gender: Gender | null = null,
): string {
  return obstacles.map((obstacle) => obstacleSentence(t, locale, obstacle, names, gender)).join("; ");
}

/** What somebody who could do it said of it: nobody who has passed a request by is called free for it. */
export function passedSentence(t: Translate, by: PassedBy): string {
  return t(`explain:why.asked.${by}`);
}

/** Why this person could be asked: "runā dari valodā (profesionāli), brīva, pa tālruni, 2 reizes ar šo klientu". */
export function whySentence(
  t: Translate,
  locale: Locale,
  ranked: Pick<Ranked, "points" | "alreadyAsked" | "hasOverlappingOffer">,
  names: ExplainNames,
  gender: Gender | null = null,
): string {
  const value = new Map<PointName, number>(ranked.points.map((point) => [point.name, point.value]));
  const context = gender && { context: gender };
  const { variant, mode } = names.need;
  const spoken = variant ? "speaks_variant" : "speaks";
  const parts = [
    t(`explain:why.${spoken}`, {
      language: names.language,
      variant: variant && (names.variants[variant] ?? variant),
      level: t(`explain:level.${value.get("level") ?? 1}`),
    }),
    ranked.alreadyAsked
      ? passedSentence(t, ranked.alreadyAsked)
      : value.has("availability_unknown")
        ? t("explain:why.availability_unknown")
        : t("explain:why.free", { ...context }),
    t(`explain:why.mode.${mode}`),
  ];
  for (const { name, value } of ranked.points) {
    const part = partOf(t, locale, name, value, names);
    if (part) parts.push(part);
  }
  if (ranked.hasOverlappingOffer) parts.push(t("explain:why.overlapping_offer"));
  return parts.join(", ");
}

/** What one point is called: "attālums". */
export function pointLabel(t: Translate, name: PointName): string {
  return t(`explain:point.${name}`);
}

// --- why ---------------------------------------------------------------------------------------------

function partOf(t: Translate, locale: Locale, name: PointName, value: number, { need }: ExplainNames): string | null {
  switch (name) {
    case "continuity":
      return t("explain:why.continuity", { count: value });
    case "wish_gender":
      return t(`explain:why.wish_gender.${value ? "met" : "unmet"}`, { context: need.gender?.value });
    case "wish_variant":
      return t(`explain:why.wish_variant.${value ? "met" : "unmet"}`);
    case "wish_same":
      return t(`explain:why.wish_same.${value === 0 ? "never" : value === 1 ? "last" : "before"}`);
    case "distance":
      return t(`explain:why.${value < 0 ? "distance_estimated" : "distance"}`, { km: Math.abs(value) });
    case "load":
      return t("explain:why.load", { hours: decimal(locale, value) });
    case "scarcity":
      return value === 1 ? t("explain:why.scarcityOfOne") : t("explain:why.scarcity", { count: value });
    case "unwished_topic":
      return t("explain:why.unwished_topic");
    case "level":
    case "availability_unknown":
      return null;
  }
}

// --- why not -----------------------------------------------------------------------------------------

function keyOf(obstacle: Obstacle, { need }: ExplainNames): string {
  switch (obstacle.code) {
    case "gender_required":
      return `gender_required.${need.gender?.value ?? "F"}`;
    case "mode_not_offered":
      return `mode_not_offered.${need.mode}`;
    case "credential_missing":
    case "credential_expired":
      return `${obstacle.code}.${obstacle.credential}`;
    case "overlap":
      return obstacle.with.placeId ? "overlap_at" : "overlap";
    case "travel_too_short": {
      const direction = obstacle.with.interval.end <= need.interval.start ? "from" : "to";
      return `travel_too_short.${direction}${obstacle.known ? "" : "_estimated"}`;
    }
    case "outside_radius":
      return obstacle.known === false ? "outside_radius_estimated" : "outside_radius";
    case "variant_differs":
      return obstacle.has.length > 0 ? "variant_differs" : "variant_unknown";
    case "absent":
      return absenceKey(obstacle.until);
    default:
      return obstacle.code;
  }
}

function parametersOf(t: Translate, locale: Locale, obstacle: Obstacle, names: ExplainNames): Record<string, unknown> {
  const placeName = (id: string, wanted: Case) => FORMATS[locale].place(names.places[id] ?? id, wanted);
  const variantName = (code: string) => names.variants[code] ?? code;
  switch (obstacle.code) {
    case "language_not_spoken":
      return { language: names.language };
    case "overlap": {
      const { interval, placeId } = obstacle.with;
      return { times: timesOf(interval), place: placeId && placeName(placeId, "in") };
    }
    case "travel_too_short": {
      const { placeId, interval } = obstacle.with;
      const isBefore = interval.end <= names.need.interval.start;
      const place = placeName(placeId, isBefore ? "from" : "to");
      return { place, need: obstacle.needMinutes, have: obstacle.haveMinutes };
    }
    case "absent":
      return untilWords(t, obstacle.until);
    case "hours_cap":
      return { planned: hours(locale, obstacle.plannedMinutes), cap: hours(locale, obstacle.capMinutes) };
    case "level_too_low":
      return { has: t(`explain:level.${obstacle.has}`), needs: t(`explain:level.${obstacle.needs}`) };
    case "variant_differs":
      return { has: obstacle.has.map(variantName).join(", "), needs: variantName(obstacle.needs) };
    case "outside_radius":
      return { km: obstacle.km, radius: obstacle.radiusKm };
    default:
      return {};
  }
}

function timesOf({ start, end }: Interval): string {
  return `${timeOf(start)}–${timeOf(end)}`;
}

/** "prombūtnē līdz 6. decembrim", of an absence that ends at an instant. */
export function awayWords(t: Translate, until: Instant): string {
  return t(`explain:obstacle.${absenceKey(until)}`, untilWords(t, until));
}

function absenceKey(until: Instant): "absent" | "absent_to_hour" {
  return endsAtMidnight(until) ? "absent" : "absent_to_hour";
}

/** An absence that ends at midnight is told by its last day, any other by day and hour. */
function untilWords(t: Translate, until: Instant): Record<string, unknown> {
  const [, month, day] = dateOf(endsAtMidnight(until) ? instantFrom(until - 1) : until)
    .split("-")
    .map(Number);
  return { day: t("explain:until_day", { day, month: t(`explain:month_dative.${month}`) }), time: timeOf(until) };
}

function endsAtMidnight(until: Instant): boolean {
  return timeOf(until) === "00:00";
}
