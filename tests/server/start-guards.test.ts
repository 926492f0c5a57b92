import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, inject, test, vi } from "vitest";
import { createDatabase, type Sqlite } from "#db/client.server";
import { visitor } from "#tests/support/http";
import { type RunningServer, startServer } from "#tests/support/server";

const folder = mkdtempSync(path.join(tmpdir(), "tilts-start-"));
const started: RunningServer[] = [];
afterAll(async () => {
  await Promise.all(started.map((server) => server.stop("SIGKILL"))); // one that should have refused and did not
  rmSync(folder, { recursive: true, force: true });
});

function start(env: Record<string, string>): RunningServer {
  const server = startServer(env);
  started.push(server);
  return server;
}

let made = 0;
/** A DATA_DIR of its own. */
function dataDir(): string {
  const dir = path.join(folder, String(made++));
  mkdirSync(dir);
  return dir;
}

/** A DATA_DIR with a sound database, changed by `spoil`. */
function database(mode: "demo" | "real", spoil: (sqlite: Sqlite) => void = () => undefined): string {
  const dir = dataDir();
  const { sqlite } = createDatabase(path.join(dir, "tilts.db"));
  sqlite.prepare("insert into installation (key, value) values ('mode', ?)").run(mode);
  spoil(sqlite);
  sqlite.close();
  return dir;
}

function fileWith(name: string, content: string | Buffer): string {
  const dir = dataDir();
  writeFileSync(path.join(dir, name), content);
  return dir;
}

function damaged(): string {
  const dir = database("real");
  const file = path.join(dir, "tilts.db");
  const bytes = readFileSync(file);
  for (let page = 2; page < 12; page++) bytes.fill(0xa5, page * 4096, page * 4096 + 2048);
  writeFileSync(file, bytes);
  return dir;
}

/** Cut off in the middle of what its header promises. */
function truncated(): string {
  const dir = database("real");
  truncateSync(path.join(dir, "tilts.db"), 40 * 1024);
  return dir;
}

/** As a kill leaves it: the newest rows are in the log, and stay there for whoever restores it. */
function killed(spoil: (sqlite: Sqlite) => void): string {
  const [from, dir] = [dataDir(), dataDir()];
  const { sqlite } = createDatabase(path.join(from, "tilts.db"));
  sqlite.prepare("insert into installation (key, value) values ('mode', 'real')").run();
  spoil(sqlite);
  for (const name of ["tilts.db", "tilts.db-wal"]) cpSync(path.join(from, name), path.join(dir, name));
  sqlite.close();
  return dir;
}

/** A log that belongs to another database. */
function mixed(): string {
  const dir = damaged();
  writeFileSync(
    path.join(dir, "tilts.db-wal"),
    readFileSync(
      path.join(
        killed(() => undefined),
        "tilts.db-wal",
      ),
    ),
  );
  return dir;
}

function withShortSecret(): string {
  const dir = database("real");
  writeFileSync(path.join(dir, "secret.key"), "short");
  return dir;
}

