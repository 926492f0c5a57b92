/** Which address leads to this site. Pure. */

/** Any: an address is ours when it stays there. */
const HERE = "http://here";
const LONGEST = 2_000;

/**
 * `to` when it leads to this site, else `otherwise`. It is read as a browser reads it, not by its characters, and what it is
 * then written as is read once more: "/./\\host" becomes "//host".
 */
export function ownAddress(to: string | null | undefined, otherwise: string): string {
  const url = to ? withinHere(to) : null;
  if (!url) return otherwise;
  const address = url.pathname + url.search;
  return withinHere(address)?.pathname === url.pathname ? address : otherwise;
}

function withinHere(to: string): URL | null {
  if (!to.startsWith("/") || to.length > LONGEST || !URL.canParse(to, HERE)) return null;
  const url = new URL(to, HERE);
  return url.origin === HERE && url.username === "" ? url : null;
}
