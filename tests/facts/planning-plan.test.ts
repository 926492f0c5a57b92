/** From the product's data to a plan and back: every line of a plan is one that the product itself would take. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import loadHighs from "highs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { applyPlan } from "#app/commands/apply-plan";
import type { Ctx } from "#app/context.server";
import { planInstance } from "#app/dispatch/plan/plan";
import { type PlanningFacts, planningFacts } from "#app/facts/planning";
import { type PlanningProblem, planningProblem } from "#app/facts/planning-instance";
import type { Instant } from "#app/time";
import { createDatabase, type Db } from "#db/client.server";
import { seedDemo } from "#db/seed";
import { OVER_BOOKED, overBook } from "#tests/support/over-booked";
import { at, type World, world } from "#tests/support/world";

const folder = mkdtempSync(path.join(tmpdir(), "tilts-plan-"));
const now = at("2026-11-24T10:00");
let solver: Awaited<ReturnType<typeof loadHighs>>;
let demo: Db;
beforeAll(async () => {
  solver = await loadHighs();
  const opened = createDatabase(path.join(folder, "tilts.db"));
  seedDemo(opened, now, { passwordHash: "hash" });
  overBook(folder);
  demo = opened.db;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("every line of the over-booked week's plan can be assigned, one after another, with every rule asked again", () => {
  const { lines, plan, instance } = planned(demo, now, OVER_BOOKED);
  expect(instance.requests.length).toBeGreaterThan(15);
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.length).toBeLessThan(instance.requests.length);
  expect(plan.proven).toEqual([true, true, true, true]);
  const refused = applied(demo, now, lines).filter(({ outcome }) => outcome !== "assigned");
  expect(refused).toEqual([]);
});

test.each([
  [
    "journeys between towns",
    (w: World) => {
      for (const [hour, placeId] of [
        ["08:30", "riga-centrs"],
        ["10:00", "jelgava"],
        ["11:00", "riga-purvciems"],
        ["12:30", "jurmala"],
        ["14:00", "liepaja"],
        ["16:00", "riga-centrs"],
      ] as const)
        w.request({ mode: "onsite", placeId, startAt: at(`2026-03-30T${hour}`) });
    },
  ],
  [
    "the week's hours",
    (w: World) => {
      w.sqlite.exec("update interpreters set max_minutes_per_week = 180");
      for (const day of [30, 31])
        for (const hour of [9, 11, 13, 15]) w.request({ startAt: at(`2026-03-${day}T${two(hour)}:00`) });
    },
  ],
  [
    "two at once, absences and a person on one half",
    (w: World) => {
      const half = w.request({ interpreterCount: 2 });
      w.assign(half, "karim");
      w.request({ interpreterCount: 2, startAt: at("2026-03-31T10:00") });
      w.request({ startAt: at("2026-03-31T10:30") });
      w.request({ startAt: at("2026-04-01T11:00") });
      w.absence("amina", "2026-04-01T10:30", "2026-04-01T12:00");
    },
  ],
  [
    "places that the table does not know",
    (w: World) => {
      w.sqlite.exec(
        "delete from travel_times where from_place_id <> to_place_id and (from_place_id like 'j%' or to_place_id like 'j%')",
      );
      for (const [hour, placeId] of [
        ["08:30", "riga-centrs"],
        ["10:00", "jelgava"],
        ["11:30", "riga-purvciems"],
        ["13:00", "jurmala"],
        ["15:30", "jelgava"],
      ] as const)
        w.request({ mode: "onsite", placeId, startAt: at(`2026-03-30T${hour}`) });
    },
  ],
])("a plan around %s holds when it is assigned", (_, lay) => {
  const w = world();
  lay(w);
  const { lines } = planned(w.db, at("2026-03-24T10:00"), { from: "2026-03-30", to: "2026-04-05" });
  expect(lines.length).toBeGreaterThan(1);
  expect(applied(w.db, at("2026-03-24T10:00"), lines).map(({ outcome }) => outcome)).toEqual(
    lines.map(() => "assigned"),
  );
});

test("what is left out leaves the others' names and waits undisturbed", () => {
  const facts = planningFacts({ db: demo, now }, { from: "2026-11-24", to: "2026-11-29" });
  const waiting = facts.requests.filter((request) => request.waiting.length > 0);
  expect(waiting.length).toBeGreaterThan(1);
  const problem = planningProblem(facts, new Set(waiting.map(({ id }) => id)));
  for (const { interpreters } of solve(problem).assignments)
    for (const one of interpreters) {
      const person = facts.people.get(problem.interpreterIds.get(one)!)!;
      expect(person).toBeDefined();
    }
  expect(problem.requestNames).toEqual(planningProblem(facts).requestNames);
});

function solve({ instance }: PlanningProblem) {
  return planInstance(instance, { solver });
}

function planned(db: Db, now: Instant, days: { from: string; to: string }) {
  const facts: PlanningFacts = planningFacts({ db, now }, days);
  const problem = planningProblem(facts);
  const plan = solve(problem);
  const lines = plan.assignments.map(({ request, interpreters }) => ({
    requestId: problem.requestIds.get(request)!,
    version: facts.requests.find(({ id }) => id === problem.requestIds.get(request))!.version,
    interpreterIds: interpreters.map((one) => problem.interpreterIds.get(one)!),
  }));
  return { lines, plan, instance: problem.instance };
}

function applied(db: Db, now: Instant, lines: ReturnType<typeof planned>["lines"]) {
  const ilze = db.query.users.findFirst({ where: (user, { eq }) => eq(user.role, "coordinator") }).sync()!;
  const viewer = { ...ilze, kind: "user", userId: ilze.id } as unknown as UserViewer;
  const ctx: Ctx = { db, now, viewer, locale: "lv" };
  const done = applyPlan(ctx, { lines, by: "assign", key: "k" });
  if (!done.ok) throw new Error(done.reason);
  return done.value.outcomes;
}

function two(hour: number): string {
  return String(hour).padStart(2, "0");
}
