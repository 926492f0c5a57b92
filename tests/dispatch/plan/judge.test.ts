import { expect, test } from "vitest";
import type { Instance, PlannedAssignment, PlannedInterpreter, PlannedRequest } from "#app/dispatch/plan/model/format";
import { judge } from "#tests/bench/plan/judge";

/** Monday 23 March 2026; Riga is two hours ahead until the night to Sunday. */
const olena: PlannedInterpreter = {
  id: "olena",
  gender: "F",
  home: "riga",
  langs: [{ lang: "ar", level: 2, dialects: ["iraqi"] }],
  modes: ["onsite", "phone"],
  radiusKm: 50,
  weekly: [1, 2, 3, 4, 5].map((dow) => ({ dow, from: "08:00", to: "17:00" })),
  exceptions: [],
  maxMinutesPerWeek: 300,
  rateCentsPerHour: 2000,
  excludedClients: [],
  busy: [],
};
const ask: PlannedRequest = {
  id: "talk",
  client: "anna",
  start: "2026-03-23T08:00Z",
  end: "2026-03-23T09:00Z",
  lang: "ar",
  dialect: null,
  level: 1,
  mode: "phone",
  place: null,
  gender: null,
  excluded: [],
  preferred: [],
  urgency: 1,
  count: 1,
};

function instanceOf(people: Partial<PlannedInterpreter>[], requests: Partial<PlannedRequest>[]): Instance {
  return {
    format: "interp-dispatch/1",
    name: "by hand",
    rules: { timezone: "Europe/Riga", centsPerKm: 20, fairBlockMinutes: 60 },
    zones: ["riga", "jelgava", "liepaja"].map((id) => ({ id, name: id })),
    travelMin: [
      [15, 48, 180],
      [48, 15, 150],
      [180, 150, 15],
    ],
    travelKm: [
      [4, 43, 215],
      [43, 4, 180],
      [215, 180, 4],
    ],
    interpreters: people.map((person) => ({ ...olena, ...person })),
    requests: requests.map((request) => ({ ...ask, ...request })),
  };
}

const byOlena: PlannedAssignment = { request: "talk", interpreters: ["olena"] };

function rulesBroken(
  person: Partial<PlannedInterpreter>,
  request: Partial<PlannedRequest>,
  more: {
    requests?: Partial<PlannedRequest>[];
    people?: Partial<PlannedInterpreter>[];
    plan?: PlannedAssignment[];
  } = {},
) {
  const requests = [request, ...(more.requests ?? [])];
  const everything = requests.map(({ id = "talk" }) => ({ request: id, interpreters: ["olena"] }));
  const instance = instanceOf([person, ...(more.people ?? [])], requests);
  const verdict = judge(instance, { assignments: more.plan ?? everything });
  expect(verdict.feasible).toBe(verdict.breaches.length === 0);
  return verdict.breaches.map(({ rule }) => rule);
}

test("a plan in which nothing is wrong is feasible", () => {
  expect(rulesBroken({}, {})).toEqual([]);
  expect(rulesBroken({}, {}, { plan: [] })).toEqual([]);
  expect(rulesBroken({}, {}, { plan: [{ request: "talk", interpreters: [] }] })).toEqual([]);
});

test("each rule about one person and one request, broken once, is found alone", () => {
  expect(rulesBroken({}, { lang: "fa" })).toEqual(["language"]);
  expect(rulesBroken({}, { level: 3 })).toEqual(["level"]);
  expect(rulesBroken({}, { dialect: "levantine" })).toEqual(["dialect"]);
  expect(rulesBroken({}, { mode: "video" })).toEqual(["mode"]);
  expect(rulesBroken({}, { mode: "onsite", place: "liepaja" })).toEqual(["radius"]);
  expect(rulesBroken({}, { gender: "M" })).toEqual(["gender"]);
  expect(rulesBroken({}, { excluded: ["olena"] })).toEqual(["excluded"]);
  expect(rulesBroken({ excludedClients: ["anna"] }, {})).toEqual(["client_excluded"]);
  expect(rulesBroken({}, { end: "2026-03-23T15:01Z", start: "2026-03-23T14:00Z" })).toEqual(["availability"]);
  expect(rulesBroken({ exceptions: [{ date: "2026-03-23", windows: [] }] }, {})).toEqual(["availability"]);
});

test("what the plan itself says wrongly is found", () => {
  const plan = (...assignments: PlannedAssignment[]) => rulesBroken({}, {}, { plan: assignments });
  expect(plan({ request: "nothing", interpreters: ["olena"] })).toEqual(["unknown_request"]);
  expect(plan(byOlena, byOlena)).toEqual(["request_twice"]);
  expect(plan({ request: "talk", interpreters: ["nobody"] })).toEqual(["unknown_interpreter"]);
  expect(rulesBroken({}, { count: 2 })).toEqual(["wrong_count"]);
  const two = { request: "talk", interpreters: ["olena", "ivan"] };
  expect(rulesBroken({}, {}, { people: [{ id: "ivan" }], plan: [two] })).toEqual(["wrong_count"]);
  const twice = { request: "talk", interpreters: ["olena", "olena"] };
  expect(rulesBroken({}, { count: 2 }, { plan: [twice] })).toContain("same_interpreter_twice");
});

