/**
 * What belongs to another and what is not there take the same way: the same statements, in the same order, whatever is asked for by
 * its id. Counted, not timed, so that a busy machine says the same.
 */
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { beforeAll, expect, test } from "vitest";
import { type Doors, doorsOf } from "./access-doors";
import { MATRIX } from "./access-matrix";
import { type AccessWorld, accessWorld, PRINCIPALS, type Principal } from "./access-world";

let w: AccessWorld;
let doors: Doors;
let ran: string[] = [];

beforeAll(async () => {
  const build = (await import(pathToFileURL(path.resolve("build/server/index.js")).href)) as ServerBuild;
  w = await accessWorld();
  doors = doorsOf(w, build);
  listen();
});

/** Every statement that is run from here on, as it is written. */
function listen() {
  const Statement = Object.getPrototypeOf(w.sqlite.prepare("select 1"));
  for (const way of ["run", "get", "all", "iterate"] as const) {
    const runs = Statement[way] as (this: { source: string }, ...values: unknown[]) => unknown;
    Statement[way] = function listened(this: { source: string }, ...values: unknown[]) {
      ran.push(this.source);
      return runs.apply(this, values);
    };
  }
}

/**
 * That somebody was seen is noted once a minute, whatever they ask for; a test asks for the plan of what it has not met before. What
 * seldom changes is read by whoever comes first after a write: rules, holidays, and whether anything was written.
 */
const PASSING =
  /^(update|select .* from) "?sessions|^explain query plan|from sqlite_master|^pragma data_version|^select total_changes|^select key, value from settings|from "holidays"$/i;

async function stepsOf(address: string, who: Principal, init?: RequestInit): Promise<string[]> {
  ran = [];
  const answer = await doors.ask(address, who, init);
  await answer.text();
  const steps = ran.filter((text) => !PASSING.test(text));
  return [String(answer.status), ...steps.map((text) => text.replace(/^(release|rollback to) savepoint/i, "end"))];
}

function difference(foreign: string[], missing: string[]): string | null {
  const at = foreign.findIndex((step, i) => step !== missing[i]);
  if (at === -1 && foreign.length === missing.length) return null;
  const from = at === -1 ? foreign.length : at;
  return `${foreign.length} and ${missing.length} steps; ${foreign[from]?.slice(0, 80)} / ${missing[from]?.slice(0, 80)}`;
}

test("reading what is another's runs what reading nothing runs", async () => {
  const wrong: string[] = [];
  let asked = 0;
  for (const routeId of doors.routesWith("loader")) {
    const entry = MATRIX[routeId];
    if (!entry?.names) continue;
    for (const who of PRINCIPALS) {
      const [foreign, missing] = (["foreign", "missing"] as const).map((whose) =>
        doors.addressOf(routeId, entry, whose, who),
      );
      if (!foreign || !missing) continue;
      asked++;
      await stepsOf(missing, who); // the first reading of a process prepares what all later ones use
      const told = difference(await stepsOf(foreign, who), await stepsOf(missing, who));
      if (told) wrong.push(`${foreign} as ${who}: ${told}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(asked).toBeGreaterThan(40);
});

test("so does whatever is sent about it", async () => {
  const wrong: string[] = [];
  let sent = 0;
  for (const routeId of doors.routesWith("action")) {
    const entry = MATRIX[routeId];
    for (const [intent, action] of Object.entries(entry?.actions ?? {})) {
      if (!entry || !(entry.names || action.subject)) continue;
      for (const who of PRINCIPALS) {
        const [foreign, missing] = await Promise.all(
          (["foreign", "missing"] as const).map((whose) => {
            const address = doors.addressOf(routeId, entry, entry.names && !action.subject ? whose : "own", who);
            return address && { address, body: doors.bodyFor(action.body, intent, whose, who) };
          }),
        );
        if (!foreign || !missing || w.idOf(action.subject ?? entry.names!.subject, "foreign", who) === null) continue;
        sent++;
        const stepsFor = ({ address, body }: { address: string; body: URLSearchParams }) =>
          stepsOf(doors.withIndex(address, routeId), who, { method: "POST", body });
        const told = difference(await stepsFor(foreign), await stepsFor(missing));
        if (told) wrong.push(`${foreign.address} ${intent} as ${who}: ${told}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(sent).toBeGreaterThan(60);
});

test("a form filled in like another's request is the empty one, reached the same way", async () => {
  for (const who of ["sociala", "krize"] as const) {
    const [foreign, missing, own] = (["foreign", "missing", "own"] as const).map(
      (whose) => `/institution/new?like=${w.idOf("request", whose, who)}`,
    );
    await stepsOf(missing!, who); // the first reading of a process prepares what all later ones use
    expect(difference(await stepsOf(foreign!, who), await stepsOf(missing!, who))).toBeNull();
    expect(difference(await stepsOf(own!, who), await stepsOf(missing!, who))).not.toBeNull();
  }
});

test("asking for a new password runs the same whether the address has an account, had one, or never did", async () => {
  const asking = (email: string) =>
    stepsOf("/forgot", "anonymous", {
      method: "POST",
      body: new URLSearchParams({ email, key: `key-of-${email}` }),
    });
  await asking("warm@tilts.test");
  const known = await asking("banka@tilts.test");
  for (const email of ["nobody@tilts.test", "disabled@tilts.test"])
    expect(difference(known, await asking(email))).toBeNull();
  expect(known.filter((step) => /insert into "?events/.test(step))).toHaveLength(1);
});

test("asking at the door runs the same whether the address has an account, had one, or never did", async () => {
  const who = { orgName: "Talsu muzejs", contactName: "Rita Zālīte", contactPhone: "27011868" };
  const asking = (email: string) =>
    stepsOf("/door/access", "anonymous", {
      method: "POST",
      body: new URLSearchParams({ ...who, email, key: `key-of-${email}` }),
    });
  await asking("warm@tilts.test");
  const known = await asking("krize@tilts.test");
  for (const email of ["nobody@tilts.test", "disabled@tilts.test"])
    expect(difference(known, await asking(email))).toBeNull();
  expect(known.filter((step) => /insert into "?applications/.test(step))).toHaveLength(1);
});
