/** The walls of the house (README, "Map of the code"). A breach names the file and what it reaches for. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

interface Source {
  file: string;
  text: string;
  imports: string[];
  /** Imports of values; those of types alone vanish before anything runs. */
  values: string[];
}

const sources: Source[] = ["app", "db"].flatMap(filesBelow).map((file) => {
  const text = readFileSync(file, "utf8");
  return {
    file,
    text,
    imports: importsOf(text, file),
    values: importsOf(text.replace(/(^|\n)import type [^;]*;/g, "$1"), file),
  };
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.posix.join(folder, name);
    if (statSync(file).isDirectory()) return filesBelow(file);
    return /\.tsx?$/.test(name) ? [file] : [];
  });
}

/** Imported modules as paths from the project's root ("app/time") or package names ("luxon"). */
function importsOf(text: string, file: string): string[] {
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s(?:[^"';]*?\sfrom\s)?["']([^"']+)["']|import\(\s*["']([^"']+)["']/g,
  );
  return [...found].map(([, plain, dynamic]) => {
    const target = plain ?? dynamic ?? "";
    if (target.startsWith("#")) return target.slice(1);
    return target.startsWith(".") ? path.posix.join(path.posix.dirname(file), target) : target;
  });
}

const inRoom = (room: string) => sources.filter(({ file }) => file.startsWith(`${room}/`) || file === `${room}.ts`);

