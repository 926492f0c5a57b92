import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { isFirstLink } from "#app/auth/first-link.server";
import { DAY, instantFrom } from "#app/time";
import { openDatabase } from "#db/client.server";
import { modeOf } from "#db/installation.server";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function dataDir(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "tilts-init-"));
  folders.push(folder);
  return folder;
}

function init(folder: string, ...args: string[]) {
  const env = {
    ...process.env,
    DATA_DIR: folder,
    APP_URL: "https://tulki.example",
    DEMO: "",
    CLOCK_OFFSET: "",
    VITEST: "",
  };
  const run = spawnSync(process.execPath, ["--import", "tsx", "app/cli/init.ts", ...args], {
    env,
    encoding: "utf8",
    input: "",
  });
  return { code: run.status, out: run.stdout, err: run.stderr.trim() };
}

test("an empty folder gets a real database, an admin and a link that only its hash remembers", () => {
  const folder = dataDir();
  const made = init(
    folder,
    "--email",
    "Vadiba@Example.ORG",
    "--name",
    "Vadītāja",
    "--lang",
    "en",
    "--phone",
    "riga=20 000 911",
  );
  expect(made).toMatchObject({ code: 0, err: "" });
  const token = /https:\/\/tulki\.example\/set-password\/([\w-]{43})\s/.exec(made.out)?.[1] ?? "";
  const { sqlite } = openDatabase(path.join(folder, "tilts.db"));
  expect(sqlite.prepare("select email, name, role, locale, password_hash hash from users").all()).toEqual([
    { email: "vadiba@example.org", name: "Vadītāja", role: "admin", locale: "en", hash: null },
  ]);
  expect(sqlite.prepare("select kind, hash, used_at usedAt from tokens").all()).toEqual([
    { kind: "invite", hash: createHash("sha256").update(token).digest("hex"), usedAt: null },
  ]);
  const count = (table: string) => sqlite.prepare(`select count(*) from ${table}`).pluck().get();
  expect(["desks", "places", "interpreters", "requests", "notifications"].map(count)).toEqual([5, 628, 0, 0, 0]);
  expect(sqlite.prepare("select id, phone from desks where phone is not null").all()).toEqual([
    { id: "riga", phone: "+37120000911" },
  ]);
  expect(count("holidays")).toBeGreaterThan(40);
  sqlite.close();
  expect(modeOf(folder)).toBe("real");
  expect(statSync(path.join(folder, "secret.key")).mode & 0o777).toBe(0o600);

  const again = init(folder, "--email", "cits@example.org");
  expect(again).toEqual({
    code: 1,
    out: "",
    err: "DATA_DIR already holds a real database with accounts: sign in there, or choose another DATA_DIR.",
  });
});

test("a folder with something else in it is left alone", () => {
  const folder = dataDir();
  writeFileSync(path.join(folder, "tilts.db"), "not a database");
  expect(init(folder, "--email", "a@example.org")).toMatchObject({ code: 1, out: "" });
  expect(readdirSync(folder)).toEqual(["tilts.db"]);
});

test("without a word one link is printed that is nobody's yet; a second run ends it and prints a newer one", () => {
  const folder = dataDir();
  const made = init(folder);
  expect(made).toMatchObject({ code: 0, err: "" });
  const linkIn = (out: string) => /https:\/\/tulki\.example\/first\/([\w-]{43})\s/.exec(out)?.[1] ?? "";
  expect(made.out.match(/https?:\/\//g)).toHaveLength(1);
  const newer = init(folder);
  expect(newer).toMatchObject({ code: 0, err: "" });
  const { db, sqlite } = openDatabase(path.join(folder, "tilts.db"));
  expect(sqlite.prepare("select count(*) from users").pluck().get()).toBe(0);
  const now = instantFrom(Date.now());
  expect([linkIn(made.out), linkIn(newer.out)].map((token) => isFirstLink(db, token, now))).toEqual([false, true]);
  expect(isFirstLink(db, linkIn(newer.out), instantFrom(now + 8 * DAY))).toBe(false);
  sqlite.close();
  expect(readFileSync(path.join(folder, "tilts.db")).includes(linkIn(newer.out))).toBe(false);
});

test("what is given must be right", () => {
  const folder = dataDir();
  const usage = "Usage: npm run init -- [--email ADDRESS [--name NAME] [--lang lv|en]] [--phone DESK=NUMBER …]";
  expect(init(folder, "--email", "nobody")).toEqual({
    code: 2,
    out: "",
    err: `“nobody” is not an e-mail address. ${usage}`,
  });
  expect(init(folder, "--name", "Vadītāja")).toEqual({ code: 2, out: "", err: `--name goes with --email. ${usage}` });
  expect(init(folder, "--colour", "red").code).toBe(2);
  expect(readdirSync(folder)).toEqual([]);
});
