/** What of `wanted` is said and not so yet, by its name. */
export function differences<T extends object>(before: T | undefined, wanted: Partial<T>): [string, unknown][] {
  const known = new Map<string, unknown>(Object.entries(before ?? {}));
  return Object.entries(wanted).filter(([name, value]) => value !== undefined && known.get(name) !== value);
}
