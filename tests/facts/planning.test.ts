/** Planning asks of all requests at once what a request's own page asks of one. */
import { beforeAll, expect, test } from "vitest";
import type { Matching } from "#app/dispatch/vocabulary";
import { matchRequest } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import { planningFacts } from "#app/facts/planning";
import { createDatabase, type Opened } from "#db/client.server";
import { seedDemo } from "#db/seed";
import { at } from "#tests/support/world";

const now = at("2026-11-24T12:07");
let demo: Opened;
beforeAll(() => {
  demo = createDatabase(":memory:");
  seedDemo(demo, now, { passwordHash: "hash" });
});

test("a set of many requests is read as each of them alone: no need and no candidate picks up another's facts", () => {
  const facts = planningFacts({ ...demo, now }, { from: "2026-11-20", to: "2026-12-31" });
  expect(facts.requests.length).toBeGreaterThan(5);
  for (const request of facts.requests) {
    const need = needOf(demo, request.id)!;
    expect(request.need).toEqual(need);
    expect(ordered(facts.matchingOf(request))).toEqual(ordered(matchRequest({ ...demo, now }, need).matching));
  }
});

/** Obstacles of one code come in no particular order. */
function ordered({ able, blocked }: Matching) {
  return {
    able: able.map((one) => ({ ...one, points: [...one.points] })),
    blocked: blocked.map(({ interpreterId, obstacles }) => ({
      interpreterId,
      obstacles: obstacles.map((obstacle) => JSON.stringify(obstacle)).sort(),
    })),
  };
}
