/** Opens this installation, or refuses to in one line before anything is touched: docs/operating.md tells which database is which. */

import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { and, asc, eq, isNull } from "drizzle-orm";
import { layLink } from "#app/auth/account-links.server";
import { endFirstLink, hasAccounts, layFirstLink } from "#app/auth/first-link.server";
import { applicationToken, callerToken, holdSecret, offerToken, tokenHash } from "#app/auth/link-token.server";
import { hashPassword } from "#app/auth/passwords.server";
import { SYSTEM } from "#app/auth/viewer";
import { clock, newId, type Runtime, transact, type Work } from "#app/context.server";
import type { Locale } from "#app/dispatch/vocabulary";
import { HOUSE_LOCALE } from "#app/dispatch/vocabulary";
import type { Payloads } from "#app/events/kinds";
import { isWaitingOffer } from "#app/facts/live";
import { type Guarded, guardText } from "#app/privacy";
import { DEMO_PASSWORD } from "#app/queries/everyone/demo-accounts";
import { ok, refuse } from "#app/result";
import { type Instant, isoOf } from "#app/time";
import { checkFolder, filesOf, rowsOf, type Unfit } from "#app/whole/folder";
import { createDatabase, type Db, openDatabase } from "#db/client.server";
import { isDiskTrouble } from "#db/disk";
import { bringOver, FILES_FOLDER, storeIn } from "#db/files/store.server";
import {
  DATABASE_FILE,
  freshUnfinished,
  keepToOwner,
  lockFolder,
  lockKnownFolder,
  modeOf,
  SECRET_FILE,
} from "#db/installation.server";
import { lookForDamage, sweepLooks } from "#db/look.server";
import type { DeskPhones } from "#db/reference/desks";
import { layReference } from "#db/reference/lay";
import { events, installation, NAME_KEY, offers, tokens, users } from "#db/schema";
import { seedDemo } from "#db/seed";
import { beginLoading, type Loading, type Made } from "#db/whole/load.server";
import { type Config, isHttps, isLoopback, StartRefused } from "./config.server";

/** Mails of an installation without SMTP, as `events/mailer.ts` writes them. */
const OUTBOX = "outbox";

/**
 * The runtime, with the secret held, and how to give its folder back. Throws `StartRefused` or `UnsoundDatabase`, as whatever
 * `lastCheck` throws, before a byte or the list of files in the folder has changed.
 */
export async function openInstallation(
  config: Config,
  lastCheck: () => Promise<void>,
): Promise<{ runtime: Runtime; release: () => void }> {
  const file = path.join(config.dataDir, DATABASE_FILE);
  const known = lockKnownFolder(config.dataDir);
  const mode = modeOf(config.dataDir);
  refuseWhatContradicts(config, mode);
  if (mode !== null) lookForDamage(file);
  if (existsSync(path.join(config.dataDir, SECRET_FILE))) readSecret(config.dataDir);
  await lastCheck();

  mkdirSync(config.dataDir, { recursive: true });
  const release = known ?? lockFolder(config.dataDir);
  keepToOwner(config.dataDir);
  sweepLooks(config.dataDir);
  if (mode === null) await createDemo(config);
  const opened = openDatabase(file, { isLookedInto: true });
  holdSecret(readSecret(config.dataDir));
  if (mode === null) layOfferLinks(opened.db, clock(config.clockOffset));
  return { runtime: { ...opened, config, isDemo: mode !== "real" }, release };
}

function refuseWhatContradicts(config: Config, mode: "demo" | "real" | null) {
  if (config.demo === false && mode === null)
    throw new StartRefused("There is no database in DATA_DIR and DEMO=0: `npm run init` creates one.");
  if (config.demo === false && mode === "demo")
    throw new StartRefused("DEMO=0, but the database in DATA_DIR is a demo database.");
  const signs = mode === null && config.demo !== true ? signsOfProduction(config) : [];
  if (signs.length > 0)
    throw new StartRefused(
      `There is no database in DATA_DIR, and ${signs.join(", ")} says that this is no trial: \`npm run init\` makes a real one, DEMO=1 a demo.`,
    );
  if (config.demo === true && mode === "real")
    throw new StartRefused("DEMO=1, but the database in DATA_DIR is a real one.");
  if (config.clockOffset && mode === "real")
    throw new StartRefused("CLOCK_OFFSET is set, but the database in DATA_DIR is a real one.");
  if (mode !== "real" && !isLoopback(config.host))
    throw new StartRefused(
      "Demo mode has accounts that everybody knows: it binds to a loopback HOST (127.0.0.1) only.",
    );
}

