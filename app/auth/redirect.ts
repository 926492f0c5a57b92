import type { Role } from "#app/dispatch/vocabulary";

/** Where a role's day begins. */
export const HOME: Record<Role, string> = {
  requester: "/institution",
  interpreter: "/interpreter",
  coordinator: "/coordinator",
  admin: "/admin",
};

/** `to` when it is a path of this site in plain characters, else `otherwise`. Refuses "//host", "/\host", encoded and control characters. */
export function safePath(to: string | null | undefined, otherwise: string): string {
  return to && /^\/(?![/\\])[\w\-./?=&]*$/.test(to) && !/\/\/|\.\.|^\/(login|logout)\b/.test(to) ? to : otherwise;
}
