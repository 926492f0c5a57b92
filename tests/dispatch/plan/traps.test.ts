/** Hand-made traps, with answers computed by hand. What a plan is worth is told as [urgency, points, cents, unfairness]. */
import loadHighs from "highs";
import { expect, test } from "vitest";
import { Deadline } from "#app/dispatch/plan/model/deadline";
import type { Instance, PlannedInterpreter, PlannedRequest } from "#app/dispatch/plan/model/format";
import { readInstance } from "#app/dispatch/plan/model/instance";
import { expand } from "#app/dispatch/plan/model/problem";
import { type PlanOptions, planInstance } from "#app/dispatch/plan/plan";
import { solveBlock } from "#app/dispatch/plan/proof/exact";
import { judged } from "./brute-force";
import { instance, person, request } from "./small";

const solver = await loadHighs();

/** Who does what, as "request: people", of the plan; checked by the tests' own rules. */
function planned(people: PlannedInterpreter[], requests: PlannedRequest[], options: Partial<PlanOptions> = {}) {
  const small = instance(people, requests);
  const plan = planInstance(sound(small), { solver, ...options });
  expect(judged(small, plan.assignments, [...(options.pins ?? [])])).toEqual(plan.objective);
  expect(plan.proven).toEqual([true, true, true, true]);
  const jobs = plan.assignments.map((a) => `${a.request}: ${a.interpreters.join(" + ")}`);
  return { jobs, plan };
}

function sound(small: Instance): Instance {
  const read = readInstance(small, { unspokenLanguages: "allow" });
  if (!read.ok) throw new Error(JSON.stringify(read.detail));
  return read.value;
}

const at = (start: string, end: string) => ({ start: `${start}Z`, end: `${end}Z` });
const everyDay = (from: string, to: string) => [1, 2, 3, 4, 5, 6, 7].map((dow) => ({ dow, from, to }));
const onsite = (place: string) => ({ mode: "onsite", place }) as const;

// ---------------------------------------------------------------------------------------------
// Clocks and windows

test("in the night of March the hour from three to four does not exist: a window from 03:30 begins at 04:30", () => {
  const night = person("olena", { weekly: everyDay("03:30", "06:00") });
  const early = request("before", at("2026-03-29T01:15", "2026-03-29T02:15")); // 04:15 to 05:15
  const fits = request("after", at("2026-03-29T01:30", "2026-03-29T02:30")); // 04:30 to 05:30
  expect(planned([night], [early]).jobs).toEqual([]);
  expect(planned([night], [fits]).jobs).toEqual(["after: olena"]);
});

test("a window from 22:00 to 06:00 is seven hours long in the night of March and nine in that of October", () => {
  const night = person("olena", { weekly: everyDay("22:00", "06:00") });
  const march = at("2026-03-28T20:00", "2026-03-29T03:00");
  const october = at("2026-10-24T19:00", "2026-10-25T04:00");
  expect(planned([night], [request("march", march)]).jobs).toEqual(["march: olena"]);
  expect(planned([night], [request("march", { ...march, end: "2026-03-29T03:15Z" })]).jobs).toEqual([]);
  expect(planned([night], [request("october", october)]).jobs).toEqual(["october: olena"]);
  expect(planned([night], [request("october", { ...october, end: "2026-10-25T04:15Z" })]).jobs).toEqual([]);
});

test("in the night of October 03:30 is the earlier one", () => {
  const from = person("olena", { weekly: everyDay("03:30", "08:00") });
  const until = person("olena", { weekly: everyDay("00:00", "03:30") });
  const firstHalfHour = request("r", at("2026-10-25T00:30", "2026-10-25T01:00")); // the first 03:30 to 03:00 again
  expect(planned([from], [firstHalfHour]).jobs).toEqual(["r: olena"]);
  expect(planned([until], [firstHalfHour]).jobs).toEqual([]);
  expect(planned([until], [request("r", at("2026-10-24T23:30", "2026-10-25T00:30"))]).jobs).toEqual(["r: olena"]);
});

