/** What the tools that work on this installation share: its database, its files, and one line when something is refused. */
import path from "node:path";
import { SYSTEM } from "#app/auth/viewer";
import { type Ctx, clock } from "#app/context.server";
import type { Locale } from "#app/dispatch/vocabulary";
import { Misconfigured, readConfig, StartRefused } from "#app/server/config.server";
import { dateOf, timeOf } from "#app/time";
import type { Contents } from "#db/backups.server";
import { openDatabase, UnsoundDatabase } from "#db/client.server";
import { isDiskTrouble } from "#db/disk";
import { DATABASE_FILE } from "#db/installation.server";

/** How long a tool waits for a running server's turn to end, in milliseconds; the server itself waits less. */
const PATIENCE = 60_000;
const REFUSED = 1;
const MISUSED = 2;

/** Does `deed` as the system and answers its exit code, or tells the operator in one line what stands in the way. */
export function inInstallation(locale: Locale, deed: (ctx: Ctx) => number): number {
  try {
    const config = readConfig(process.env);
    const { db, sqlite } = openDatabase(path.join(config.dataDir, DATABASE_FILE));
    sqlite.pragma(`busy_timeout = ${PATIENCE}`);
    try {
      return deed({ db, now: clock(config.clockOffset), viewer: SYSTEM, locale });
    } finally {
      sqlite.close();
    }
  } catch (error) {
    if (error instanceof UnsoundDatabase || error instanceof Misconfigured) return say(error.message);
    throw error;
  }
}

/** A file as it was named where npm was called. */
export function fromWhereStarted(file: string): string {
  return path.resolve(process.env.STARTED_IN ?? ".", file);
}

/** The first line to the standard error; answers the exit code. */
export function say(text: string, code = MISUSED): number {
  console.error(text.split("\n")[0]);
  return code;
}

/** "a real database whose newest entry is event 1234 of 2026-11-30 02:29", by which an operator knows it. */
export function tellContents({ mode, newest }: Contents): string {
  const last = newest ? `event ${newest.event} of ${dateOf(newest.at)} ${timeOf(newest.at)}` : "none";
  return `a ${mode} database whose newest entry is ${last}`;
}

/** Tells why the installation was not made, in one line; answers the exit code. Anything unforeseen is thrown on. */
export function sayRefusal(error: unknown): number {
  if (error instanceof StartRefused || error instanceof UnsoundDatabase) return say(error.message, REFUSED);
  if (error instanceof Misconfigured) return say(error.message);
  if (isDiskTrouble(error)) return say(`The disk takes no more (${messageOf(error)}): nothing was changed.`, REFUSED);
  throw error;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
