/**
 * Ctx: who asks, when, of which database, in which language. The clock, the door of every page (`enter`), and the pen of
 * every command (`transact`). `tests/architecture.test.ts` names the few places that write without it.
 */

import { createHash, randomBytes } from "node:crypto";
import { redirect } from "@remix-run/node";
import { and, eq, gt, lt } from "drizzle-orm";
import { HOUSE_LOCALE } from "#app/dispatch/vocabulary";
import type { Opened, Reader, Tx } from "#db/client.server";
import { noteIfDisk, whereDiskAllows } from "#db/disk";
import { idempotency } from "#db/schema";
import { addressOf, forgetForm, keepForm, pageBehind } from "./auth/kept-forms.server";
import { localeOf } from "./auth/locale";
import { hasRole, mayRead, type Room } from "./auth/policy";
import { renewedCookie, viewerFrom } from "./auth/sessions.server";
import type { UserViewer, Viewer } from "./auth/viewer";
import type { Locale } from "./dispatch/vocabulary";
import { invariant, type Refusal, type Result, refuse } from "./result";
import { type Config, isHttps } from "./server/config.server";
import { durationFrom } from "./server/duration";
import { type Instant, instantFrom } from "./time";

/** What everything is given first. Its database can only be read: who writes holds a `Work`. */
export interface Ctx<V extends Viewer = Viewer> {
  db: Reader;
  now: Instant;
  viewer: V;
  locale: Locale;
}

/** A Ctx inside a transaction: what it reads stays true until the end, and it may write. Made by `transact` alone. */
export interface Work<V extends Viewer = Viewer> extends Ctx<V> {
  db: Tx;
  /** One decision about many things: what it tells one person goes out as one message, not before `from`. */
  bundle?: { id: string; from: Instant };
}

// --- the running installation ----------------------------------------------------------------------

export interface Runtime extends Opened {
  config: Config;
  isDemo: boolean;
}

/** On globalThis, because the server and Remix's bundle are two module graphs in one process. */
const held = globalThis as typeof globalThis & { tilts?: Runtime };

export function startRuntime(runtime: Runtime): void {
  held.tilts = runtime;
}

export function runtime(): Runtime {
  invariant(held.tilts, "the installation is not open");
  return held.tilts;
}

/** The only clock. Outside demo mode an offset is refused at start. */
export function clock(offset = held.tilts?.config.clockOffset): Instant {
  return instantFrom(Date.now() + (offset ? (durationFrom(offset) ?? 0) : 0));
}

/** Context of the worker and of command line tools. */
export function systemCtx(): Ctx {
  return { db: runtime().db, now: clock(), viewer: { kind: "system" }, locale: HOUSE_LOCALE };
}

// --- the door ----------------------------------------------------------------------------------------

/**
 * Every loader and action begins here. `anyone` lets everybody in; `signed_in` any account; a room whoever
 * works in it, and auditors to read. Not signed in: redirect to sign-in. Wrong role: the same
 * 404 as a page that does not exist; an auditor who sends something: 403. An action's method other than POST: 405.
 */
export async function enter(request: Request, role: "anyone"): Promise<Ctx>;
export async function enter(request: Request, role: Room | "signed_in"): Promise<Ctx<UserViewer>>;
export async function enter(request: Request, role: Room | "signed_in" | "anyone"): Promise<Ctx> {
  const { db, config } = runtime();
  const now = clock();
  const viewer = viewerFrom(db, request, now, isHttps(config));
  const ctx: Ctx = { db, now, viewer, locale: localeOf(viewer, request) };
  if (role === "anyone") return ctx;
  if (viewer.kind !== "user") throw await toSignIn(request, now);
  if (request.method === "POST") await forgetForm(db, request, now, isHttps(config));
  if (role === "signed_in" || hasRole(viewer, role)) return ctx;
  if (!mayRead(viewer, role)) throw notFound();
  if (request.method !== "GET" && request.method !== "HEAD") throw onlyReads();
  return ctx;
}

/** Whoever may read a page and nothing else has sent something from it. */
function onlyReads(): Response {
  return Response.json({ onlyReads: true }, { status: 403, statusText: "Forbidden" });
}

/**
 * An answer to somebody whom use keeps signed in carries their cookie anew, so that it never ends before the session
 * does. An answer that sets cookies itself has said what is to become of them.
 */
export function keepSignedIn(request: Request, headers: Headers): void {
  if (headers.has("Set-Cookie")) return;
  const { db, config } = runtime();
  const renewed = renewedCookie(db, request, clock(), isHttps(config));
  if (renewed) headers.append("Set-Cookie", renewed);
}

/** The language of a page whose loaders did not run, because something went wrong before them. */
export function localeFor(request: Request): Locale {
  const { db, config } = runtime();
  return localeOf(viewerFrom(db, request, clock(), isHttps(config)), request);
}

/** Foreign and missing answer alike. */
export function notFound(): Response {
  return new Response(null, { status: 404, statusText: "Not Found" });
}

/** To sign-in and back to the page. What was sent without a session is kept, and sign-in says so. */
async function toSignIn(request: Request, now: Instant): Promise<Response> {
  const { db, config } = runtime();
  const cookie = request.method === "POST" ? await keepForm(db, request, now, isHttps(config)) : null;
  const query = new URLSearchParams({ to: request.method === "POST" ? pageBehind(request) : addressOf(request.url) });
  if (cookie) query.set("note", "kept");
  return redirect(`/login?${query}`, cookie ? { headers: { "Set-Cookie": cookie } } : {});
}