test("windows that touch are one, also at midnight; a minute between them is a gap", () => {
  const evening = request("r", at("2026-03-23T21:00", "2026-03-23T23:00")); // Monday 23:00 to Tuesday 01:00
  const windows = (to: string, from: string) =>
    person("olena", {
      weekly: [
        { dow: 1, from: "20:00", to },
        { dow: 2, from, to: "08:00" },
      ],
    });
  expect(planned([windows("24:00", "00:00")], [evening]).jobs).toEqual(["r: olena"]);
  expect(planned([windows("00:00", "00:00")], [evening]).jobs).toEqual(["r: olena"]);
  expect(planned([windows("23:59", "00:00")], [evening]).jobs).toEqual([]);
  expect(planned([windows("24:00", "00:01")], [evening]).jobs).toEqual([]);
});

test("an exception replaces the windows that begin that day, and no others", () => {
  const atNight = (exceptions: PlannedInterpreter["exceptions"]) =>
    person("olena", { weekly: everyDay("20:00", "04:00"), exceptions });
  const beforeMidnight = request("r", at("2026-03-23T19:00", "2026-03-23T20:00")); // Monday 21:00
  const afterMidnight = request("r", at("2026-03-24T00:00", "2026-03-24T01:00")); // Tuesday 02:00, a window of Monday
  const monday = [{ date: "2026-03-23", windows: [] }];
  const tuesday = [{ date: "2026-03-24", windows: [] }];
  expect(planned([atNight(monday)], [beforeMidnight]).jobs).toEqual([]);
  expect(planned([atNight(monday)], [afterMidnight]).jobs).toEqual([]);
  expect(planned([atNight(tuesday)], [afterMidnight]).jobs).toEqual(["r: olena"]);
  const longer = [
    {
      date: "2026-03-23",
      windows: [
        { from: "08:00", to: "21:00" },
        { from: "21:00", to: "24:00" },
      ],
    },
  ];
  expect(planned([atNight(longer)], [beforeMidnight]).jobs).toEqual(["r: olena"]);
});

test("a job over Sunday midnight counts in the week in which it starts", () => {
  const sunday = request("night", { ...at("2026-03-29T19:00", "2026-03-29T23:00"), urgency: 2 }); // 22:00 to 02:00
  const monday = request("monday", at("2026-03-30T06:00", "2026-03-30T10:00"));
  const saturday = request("saturday", at("2026-03-28T08:00", "2026-03-28T12:00"));
  const fourHours = person("olena", { maxMinutesPerWeek: 240 });
  expect(planned([fourHours], [sunday, monday, saturday]).jobs).toEqual(["night: olena", "monday: olena"]);
});

test("a job over Sunday midnight keeps its person from the next week's first hour", () => {
  const sunday = request("night", { ...at("2026-03-29T19:00", "2026-03-29T23:00"), ...onsite("liepaja") });
  const early = (start: string, end: string) => request("early", at(start, end));
  // A phone job is done at home in Rīga, three hours from Liepāja.
  expect(planned([person("olena")], [sunday, early("2026-03-30T01:59", "2026-03-30T03:00")]).jobs).toHaveLength(1);
  expect(planned([person("olena")], [sunday, early("2026-03-30T02:00", "2026-03-30T03:00")]).jobs).toHaveLength(2);
});

// ---------------------------------------------------------------------------------------------
// Travel

test("48 minutes to Jelgava are enough, 47 are not", () => {
  const riga = request("riga", { ...at("2026-03-23T08:00", "2026-03-23T09:00"), ...onsite("riga") });
  const jelgava = (start: string) => request("jelgava", { ...at(start, "2026-03-23T11:00"), ...onsite("jelgava") });
  expect(planned([person("olena")], [riga, jelgava("2026-03-23T09:48")]).jobs).toHaveLength(2);
  expect(planned([person("olena")], [riga, jelgava("2026-03-23T09:47")]).jobs).toHaveLength(1);
});

