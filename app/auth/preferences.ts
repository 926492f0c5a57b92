/** How a person likes to work in this browser: kept in a cookie, because it changes nothing for anybody else. */
export interface Preferences {
  /** Single keys do things; somebody who speaks to the computer, or whose hand shakes, does without. */
  hasKeys: boolean;
  /** The cards of the lanes say only what and when, so that more of them are in sight. */
  isCompact: boolean;
}

const YEAR_SECONDS = 31_536_000;

export function preferencesOf(request: Request): Preferences {
  const cookie = request.headers.get("Cookie") ?? "";
  return {
    hasKeys: !/(?:^|;\s*)keys=off(?:;|$)/.test(cookie),
    isCompact: /(?:^|;\s*)lanes=compact(?:;|$)/.test(cookie),
  };
}

/** The cookies that keep what changes; what is not named stays as it is. */
export function preferenceCookies({ hasKeys, isCompact }: Partial<Preferences>): Headers {
  const headers = new Headers();
  const keep = (name: string, value: string) =>
    headers.append("Set-Cookie", `${name}=${value}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`);
  if (hasKeys !== undefined) keep("keys", hasKeys ? "on" : "off");
  if (isCompact !== undefined) keep("lanes", isCompact ? "compact" : "wide");
  return headers;
}