/** Breaches of "files of `room` may reach only these of our own modules", as "file → target". */
function reachingBeyond(room: string, allowed: string[]): string[] {
  const isAllowed = (target: string) =>
    [room, ...allowed].some((door) => target === door || target.startsWith(`${door}/`));
  return inRoom(room).flatMap(({ file, imports }) =>
    imports
      .filter((target) => /^(app|db|tests)\//.test(target) && !isAllowed(target))
      .map((target) => `${file} → ${target}`),
  );
}

/** Breaches of "nobody but these may import the package". */
function importingOutside(packageName: string, rooms: string[]): string[] {
  return sources
    .filter(({ file }) => !rooms.some((room) => file.startsWith(room)))
    .flatMap(({ file, imports }) =>
      imports.filter((t) => t === packageName || t.startsWith(`${packageName}/`)).map((t) => `${file} → ${t}`),
    );
}

test("there is something to read", () => {
  expect(sources.length).toBeGreaterThan(60);
  expect(sources.flatMap((source) => source.imports)).toContain("app/dispatch");
});

/** The door to the planner's worker thread: the one file of dispatch that may wait, and start something. */
const PLANNERS_DOOR = "app/dispatch/plan/thread.ts";

test("dispatch is pure: it knows time, results and itself, and no package", () => {
  expect(reachingBeyond("app/dispatch", ["app/time", "app/result"])).toEqual([]);
  const pure = inRoom("app/dispatch").filter(({ file }) => file !== PLANNERS_DOOR);
  const packages = pure.flatMap(({ file, values }) =>
    values.filter((target) => !/^(app|db)\//.test(target)).map((target) => `${file} → ${target}`),
  );
  expect(packages).toEqual([]);
  expect(
    pure
      .filter(({ text }) => /\b(Promise\b|async\b|new Date\(\)|Date\.now|Math\.random)/.test(code(text)))
      .map(({ file }) => file),
  ).toEqual([]);
});

test("the planner is given its solver: only its thread loads HiGHS, and dispatch names HiGHS's types at most", () => {
  const door = sources.find(({ file }) => file === PLANNERS_DOOR);
  expect(door?.imports.sort()).toEqual(["app/dispatch/plan/format", "node:path", "node:worker_threads"]);
  const users = inRoom("app").filter(({ values }) => values.some((target) => target === "highs"));
  expect(users.map(({ file }) => file)).toEqual([]); // thread-entry.js is JavaScript, and runs in the thread
  const named = importingOutside("highs", ["app/dispatch/plan/"]);
  expect(named).toEqual([]);
});

test("only the planner's reading of an instance expands wall clock by itself", () => {
  const users = inRoom("app/dispatch/plan").filter(({ imports }) => imports.includes("app/time"));
  expect(users.map(({ file }) => file)).toEqual(["app/dispatch/plan/model/problem.ts"]);
});

test("db knows tables and words, not queries or rules", () => {
  const seedsAndImports = [
    "app/auth",
    "app/events/kinds",
    "app/commands",
    "app/queries",
    "app/context.server",
    "app/config.server",
  ];
  const core = ["db/schema.ts", "db/guards.ts", "db/client.server.ts"];
  const breaches = reachingBeyond("db", ["app/dispatch", "app/time", "app/result", "app/text"]);
  expect(breaches.filter((b) => core.some((file) => b.startsWith(file)))).toEqual([]);
  expect(breaches.filter((b) => !seedsAndImports.some((door) => b.includes(`→ ${door}`)))).toEqual([]);
});

test("queries read for one screen and write nothing", () => {
  const doors = [
    "app/auth",
    "app/context.server",
    "app/dispatch",
    "app/time",
    "app/result",
    "app/text",
    "app/privacy",
    "app/events/kinds",
    "db",
  ];
  expect(reachingBeyond("app/queries", doors)).toEqual([]);
  expect(
    inRoom("app/queries")
      .filter(
        ({ text }) =>
          /\.(insert|update|delete)\(\s*\w+\s*\)\s*\.?(values|set|where|run)?/.test(code(text)) &&
          /tx\.|db\./.test(code(text)) &&
          /\b(db|tx)\s*\.(insert|update|delete)\(/.test(code(text)),
      )
      .map(({ file }) => file),
  ).toEqual([]);
});

test("commands know neither pages nor words for people", () => {
  const wrong = inRoom("app/commands").flatMap(({ file, imports }) =>
    imports
      .filter((t) => /^app\/(routes|ui|i18n)\b/.test(t) || t === "@remix-run/node" || t === "react")
      .map((t) => `${file} → ${t}`),
  );
  expect(wrong).toEqual([]);
});

test("routes are doormen: no tables, no SQL", () => {
  const wrong = inRoom("app/routes").flatMap(({ file, imports }) =>
    imports
      .filter((t) => t.startsWith("db/") || t.startsWith("drizzle-orm") || t === "better-sqlite3")
      .map((t) => `${file} → ${t}`),
  );
  expect(wrong).toEqual([]);
});

test("ui turns props into markup: no server files, no queries, no roles", () => {
  const doors = ["app/i18n", "app/dispatch", "app/time", "app/text", "app/form", "app/styles"];
  const breaches = reachingBeyond("app/ui", [...doors, "app/queries"]);
  expect(breaches).toEqual([]);
  // The shape of what a query answers may be named, as a type.
  const running = inRoom("app/ui").flatMap(({ file, values }) =>
    values.filter((t) => t.startsWith("app/queries")).map((t) => `${file} → ${t}`),
  );
  expect(running).toEqual([]);
  const server = inRoom("app/ui").flatMap(({ file, imports }) =>
    imports.filter((t) => t.includes(".server")).map((t) => `${file} → ${t}`),
  );
  expect(server).toEqual([]);
  expect(
    inRoom("app/ui")
      .filter(({ text }) => /viewer\.role/.test(code(text)))
      .map(({ file }) => file),
  ).toEqual([]);
});

test("Luxon stays in time, better-sqlite3 in db", () => {
  expect(importingOutside("luxon", ["app/time.ts"])).toEqual([]);
  expect(importingOutside("better-sqlite3", ["db/"])).toEqual([]);
  const users = sources.filter(
    ({ file, text }) => /\bDateTime\b/.test(code(text)) && !/^app\/(time\.ts|ui\/)/.test(file),
  );
  expect(users.map(({ file }) => file)).toEqual([]);
});

test("the only clock is context's and time's", () => {
  const readers = sources.filter(({ text }) => /Date\.now\(\)|new Date\(\)/.test(code(text))).map(({ file }) => file);
  expect(
    readers.filter((file) => !["app/context.server.ts", "app/time.ts"].includes(file) && !file.startsWith("app/ui/")),
  ).toEqual([]);
});

test("every loader and action begins at the door", () => {
  const open = inRoom("app/routes").filter(({ text }) => {
    const doors = code(text).match(/export (?:async )?(?:function|const) (?:loader|action)\b/g)?.length ?? 0;
    const entered = code(text).match(/\benter\(request/g)?.length ?? 0;
    return entered < doors;
  });
  expect(open.map(({ file }) => file)).toEqual([]);
});

test("transactions are synchronous, and only transact begins them", () => {
  const wrong = sources.filter(({ file, text }) => {
    const begins = /\.transaction\(/.test(code(text));
    return (
      /transaction\(\s*async/.test(code(text)) ||
      /transact\([^)]*async/.test(code(text)) ||
      (begins && !/^(db\/|app\/context\.server\.ts)/.test(file))
    );
  });
  expect(wrong.map(({ file }) => file)).toEqual([]);
});

test("nothing raw reaches SQL from outside", () => {
  const raw = sources
    .filter(({ file, text }) => /sql\.raw\(/.test(code(text)) && file !== "db/schema.ts")
    .map(({ file }) => file);
  expect(raw).toEqual([]);
});

/** The text without comments, so that words in them do not count. */
function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:])\/\/.*$/gm, "$1");
}