test("within one town fifteen minutes are needed between two visits, and none between two calls", () => {
  const visit = (id: string, start: string, end: string) => request(id, { ...at(start, end), ...onsite("riga") });
  const first = visit("first", "2026-03-23T08:00", "2026-03-23T09:00");
  expect(
    planned([person("olena")], [first, visit("second", "2026-03-23T09:14", "2026-03-23T10:00")]).jobs,
  ).toHaveLength(1);
  expect(
    planned([person("olena")], [first, visit("second", "2026-03-23T09:15", "2026-03-23T10:00")]).jobs,
  ).toHaveLength(2);
  const calls = [request("one"), request("two", at("2026-03-23T09:00", "2026-03-23T10:00"))];
  expect(planned([person("olena")], calls).jobs).toHaveLength(2);
});

test("before a phone job one drives home", () => {
  const visit = request("visit", { ...at("2026-03-23T08:00", "2026-03-23T09:00"), ...onsite("jelgava") });
  const call = (start: string) => request("call", at(start, "2026-03-23T11:00"));
  const living = (home: string) => person("olena", { home });
  expect(planned([living("riga")], [visit, call("2026-03-23T09:47")]).jobs).toHaveLength(1);
  expect(planned([living("riga")], [visit, call("2026-03-23T09:48")]).jobs).toHaveLength(2);
  expect(planned([living("jelgava")], [visit, call("2026-03-23T09:15")]).jobs).toHaveLength(2);
});

test("busy times need travel, too, in both directions", () => {
  const busy = [{ ...at("2026-03-23T09:00", "2026-03-23T10:00"), place: "jelgava" }];
  const olena = person("olena", { busy });
  const call = (start: string, end: string) => request("call", at(start, end));
  expect(planned([olena], [call("2026-03-23T07:00", "2026-03-23T08:13")]).jobs).toEqual([]);
  expect(planned([olena], [call("2026-03-23T07:00", "2026-03-23T08:12")]).jobs).toEqual(["call: olena"]);
  expect(planned([olena], [call("2026-03-23T10:47", "2026-03-23T12:00")]).jobs).toEqual([]);
  expect(planned([olena], [call("2026-03-23T10:48", "2026-03-23T12:00")]).jobs).toEqual(["call: olena"]);
});

test("travel that differs by direction is taken in the direction of the journey", () => {
  const hill = instance(
    [person("olena")],
    [
      request("riga", { ...at("2026-03-23T08:00", "2026-03-23T09:00"), ...onsite("riga") }),
      request("jelgava", { ...at("2026-03-23T09:48", "2026-03-23T10:00"), ...onsite("jelgava") }),
      request("back", { ...at("2026-03-23T11:00", "2026-03-23T12:00"), ...onsite("riga"), urgency: 1 }),
    ],
  );
  hill.travelMin[1]![0] = 61;
  expect(planInstance(sound(hill), { solver }).objective[0]).toBe(2);
  hill.travelMin[1]![0] = 60;
  expect(planInstance(sound(hill), { solver }).objective[0]).toBe(3);
});

// ---------------------------------------------------------------------------------------------
// Who

test("the only speaker of a rare language is kept for it, though asked for first by another and cheaper there", () => {
  const both = person("olena", {
    langs: [
      { lang: "dari", level: 3, dialects: [] },
      { lang: "tigrinya", level: 1, dialects: [] },
    ],
    rateCentsPerHour: 1000,
  });
  const dari = person("ahmed", { rateCentsPerHour: 9000 });
  const first = request("first", { preferred: [{ i: "olena", points: 3 }], urgency: 1 });
  const rare = request("rare", { lang: "tigrinya", ...at("2026-03-23T08:30", "2026-03-23T09:30"), urgency: 1 });
  const { jobs, plan } = planned([both, dari], [first, rare]);
  expect(jobs).toEqual(["first: ahmed", "rare: olena"]);
  expect(plan.objective).toEqual([2, 0, 10_000, 0]);
});

test("one urgent request gives way to three that are worth more together", () => {
  const long = request("long", { ...at("2026-03-23T08:00", "2026-03-23T11:00"), urgency: 5 });
  const short = (id: string, start: string, end: string) => request(id, { ...at(start, end), urgency: 2 });
  const three = [
    short("a", "2026-03-23T08:00", "2026-03-23T09:00"),
    short("b", "2026-03-23T09:00", "2026-03-23T10:00"),
    short("c", "2026-03-23T10:00", "2026-03-23T11:00"),
  ];
  expect(planned([person("olena")], [long, ...three]).jobs).toEqual(["a: olena", "b: olena", "c: olena"]);
  expect(planned([person("olena")], [{ ...long, urgency: 7 }, ...three]).jobs).toEqual(["long: olena"]);
});

