/**
 * Reports that were sent without network, kept in this browser until they are through: closing the page loses none, and the key of
 * the form makes sending one twice the same as once. Signing out ends them, as it ends all that was typed.
 */
import { atStorage, QUEUED } from "../request-form/draft";

export interface QueuedReport {
  /** The page of the job, without its host. */
  path: string;
  body: string;
}

const nameOf = (userId: string, path: string) => `${QUEUED}${userId}.${path}`;

export function queueReport(userId: string, report: QueuedReport): void {
  atStorage((storage) => storage.setItem(nameOf(userId, report.path), JSON.stringify(report)), "localStorage");
}

export function forgetQueued(userId: string, path: string): void {
  atStorage((storage) => storage.removeItem(nameOf(userId, path)), "localStorage");
}

export function queuedReports(userId: string): QueuedReport[] {
  return (
    atStorage((storage) => {
      const names = Object.keys(storage).filter((name) => name.startsWith(`${QUEUED}${userId}.`));
      return names.flatMap((name) => reportIn(storage.getItem(name)) ?? []);
    }, "localStorage") ?? []
  );
}

function reportIn(text: string | null): QueuedReport | null {
  const kept: unknown = text ? JSON.parse(text) : null;
  if (!kept || typeof kept !== "object" || !("path" in kept) || !("body" in kept)) return null;
  return { path: String(kept.path), body: String(kept.body) };
}

/**
 * Where the answer stands once it is `sent`. `later`: no network, or nothing could be written: it stays. `refused`: the page says why,
 * and what was typed is there again. `signed_out`: it stays until they are signed in again.
 */
export type Became = { as: "sent"; to: string } | { as: "refused" | "later" | "signed_out" };

export async function sendQueued(userId: string, { path, body }: QueuedReport): Promise<Became> {
  try {
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    const answer = await fetch(path, { method: "POST", headers, body, redirect: "follow" });
    const { pathname, search } = new URL(answer.url);
    if (pathname === "/login") return { as: "signed_out" };
    if (answer.status >= 500 || answer.status === 429) return { as: "later" };
    forgetQueued(userId, path);
    return answer.ok ? { as: "sent", to: pathname + search } : { as: "refused" };
  } catch {
    return { as: "later" }; // a border: without network nothing is sent, and it is tried again
  }
}
