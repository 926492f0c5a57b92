/**
 * The access matrix over the whole manifest: every route × every kind of person × own, foreign and missing ids, as
 * page, as data, as data of one route alone, and as HEAD; every action likewise, with the state compared before and after.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { beforeAll, describe, expect, test } from "vitest";
import { asData, type Doors, doorsOf, onlyReads, passes, ROLES, WHOSE, type Whose } from "./access-doors";
import { type Entry, MATRIX, type Subject } from "./access-matrix";
import { type AccessWorld, accessWorld, PRINCIPALS, type Principal } from "./access-world";

let w: AccessWorld;
let doors: Doors;

beforeAll(async () => {
  const build = (await import(pathToFileURL(path.resolve("build/server/index.js")).href)) as ServerBuild;
  w = await accessWorld();
  doors = doorsOf(w, build);
});

/** in: a page or data · login: sent to sign in · none: there is no such thing · other */
function verdict(status: number, body: string, location: string | null): "in" | "login" | "none" | "other" {
  if (status === 404) return "none";
  if ([301, 302, 303].includes(status)) return location?.startsWith("/login") ? "login" : "in";
  if (status === 202) return body.includes("/login") ? "login" : "in";
  return status < 300 || status === 400 || status === 410 ? "in" : "other";
}

function expected(entry: Entry, who: Principal, whose: Whose): string[] {
  if (!passes(who, entry.door)) return ROLES[who] ? ["none"] : ["login"];
  if (entry.names && whose !== "own") return ["none"];
  return ["in"];
}

describe("the matrix is complete", () => {
  test("every route with a loader or an action has an entry, and no entry is left over", () => {
    const known = new Set([...doors.routesWith("loader"), ...doors.routesWith("action")]);
    expect([...known].filter((id) => !MATRIX[id] && id !== "root")).toEqual([]);
    expect(Object.keys(MATRIX).filter((id) => !known.has(id))).toEqual([]);
  });

  test("every intent that an action reads has a case", () => {
    const missing = doors.routesWith("action").flatMap((id) => {
      const cases = Object.keys(MATRIX[id]?.actions ?? {});
      return intentsIn(id)
        .filter((intent) => !cases.includes(intent))
        .map((intent) => `${id}: ${intent}`);
    });
    expect(missing).toEqual([]);
    expect(doors.routesWith("action").filter((id) => Object.keys(MATRIX[id]?.actions ?? {}).length === 0)).toEqual([]);
  });
});

/** The intents a route's own files name: buttons, comparisons, a switch over `intent`, and the schema's literals. */
function intentsIn(routeId: string): string[] {
  const folder = path.join("app", routeId);
  const files = existsSync(folder)
    ? readdirSync(folder).map((name) => path.join(folder, name))
    : [`${folder}.tsx`, `${folder}.ts`].filter(existsSync);
  const found = files.flatMap((file) => {
    const source = readFileSync(file, "utf8");
    const patterns = [
      /name="intent"\s+value="(\w+)"/g,
      /intent"?\)?\s*[!=]==\s*"(\w+)"/g,
      /intent: z\.literal\("(\w+)"\)/g,
      ...(source.includes('switch (form.get("intent"))') ? [/\bcase "(\w+)":/g] : []),
    ];
    const listed = [...source.matchAll(/intent: z\.enum\(\[([^\]]*)\]\)/g)].flatMap(
      ([, many]) => many?.match(/\w+/g) ?? [],
    );
    return [...patterns.flatMap((pattern) => [...source.matchAll(pattern)].map((match) => match[1]!)), ...listed];
  });
  return [...new Set(found)];
}

