/** What has been typed and not sent, kept in this browser tab: it survives a reload and the end of a session. */

const PREFIX = "tilts.request.";
/** Belong to one showing of the form, not to what was typed. */
const PASSING = new Set(["key", "warned", "placeMeant", "streetOf", "streetWas"]);

export function draftNameOf(userId: string): string {
  return PREFIX + userId;
}

export function keepDraft(name: string, values: Record<string, string>): void {
  const kept = Object.fromEntries(Object.entries(values).filter(([field]) => !PASSING.has(field)));
  atStorage((storage) => storage.setItem(name, JSON.stringify(kept)));
}

export function findDraft(name: string): Record<string, string> | null {
  const text = atStorage((storage) => storage.getItem(name));
  if (!text) return null;
  const kept: unknown = JSON.parse(text);
  if (!kept || typeof kept !== "object") return null;
  return Object.fromEntries(Object.entries(kept).map(([field, value]) => [field, String(value)]));
}

export function dropDraft(name: string): void {
  atStorage((storage) => storage.removeItem(name));
}

/** A browser may forbid storage; then there is no draft, and nothing else changes. */
function atStorage<T>(act: (storage: Storage) => T): T | null {
  try {
    return act(window.sessionStorage);
  } catch {
    return null;
  }
}
