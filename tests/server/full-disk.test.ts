/** A disk that takes no more: every form says that nothing was saved and keeps what was typed, pages go on, and writing resumes. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { afterAll, expect, test, vi } from "vitest";
import { visitor } from "#tests/support/http";
import { offsetTo, type RunningServer, startServer, TEST_CLOCK } from "#tests/support/server";
import { doorsOf, passes } from "./access-doors";
import { MATRIX } from "./access-matrix";
import { accessWorld, PRINCIPALS } from "./access-world";

const folder = mkdtempSync(path.join(tmpdir(), "tilts-full-"));
const started: RunningServer[] = [];
const mounted: string[] = [];
afterAll(async () => {
  await Promise.all(started.map((server) => server.stop("SIGKILL")));
  for (const disk of mounted) spawnSync("umount", [disk]);
  rmSync(folder, { recursive: true, force: true });
});

/** The page itself makes this one, and nobody waits for it. */
const BY_ITSELF = ["routes/interpreter.seen"];

test("every form: not saved, nothing changed, all of it kept; and sent again it goes through", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const build = (await import(pathToFileURL(path.resolve("build/server/index.js")).href)) as ServerBuild;
  const wrong: string[] = [];
  let saved = 0;
  for (const [routeId, entry] of Object.entries(MATRIX))
    for (const [intent, { body: given }] of Object.entries(entry.actions ?? {})) {
      if (BY_ITSELF.includes(routeId)) continue;
      const w = await accessWorld();
      const doors = doorsOf(w, build);
      for (const who of PRINCIPALS.filter((one) => passes(one, entry.door))) {
        const address = doors.addressOf(routeId, entry, "own", who);
        if (address === null) continue;
        const body = doors.bodyFor(given, intent, "own", who);
        const headers = { Accept: "text/html" };
        const send = () => doors.ask(doors.withIndex(address, routeId), who, { method: "POST", body, headers });
        const before = w.fingerprint();
        w.sqlite.pragma("query_only = ON");
        const refused = await send();
        w.sqlite.pragma("query_only = OFF");
        const page = await refused.text();
        if (w.fingerprint() !== before) wrong.push(`${routeId} ${intent}: it has changed something`);
        await send();
        if (w.fingerprint() === before) continue; // nothing to save, or not for this person
        saved++;
        const hasPage = Boolean(build.routes[routeId]?.module.default);
        const lost = notKept(refused.status, page, hasPage ? body : new URLSearchParams());
        wrong.push(...lost.map((what) => `${routeId} ${intent}: ${what}`));
        break;
      }
      w.sqlite.close();
    }
  said.mockRestore();
  expect(wrong).toEqual([]);
  expect(saved).toBeGreaterThan(40);
});

/** What the page that answers lacks of what was sent, or shows though it is secret. */
function notKept(status: number, page: string, body: URLSearchParams): string[] {
  if (status !== 507 || !page.includes("Nav saglabāts")) return [`${status}`];
  const isSecret = (name: string) => ["password", "current", "again"].includes(name);
  const hasSecret = [...body.keys()].some(isSecret);
  return [...body].flatMap(([name, value]) => {
    const isThere = page.includes(`value="${escaped(value)}"`);
    if (hasSecret) return isThere && isSecret(name) ? [`shows ${name}`] : [];
    return isThere ? [] : [`lost ${name}`];
  });
}

const escaped = (text: string) =>
  text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#x27;");

/** How a disk is made full under a running server, and given room again. */
interface Disk {
  dataDir: string;
  fill(server: RunningServer): void;
  empty(server: RunningServer): void;
}

/** No file of that process may grow beyond a few bytes. */
function byLimit(): Disk {
  const limit = (server: RunningServer, bytes: string) =>
    expect(spawnSync("prlimit", ["--pid", String(server.child.pid), `--fsize=${bytes}:unlimited`]).status).toBe(0);
  return {
    dataDir: path.join(folder, "limited"),
    fill: (server) => limit(server, "1024"),
    empty: (server) => limit(server, "unlimited"),
  };
}

