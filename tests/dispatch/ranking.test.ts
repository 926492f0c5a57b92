import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { match } from "#app/dispatch/match";
import { rank } from "#app/dispatch/ranking";
import { type Candidate, type Need, PASSED_BY } from "#app/dispatch/vocabulary";
import { amina, byPhone, context, need } from "./people";

const order = (asked: Need, people: Candidate[]) =>
  match(asked, people, context()).able.map(({ interpreterId }) => interpreterId);
const points = (asked: Need, person: Candidate) =>
  Object.fromEntries(rank(asked, person, context()).points.map(({ name, points, value }) => [name, [points, value]]));
const called = (id: string, others: Partial<Candidate> = {}) => amina({ id, ...others });

describe("who comes first", () => {
  test("the one whom the client knows", () => {
    expect(order(byPhone(), [called("anna"), called("zahra", { timesWithClient: 2 })])).toEqual(["zahra", "anna"]);
  });

  test("the one who served the client last, when the same one is wished for, not the one who served most", () => {
    const asked = byPhone({ preferredInterpreterIds: ["last", "most"] });
    const people = [called("most", { timesWithClient: 3 }), called("last", { timesWithClient: 3 }), called("new")];
    expect(order(asked, people)).toEqual(["last", "most", "new"]);
  });

  test("a woman where one is wished for, and a man is still listed with the wish unmet", () => {
    const asked = byPhone({ gender: { value: "F", strength: "wish" } });
    expect(order(asked, [called("ali", { gender: "M" }), called("zahra")])).toEqual(["zahra", "ali"]);
    expect(points(asked, called("ali", { gender: "M" })).wish_gender).toEqual([0, 0]);
  });

  test("the speaker of a wished-for variant, and another variant is still listed with the wish unmet", () => {
    const asked = byPhone({ language: "ku", variant: "ckb", variantStrength: "wish" });
    const speaks = (variant: string) => ({ languages: [{ language: "ku", variant, level: 3 as const }] });
    const people = [called("anna", speaks("kmr")), called("zahra", speaks("ckb"))];
    expect(order(asked, people)).toEqual(["zahra", "anna"]);
    expect(points(asked, people[0]!).wish_variant).toEqual([0, 0]);
    expect(points(asked, people[1]!).wish_variant).toEqual([20, 1]);
  });

  test("the nearer one on site; by phone it does not matter where she lives", () => {
    const people = [called("anna", { homePlaceId: "liepaja" }), called("zahra", { homePlaceId: "riga" })];
    expect(order(need(), people)).toEqual(["zahra", "anna"]);
    expect(order(byPhone(), people)).toEqual(["anna", "zahra"]);
  });

  test("an estimated way counts by its distance", () => {
    const people = [called("anna", { homePlaceId: "kraslava" }), called("zahra", { homePlaceId: "jelgava" })];
    expect(order(need(), people)).toEqual(["zahra", "anna"]);
    expect(points(need(), people[0]!).distance).toEqual([-13, -131]);
  });

  test("the one with less work that week", () => {
    expect(order(byPhone(), [called("anna", { minutesThisWeek: 600 }), called("zahra")])).toEqual(["zahra", "anna"]);
  });

  test("the professional before the fluent", () => {
    const fluent = called("anna", { languages: [{ language: "prs", variant: null, level: 2 }] });
    expect(order(byPhone(), [fluent, called("zahra")])).toEqual(["zahra", "anna"]);
  });

  test("not the only speaker of a rare language, when another can do it as well", () => {
    const rare = called("anna", { rareLanguages: ["ti"] });
    const busy = called("zahra", { minutesThisWeek: 600 });
    expect(order(byPhone(), [rare, busy])).toEqual(["zahra", "anna"]);
  });

  test("but the only speaker of a rare language whom the client knows well", () => {
    const rare = called("anna", { rareLanguages: ["ti"], timesWithClient: 4 });
    expect(order(byPhone(), [rare, called("zahra")])).toEqual(["anna", "zahra"]);
  });

  test("the one who said she is free before the one who never said", () => {
    const people = [called("anna", { availability: null }), called("zahra")];
    expect(order(byPhone(), people)).toEqual(["zahra", "anna"]);
    expect(points(byPhone(), people[0]!).availability_unknown).toEqual([-10, 1]);
  });

  test("a no costs no points, but whoever passed the request by is not among those who can", () => {
    const people = PASSED_BY.map((by) => called(`anna-${by}`, { alreadyAsked: by }));
    const { able, passed, blocked } = match(byPhone(), [...people, called("zahra")], context());
    expect(able.map(({ interpreterId }) => interpreterId)).toEqual(["zahra"]);
    expect(passed.map(({ score, alreadyAsked }) => [score, alreadyAsked])).toEqual(
      [...PASSED_BY].sort().map((by) => [able[0]?.score, by]),
    );
    expect(blocked).toEqual([]);
  });

  test("at a tie the one with less work, then the smaller id", () => {
    const people = [called("zahra"), called("anna"), called("aida", { minutesThisWeek: 20 })];
    expect(order(byPhone(), people)).toEqual(["anna", "zahra", "aida"]);
  });
});

