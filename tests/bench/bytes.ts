/**
 * No input keeps the server busy: `npm run bench:bytes`. Every action with each of its texts drawn out to all that a form may
 * hold, every page with all that an address may hold, every table and instance that a command reads; each beside an empty one
 * of the same kind. Counted is the process's own time, so that what else the machine does is not in it.
 *
 *   npm run bench:bytes -- --only coordinator   routes whose name has the word
 */
import { randomBytes } from "node:crypto";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { ServerBuild } from "@remix-run/node";
import { holdSecret } from "#app/auth/link-token.server";
import { type Doors, doorsOf, passes } from "../server/access-doors";
import { type Entry, MATRIX } from "../server/access-matrix";
import { accessWorld, type Principal } from "../server/access-world";
import { FILES } from "./bytes/files";
import { LONGEST_ADDRESS, LONGEST_BODY, SHAPES } from "./bytes/shapes";
import { median } from "./pages/table";

/** So many times an empty one may the dearest input cost. */
const GOAL = 50;
/** Less than this is not told apart from nothing. */
const LEAST_MS = 2;
const SLOWEST_SHOWN = 15;
const PEOPLE = ["anonymous", "sociala", "amina", "ilze", "admin"] as const satisfies Principal[];
const PARAMS = ["q", "words", "date", "from", "to", "view", "page", "like", "language", "interpreter", "fromTime"];

const { values } = parseArgs({ options: { only: { type: "string", default: "" } } });

interface Measured {
  what: string;
  emptyMs: number;
  ms: number;
}
const measured: Measured[] = [];

holdSecret(randomBytes(32));
const build = (await import(pathToFileURL(path.resolve("build/server/index.js")).href)) as ServerBuild;
const w = await accessWorld();
const doors = doorsOf(w, build);
console.warn = console.error = () => undefined;

for (const [routeId, entry] of Object.entries(MATRIX)) {
  if (!routeId.includes(values.only)) continue;
  await posts(routeId, entry);
  await gets(routeId, entry);
}
for (const { name, read } of FILES)
  if (name.includes(values.only))
    for (const one of SHAPES) await weigh(`${name}: ${one.name}`, read("x"), read(one.text));

const missed = measured.filter(({ emptyMs, ms }) => ms > GOAL * Math.max(LEAST_MS, emptyMs));
const slowest = [...measured].sort((a, b) => ratio(b) - ratio(a)).slice(0, SLOWEST_SHOWN);
console.log(`${measured.length} inputs; the dearest, against an empty one of the same kind (goal ${GOAL} times):`);
for (const one of slowest)
  console.log(
    `${ratio(one).toFixed(1).padStart(7)}   ${one.emptyMs.toFixed(1)} → ${one.ms.toFixed(1)} ms   ${one.what}`,
  );
console.log(missed.length ? `${missed.length} MISSED` : "all goals met");
process.exit(missed.length ? 1 : 0);

function ratio({ emptyMs, ms }: Measured): number {
  return ms / Math.max(LEAST_MS, emptyMs);
}

/** Each field of a sound form in turn, and one that no form has. */
async function posts(routeId: string, entry: Entry): Promise<void> {
  for (const [intent, action] of Object.entries(entry.actions ?? {})) {
    const who = insider(entry.door);
    const address = at(routeId, entry, who);
    const sound = [...doors.bodyFor(action.body, intent, "own", who)];
    const send = (body: string) => () => ask(doors, address, who, body);
    const empty = await costOf(send(new URLSearchParams(intent ? { intent } : {}).toString()));
    for (const [field] of [...sound, ["unasked", ""]])
      for (const { name, text } of SHAPES) {
        const others = sound.filter(([known]) => known !== field);
        const body = new URLSearchParams([...others, [field ?? "", text]]).toString().slice(0, LONGEST_BODY);
        measured.push({
          what: `POST ${routeId} ${intent} ${field}: ${name}`,
          emptyMs: empty,
          ms: await onceCost(send(body)),
        });
      }
    const many = Array.from({ length: LONGEST_BODY / 8 }, (_, i) => `f${i}=`)
      .join("&")
      .slice(0, LONGEST_BODY);
    measured.push({ what: `POST ${routeId} ${intent}: many fields`, emptyMs: empty, ms: await onceCost(send(many)) });
    const lists = sound.map(([field]) => `${encodeURIComponent(field)}=7&`.repeat(400)).join("");
    measured.push({
      what: `POST ${routeId} ${intent}: each 400 times`,
      emptyMs: empty,
      ms: await onceCost(send(lists)),
    });
  }
}

async function gets(routeId: string, entry: Entry): Promise<void> {
  if (!build.routes[routeId]?.module.loader) return;
  const who = insider(entry.door);
  const address = at(routeId, entry, who);
  const show = (search: string) => () =>
    ask(doors, `${address}${address.includes("?") ? "&" : "?"}${search}`, who, null);
  const empty = await costOf(show("empty="));
  for (const param of PARAMS)
    for (const { name, text } of SHAPES) {
      const search = `${param}=${encodeURIComponent(text.slice(0, LONGEST_ADDRESS))}`
        .slice(0, LONGEST_ADDRESS)
        .replace(/%.?$/, "");
      measured.push({ what: `GET ${routeId} ${param}: ${name}`, emptyMs: empty, ms: await onceCost(show(search)) });
    }
}

async function weigh(what: string, empty: () => unknown, full: () => unknown): Promise<void> {
  measured.push({ what, emptyMs: await costOf(empty), ms: await onceCost(full) });
}

function insider(door: Entry["door"]): Principal {
  return PEOPLE.find((who) => passes(who, door)) ?? "ilze";
}

function at(routeId: string, entry: Entry, who: Principal): string {
  const address = doors.addressOf(routeId, entry, "own", who) ?? doors.addressOf(routeId, entry, "missing", who);
  return doors.withIndex(address ?? "/", routeId);
}

/** What was written is taken back, so that each meets the same world. */
async function ask({ ask: send }: Doors, address: string, who: Principal, body: string | null): Promise<void> {
  w.sqlite.exec("begin");
  try {
    const answer = await send(address, who, {
      method: body === null ? "GET" : "POST",
      ...(body !== null && { body, headers: { "Content-Type": "application/x-www-form-urlencoded" } }),
    });
    await answer.text();
  } finally {
    w.sqlite.exec("rollback");
  }
}

/** Milliseconds of the process. */
async function onceCost(deed: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await deed();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Of what is done again and again, the middle; first a few that do not count. */
async function costOf(deed: () => unknown): Promise<number> {
  const costs: number[] = [];
  for (let times = 0; times < 8; times++) costs.push(await onceCost(deed));
  return median(costs.slice(3));
}