describe("reading", () => {
  test("every page answers each person as the matrix says, in four ways of asking, and leaks nothing", async () => {
    const wrong: string[] = [];
    let asked = 0;
    for (const routeId of doors.routesWith("loader")) {
      const entry = MATRIX[routeId];
      if (!entry) continue;
      for (const who of PRINCIPALS)
        for (const whose of WHOSE) {
          if (!entry.names && whose !== "own") continue;
          const address = doors.addressOf(routeId, entry, whose, who);
          if (address === null) continue;
          const ways: [string, RequestInit][] = [
            [address, {}],
            [asData(address), {}],
            [asData(address, routeId), {}],
            [address, { method: "HEAD" }],
          ];
          for (const [url, init] of ways) {
            asked++;
            const answer = await doors.ask(url, who, init);
            const body = await answer.text();
            const got = verdict(answer.status, body, answer.headers.get("Location"));
            const wanted =
              entry.answers && whose === "own" && passes(who, entry.door) ? null : expected(entry, who, whose);
            const label = `${init.method ?? "GET"} ${url} as ${who} (${whose})`;
            if (wanted && !wanted.includes(got)) wrong.push(`${label}: ${got} ${answer.status}, expected ${wanted}`);
            if (answer.status >= 500) wrong.push(`${label}: ${answer.status}`);
            for (const canary of w.leaks(body, who)) wrong.push(`${label}: shows ${canary}`);
          }
        }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(500);
  });

  test("foreign and missing cannot be told apart", async () => {
    const wrong: string[] = [];
    for (const routeId of doors.routesWith("loader")) {
      const entry = MATRIX[routeId];
      if (!entry?.names) continue;
      for (const who of PRINCIPALS) {
        const [foreign, missing] = (["foreign", "missing"] as const).map((whose) =>
          doors.addressOf(routeId, entry, whose, who),
        );
        if (!foreign || !missing) continue;
        const answers = await Promise.all(
          [foreign, missing].map(async (address) => {
            const answer = await doors.ask(address, who);
            return `${answer.status} ${plain(await answer.text())}`;
          }),
        );
        if (answers[0] !== answers[1]) wrong.push(`${routeId} as ${who}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** A body without what the address itself brought into it. */
function plain(body: string): string {
  return body.replace(/[\w-]{22,59}/g, "ID").replace(/\b(amina|user-banka|bank-liepaja|\d+)\b/g, "ID");
}

describe("writing", () => {
  test("whoever may not act changes nothing, whatever the answer looks like", async () => {
    const wrong: string[] = [];
    let posted = 0;
    const before = w.fingerprint();
    for (const routeId of doors.routesWith("action")) {
      const entry = MATRIX[routeId];
      for (const [intent, action] of Object.entries(entry?.actions ?? {}))
        for (const who of PRINCIPALS)
          for (const whose of WHOSE) {
            if (!entry || mayAct(entry, action.subject, who, whose)) continue;
            const address =
              doors.addressOf(routeId, entry, entry.names && !action.subject ? whose : "own", who) ??
              doors.addressOf(routeId, entry, "missing", who);
            const body = address && doors.bodyFor(action.body, intent, whose, who);
            if (!address || !body) continue;
            for (const url of [address, asData(address)]) {
              posted++;
              const answer = await doors.ask(doors.withIndex(url, routeId), who, { method: "POST", body });
              const label = `POST ${url} ${intent} as ${who} (${whose})`;
              if (answer.status >= 500) wrong.push(`${label}: ${answer.status}`);
              if (onlyReads(who, entry.door) && answer.status !== 403)
                wrong.push(`${label}: ${answer.status}, not 403`);
              if (w.fingerprint() !== before) throw new Error(`${label}: changed the state (${answer.status})`);
            }
          }
    }
    expect(wrong).toEqual([]);
    expect(posted).toBeGreaterThan(200);
  });

  test("an intent that nobody knows changes nothing and is no server error", async () => {
    const before = w.fingerprint();
    for (const routeId of doors.routesWith("action")) {
      const entry = MATRIX[routeId];
      for (const who of PRINCIPALS) {
        const address = entry && doors.addressOf(routeId, entry, "own", who);
        if (!address || routeId === "routes/logout") continue;
        const body = new URLSearchParams({ intent: "drop_everything", key: "k" });
        const answer = await doors.ask(doors.withIndex(address, routeId), who, { method: "POST", body });
        expect(answer.status, `${routeId} as ${who}`).toBeLessThan(500);
        expect(w.fingerprint(), `${routeId} as ${who}`).toBe(before);
      }
    }
  });
});

function mayAct(entry: Entry, bodySubject: Subject | undefined, who: Principal, whose: Whose): boolean {
  if (!passes(who, entry.door) || onlyReads(who, entry.door)) return false;
  return whose === "own" || !(bodySubject ?? entry.names);
}