const REFUSED: [string, () => Record<string, string>, RegExp][] = [
  ["an empty file", () => ({ DATA_DIR: fileWith("tilts.db", "") }), /not a Tilts database/],
  ["a file of another kind", () => ({ DATA_DIR: fileWith("tilts.db", "x".repeat(9000)) }), /not a Tilts database/],
  [
    "another program's database",
    () => ({ DATA_DIR: database("real", (sqlite) => sqlite.pragma("application_id = 7")) }),
    /not a Tilts database/,
  ],
  ["a damaged database", () => ({ DATA_DIR: damaged() }), /not a sound database|damaged/],
  ["a database cut short", () => ({ DATA_DIR: truncated() }), /not a sound database|damaged/],
  ["a damaged database beside a log", () => ({ DATA_DIR: mixed() }), /not a sound database|damaged/],
  ["a secret that is too short", () => ({ DATA_DIR: withShortSecret() }), /secret\.key/],
  [
    "a database of a newer version that was killed",
    () => ({ DATA_DIR: killed((sqlite) => sqlite.exec("INSERT INTO migrations VALUES ('9999_future', 'x', 0)")) }),
    /9999_future/,
  ],
  [
    "a database without its schema",
    () => ({ DATA_DIR: database("real", (sqlite) => sqlite.exec("DROP TABLE migrations")) }),
    /no schema/,
  ],
  [
    "a database that lost a guard",
    () => ({ DATA_DIR: database("real", (sqlite) => sqlite.exec("DROP TRIGGER assignments_no_overlap_update")) }),
    /Guards are missing or changed: assignments_no_overlap_update/,
  ],
  [
    "a database that lost a unique index",
    () => ({ DATA_DIR: database("real", (sqlite) => sqlite.exec("DROP INDEX offers_one_accepted")) }),
    /Guards are missing or changed: offers_one_accepted/,
  ],
  [
    "a database of a newer version",
    () => ({
      DATA_DIR: database("real", (sqlite) => sqlite.exec("INSERT INTO migrations VALUES ('9999_future', 'x', 0)")),
    }),
    /9999_future/,
  ],
  ["files without a database", () => ({ DATA_DIR: fileWith("notes.txt", "hello") }), /holds files but no tilts\.db/],
  ["a folder that cannot be made", () => ({ DATA_DIR: path.join(fileWith("a", "x"), "a", "b") }), /does not start/],
  ["no database and DEMO=0", () => ({ DATA_DIR: dataDir(), DEMO: "0" }), /npm run init/],
  ["a demo database and DEMO=0", () => ({ DATA_DIR: database("demo"), DEMO: "0" }), /DEMO=0/],
  ["a real database and DEMO=1", () => ({ DATA_DIR: database("real"), DEMO: "1" }), /DEMO=1/],
  ["a shifted clock over real work", () => ({ DATA_DIR: database("real"), CLOCK_OFFSET: "PT3H" }), /CLOCK_OFFSET/],
  ["a demo for everybody", () => ({ DATA_DIR: database("demo"), HOST: "0.0.0.0" }), /loopback/],
  [
    "a demo for everybody that is still to be made",
    () => ({ DATA_DIR: dataDir(), HOST: "0.0.0.0", DEMO: "1" }),
    /loopback/,
  ],
  ["no database and an address for everybody", () => ({ DATA_DIR: dataDir(), HOST: "0.0.0.0" }), /HOST.*npm run init/],
  [
    "no database behind https",
    () => ({ DATA_DIR: dataDir(), APP_URL: "https://tulki.example" }),
    /APP_URL.*npm run init/,
  ],
  ["no database and a mail server", () => ({ DATA_DIR: dataDir(), SMTP_URL: "smtp://mail.example" }), /SMTP_URL.*init/],
  ["no database behind a proxy", () => ({ DATA_DIR: dataDir(), TRUST_PROXY: "1" }), /TRUST_PROXY.*npm run init/],
  ["a port that is none", () => ({ DATA_DIR: database("real"), PORT: "abc" }), /PORT/],
  ["an address that is none", () => ({ DATA_DIR: database("real"), APP_URL: "tilts" }), /APP_URL/],
  ["a port that is taken", () => ({ DATA_DIR: database("real"), PORT: new URL(inject("base")).port }), /taken/],
  ["a folder in which another Tilts runs", () => ({ DATA_DIR: inject("dataDir") }), /Another Tilts is running/],
];

test.each(REFUSED)("%s: it does not start, says why in one line and touches nothing", async (_, settings, why) => {
  const env = settings();
  const before = env.DATA_DIR === inject("dataDir") ? null : bytesOf(env.DATA_DIR!);
  const { code, stdout, stderr } = await start(env).ended;
  expect(code).toBe(1);
  expect(stdout).toBe("");
  expect(stderr.trimEnd().split("\n")).toEqual([expect.stringMatching(why)]);
  if (before) expect(bytesOf(env.DATA_DIR!)).toEqual(before);
});