describe("the points", () => {
  test("have names and the values their sentences show", () => {
    const asked = need({ gender: { value: "F", strength: "wish" }, preferredInterpreterIds: ["amina"] });
    const person = amina({ timesWithClient: 2, minutesThisWeek: 750, rareLanguages: ["ti"] });
    expect(points(asked, person)).toEqual({
      continuity: [14, 2],
      wish_gender: [20, 1],
      wish_same: [30, 1],
      distance: [-4, 43],
      load: [-6, 12.5],
      level: [8, 3],
      scarcity: [-12, 1],
    });
  });

  test("are bounded: twenty visits, a long way and a full week do not drown the rest", () => {
    const person = amina({
      timesWithClient: 20,
      homePlaceId: "liepaja",
      minutesThisWeek: 6000,
      rareLanguages: ["ti", "am", "so"],
    });
    expect(points(need(), person)).toEqual({
      continuity: [28, 20],
      distance: [-20, 214],
      load: [-20, 100],
      level: [8, 3],
      scarcity: [-24, 3],
    });
  });
});

test("who cannot come is listed after, easiest to overrule first, with every reason", () => {
  const { able, blocked } = match(
    need(),
    [
      called("inactive", { status: "inactive" }),
      called("excluded", { excluded: true }),
      called("two reasons", { radiusKm: 1, availability: [] }),
      called("far", { radiusKm: 1 }),
    ],
    context(),
  );
  expect(able).toEqual([]);
  expect(blocked.map(({ interpreterId, obstacles }) => [interpreterId, obstacles.length])).toEqual([
    ["far", 1],
    ["two reasons", 2],
    ["excluded", 1],
    ["inactive", 1],
  ]);
});

const anybody = fc.record({
  id: fc.string({ minLength: 1, maxLength: 3 }),
  times: fc.integer({ min: 0, max: 9 }),
  minutes: fc.integer({ min: 0, max: 2500 }),
  home: fc.constantFrom("riga", "jelgava", "liepaja", "kraslava"),
  level: fc.constantFrom(1, 2, 3),
  known: fc.boolean(),
  rare: fc.integer({ min: 0, max: 3 }),
});
const people = fc.uniqueArray(anybody, { selector: ({ id }) => id, maxLength: 12 });
const personOf = (one: typeof anybody extends fc.Arbitrary<infer P> ? P : never) =>
  amina({
    id: one.id,
    timesWithClient: one.times,
    minutesThisWeek: one.minutes,
    homePlaceId: one.home,
    languages: [{ language: "prs", variant: null, level: one.level as 1 | 2 | 3 }],
    ...(one.known ? {} : { availability: null }),
    rareLanguages: ["ti", "am", "so"].slice(0, one.rare),
  });

test("the same people in any order are ranked the same, nobody is lost, and the score is the sum of the points", () => {
  fc.assert(
    fc.property(people, fc.integer(), (drawn, turn) => {
      const group = drawn.map(personOf);
      const cut = group.length ? Math.abs(turn) % group.length : 0;
      const turned = [...group.slice(cut), ...group.slice(0, cut)].reverse();
      const matching = match(need(), group, context());
      expect(match(need(), turned, context())).toEqual(matching);
      expect([...matching.able, ...matching.blocked].map(({ interpreterId }) => interpreterId).sort()).toEqual(
        group.map(({ id }) => id).sort(),
      );
      for (const { score, points } of matching.able)
        expect(score).toBe(points.reduce((sum, point) => sum + point.points, 0));
      const scores = matching.able.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
    }),
    { seed: 7, numRuns: 300 },
  );
});