// --- writing -----------------------------------------------------------------------------------------

class RolledBack extends Error {
  constructor(readonly refusal: Refusal) {
    super("rolled back");
  }
}

/**
 * How a command writes. IMMEDIATE takes the write lock before we read, so what `work` checks stays true until commit.
 * A refusal rolls back. With `once` (of `onceFor`) the first success is kept and returned for every repetition.
 * The schema's guards have the last word: what they stop is the refusal `guard_refused`. A disk that takes no more rolls
 * back and throws; `app/server/not-saved.ts` answers whoever sent the form, and health tells it.
 * `deed` must be synchronous: better-sqlite3 would commit half of an async one.
 */
export function transact<V extends Viewer, R extends Result<unknown>>(ctx: Ctx<V>, deed: (work: Work<V>) => R): R;
export function transact<V extends Viewer, R extends Result<unknown>>(
  ctx: Ctx<V>,
  once: Once | undefined,
  deed: (work: Work<V>) => R,
): R;
export function transact<V extends Viewer, R extends Result<unknown>>(
  ctx: Ctx<V>,
  ...given: [deed: (work: Work<V>) => R] | [once: Once | undefined, deed: (work: Work<V>) => R]
): R {
  const [once, deed] = given.length === 1 ? [undefined, given[0]] : given;
  invariant(!isWork(ctx), "a transaction inside another is an attempt");
  return undoneWhenRefused(() =>
    ctx.db.transaction((tx) => onceWith({ ...ctx, db: tx }, deed, once), { behavior: "immediate" }),
  );
}

/** A part of a transaction that may fail alone: a refusal takes back what `deed` wrote, and the rest goes on. */
export function attempt<V extends Viewer, R extends Result<unknown>>(work: Work<V>, deed: (work: Work<V>) => R): R {
  return undoneWhenRefused(() => work.db.transaction((tx) => onceWith({ ...work, db: tx }, deed)));
}

function isWork(ctx: Ctx): ctx is Work {
  return "rollback" in ctx.db;
}

function onceWith<V extends Viewer, R extends Result<unknown>>(
  work: Work<V>,
  deed: (work: Work<V>) => R,
  once?: Once,
): R {
  const before = once && keptResult(work, actorOf(work.viewer), once.id);
  if (before !== undefined) return before as R;
  const result = deed(work);
  if (!result.ok) throw new RolledBack(result);
  if (once)
    work.db
      .insert(idempotency)
      .values({ actor: actorOf(work.viewer), key: once.id, result, at: work.now })
      .run();
  return result;
}

function undoneWhenRefused<R extends Result<unknown>>(write: () => R): R {
  try {
    return write();
  } catch (error) {
    if (error instanceof RolledBack) return error.refusal as R;
    noteIfDisk(error, clock());
    if (error instanceof Error && /TILTS_(OVERLAP|TRAVEL)/.test(error.message)) return refuse("guard_refused") as R;
    throw error;
  }
}

/** What the page itself writes down and nobody asked for: a disk that takes no more must not take the page away. */
export function whenSaved({ now }: Ctx, write: () => Result<unknown>): void {
  whereDiskAllows(now, write);
}

// --- the same form twice -------------------------------------------------------------------------------

/** What a form does, once. `id` is how the answer is found again. */
export interface Once {
  readonly id: string;
}

/**
 * The deed, the key of the form and all that the form says, for `transact`: the same form sent twice is done once, and the same
 * form with other answers is not taken for it, nor one that does another thing. Without a key every sending counts. The id tells
 * nothing of what was said, and is as short for a long key.
 */
export function onceFor(deed: string, key: string | undefined, says: unknown): Once | undefined {
  return key ? { id: `${formMark(deed, key)}.${digest(`${key}:${JSON.stringify(says)}`)}` } : undefined;
}

/** What was answered to this person (as `actorOf` names them) when they sent what has that id; undefined when they never did. */
export function keptResult({ db }: Pick<Ctx, "db">, actor: string, id: string): unknown {
  const mine = and(eq(idempotency.actor, actor), eq(idempotency.key, id));
  return db.select({ result: idempotency.result }).from(idempotency).where(mine).get()?.result;
}

/** What the viewer's earlier sendings of the same form, with other answers, came to. */
export function sentBefore(work: Work, deed: string, key: string | undefined): unknown[] {
  if (!key) return [];
  const mark = formMark(deed, key);
  return work.db
    .select({ result: idempotency.result })
    .from(idempotency)
    .where(
      and(
        eq(idempotency.actor, actorOf(work.viewer)),
        gt(idempotency.key, `${mark}.`),
        lt(idempotency.key, `${mark}/`),
      ),
    )
    .limit(20)
    .all()
    .map(({ result }) => result);
}

function formMark(deed: string, key: string): string {
  return `${deed}.${digest(key)}`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}

/** user:ID, interpreter:ID, attester:ID of the request, or system: who did it, as events and idempotency keys name them. */
export function actorOf(viewer: Viewer): string {
  if (viewer.kind === "user") return `user:${viewer.userId}`;
  if (viewer.kind === "attester") return `attester:${viewer.requestId}`;
  return viewer.kind === "link" ? `interpreter:${viewer.interpreterId}` : viewer.kind;
}

/** A random 128-bit public id. */
export function newId(): string {
  return randomBytes(16).toString("base64url");
}
