/** `npm run import` beside the running server, as an operator runs it on a working day. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { visitor } from "#tests/support/http";

const base = inject("base");
const dataDir = inject("dataDir");
const PEOPLE = 400;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tilts-beside-"));
  const rows = Array.from(
    { length: PEOPLE },
    (_, i) => `BES-${i};Persona ${i};Cēsis;dari:2;P-Pk 08:00-17:00;kandidāts`,
  );
  writeFileSync(
    path.join(folder, "people.csv"),
    ["kods;vārds;dzīvesvieta;valodas;pieejamība;statuss", ...rows].join("\n"),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Import {
  process: ChildProcess;
  ended: Promise<{ code: number | null; said: string }>;
}

function begin(): Import {
  const args = ["--import", "tsx", "app/cli/import.ts", "interpreters", "people.csv", "--apply", "--lang", "en"];
  const env = { ...process.env, DATA_DIR: dataDir, DEMO: "", CLOCK_OFFSET: "", STARTED_IN: folder };
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (said += String(part)));
  const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, said })),
  );
  return { process: child, ended };
}

const imported = (): number => {
  const db = new Database(path.join(dataDir, "tilts.db"), { readonly: true });
  const count = Number(db.prepare("select count(*) from interpreters where code like 'BES-%'").pluck().get());
  db.close();
  return count;
};

test("one that is broken off leaves whole people, and run again beside people at work it ends as it should", async () => {
  const broken = begin();
  while (imported() === 0) await Promise.race([visitor(base).get("/healthz"), broken.ended]);
  broken.process.kill("SIGKILL");
  await broken.ended;
  const half = imported();
  expect(half).toBeGreaterThan(0);
  expect(half).toBeLessThan(PEOPLE);

  const ilze = visitor(base);
  await ilze.signIn("ilze@demo.tilts.test");
  const whole = begin();
  let isOver = false;
  const ended = whole.ended.finally(() => (isOver = true));
  const waits: number[] = [];
  for (let n = 0; !isOver; n++) {
    const from = performance.now();
    const page = await ilze.get("/coordinator");
    const saved = await ilze.post("/account", { intent: "settings", locale: "lv", theme: n % 2 ? "dark" : "light" });
    waits.push(performance.now() - from);
    expect(page.status).toBe(200);
    expect(saved.status).toBeLessThan(400);
  }
  expect(await ended).toEqual({
    code: 0,
    said: `${PEOPLE - half} added · 0 changed · ${half} unchanged · rows with mistakes: 0\n`,
  });
  expect(imported()).toBe(PEOPLE);
  expect(waits.length).toBeGreaterThan(1);
  expect(Math.max(...waits)).toBeLessThan(5_000);
});
