/** What overruling an obstacle costs, in words, before it takes effect; and what to do first where it cannot be overruled. */
import type { Locale, Obstacle } from "#app/dispatch/vocabulary";
import { hours } from "./format";
import type { Translate } from "./index";

/** One whole sentence about one obstacle. Said beside the obstacle's own sentence of `explain`. */
export function priceSentence(t: Translate, locale: Locale, obstacle: Obstacle): string {
  return t(`coordinator:price.${obstacle.code}`, parametersOf(locale, obstacle));
}

function parametersOf(locale: Locale, obstacle: Obstacle): Record<string, unknown> {
  switch (obstacle.code) {
    case "travel_too_short":
      return { minutes: Math.max(0, obstacle.needMinutes - Math.max(0, obstacle.haveMinutes)) };
    case "hours_cap":
      return {
        planned: hours(locale, obstacle.plannedMinutes),
        over: hours(locale, obstacle.plannedMinutes - obstacle.capMinutes),
      };
    case "outside_radius":
      return { over: Math.ceil(obstacle.km - obstacle.radiusKm) };
    default:
      return {};
  }
}
