/** What the tools that work on this installation share: its database, its files, and one line when something is refused. */
import path from "node:path";
import { SYSTEM } from "#app/auth/viewer";
import { type Ctx, clock } from "#app/context.server";
import type { Locale } from "#app/dispatch/vocabulary";
import { Misconfigured, readConfig, StartRefused } from "#app/server/config.server";
import { openDatabase, UnsoundDatabase } from "#db/client.server";
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

/** Tells why the installation was not made, in one line; answers the exit code. Anything unforeseen is thrown on. */
export function sayRefusal(error: unknown): number {
  if (error instanceof StartRefused || error instanceof UnsoundDatabase) return say(error.message, REFUSED);
  if (error instanceof Misconfigured) return say(error.message);
  throw error;
}
