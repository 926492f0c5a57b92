/** Opens this installation, or refuses to in one line before anything is touched. See README "Decisions", *Databases*. */

import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { eq } from "drizzle-orm";
import { createDatabase, openDatabase } from "#db/client.server";
import { DATABASE_FILE, freshUnfinished, lockFolder, modeOf } from "#db/installation.server";
import { installation } from "#db/schema";
import { type Config, isLoopback } from "./config.server";
import type { Runtime } from "./context.server";

/** Why this installation does not start: one line for the operator. */
export class StartRefused extends Error {}

/** The runtime, and how to give its folder back. Throws `StartRefused` or `UnsoundDatabase`. */
export function openInstallation(config: Config): { runtime: Runtime; secret: Buffer; release: () => void } {
  const mode = modeOf(config.dataDir);
  const isDemo = mode !== "real";
  refuseWhatContradicts(config, mode);

  mkdirSync(config.dataDir, { recursive: true });
  const release = lockFolder(config.dataDir);
  if (mode === null) createDemo(config.dataDir);
  const opened = openDatabase(path.join(config.dataDir, DATABASE_FILE));
  return { runtime: { ...opened, config, isDemo }, secret: readSecret(config.dataDir), release };
}

function refuseWhatContradicts(config: Config, mode: "demo" | "real" | null) {
  if (config.demo === false && mode === null)
    throw new StartRefused("There is no database in DATA_DIR and DEMO=0: `npm run init` creates one.");
  if (config.demo === false && mode === "demo")
    throw new StartRefused("DEMO=0, but the database in DATA_DIR is a demo database.");
  if (config.demo === true && mode === "real")
    throw new StartRefused("DEMO=1, but the database in DATA_DIR is a real one.");
  if (config.clockOffset && mode === "real")
    throw new StartRefused("CLOCK_OFFSET is set, but the database in DATA_DIR is a real one.");
  if (mode !== "real" && !isLoopback(config.host))
    throw new StartRefused(
      "Demo mode has accounts that everybody knows: it binds to a loopback HOST (127.0.0.1) only.",
    );
}

/** Made under another name first: a creation cut short is begun again at the next start. */
function createDemo(dataDir: string) {
  const unfinished = freshUnfinished(dataDir);
  const { db, sqlite } = createDatabase(unfinished);
  db.insert(installation).values({ key: "mode", value: "demo" }).onConflictDoNothing().run();
  db.update(installation).set({ value: "demo" }).where(eq(installation.key, "mode")).run();
  sqlite.close();
  renameSync(unfinished, path.join(dataDir, DATABASE_FILE));
}

/** 32 random bytes beside the database, readable by its owner only. Links in mails are made with it. */
function readSecret(dataDir: string): Buffer {
  const file = path.join(dataDir, "secret.key");
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(32), { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  const secret = readFileSync(file);
  if (secret.length < 32) throw new StartRefused("secret.key in DATA_DIR is shorter than 32 bytes: restore it.");
  return secret;
}
