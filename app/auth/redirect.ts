import type { Role } from "#app/dispatch/vocabulary";
import { ownAddress } from "#app/own-address";

/** Where a role's day begins. */
export const HOME: Record<Role, string> = {
  requester: "/institution",
  interpreter: "/interpreter",
  coordinator: "/coordinator",
  finance: "/finance/statements",
  admin: "/admin/health",
  auditor: "/admin/journal",
};

/** `to` when it is an address of this site that anybody may have written, else `otherwise`: plain characters only, and no page of signing in or out. */
export function safePath(to: string | null | undefined, otherwise: string): string {
  const isPlain = to && /^\/[\w\-./?=&]*$/.test(to) && !/\/\/|\.\.|^\/(login|logout)\b/.test(to);
  return isPlain ? ownAddress(to, otherwise) : otherwise;
}
