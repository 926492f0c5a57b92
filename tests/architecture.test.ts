/** The walls of the house, as README's map draws it. A breach names the file and what it reaches for. */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import {
  importingOutside,
  inRoom,
  isWithin,
  longFunctions,
  reachingBeyond,
  saying,
  sources,
} from "#tests/support/sources";

test("there is something to read", () => {
  expect(sources.length).toBeGreaterThan(60);
  expect(sources.flatMap((source) => source.imports)).toContain("app/dispatch/vocabulary");
});

// --- dispatch ----------------------------------------------------------------------------------------

/** The door to the planner's worker thread: the one file of dispatch that may wait, and start something. */
const PLANNERS_DOOR = "app/dispatch/plan/thread.ts";

test("dispatch is pure: it knows time, results and itself, and no package", () => {
  expect(reachingBeyond("app/dispatch", ["app/time", "app/result"])).toEqual([]);
  const pure = inRoom("app/dispatch").filter(({ file }) => file !== PLANNERS_DOOR);
  const packages = pure.flatMap(({ file, values }) =>
    values.filter((target) => !/^(app|db)\//.test(target)).map((target) => `${file} → ${target}`),
  );
  expect(packages).toEqual([]);
  expect(saying(/\b(Promise\b|async\b|new Date\(\)|Date\.now|Math\.random)/, pure)).toEqual([]);
});

test("what was heard is reckoned purely: of time and itself, with no rows, clock or words", () => {
  expect(reachingBeyond("app/heard", ["app/time"])).toEqual([]);
  expect(saying(/\b(Promise\b|async\b|new Date\(\)|Date\.now|Math\.random)/, inRoom("app/heard"))).toEqual([]);
});

test("pay is pure: it knows time, results, dispatch and itself, and no package", () => {
  expect(reachingBeyond("app/pay", ["app/time", "app/result", "app/dispatch"])).toEqual([]);
  const pure = inRoom("app/pay");
  expect(pure.flatMap(({ values }) => values.filter((target) => !/^(app|db)\//.test(target)))).toEqual([]);
  expect(saying(/\b(Promise\b|async\b|new Date\(\)|Date\.now|Math\.random)/, pure)).toEqual([]);
});

test("proof knows what a record says and how it is chained: pay's shapes, the rows' and the key that seals, and it reads and writes nothing", () => {
  expect(reachingBeyond("app/proof", ["app/pay", "app/auth/link-token.server", "db/schema"])).toEqual([]);
  expect(saying(/\bdb\./, inRoom("app/proof"))).toEqual([]);
});

test("dispatch has no index: a rule is found by the name of its file", () => {
  expect(inRoom("app/dispatch").filter(({ file }) => file.endsWith("/index.ts"))).toEqual([]);
});

test("the planner is given its solver: only its thread loads HiGHS, and dispatch names HiGHS's types at most", () => {
  const door = sources.find(({ file }) => file === PLANNERS_DOOR);
  expect(door?.imports.sort()).toEqual(["app/dispatch/plan/model/format", "node:path", "node:worker_threads"]);
  const users = inRoom("app").filter(({ values }) => values.some((target) => target === "highs"));
  expect(users.map(({ file }) => file)).toEqual([]); // thread-entry.js is JavaScript, and runs in the thread
  expect(importingOutside("highs", ["app/dispatch/plan/"])).toEqual([]);
});

test("only the planner's reading of an instance expands wall clock by itself", () => {
  const users = inRoom("app/dispatch/plan").filter(({ imports }) => imports.includes("app/time"));
  expect(users.map(({ file }) => file)).toEqual(["app/dispatch/plan/model/times.ts"]);
});

test("the planner's floors: the model knows no search, proofs stand on the model, and neither floor is entered from outside", () => {
  const plan = "app/dispatch/plan";
  expect(reachingBeyond(`${plan}/model`, ["app/dispatch/vocabulary", "app/time", "app/result"])).toEqual([]);
  expect(reachingBeyond(`${plan}/proof`, [`${plan}/model`])).toEqual([]);
  expect(reachingBeyond(`${plan}/search`, [`${plan}/model`, `${plan}/proof`])).toEqual([]);
  for (const floor of ["search", "proof"]) expect(importingOutside(`${plan}/${floor}`, [`${plan}/`])).toEqual([]);
});

// --- reading ------------------------------------------------------------------------------------------

/** A statement that changes rows, through whatever the database is called. */
const WRITES = /\b(db|tx)\s*\.(insert|update|delete|run)\(/;

test("facts are read for decisions: they know no pages, no words, and write nothing", () => {
  // The seal: by which server mail leaves is a fact, and its password lies sealed.
  const doors = [
    "app/context.server",
    "app/auth/seal.server",
    "app/dispatch",
    "app/pay",
    "app/proof",
    "app/files/vocabulary",
    "app/time",
    "app/result",
    "app/text",
    "db",
  ];
  expect(reachingBeyond("app/facts", doors)).toEqual([]);
  expect(saying(WRITES, inRoom("app/facts"))).toEqual([]);
});

test("only facts build a candidate, and only in one file", () => {
  expect(saying(/\btimesWithClient:/, inRoom("app/facts"))).toEqual(["app/facts/candidates.ts"]);
  expect(
    saying(
      /\btimesWithClient:\s*[^n]/,
      sources.filter(({ file }) => /^(app\/(?!facts|dispatch)|db)/.test(file)),
    ),
  ).toEqual([]);
});

test("queries read for one screen and write nothing", () => {
  const doors = [
    "app/auth",
    "app/context.server",
    "app/dispatch",
    "app/pay",
    "app/events/kinds",
    "app/events/journal-groups",
    "app/facts",
    "app/heard",
    "app/phone",
    "app/privacy",
    "app/proof",
    "app/result",
    "app/text",
    "app/time",
    "db",
  ];
  expect(reachingBeyond("app/queries", doors)).toEqual([]);
  expect(saying(WRITES, inRoom("app/queries"))).toEqual([]);
});

test("a role's queries are its own: what two roles read stands with everyone's or is a fact", () => {
  const roles = ["coordinator", "institution", "interpreter", "finance", "admin"].map((role) => `app/queries/${role}`);
  const crossing = roles.flatMap((room) =>
    reachingBeyond(room, ["app/queries/everyone"]).filter((b) => b.includes("→ app/queries/")),
  );
  expect(crossing).toEqual([]);
  const loose = inRoom("app/queries").filter(({ file }) => file.split("/").length !== 4);
  expect(loose.map(({ file }) => file)).toEqual([]);
});

test("what is live is told in one file", () => {
  const allowed = ["app/facts/live.ts", "db/schema", "db/guards.ts"];
  const told = saying(/isNull\(assignments\.releasedAt\)|[a-z.]*released_at is null|'pending'|inArray\(offers\.status/);
  expect(told.filter((file) => !allowed.some((place) => file.startsWith(place)))).toEqual([]);
});

// --- writing ------------------------------------------------------------------------------------------

test("commands know neither pages nor words for people", () => {
  const wrong = ["app/commands", "app/steps", "app/imports"]
    .flatMap(inRoom)
    .flatMap(({ file, imports }) =>
      imports
        .filter((t) => /^app\/(routes|ui|i18n|queries)\b/.test(t) || t === "@remix-run/node" || t === "react")
        .map((t) => `${file} → ${t}`),
    );
  expect(wrong).toEqual([]);
});

test("commands are verbs, flat, and do not call each other: what two share is a step", () => {
  const room = inRoom("app/commands");
  expect(room.filter(({ file }) => file.split("/").length !== 3).map(({ file }) => file)).toEqual([]);
  expect(room.filter(({ code }) => !/\btransact\(/.test(code)).map(({ file }) => file)).toEqual([]);
  const calling = room.flatMap(({ file, values }) =>
    values.filter((t) => isWithin(t, "app/commands")).map((t) => `${file} → ${t}`),
  );
  expect(calling).toEqual([]);
});

test("steps are inside a transaction already: they begin none", () => {
  expect(saying(/\btransact\(|\.transaction\(/, inRoom("app/steps"))).toEqual([]);
  expect(
    reachingBeyond("app/steps", [
      "app/auth",
      "app/context.server",
      "app/dispatch",
      "app/pay",
      "app/proof",
      "app/events",
      "app/facts",
      "app/files/type",
      "app/heard",
      "app/privacy",
      "app/phone",
      "app/result",
      "app/text",
      "app/time",
      "db",
    ]),
  ).toEqual([]);
});

test("there is one way onto a job", () => {
  const placing = saying(/\.insert\(assignments\)/).filter((file) => !file.startsWith("db/"));
  expect(placing).toEqual(["app/steps/place-person.ts"]);
});

/** Whoever writes has a `Work`, but for what keeps the process itself going. */
const WRITING_ROOMS = ["app/commands/", "app/steps/", "app/imports/", "app/events/", "app/context.server.ts", "db/"];
const WRITING_WITHOUT_A_WORK: readonly string[] = [
  "app/auth/account-links.server.ts", // handed the transaction of the command that lays or uses the link
  "app/auth/first-link.server.ts", // likewise, of the first administrator's link
  "app/auth/kept-forms.server.ts", // what is typed when nobody is signed in: one row at a time
  "app/auth/sessions.server.ts", // sign-in's and sign-out's transaction; and the hour a session was last seen
  "app/auth/sign-ins.server.ts", // its callers hand it their transaction
  "app/server/installation.server.ts", // makes a demo database before anybody is served
];

test("writes happen inside transact, with the exceptions named", () => {
  const writing = saying(WRITES).filter((file) => !WRITING_ROOMS.some((room) => file.startsWith(room)));
  expect(writing.filter((file) => !WRITING_WITHOUT_A_WORK.includes(file))).toEqual([]);
  expect(saying(/\bas (unknown as )?Work\b/)).toEqual([]);
});

test("transactions are synchronous, and only transact and attempt begin them", () => {
  expect(saying(/transaction\(\s*async|transact\([^)]*async/)).toEqual([]);
  const beginning = saying(/\.transaction\(/).filter((file) => !/^(db\/|app\/context\.server\.ts)/.test(file));
  expect(beginning).toEqual([]);
});

test("nothing raw reaches SQL from outside", () => {
  expect(saying(/sql\.raw\(/).filter((file) => !file.startsWith("db/schema"))).toEqual([]);
});

// --- the database ---------------------------------------------------------------------------------------

test("db knows tables and words; only what fills it knows more", () => {
  const core = [
    "app/dispatch",
    "app/pay",
    "app/heard",
    "app/time",
    "app/result",
    "app/text",
    "app/privacy",
    "app/auth/policy",
    "app/events/kinds",
    "app/events/journal-groups",
    "app/files/vocabulary",
  ];
  const filling = ["db/seed.ts", "db/demo/", "db/installation.server.ts", "db/reference/"];
  const breaches = reachingBeyond("db", core);
  expect(breaches.filter((b) => !filling.some((place) => b.startsWith(place)))).toEqual([]);
  const doors = [
    "app/auth",
    "app/commands",
    "app/context.server",
    "app/facts",
    "app/queries",
    "app/server/config.server",
    "app/steps/took-place/append-record", // the demo's services are chained as the product chains them
  ];
  expect(breaches.filter((b) => !doors.some((door) => b.includes(`→ ${door}`)))).toEqual([]);
});

// --- pages ----------------------------------------------------------------------------------------------

test("routes are doormen: no tables, no SQL", () => {
  const wrong = inRoom("app/routes").flatMap(({ file, imports }) =>
    imports
      .filter((t) => t.startsWith("db/") || t.startsWith("drizzle-orm") || t === "better-sqlite3")
      .map((t) => `${file} → ${t}`),
  );
  expect(wrong).toEqual([]);
});

test("a route's folder is private: its route.tsx is the only door, and Remix opens it", () => {
  const roomOf = (file: string) => /^app\/routes\/[^/]+/.exec(file)?.[0] ?? "";
  const intruders = sources.flatMap(({ file, imports }) =>
    imports
      .filter((target) => target.startsWith("app/routes/") && roomOf(target) !== roomOf(file))
      .map((target) => `${file} → ${target}`),
  );
  expect(intruders).toEqual([]);
  const folders = readdirSync("app/routes", { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.filter(({ name }) => !existsSync(path.join("app/routes", name, "route.tsx")))).toEqual([]);
});

test("every loader and action begins at the door", () => {
  const open = inRoom("app/routes").filter(({ code }) => {
    const doors = code.match(/export (?:async )?(?:function|const) (?:loader|action)\b/g)?.length ?? 0;
    const entered = code.match(/\benter\(request/g)?.length ?? 0;
    return entered < doors;
  });
  expect(open.map(({ file }) => file)).toEqual([]);
});

test("a reason's HTTP status is told in one map", () => {
  const told = saying(/status:\s*(4\d\d|5\d\d)/, inRoom("app/routes"));
  expect(told).toEqual([]);
});

test("every form comes in by the one door that counts it first", () => {
  expect(saying(/\.formData\(\)/, inRoom("app"))).toEqual(["app/form.ts"]);
});

test("forms turn what was typed into input: no pages, no tables, no queries", () => {
  expect(
    inRoom("app/forms").flatMap(({ file, values }) =>
      values.filter((t) => /^(app\/(routes|ui|queries|commands|i18n)|db)\//.test(t)).map((t) => `${file} → ${t}`),
    ),
  ).toEqual([]);
});

test("ui turns props into markup: no server files, no queries, no roles", () => {
  const doors = [
    "app/i18n",
    "app/dispatch",
    "app/heard",
    "app/pay",
    "app/privacy",
    "app/time",
    "app/dates",
    "app/text",
    "app/form",
    "app/own-address",
    "app/styles",
  ];
  // The shape of what a query or a form answers may be named, as a type.
  expect(reachingBeyond("app/ui", [...doors, "app/queries", "app/forms"])).toEqual([]);
  expect(reachingBeyond("app/ui", doors, "values")).toEqual([]);
  const server = inRoom("app/ui").flatMap(({ file, imports }) =>
    imports.filter((t) => t.includes(".server")).map((t) => `${file} → ${t}`),
  );
  expect(server).toEqual([]);
  expect(saying(/viewer\.role/, inRoom("app/ui"))).toEqual([]);
});

test("a link to a place of its own page is an InPageLink: the browser's jump would drop what an action answered", () => {
  expect(saying(/href=(?:"#|\{[`"]#)/)).toEqual(["app/ui/in-page-link.tsx"]);
});

test("no code asks which language it speaks: formats, catalogues and names are looked up", () => {
  expect(saying(/\blocale\s*[!=]==?/)).toEqual([]);
});

// --- one place ------------------------------------------------------------------------------------------

test("Luxon stays with the calendar, better-sqlite3 in db", () => {
  expect(importingOutside("luxon", ["app/ui/calendar/luxon.ts", "tests/"])).toEqual([]);
  expect(importingOutside("better-sqlite3", ["db/"])).toEqual([]);
  expect(importingOutside("app/zone", ["app/time.ts"])).toEqual([]);
  expect(saying(/\bDateTime\b/).filter((file) => !/^app\/ui\/calendar\//.test(file))).toEqual([]);
});

test("the clock is read in context and time alone", () => {
  const readers = saying(/Date\.now\(\)|new Date\(\)/);
  const mayRead = (file: string) =>
    file === "app/context.server.ts" || file === "app/time.ts" || file.startsWith("app/ui/");
  expect(readers.filter((file) => !mayRead(file))).toEqual([]);
});

// --- size -----------------------------------------------------------------------------------------------

/** Files that may be longer than 400 lines, and why. */
const LONG_FILES: readonly string[] = [
  "db/schema.ts", // all tables in one sight
];

test("a file is read in one sitting, a function on one screen", () => {
  const long = sources.filter(({ text }) => text.split("\n").length - 1 > 400).map(({ file }) => file);
  expect(long.filter((file) => !LONG_FILES.includes(file))).toEqual([]);
  expect(sources.flatMap((source) => longFunctions(source, 70))).toEqual([]);
});

test("a room holds about twenty files: more are two rooms", () => {
  const MANY = ["app/routes", "app/commands"]; // lists of doors and of verbs
  const rooms = new Map<string, number>();
  for (const { file } of sources) rooms.set(path.posix.dirname(file), (rooms.get(path.posix.dirname(file)) ?? 0) + 1);
  const crowded = [...rooms].filter(([room, files]) => files > 24 && !MANY.includes(room)).map(([room]) => room);
  expect(crowded).toEqual([]);
});

// --- tests ----------------------------------------------------------------------------------------------

test("tests lie where the README says: beside the room they test, or among the named kinds", () => {
  const kinds = ["stories", "journeys", "server", "bench", "torture", "support", "screenshots", "db"];
  const rooms = readdirSync("tests", { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const lost = rooms.filter(
    ({ name }) => !kinds.includes(name) && !existsSync(path.join("app", name)) && !existsSync(`app/${name}.ts`),
  );
  expect(lost.map(({ name }) => name)).toEqual([]);
});

test("every form is the product's own, which takes up what was typed before a sign-in", () => {
  const own = "app/ui/post-form.tsx";
  expect(saying(/import \{[^}]*\bForm\b[^}]*\} from "@remix-run\/react"/).filter((file) => file !== own)).toEqual([]);
});
