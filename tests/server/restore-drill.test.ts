/** The steps of docs/operating.md, "Backup and restore", followed to the letter: the commands are read out of the document. */
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { simpleParser } from "mailparser";
import { afterAll, expect, test, vi } from "vitest";
import { visitor } from "#tests/support/http";
import { type RunningServer, startServer } from "#tests/support/server";

const folder = mkdtempSync(path.join(tmpdir(), "tilts-drill-"));
const started: RunningServer[] = [];
/** A letter that failed once is tried again after a minute. */
const PATIENCE = { timeout: 150_000, interval: 1_000 };
afterAll(async () => {
  await Promise.all(started.map((server) => server.stop("SIGKILL")));
  rmSync(folder, { recursive: true, force: true });
});

/** The blocks of commands under the heading, in their order. */
const [BACKUP = [], RESTORE = []] = (
  /^## Backup and restore$([\s\S]*?)^##/m.exec(readFileSync("docs/operating.md", "utf8"))?.[1] ?? ""
)
  .split("```sh\n")
  .slice(1)
  .map((block) => (block.split("```")[0] ?? "").trim().split("\n"));

function settings(dataDir: string, more: Record<string, string> = {}): Record<string, string> {
  return { DATA_DIR: dataDir, BACKUP_AT: "never", DEMO: "", VITEST: "", APP_URL: "", PORT: "0", ...more };
}

function run(command: string, dataDir: string): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn("sh", ["-c", command], { env: { ...process.env, ...settings(dataDir) } });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (out += chunk));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk));
  return new Promise((done) => child.once("close", (code) => done({ code, out, err })));
}

async function start(
  dataDir: string,
  more: Record<string, string> = {},
): Promise<{ base: string; stop: () => Promise<unknown> }> {
  const server = startServer(settings(dataDir, more));
  started.push(server);
  return { base: await server.ready, stop: () => server.stop() };
}

/** `npm start` in the document is what `startServer` runs. */
async function follow(commands: string[], file: string, dataDir: string) {
  expect(commands.at(-1)).toBe("npm start");
  expect(JSON.parse(readFileSync("package.json", "utf8")).scripts.start).toBe("exec node app/cli/start.js");
  let said = "";
  for (const command of commands.slice(0, -1)) {
    const { code, out, err } = await run(command.replace("FILE", file), dataDir);
    expect([code, err]).toEqual([0, ""]);
    said += out;
  }
  return { said, ...(await start(dataDir)) };
}

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" && address ? address.port : 0;
}

/** The link in the one letter of an outbox. */
async function linkIn(dataDir: string): Promise<string> {
  const outbox = path.join(dataDir, "outbox");
  const letters = () => (existsSync(outbox) ? readdirSync(outbox).filter((name) => name.endsWith(".eml")) : []);
  await vi.waitFor(() => expect(letters()).toHaveLength(1), PATIENCE);
  const { text } = await simpleParser(readFileSync(path.join(outbox, readdirSync(outbox)[0] ?? "")));
  return /\/set-password\/[\w-]{43}/.exec(text ?? "")?.[0] ?? "";
}

/** Made by the first step of the drill, and used by the second. */
let backupFile = "";

