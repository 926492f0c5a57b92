/**
 * Whatever is sent, the server keeps its head: every action of the matrix × every role × hostile bodies, and every page ×
 * hostile queries and paths. Never a 5xx, never a script of the sender's in a page, never a change by a refused request.
 * The corpus is drawn from a fixed seed (FUZZ_SEED for another); a failure prints it with the request. What no handler
 * sees, because the server refuses it before, is in `csrf.test.ts` and `headers.test.ts`: other content types, control
 * characters in a path.
 */
import { createHash } from "node:crypto";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, type MockInstance, test, vi } from "vitest";
import { asData, type Doors, doorsOf, onlyReads, passes } from "./access-doors";
import { MATRIX } from "./access-matrix";
import { type AccessWorld, accessWorld, MISSING_ID, MISSING_TOKEN, type Principal } from "./access-world";

const SEED = Number(process.env.FUZZ_SEED ?? 20261025);
/** How much is drawn beside what is always asked; `npm run test:wide` draws more. */
const DRAWN = process.env.WIDE
  ? { bodies: 10, bodiesOfOthers: 2, queries: 16, queriesOfOthers: 4 }
  : { bodies: 2, bodiesOfOthers: 1, queries: 4, queriesOfOthers: 1 };
/** Somebody of every role, and of two organisations and two interpreters. */
const PEOPLE = [
  "anonymous",
  "sociala",
  "krize",
  "amina",
  "karim",
  "ilze",
  "finance",
  "admin",
  "auditor",
] as const satisfies Principal[];
const SCRIPT = "<script>fuzz()</script>";

let w: AccessWorld;
let doors: Doors;
/** The state that every request meets. */
let untouched: string;
/** What the server said about it; shown only with a failure. */
let logged: MockInstance<typeof console.error>;

beforeAll(async () => {
  logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
  vi.spyOn(console, "warn").mockImplementation(() => undefined); // React Router, of addresses that cannot be decoded
  const build = (await import(pathToFileURL(path.resolve("build/server/index.js")).href)) as ServerBuild;
  w = await accessWorld();
  doors = doorsOf(w, build);
  untouched = w.fingerprint();
});

afterAll(() => vi.restoreAllMocks());

// --- the corpus --------------------------------------------------------------------------------------

const encoded = encodeURIComponent;

/** Values as they stand on the wire, percent-encoded. */
const WORDS = [
  ...["", " ", "0", "-0", "-1", "1.5", "1e309", "-1e309", "1e9", "NaN", "Infinity", "0x10", "9007199254740993"],
  ...["null", "undefined", "true", "[]", "{}", "[object Object]", "on", "xyz", "own", "none", "other"],
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"],
  ...[
    "\u0000",
    "a\u0000b",
    "\u2028",
    "\u202eabc",
    "a\r\nSet-Cookie: fuzz=1",
    "/a\r\nX-Fuzz: 1",
    "/ā",
    "//evil.test/",
    "/\\evil.test",
  ],
  ...[
    "👩‍👩‍👧",
    "ā".repeat(300),
    "%",
    "_",
    "%00",
    "' or 1=1 --",
    '"; drop table users; --',
    "../../etc/passwd",
    "../../",
  ],
  ...[SCRIPT, `"'>${SCRIPT}`, `</title>${SCRIPT}`, `javascript:fuzz()`, "=HYPERLINK(1)"],
  ...["2026-13-45", "9999-99-99", "0000-00-00", "0000-01-01", "9999-12-31", "2026-02-30", "2026-03-29", "2026-10-25"],
  ...["275760-09-13", "-000001-01-01", "2026-W13-5", "2026-03", "2026-13", "9999-12", "0000-00"],
  ...["03:30", "25:00", "24:00", "99:99", "8640000000000001", "8640000000000000", "-8640000000000001", "1774000000000"],
  ...[
    "offer",
    "assign",
    "reschedule",
    "prs",
    "prs/x",
    "/",
    "amina",
    "karim",
    "user-ilze",
    "social-riga",
    MISSING_ID,
    MISSING_TOKEN,
  ],
].map(encoded);
/** What no encoder would send: broken UTF-8, a lone surrogate, a percent sign without its number. */
const RAW = ["%ED%A0%80", "%FF%FE", "%C3", "%", "%zz", "+", "a%00b"];
const HUGE = ["x".repeat(100_000), encoded("ā".repeat(25_000)), "9".repeat(100_000), encoded(SCRIPT.repeat(4_000))];