/** Settings that only an installation for others has: where one is given, no demo is made that nobody asked for. */
function signsOfProduction(config: Config): string[] {
  const signs = {
    HOST: !isLoopback(config.host),
    APP_URL: isHttps(config),
    SMTP_URL: config.smtpUrl !== null,
    TRUST_PROXY: config.trustProxy,
  };
  return Object.entries(signs).flatMap(([name, isGiven]) => (isGiven ? [name] : []));
}

/**
 * Throws the demo database of DATA_DIR away, with the mails it wrote, and makes it anew; an empty folder gets its first one.
 * Throws `StartRefused` or `UnsoundDatabase` before anything is touched when the database is a real one, is no Tilts
 * database, or is held by a server.
 */
export async function remakeDemo(config: Config): Promise<void> {
  refuseToThrowAway(config);
  mkdirSync(config.dataDir, { recursive: true });
  const release = lockFolder(config.dataDir);
  try {
    refuseToThrowAway(config); // nobody made a real one before the lock was ours
    await createDemo(config);
    rmSync(path.join(config.dataDir, OUTBOX), { recursive: true, force: true });
    const { db, sqlite } = openDatabase(path.join(config.dataDir, DATABASE_FILE));
    holdSecret(readSecret(config.dataDir));
    layOfferLinks(db, clock(config.clockOffset));
    sqlite.close();
  } finally {
    release();
  }
}

function refuseToThrowAway(config: Config) {
  const mode = modeOf(config.dataDir);
  if (mode === "real") throw new StartRefused("DATA_DIR holds a real database: only a demo database is thrown away.");
  refuseWhatContradicts(config, mode);
}

/** Made under another name first: a creation cut short is begun again at the next start. Replaces a demo that is there. */
async function createDemo(config: Config) {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const unfinished = freshUnfinished(config.dataDir);
  const opened = createDatabase(unfinished);
  seedDemo(opened, clock(config.clockOffset), { passwordHash });
  opened.sqlite.close();
  const file = path.join(config.dataDir, DATABASE_FILE);
  for (const rest of ["-wal", "-shm"]) rmSync(file + rest, { force: true }); // they belong to the one it replaces
  renameSync(unfinished, file);
}

/** The links of the offers that the demo database leaves open: they hang on the secret, which is not in the database. */
function layOfferLinks(db: Db, now: Instant) {
  transact({ db, now, viewer: SYSTEM, locale: HOUSE_LOCALE }, (work) => {
    const waiting = work.db.select().from(offers).where(isWaitingOffer()).all();
    for (const { id, interpreterId, offeredAt, deadlineAt } of waiting) {
      const hash = tokenHash(offerToken({ id, interpreterId }));
      work.db
        .insert(tokens)
        .values({ hash, kind: "offer", offerId: id, createdAt: offeredAt, expiresAt: deadlineAt })
        .onConflictDoNothing()
        .run();
    }
    return ok(null);
  });
}

export interface FirstAdmin {
  email: string;
  name: string;
  locale: Locale;
}

/**
 * Makes a real database in an empty DATA_DIR with the reference data, and one link, good once and for seven days: for the admin who
 * was named it sets their password, else whoever opens it becomes the first admin. A real database in which nobody has an account
 * gets a newer link, also while a server runs. Throws `StartRefused` or `UnsoundDatabase`.
 */