test("a stop is clean: what runs ends, the database is closed, and the next start finds it sound", async () => {
  const dir = database("real");
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const server = start({ DATA_DIR: dir });
    const address = await server.ready;
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    expect(await server.stop(signal)).toMatchObject({ code: 0, signal: null });
    expect(readdirSync(dir).filter((name) => /-(wal|shm)$/.test(name))).toEqual([]);
  }
  expect(statSync(path.join(dir, "secret.key")).mode & 0o777).toBe(0o600);
});

test("folder and files are the owner's alone, those of an earlier version too, and nobody else's are touched", async () => {
  const fresh = path.join(folder, "fresh");
  const server = start({ DATA_DIR: fresh });
  const base = await server.ready;
  await visitor(base).post("/forgot", { email: "amina@demo.tilts.test", key: "owner-alone" });
  await vi.waitFor(() => expect(readdirSync(path.join(fresh, "outbox")).length).toBeGreaterThan(0), 30_000);
  expect(openToOthers(fresh)).toEqual([]);
  await server.stop();

  const old = database("real");
  writeFileSync(path.join(old, "secret.key"), "x".repeat(64));
  for (const name of ["tilts.db", "secret.key"]) chmodSync(path.join(old, name), 0o644);
  mkdirSync(path.join(old, "outbox"), { mode: 0o755 });
  chmodSync(old, 0o755);
  const again = start({ DATA_DIR: old });
  await again.ready;
  expect(openToOthers(old)).toEqual([]);
  await again.stop();

  const shared = database("real");
  writeFileSync(path.join(shared, "neighbour.txt"), "x");
  for (const name of ["", "neighbour.txt"]) chmodSync(path.join(shared, name), 0o755);
  const beside = start({ DATA_DIR: shared });
  await beside.ready;
  expect(openToOthers(shared)).toEqual(["", "neighbour.txt"]);
});

/** What in this folder somebody else on the machine may read, "" for the folder itself. */
function openToOthers(dir: string): string[] {
  const names = ["", ...readdirSync(dir, { recursive: true }).map(String)];
  return names.filter((name) => statSync(path.join(dir, name)).mode & 0o077).sort();
}

test("a real installation has no demo accounts and no banner", async () => {
  const server = start({ DATA_DIR: database("real") });
  const address = await server.ready;
  const page = await (await fetch(`${address}/login`)).text();
  const { stdout } = await server.stop().then(() => server.ended);
  expect(page).not.toMatch(/demo\.tilts\.test|tilts-demo|demo-banner/);
  expect(stdout).not.toContain("Demo");
});

test("links' tokens and what people search for stay out of the log", async () => {
  const server = start({ DATA_DIR: database("real") });
  const address = await server.ready;
  for (const where of [
    "/o/SECRET1",
    "/o/SECRET2.data",
    "/set-password/SECRET3",
    "/login?to=/SECRET4",
    "/r/SECRET7",
    "/d/SECRET8",
    "/first/SECRET9",
    "/x/SECRET5?y=SECRET6",
  ])
    await fetch(address + where);
  const { stdout, stderr } = await server.stop().then(() => server.ended);
  expect(stdout).toContain("/set-password/…");
  for (const secret of ["SECRET1", "SECRET2", "SECRET3", "SECRET4", "SECRET6", "SECRET7", "SECRET8", "SECRET9"])
    expect(stdout + stderr).not.toContain(secret);
});

/** SHA-256 of every file in the folder. */
function bytesOf(dir: string): Record<string, string> {
  try {
    return Object.fromEntries(
      readdirSync(dir).map((name) => [
        name,
        createHash("sha256")
          .update(readFileSync(path.join(dir, name)))
          .digest("hex"),
      ]),
    );
  } catch {
    return {}; // the folder that cannot be made
  }
}