const value = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 3, arbitrary: fc.constantFrom(...RAW) },
  { weight: 1, arbitrary: fc.constantFrom(...HUGE) },
  {
    weight: 2,
    arbitrary: fc.string({ unit: "binary", maxLength: 40 }).map((text) => encoded(text.replace(/\p{Cs}/gu, ""))),
  },
);
const short = value.filter((text) => text.length < 3_000);

/** Fields that some form has, and names that are no field anywhere. */
const UNASKED = "__proto__ constructor toString reason twice slot fold back to expectedVersion confirming inline".split(
  " ",
);

type Pair = readonly [name: string, value: string];

/** What is done to one sound body: a field spoiled, missing, twice, as a list; or fields that nobody asked for. */
function bodies(sound: Pair[], count: number, seed: number): string[] {
  const names = [...sound.map(([name]) => name), "intent", "key"];
  const anyName = fc.constantFrom(...names);
  type Change = (pairs: Pair[]) => Pair[];
  const change: fc.Arbitrary<Change> = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.tuple(anyName, value).map(
        ([name, text]): Change =>
          (pairs) => [...pairs.filter(([known]) => known !== name), [name, text]],
      ),
    },
    {
      weight: 2,
      arbitrary: anyName.map(
        (name): Change =>
          (pairs) =>
            pairs.filter(([known]) => known !== name),
      ),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(anyName, value).map(
        ([name, text]): Change =>
          (pairs) => [...pairs, [name, text]],
      ),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(anyName, value).map(
        ([name, text]): Change =>
          (pairs) => [
            ...pairs.filter(([known]) => known !== name),
            [encoded(`${name}[]`), text],
            [encoded(`${name}[__proto__]`), text],
          ],
      ),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.constantFrom(...UNASKED), value).map(
        ([name, text]): Change =>
          (pairs) => [...pairs, [name, text]],
      ),
    },
  );
  return fc.sample(fc.array(change, { minLength: 1, maxLength: 3 }), { seed, numRuns: count }).map((changes) =>
    changes
      .reduce((pairs, apply) => apply(pairs), sound)
      .map(([name, text]) => `${name}=${text}`)
      .join("&"),
  );
}

/** Each field of the sound body alone, with each of these. */
const SHARPEST = [
  "",
  "-0",
  "1e309",
  "8640000000000001",
  "__proto__",
  "\u0000",
  "/ā\r\nX-Fuzz: 1",
  SCRIPT,
  "9999-12-31",
  "0000-01-01",
]
  .map(encoded)
  .concat("%ED%A0%80", "x".repeat(100_000));
/** All of them with `npm run test:wide`; in `npm test` one of twice `nth`, and the next field or route meets the next ones. */
const thinned = <T>(texts: readonly T[], at: number, nth: number): T[] =>
  texts.filter((_, i) => process.env.WIDE || (i + at) % (2 * nth) === 0);

/** Each field in turn with each of them. */
const oneByOne = (sound: Pair[]): string[] =>
  sound.flatMap(([field], at) =>
    thinned(SHARPEST, at, 6).map((text) =>
      sound.map(([name, own]) => `${name}=${name === field ? text : own}`).join("&"),
    ),
  );

const NOTHING_SOUND = ["", "&&&===", "=", "%", "%%%=%zz&a", "intent", encoded('{"intent":"cancel"}'), "\u0000"];

const seedOf = (text: string) => SEED ^ createHash("sha256").update(text).digest().readInt32LE();

// --- asking ------------------------------------------------------------------------------------------