test("two interpreters or none: half of a pair is never sent, and nobody waits for a missing second", () => {
  const pair = request("pair", { count: 2, urgency: 5 });
  const single = request("single", { urgency: 1 });
  const alone = planned([person("olena")], [pair, single]);
  expect(alone.jobs).toEqual(["single: olena"]);
  expect(alone.plan.unfilled).toEqual([
    {
      request: "pair",
      lacking: 1,
      barred: [],
      engaged: [{ interpreter: "olena", rule: "overlap", by: ["single"] }],
      competing: ["single"],
    },
  ]);
  expect(planned([person("olena"), person("ahmed")], [pair, single]).jobs).toEqual(["pair: olena + ahmed"]);
});

test("a cap that is reached exactly is kept; one minute more is too much", () => {
  const morning = request("morning", at("2026-03-23T06:00", "2026-03-23T08:00"));
  const noon = request("noon", at("2026-03-24T10:00", "2026-03-24T12:00"));
  const capped = (maxMinutesPerWeek: number) => person("olena", { maxMinutesPerWeek });
  expect(planned([capped(240)], [morning, noon]).jobs).toHaveLength(2);
  expect(planned([capped(239)], [morning, noon]).jobs).toHaveLength(1);
  const busy = [{ ...at("2026-03-25T06:00", "2026-03-25T07:00"), place: null }];
  expect(planned([{ ...capped(240), busy }], [morning, noon]).jobs).toHaveLength(1);
  expect(planned([{ ...capped(300), busy }], [morning, noon]).jobs).toHaveLength(2);
});

test("nobody speaks it, or nobody may: told person by person, with every reason", () => {
  const { plan } = planned(
    [
      person("olena", { gender: "F", modes: ["phone"], langs: [{ lang: "dari", level: 1, dialects: [] }] }),
      person("ahmed", { gender: "M", radiusKm: 10, excludedClients: ["client of r"] }),
    ],
    [
      request("r", { ...onsite("jelgava"), level: 2, dialect: "herati", gender: "M" }),
      request("unspoken", { lang: "xhosa", count: 2 }),
    ],
  );
  expect(plan.unfilled).toEqual([
    {
      request: "r",
      lacking: 1,
      barred: [
        { interpreter: "olena", rules: ["level", "dialect", "mode", "gender"] },
        { interpreter: "ahmed", rules: ["dialect", "radius", "excluded"] },
      ],
      engaged: [],
      competing: [],
    },
    { request: "unspoken", lacking: 2, barred: [], engaged: [], competing: [] },
  ]);
});

// ---------------------------------------------------------------------------------------------
// Levels

test("the levels come in their order: fill, wishes, cost, equal shares", () => {
  const cheap = person("cheap", { rateCentsPerHour: 1000 });
  const wanted = person("wanted", { rateCentsPerHour: 9000 });
  const wish = { preferred: [{ i: "wanted", points: 1 }] };
  expect(planned([cheap, wanted], [request("r", wish)]).plan.objective).toEqual([1, 1, 9000, 0]);
  expect(planned([cheap, wanted], [request("r")]).plan.objective).toEqual([1, 0, 1000, 0]);
  // Two equals, two jobs of five hours: 600 minutes of one cost 300 minutes at 1, shared they cost nothing.
  const days = ["23", "24"].map((day) => request(`r${day}`, at(`2026-03-${day}T06:00`, `2026-03-${day}T11:00`)));
  expect(planned([person("a"), person("b")], days).plan.objective).toEqual([2, 0, 20_000, 0]);
  expect(planned([person("a")], days).plan.objective).toEqual([2, 0, 20_000, 300]);
});

test("a visit is paid from home and back, in whole cents of work", () => {
  const visit = request("visit", { ...at("2026-03-23T08:00", "2026-03-23T08:45"), ...onsite("jelgava") });
  // 1999 × 45 / 60 = 1499.25 → 1499; 2 × 43 km × 20 cents = 1720.
  expect(planned([person("olena", { rateCentsPerHour: 1999 })], [visit]).plan.objective).toEqual([1, 0, 3219, 0]);
});

