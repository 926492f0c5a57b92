/**
 * What has been typed and not sent, kept in this browser tab: it survives a reload and the end of a session. Signing out ends it,
 * in every tab of the browser.
 */

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

/** One for the whole document, because it hears whatever it has not said itself. */
const otherTabs =
  typeof document === "undefined" || typeof BroadcastChannel === "undefined"
    ? null
    : new BroadcastChannel("tilts.signed-out");

/** Somebody has signed out here: nothing of what was typed is left in this tab, and the others are told. */
export function forgetDrafts(): void {
  dropDrafts();
  otherTabs?.postMessage(null);
}

/** Somebody signed out in another tab: what was typed in this one goes, and its page is asked for anew. The answer ends the listening. */
export function followOtherTabs(): () => void {
  const forget = () => {
    dropDrafts();
    if (window.location.pathname !== "/login") window.location.reload();
  };
  otherTabs?.addEventListener("message", forget);
  return () => otherTabs?.removeEventListener("message", forget);
}

function dropDrafts(): void {
  atStorage((storage) => {
    for (const name of Object.keys(storage)) if (name.startsWith(PREFIX)) storage.removeItem(name);
  });
}

/** A browser may forbid storage; then there is no draft, and nothing else changes. */
function atStorage<T>(act: (storage: Storage) => T): T | null {
  try {
    return act(window.sessionStorage);
  } catch {
    return null;
  }
}
