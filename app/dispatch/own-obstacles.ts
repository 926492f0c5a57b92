/** Which obstacles a person may hear of: what they said, did or have themselves, and nothing about anybody else. */
import type { Obstacle, ObstacleCode } from "./vocabulary";

/**
 * Wishes about the person's gender and requests not to send them belong to others; that they do not speak a language or
 * are not active no offer overrules.
 */
export const OWN_CODES = [
  "overlap",
  "travel_too_short",
  "absent",
  "not_available",
  "availability_unknown",
  "hours_cap",
  "mode_not_offered",
  "outside_radius",
  "level_too_low",
  "variant_differs",
  "credential_missing",
  "credential_expired",
] as const satisfies readonly ObstacleCode[];
export type OwnCode = (typeof OWN_CODES)[number];
export type OwnObstacle = Extract<Obstacle, { code: OwnCode }>;

const isOwnCode = (code: ObstacleCode): code is OwnCode => OWN_CODES.some((own) => own === code);

export function isOwn(obstacle: Obstacle): obstacle is OwnObstacle {
  return isOwnCode(obstacle.code);
}

export function ownObstacles(obstacles: readonly Obstacle[]): OwnObstacle[] {
  return obstacles.filter(isOwn);
}

/** Each once. */
export function ownCodes(obstacles: readonly Obstacle[]): OwnCode[] {
  return [...new Set(obstacles.map(({ code }) => code))].filter(isOwnCode);
}