test("the drill: what was written before the backup is there again, and so are the links", async () => {
  const here = path.join(folder, "here");
  const made = await run("npm run --silent init -- --email vadiba@tulki.example --lang lv", here);
  const link = /\/set-password\/[\w-]{43}/.exec(made.out)?.[0] ?? "";

  // A mail server that is away: the invitation waits in the database, and its letter is written after the restore.
  const server = await start(here, { SMTP_URL: `smtp://127.0.0.1:${await closedPort()}` });
  const admin = visitor(server.base);
  const password = "ozolzīle kāpj kalnā 17";
  expect((await admin.post(link, { password, again: password })).status).toBe(302);
  await admin.signIn("vadiba@tulki.example", password);
  const invited = {
    name: "Ilze Ozola",
    email: "ilze@tulki.example",
    role: "coordinator",
    locale: "lv",
    key: "drill-invited",
  };
  expect((await admin.post("/admin/users/invite", invited)).location).toContain("done=invited");

  expect(BACKUP).toEqual(["npm run backup"]);
  const backup = await run(BACKUP[0] ?? "", here); // beside the running server
  const file = /^Backup: (\S+)$/m.exec(backup.out)?.[1] ?? "";
  backupFile = file;
  expect(backup.out).toMatch(
    /a real database whose newest entry is event \d+ of \d{4}-\d\d-\d\d \d\d:\d\d \([\d.]+ MB\), read through and sound/,
  );
  for (const name of ["", ...readdirSync(path.dirname(file))])
    expect(statSync(path.join(path.dirname(file), name)).mode & 0o077).toBe(0);

  const later = { ...invited, name: "Zane Zariņa", email: "zane@tulki.example", key: "drill-later" };
  await admin.post("/admin/users/invite", later);
  const refused = await run((RESTORE[0] ?? "").replace("FILE", file), here);
  expect([refused.code, refused.err]).toEqual([1, "Another Tilts is running on this DATA_DIR.\n"]);
  await server.stop();

  const restored = await follow(RESTORE, file, here);
  expect(restored.said).toMatch(
    /Restored: a real database.*\nWhat was there is in \S+set-aside-\S+\nIts secret\.key came with it/,
  );
  const again = visitor(restored.base);
  expect((await again.signIn("vadiba@tulki.example", password)).location).toBe("/admin/health");
  const users = (await again.get("/admin/users")).text;
  expect(users).toContain("Ilze Ozola");
  expect(users).not.toContain("Zane Zariņa");
  expect((await again.get(await linkIn(here))).status).toBe(200);
  await restored.stop();
});

test("the same on another machine, from the two files and nothing else; without the key it says so, and it is so", async () => {
  const file = backupFile;
  expect(file).not.toBe("");
  const [brought, elsewhere] = [path.join(folder, "brought"), path.join(folder, "elsewhere")];
  mkdirSync(brought);
  const copy = path.join(brought, path.basename(file));
  for (const end of [".db", ".key"]) cpSync(file.replace(/\.db$/, end), copy.replace(/\.db$/, end));
  const there = await follow(RESTORE, copy, elsewhere);
  expect((await visitor(there.base).get(await linkIn(elsewhere))).status).toBe(200);
  await there.stop();

  rmSync(copy.replace(/\.db$/, ".key"));
  const keyless = path.join(folder, "keyless");
  const without = await follow(RESTORE, copy, keyless);
  expect(without.said).toContain("No key lies beside it: a new one is made at the start.");
  const waiting = new Database(path.join(keyless, "tilts.db"), { readonly: true });
  const ended = waiting.prepare("select last_error from notifications where suppressed_at is not null").pluck();
  await vi.waitFor(() => expect(ended.all()).toEqual(["link_over"]), PATIENCE);
  waiting.close();
  await without.stop();
});

test("the server takes its first backup by itself, soon after the start, and health tells its age", async () => {
  const dataDir = path.join(folder, "nightly");
  await run("npm run --silent init -- --email vadiba@tulki.example", dataDir);
  const { base, stop } = await start(dataDir, { BACKUP_AT: "02:30" });
  await vi.waitFor(async () => {
    const health = await (await fetch(`${base}/healthz`)).json();
    expect(health).toMatchObject({ status: "ok", lastBackup: expect.stringMatching(/^\d{4}-/) });
  }, PATIENCE);
  expect(readdirSync(path.join(dataDir, "backups"))).toHaveLength(2);
  for (const name of readdirSync(path.join(dataDir, "backups")))
    expect(statSync(path.join(dataDir, "backups", name)).mode & 0o077).toBe(0);
  await stop();
});