/** One request on a state that is put back afterwards, so that each meets the same world. */
async function ask(address: string, who: Principal, body: string | null, mayChange: boolean): Promise<string[]> {
  w.sqlite.exec("begin");
  logged.mockClear();
  const before = written();
  try {
    const answer = await doors.ask(address, who, {
      method: body === null ? "GET" : "POST",
      ...(body !== null && { body, headers: { "Content-Type": "application/x-www-form-urlencoded" } }),
    });
    const text = await answer.text();
    const problems: string[] = [];
    if (answer.status >= 500) problems.push(`${answer.status} ${logged.mock.calls.flat().join(" ").slice(0, 200)}`);
    if (/text\/html/.test(answer.headers.get("Content-Type") ?? "") && text.includes("<script>fuzz"))
      problems.push("a script came back");
    if (!isOurs(answer)) problems.push("sent elsewhere");
    for (const canary of w.leaks(text, who)) problems.push(`shows ${canary}`);
    const isRefused = !mayChange || answer.status >= 400;
    if (body !== null && isRefused && written() !== before && w.fingerprint() !== untouched)
      problems.push(`changed the state (${answer.status})`);
    return problems;
  } finally {
    w.sqlite.exec("rollback");
  }
}

/** Rows written so far on this connection, also those taken back: as long as it stands, nothing can have changed. */
function written(): unknown {
  return w.sqlite.prepare("select total_changes()").pluck().get();
}

function isOurs(answer: Response): boolean {
  const to = answer.headers.get("Location") ?? "";
  return new URL(to, "http://127.0.0.1:3000").host === "127.0.0.1:3000";
}

class Report {
  asked = 0;
  private readonly found = new Map<string, string>();

  add(label: string, request: string, problems: string[]): void {
    this.asked++;
    for (const problem of problems) {
      const key = `${label}: ${problem}`;
      if (!this.found.has(key)) this.found.set(key, `${key}\n    ${cut(request)}   (FUZZ_SEED=${SEED})`);
    }
  }

  expectNone(atLeast: number): void {
    expect([...this.found.values()]).toEqual([]);
    expect(this.asked).toBeGreaterThan(atLeast);
  }
}

const cut = (text: string) => (text.length > 600 ? `${text.slice(0, 600)}… (${text.length})` : text);

// --- the tests ---------------------------------------------------------------------------------------

test("hostile bodies: no server error, nothing reflected, and nobody changes what they may not", async () => {
  const report = new Report();
  const swept = new Set<string>();
  for (const routeId of doors.routesWith("action")) {
    const entry = MATRIX[routeId]!;
    for (const [intent, action] of Object.entries(entry.actions ?? {}))
      for (const who of PEOPLE)
        for (const whose of ["own", "foreign"] as const) {
          if (whose === "foreign" && !entry.names) continue;
          const address =
            doors.addressOf(routeId, entry, whose, who) ?? doors.addressOf(routeId, entry, "missing", who);
          const isTheirs = passes(who, entry.door) && !onlyReads(who, entry.door) && whose === "own";
          const label = `POST ${routeId} ${intent} as ${who} (${whose})`;
          const sound = [...doors.bodyFor(action.body, intent, whose, who)].map(
            ([name, text]): Pair => [encoded(name), encoded(text)],
          );
          const drawn = bodies(sound, isTheirs ? DRAWN.bodies : DRAWN.bodiesOfOthers, seedOf(label));
          const isFirst = isTheirs && !swept.has(`${routeId} ${intent}`);
          if (isTheirs) swept.add(`${routeId} ${intent}`);
          for (const [i, body] of [...drawn, ...(isFirst ? [...NOTHING_SOUND, ...oneByOne(sound)] : [])].entries()) {
            const url = doors.withIndex(i % 3 === 2 ? asData(address!) : address!, routeId);
            report.add(label, `${url} ${body}`, await ask(url, who, body, isTheirs));
          }
        }
  }
  report.expectNone(2_000);
});