/** A file system in memory, filled to the last byte by something else; null where nobody may mount one. */
function byMount(): Disk | null {
  const disk = path.join(folder, "disk");
  mkdirSync(disk);
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tilts-full", disk]).status !== 0) return null;
  mounted.push(disk);
  const ballast = path.join(disk, "ballast");
  return {
    dataDir: path.join(disk, "data"),
    fill: () => expect(spawnSync("dd", ["if=/dev/zero", `of=${ballast}`, "bs=4096"]).status).toBe(1),
    empty: () => rmSync(ballast),
  };
}

const mount = byMount();
const LIMIT: [string, Disk] = ["a limit", byLimit()];
const FULL: [string, Disk][] = mount ? [["a full tmpfs", mount]] : [];
/** One of the two in `npm test`, both in `npm run full-disk`. */
const DISKS = process.env.WIDE ? [LIMIT, ...FULL] : [FULL[0] ?? LIMIT];

test.each(DISKS)(
  "the running server on %s: 507 in the person's language, health red at once, reading and the worker go on, writing resumes",
  async (_name, disk) => {
    const server = startServer({ DATA_DIR: disk.dataDir, CLOCK_OFFSET: offsetTo(TEST_CLOCK) });
    started.push(server);
    const base = await server.ready;
    const health = async () => {
      const answer = await fetch(`${base}/healthz`);
      return { code: answer.status, ...((await answer.json()) as { status: string; lastTick: string }) };
    };
    const ilze = visitor(base);
    await ilze.signIn("ilze@demo.tilts.test");
    const save = (theme: string) => ilze.post("/account", { intent: "settings", locale: "en", theme });
    expect((await save("light")).status).toBe(302); // English from now on, whatever the browser asks for
    expect(await health()).toMatchObject({ code: 200, status: "ok" });
    const sanita = visitor(base);
    await sanita.signIn("sociala@demo.tilts.test");
    const kept: string[] = [];
    const ask = async (n: number) => {
      const key = `full-disk-${n}`;
      const sent = await sanita.post("/institution/new", { ...ASKED, date: `2026-12-${10 + n}`, key });
      if (sent.status === 302) kept.push(sent.location ?? "");
      return sent.status;
    };
    expect(await ask(0)).toBe(302);

    disk.fill(server);
    // What the log holds already it may use again: some more may be taken before there is no room.
    let refused = await save("dark");
    for (let n = 0; refused.status === 302 && n < 500; n++) refused = await save(n % 2 ? "dark" : "light");
    expect(refused.status).toBe(507);
    expect(refused.text).toMatch(/<html[^>]* lang="en"/);
    expect(refused.text).toContain("Not saved");
    expect(refused.text).toMatch(/name="theme" value="(dark|light)"/);
    expect(await ask(1)).toBe(507);
    expect((await health()).code).toBe(503);
    expect((await health()).status).toContain("disk");
    for (const page of ["/coordinator", "/coordinator/requests", "/coordinator/calendar", "/account"])
      expect([page, (await ilze.get(page)).status]).toEqual([page, 200]);
    await new Promise((done) => setTimeout(done, 6_000)); // three rounds of the worker, none of which can write
    expect((await health()).status).toContain("disk");

    disk.empty(server);
    const before = (await health()).lastTick;
    await vi.waitFor(async () => expect((await health()).lastTick).not.toBe(before), {
      timeout: 20_000,
      interval: 500,
    });
    expect((await save("dark")).status).toBe(302);
    expect(await ask(1)).toBe(302);
    await vi.waitFor(async () => expect((await health()).status).toBe("ok"), { timeout: 60_000, interval: 1_000 });
    for (const page of kept) expect((await sanita.get(page)).status).toBe(200);
    await server.stop();
  },
);

const ASKED = {
  language: "prs",
  mode: "phone",
  start: "10:15",
  minutes: "60",
  topic: "social",
  count: "1",
  contactName: "Zanda Kļava",
  contactPhone: "29 444 555",
};