test("two jobs at once, and a minute too little on the road", () => {
  const after = (start: string, more: Partial<PlannedRequest> = {}) => ({
    requests: [{ id: "next", start, end: "2026-03-23T11:00Z", ...more }],
  });
  expect(rulesBroken({}, {}, after("2026-03-23T09:00Z"))).toEqual([]);
  expect(rulesBroken({}, {}, after("2026-03-23T08:59Z"))).toEqual(["overlap"]);
  const inJelgava = { mode: "onsite", place: "jelgava" } as const;
  expect(rulesBroken({}, {}, after("2026-03-23T09:48Z", inJelgava))).toEqual([]);
  expect(rulesBroken({}, {}, after("2026-03-23T09:47Z", inJelgava))).toEqual(["travel"]);
  expect(rulesBroken({}, inJelgava, after("2026-03-23T09:14Z", inJelgava))).toEqual(["travel"]);
});

test("a busy time is a job too: it has a place and takes hours, but is nobody's fault by itself", () => {
  const busy = (start: string, end: string, place: string | null = null) => ({ busy: [{ start, end, place }] });
  expect(rulesBroken(busy("2026-03-23T08:30Z", "2026-03-23T08:45Z"), {})).toEqual(["overlap"]);
  expect(rulesBroken(busy("2026-03-23T07:00Z", "2026-03-23T07:13Z", "jelgava"), {})).toEqual(["travel"]);
  expect(rulesBroken(busy("2026-03-25T07:00Z", "2026-03-25T11:00Z"), {})).toEqual([]);
  expect(rulesBroken(busy("2026-03-25T07:00Z", "2026-03-25T11:01Z"), {})).toEqual(["hours"]);
  expect(rulesBroken(busy("2026-03-25T02:00Z", "2026-03-25T11:00Z"), {}, { plan: [] })).toEqual([]);
});

test("hours count in the local week in which the job starts", () => {
  const always = { weekly: [1, 2, 3, 4, 5, 6, 7].map((dow) => ({ dow, from: "00:00", to: "24:00" })) };
  const sunday = { start: "2026-03-29T20:30Z", end: "2026-03-30T01:30Z" }; // 23:30 on Sunday
  const monday = { id: "next", start: "2026-03-29T21:30Z", end: "2026-03-29T22:30Z" }; // 00:30 on Monday
  expect(rulesBroken(always, sunday)).toEqual([]);
  expect(rulesBroken(always, sunday, { requests: [{ ...ask, id: "early" }] })).toEqual(["hours"]);
  expect(rulesBroken(always, { ...sunday, end: "2026-03-29T21:30Z" }, { requests: [monday] })).toEqual([]);
});

test("windows over midnight, over the edges of weeks and over both clock changes", () => {
  const nights = (dow: number, from: string, to: string) => ({ weekly: [{ dow, from, to }], maxMinutesPerWeek: 2400 });
  const at = (start: string, end: string) => ({ start, end });
  expect(rulesBroken(nights(7, "22:00", "06:00"), at("2026-03-29T21:00Z", "2026-03-30T03:00Z"))).toEqual([]);
  expect(rulesBroken(nights(7, "22:00", "06:00"), at("2026-03-29T21:00Z", "2026-03-30T03:01Z"))).toEqual([
    "availability",
  ]);
  // 03:30 does not exist on 29 March: the window opens at 04:30 summer time, 01:30 UTC.
  expect(rulesBroken(nights(7, "03:30", "06:00"), at("2026-03-29T01:30Z", "2026-03-29T03:00Z"))).toEqual([]);
  expect(rulesBroken(nights(7, "03:30", "06:00"), at("2026-03-29T01:29Z", "2026-03-29T03:00Z"))).toEqual([
    "availability",
  ]);
  // 03:30 comes twice on 25 October: windows begin and end at the earlier one, 00:30 UTC.
  expect(rulesBroken(nights(7, "03:30", "06:00"), at("2026-10-25T00:30Z", "2026-10-25T04:00Z"))).toEqual([]);
  expect(rulesBroken(nights(6, "22:00", "03:30"), at("2026-10-24T23:00Z", "2026-10-25T00:31Z"))).toEqual([
    "availability",
  ]);
  const touching = { weekly: [on(1, "08:00", "10:30"), on(1, "10:30", "12:00")] };
  expect(rulesBroken(touching, at("2026-03-23T08:00Z", "2026-03-23T09:00Z"))).toEqual([]);
});

const on = (dow: number, from: string, to: string) => ({ dow, from, to });

test("the four levels are counted from the instance", () => {
  const instance = instanceOf(
    [{ busy: [{ start: "2026-03-24T08:00Z", end: "2026-03-24T08:30Z", place: null }] }, { id: "ivan" }],
    [
      { urgency: 5, mode: "onsite", place: "jelgava", count: 2, preferred: [{ i: "ivan", points: 3 }] },
      { id: "next", start: "2026-03-23T11:00Z", end: "2026-03-23T11:50Z", urgency: 2 },
    ],
  );
  const both = { request: "talk", interpreters: ["olena", "ivan"] };
  const next = { request: "next", interpreters: ["olena"] };
  const { objective, filled } = judge(instance, { assignments: [both, next] });
  const cost = 2 * (2000 + 2 * 43 * 20) + Math.round((2000 * 50) / 60);
  const unfairness = 60 + 2 * 20; // olena: 30 busy, 60 and 50 minutes, in blocks of 60
  expect({ objective, filled }).toEqual({ objective: [7, 3, cost, unfairness], filled: 2 });
});