describe("hostile addresses", () => {
  const PARAMS =
    "date view zoom all page request organisation language desk mode interpreter start fold slot assignment to back event year month from kind words q role done touched like note undo undone override person others cancel sent mine state status need index _routes sort".split(
      " ",
    );
  const FIXED = [
    "date=2026-13-45",
    "date=9999-99-99&view=month",
    "date=9999-12-31&view=week",
    "date=0000-01-01&view=month",
    "view=xyz",
    "page=-1",
    "page=1e9",
    "page=1e309",
    "page=NaN",
    "zoom=NaN",
    "request=../../",
    "request=%00",
    "_routes=../../",
    "_routes=__proto__",
    "index&index=1",
    "&&==&%",
    `q=${encoded(SCRIPT)}&words=${encoded(SCRIPT)}`,
    `q=${"%25".repeat(500)}`,
    "month=9999-12&view=away",
    "month=0000-01&view=away",
    "month=0000-01",
    "start=8640000000000001",
    "date=1900-01-01&start=00:00",
    "view=away&from=2026-13-45&to=9999-99-99&month=2026-99",
    "view=away&from=2026-05-01&to=9999-12-31&kind=__proto__",
  ];
  const query = fc
    .array(fc.tuple(fc.constantFrom(...PARAMS), short), { minLength: 1, maxLength: 4 })
    .map((pairs) => pairs.map(([name, text]) => `${name}=${text}`).join("&"));
  const IDS = [
    ...RAW,
    ...WORDS.filter((text) => text !== "" && text !== "."),
    "x".repeat(3_000),
    "..%2F..%2F",
    "%252e",
  ];

  /** Who gets in, and one person who does not. */
  const asking = (routeId: string) => {
    const inside = PEOPLE.filter((who) => passes(who, MATRIX[routeId]!.door));
    const outside = PEOPLE.filter((who) => !passes(who, MATRIX[routeId]!.door));
    return { some: inside.slice(0, 1), others: [...inside.slice(1, 2), ...outside.slice(0, 1)] };
  };

  test("queries: no server error and nothing reflected", async () => {
    const report = new Report();
    for (const [at, routeId] of doors.routesWith("loader").entries()) {
      const entry = MATRIX[routeId];
      if (!entry) continue;
      const { some, others } = asking(routeId);
      for (const who of [...some, ...others]) {
        const address = doors.addressOf(routeId, entry, "own", who) ?? doors.addressOf(routeId, entry, "missing", who)!;
        const drawn = fc.sample(query, {
          seed: seedOf(`${routeId} ${who}`),
          numRuns: some.includes(who) ? DRAWN.queries : DRAWN.queriesOfOthers,
        });
        for (const [i, search] of [...thinned(FIXED, at, 2), ...drawn].entries()) {
          if (others.includes(who) && i % 5 !== 0) continue;
          // Before what the page needs, so that hostile values come first, or after it.
          const [pathname = "", own = ""] = address.split("?");
          const both = (i % 2 ? [search, own] : [own, search]).filter(Boolean).join("&");
          const url = i % 4 === 3 ? `${pathname === "/" ? "/_root" : pathname}.data?${both}` : `${pathname}?${both}`;
          report.add(`GET ${routeId} as ${who}`, url, await ask(url, who, null, true));
        }
      }
    }
    report.expectNone(1_000);
  });

  test("path parameters: no server error and nothing reflected", async () => {
    const report = new Report();
    for (const [at, routeId] of doors.routesWith("loader").entries()) {
      const pattern = doors.pathOf(routeId);
      if (!MATRIX[routeId] || !/:|\*/.test(pattern)) continue;
      const { some } = asking(routeId);
      for (const who of some)
        for (const [i, id] of thinned(IDS, at, 3).entries()) {
          const pathname = pattern.replace(/:\w+\??|\*/g, () => id);
          const url = i % 3 === 2 ? `${pathname}.data` : pathname;
          report.add(`GET ${routeId} as ${who}`, url, await ask(url, who, null, true));
        }
    }
    report.expectNone(300);
  });
});