export function createReal(config: Config, admin: FirstAdmin | null, phones: DeskPhones = {}): { link: string } {
  if (config.demo === true) throw new StartRefused("DEMO=1 asserts a demo database: `npm run init` makes a real one.");
  const mode = modeOf(config.dataDir);
  if (mode === "demo") throw new StartRefused("DATA_DIR already holds a demo database: choose another DATA_DIR.");
  const name = guardText(admin?.name ?? "", { longest: 120 });
  if (!name.ok) throw new StartRefused("NAME must be a name, without telephone numbers, addresses or codes.");
  const person = admin && { ...admin, name: name.value.text };
  if (mode === "real") return { link: config.appUrl + newerLink(config.dataDir, person) };
  mkdirSync(config.dataDir, { recursive: true });
  const release = lockFolder(config.dataDir);
  try {
    const secret = randomBytes(32);
    holdSecret(secret);
    const unfinished = freshUnfinished(config.dataDir);
    const { db, sqlite } = createDatabase(unfinished);
    const now = clock(null);
    const made = transact({ db, now, viewer: SYSTEM, locale: HOUSE_LOCALE }, (work) => {
      layReference(work.db, now, phones);
      work.db
        .insert(installation)
        .values([
          { key: "mode", value: "real" },
          { key: "created_at", value: isoOf(now) },
        ])
        .run();
      return ok(firstDoor(work, person));
    });
    sqlite.close();
    renameSync(unfinished, path.join(config.dataDir, DATABASE_FILE));
    writeSecret(config.dataDir, secret);
    return { link: config.appUrl + made.value };
  } finally {
    release();
  }
}

/** The way in for the first admin, as a path. */
function firstDoor(work: Work, person: (FirstAdmin & { name: Guarded }) | null): string {
  if (!person) return `/first/${layFirstLink(work.db, work.now, newId())}`;
  const [userId, nonce] = [newId(), newId()];
  work.db
    .insert(users)
    .values({ id: userId, ...person, role: "admin", createdAt: work.now })
    .run();
  const invited: Payloads["user_invited"] = { userId, role: "admin", nonce };
  // Without a notification: the link is printed, and no mail can be set up yet.
  work.db.insert(events).values({ at: work.now, kind: "user_invited", actorKind: "system", payload: invited }).run();
  endFirstLink(work.db);
  return `/set-password/${layLink(work.db, work.now, "invite", userId, nonce)}`;
}

/** Of an installation that nobody has entered yet. What somebody has an account in is theirs. */
function newerLink(dataDir: string, person: (FirstAdmin & { name: Guarded }) | null): string {
  holdSecret(readSecret(dataDir));
  const { db, sqlite } = openDatabase(path.join(dataDir, DATABASE_FILE));
  try {
    const laid = transact({ db, now: clock(null), viewer: SYSTEM, locale: HOUSE_LOCALE }, (work) =>
      hasAccounts(work.db) ? refuse("not_found") : ok(firstDoor(work, person)),
    );
    if (laid.ok) return laid.value;
    throw new StartRefused(
      "DATA_DIR already holds a real database with accounts: sign in there, or choose another DATA_DIR.",
    );
  } finally {
    sqlite.close();
  }
}

export interface TakenIn {
  rows: number;
  tables: number;
  /** Whose link it is that sets a password, good once and for seven days; null: there is no administrator. */
  admin: { email: string; link: string } | null;
}

/**
 * Makes the database of an empty DATA_DIR from the files of another installation, which are checked first. Everybody sets a new password
 * by a link. Throws `StartRefused` or `UnsoundDatabase`, and leaves an empty folder then.
 */
export function createFrom(config: Config, folder: string): TakenIn {
  const mode = modeOf(config.dataDir);
  if (mode)
    throw new StartRefused(`DATA_DIR already holds a ${mode} database: only an empty installation takes another in.`);
  mkdirSync(config.dataDir, { recursive: true });
  const release = lockFolder(config.dataDir);
  const unfinished = freshUnfinished(config.dataDir);
  try {
    const secret = randomBytes(32);
    holdSecret(secret);
    const taken = loadFrom(folder, unfinished, config.appUrl);
    bringOver(filesOf(folder), [storeIn(folder)], storeIn(config.dataDir));
    renameSync(unfinished, path.join(config.dataDir, DATABASE_FILE));
    writeSecret(config.dataDir, secret);
    return taken;
  } finally {
    freshUnfinished(config.dataDir);
    if (!existsSync(path.join(config.dataDir, DATABASE_FILE)))
      rmSync(path.join(config.dataDir, FILES_FOLDER), { recursive: true, force: true });
    release();
  }
}