test("busy hours count as hours when the shares are made equal", () => {
  const busy = [{ ...at("2026-03-24T06:00", "2026-03-24T11:00"), place: null }];
  const { jobs, plan } = planned([person("tired", { busy }), person("rested")], [request("r")]);
  expect(jobs).toEqual(["r: rested"]);
  expect(plan.objective[3]).toBe(0);
});

test("a plan that costs by chance what all requests would cost at their cheapest is not proven by that", () => {
  const people = Object.entries({ dear: 2500, cheap: 1000, fair: 1500 }).map(([id, rateCentsPerHour]) =>
    person(id, { rateCentsPerHour }),
  );
  const requests = [
    request("one", { excluded: ["fair"] }),
    request("two", { excluded: ["cheap", "dear"], urgency: 5 }),
    request("at the same time", { excluded: ["cheap", "dear"] }),
  ];
  const problem = expand(sound(instance(people, requests)));
  const pairOf = (r: number, i: number) =>
    problem.pairInterpreter.findIndex((who, pair) => who === i && problem.pairRequest[pair] === r);
  // 2500 + 1500 cents, as 1000 + 1500 + 1500 for all three.
  const { pairs, proven } = solveBlock(solver, problem, [0, 1, 2], [pairOf(0, 0), pairOf(1, 2)], {
    nodes: 5000,
    steps: 100_000,
    deadline: new Deadline({}),
  });
  expect(pairs).toEqual([pairOf(0, 1), pairOf(1, 2)]);
  expect(proven).toEqual([true, true, true, true]);
});

// ---------------------------------------------------------------------------------------------
// Pins

test("a pin that forces a worse plan is kept, and the rest is the best around it", () => {
  const cheap = person("cheap", { rateCentsPerHour: 1000 });
  const dear = person("dear", { rateCentsPerHour: 9000 });
  const requests = [request("first"), request("second", { urgency: 9 })];
  expect(planned([cheap], requests).jobs).toEqual(["second: cheap"]);
  const pins = [{ request: "first", interpreters: ["cheap"] }];
  const { plan } = planned([cheap], requests, { pins });
  expect(plan.objective).toEqual([1, 0, 1000, 0]);
  expect(plan.unfilled).toMatchObject([
    { request: "second", lacking: 0, engaged: [{ interpreter: "cheap", rule: "overlap", by: ["first"] }] },
  ]);
  expect(planned([cheap, dear], requests, { pins }).jobs).toEqual(["first: cheap", "second: dear"]);
});

test("a pin holds against the rules: no language, day off, two at once, over the cap", () => {
  const stranger = person("stranger", { langs: [], weekly: [], modes: [], maxMinutesPerWeek: 30 });
  const requests = [request("one"), request("two"), request("three")];
  const pins = ["one", "two"].map((id) => ({ request: id, interpreters: ["stranger"] }));
  const { jobs, plan } = planned([stranger, person("olena")], requests, { pins });
  expect(jobs).toEqual(["one: stranger", "two: stranger", "three: olena"]);
  expect(plan.objective).toEqual([3, 0, 6000, 0]);
});

test("a pin fills its person's week for everything else", () => {
  const olena = person("olena", { maxMinutesPerWeek: 90 });
  const later = request("later", at("2026-03-25T08:00", "2026-03-25T09:00"));
  const { plan } = planned([olena], [request("pinned"), later], {
    pins: [{ request: "pinned", interpreters: ["olena"] }],
  });
  expect(plan.unfilled).toMatchObject([{ engaged: [{ interpreter: "olena", rule: "hours", by: ["pinned"] }] }]);
});

test("nothing asked, or nobody there: an empty plan, proven", () => {
  expect(planned([person("olena")], []).plan).toMatchObject({ assignments: [], unfilled: [], ended: "proven" });
  expect(planned([], [request("r")]).plan).toMatchObject({ assignments: [], unfilled: [{ request: "r", lacking: 1 }] });
});
