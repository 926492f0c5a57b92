/**
 * What has been typed and not sent, kept in this browser tab: it survives a reload and the end of a session. Signing out ends it,
 * in every tab of the browser.
 */

const PREFIX = "tilts.request.";
/** Reports that wait for network. They outlive the tab; a sign-out ends them too. */
export const QUEUED = "tilts.report.";
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

/** What signing out leaves in the browser: another value each time, by which a page that lay in its memory meanwhile knows. */
const SIGNED_OUT = "tilts.signed-out";

/** Somebody has signed out here: nothing of what was typed is left in this tab, and the others are told. */
export function forgetDrafts(): void {
  dropDrafts();
  atStorage((storage) => storage.setItem(SIGNED_OUT, String(Math.random())), "localStorage");
  otherTabs?.postMessage(null);
}

/**
 * Somebody signed out in another tab, or while this page lay in the browser's memory: what was typed in this one goes, and its page
 * is asked for anew. The answer ends the listening.
 */
export function followOtherTabs(): () => void {
  const signedOut = () => atStorage((storage) => storage.getItem(SIGNED_OUT), "localStorage");
  const before = signedOut();
  const forget = () => {
    dropDrafts();
    if (window.location.pathname !== "/login") window.location.reload();
  };
  const fromMemory = ({ persisted }: PageTransitionEvent) => {
    if (persisted && signedOut() !== before) forget();
  };
  otherTabs?.addEventListener("message", forget);
  window.addEventListener("pageshow", fromMemory);
  return () => {
    otherTabs?.removeEventListener("message", forget);
    window.removeEventListener("pageshow", fromMemory);
  };
}

function dropDrafts(): void {
  atStorage((storage) => {
    for (const name of Object.keys(storage)) if (name.startsWith(PREFIX)) storage.removeItem(name);
  });
  atStorage((storage) => {
    for (const name of Object.keys(storage)) if (name.startsWith(QUEUED)) storage.removeItem(name);
  }, "localStorage");
}

/** A browser may forbid storage; then there is no draft, and nothing else changes. */
export function atStorage<T>(
  act: (storage: Storage) => T,
  which: "sessionStorage" | "localStorage" = "sessionStorage",
): T | null {
  try {
    return act(window[which]);
  } catch {
    return null;
  }
}