function loadFrom(folder: string, file: string, appUrl: string): TakenIn {
  const loading = beginLoading(file);
  const { db, sqlite } = loading.opened;
  try {
    const checked = checkFolder(folder, loading.schema);
    if (!checked.ok) throw new StartRefused(UNFIT[checked.reason](String(checked.detail ?? ""), loading.schema));
    const { tables, mode, name } = checked.value;
    for (const { name, rows } of tables) takeTable(loading, folder, name, rows);
    asRefusal("The files", () => loading.finish());
    const now = clock(null);
    layOfferLinks(db, now);
    const admin = transact({ db, now, viewer: SYSTEM, locale: HOUSE_LOCALE }, (work) => {
      work.db
        .insert(installation)
        .values([
          { key: "mode", value: mode },
          { key: "created_at", value: isoOf(now) },
          ...(name === null ? [] : [{ key: NAME_KEY, value: name }]),
        ])
        .run();
      const isAdmin = and(eq(users.role, "admin"), isNull(users.disabledAt));
      const first = work.db.select().from(users).where(isAdmin).orderBy(asc(users.createdAt)).limit(1).get();
      return ok(first ? { email: first.email, token: layLink(work.db, now, "invite", first.id, newId()) } : null);
    }).value;
    return {
      rows: tables.reduce((sum, { rows }) => sum + rows, 0),
      tables: tables.length,
      admin: admin && { email: admin.email, link: `${appUrl}/set-password/${admin.token}` },
    };
  } finally {
    sqlite.close();
  }
}

/** Links in mails sent before do not open: they hang on the secret of the installation that sent them. */
const MADE: Record<string, Made> = {
  applications: { columns: ["link_hash"], of: ({ id }) => [tokenHash(applicationToken(String(id)))] },
  callers: {
    columns: ["link_hash"],
    of: ({ request_id, link_number }) => [
      tokenHash(callerToken({ requestId: String(request_id), linkNumber: Number(link_number) })),
    ],
  },
};

function takeTable(loading: Loading, folder: string, name: string, rows: number): void {
  const taken = asRefusal(`${name}.jsonl`, () => loading.table(name, rowsOf(folder, name), MADE[name]));
  if (taken !== rows) throw new StartRefused(`${name}.jsonl has ${taken} rows, and the manifest says ${rows}.`);
}

/** What the schema or a reader does not take, as one line for the operator. */
function asRefusal<T>(what: string, take: () => T): T {
  try {
    return take();
  } catch (error) {
    if (isDiskTrouble(error)) throw error;
    throw new StartRefused(
      `${what} cannot be taken in: ${error instanceof Error ? error.message.split("\n")[0] : error}.`,
    );
  }
}

const UNFIT: Record<Unfit, (what: string, schema: string) => string> = {
  no_manifest: () => "There is no manifest.json of an exported installation in that folder.",
  other_format: (what) => `These files are of another shape (${what}): export them with this version.`,
  other_schema: (what, schema) =>
    `These files were written by another version (${what}, this one has ${schema}): take them in with that version, then upgrade.`,
  tables_missing: (what) => `The manifest lacks tables: ${what}.`,
  file_missing: (what) => `${what} is missing.`,
  file_damaged: (what) => `${what} is not as it was written: its checksum is another.`,
};

/** 32 random bytes beside the database, readable by its owner only. Links in mails are made with it. */
function readSecret(dataDir: string): Buffer {
  const file = path.join(dataDir, SECRET_FILE);
  if (!existsSync(file)) writeSecret(dataDir, randomBytes(32));
  const secret = readFileSync(file);
  if (secret.length < 32) throw new StartRefused("secret.key in DATA_DIR is shorter than 32 bytes: restore it.");
  return secret;
}

function writeSecret(dataDir: string, secret: Buffer) {
  const file = path.join(dataDir, SECRET_FILE);
  writeFileSync(file, secret, { mode: 0o600 });
  chmodSync(file, 0o600);
}
