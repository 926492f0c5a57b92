/** Whoever said no to a request, gave it back or let it lapse is called free for it nowhere, and proposed for it by nothing. */
import loadHighs from "highs";
import { beforeAll, describe, expect, test } from "vitest";
import { planInstance } from "#app/dispatch/plan/plan";
import type { PassedBy } from "#app/dispatch/vocabulary";
import { planningFacts } from "#app/facts/planning";
import { planningProblem } from "#app/facts/planning-instance";
import { moveChoices } from "#app/queries/coordinator/move-choices";
import { requestForCoordinator } from "#app/queries/coordinator/request";
import { standInsFor } from "#app/queries/coordinator/stand-ins";
import { waysOut } from "#app/queries/coordinator/ways-out";
import { readPage as calendarPage } from "#app/routes/coordinator.calendar/page";
import { readPage as movePage } from "#app/routes/coordinator.move/page";
import { interpreters } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOW = at("2026-03-24T10:00");
const MONDAY = { start: at("2026-03-30T10:00"), end: at("2026-03-30T11:00") };

let solver: Awaited<ReturnType<typeof loadHighs>>;
beforeAll(async () => {
  solver = await loadHighs();
});

/** Only these two are there in that week. */
function onlyAminaAndKarim(): World {
  const w = world();
  for (const { id } of w.db.select({ id: interpreters.id }).from(interpreters).all())
    if (id !== "amina" && id !== "karim") w.absence(id, "2026-03-29T00:00", "2026-04-04T00:00");
  return w;
}

function passBy(w: World, requestId: string, who: string, how: PassedBy): void {
  if (how === "declined") w.offer(requestId, who, { status: "declined" });
  if (how === "expired") w.offer(requestId, who);
  if (how === "gave_back") {
    const facts = { releasedAt: NOW, releasedBy: `user:user-${who}`, releaseReason: "withdrawn" };
    w.assign(requestId, who, facts);
  }
}

describe.each(["declined", "gave_back", "expired"] as const)("Karim %s", (how) => {
  const asked = () => {
    const w = onlyAminaAndKarim();
    const requestId = w.request();
    passBy(w, requestId, "karim", how);
    return { w, requestId, ilze: w.as("ilze", NOW) };
  };

  test("the request's page has him among those who passed it by, with that word", () => {
    const { ilze, requestId } = asked();
    const { candidates } = requestForCoordinator(ilze, requestId)!;
    expect(candidates?.able.map(({ interpreterId }) => interpreterId)).toEqual(["amina"]);
    expect(candidates?.passed).toMatchObject([{ interpreterId: "karim", alreadyAsked: how }]);
  });

  test("calendar, dragging and the Move page do not call him free, and none of them chooses him", () => {
    const { w, ilze, requestId } = asked();
    w.absence("amina", "2026-03-29T00:00", "2026-04-04T00:00");
    const choices = moveChoices(ilze, requestId, null, MONDAY)!;
    expect([choices.able, choices.passed]).toMatchObject([[], [{ interpreterId: "karim" }]]);
    const calendar = calendarPage(ilze, new URLSearchParams({ request: requestId }));
    expect(calendar.chosen?.reasons.karim?.can).toBe("passed");
    expect(calendar.chosen?.reasons.karim?.sentences.join()).not.toMatch(/brīvs|var šajā laikā/);
    expect(calendar.chosen?.ability).toMatchObject({ able: [], passed: ["karim"] });
    expect(movePage(ilze, new URLSearchParams({ request: requestId, slot: "1" })).to).toBeNull();
  });

  test("a plan gives it to nobody rather than to him", () => {
    const { w, requestId } = asked();
    w.absence("amina", "2026-03-29T00:00", "2026-04-04T00:00");
    const facts = planningFacts({ db: w.db, now: NOW }, { from: "2026-03-30", to: "2026-03-30" });
    const { instance } = planningProblem(facts);
    expect(facts.matchingOf(facts.requests.find(({ id }) => id === requestId)!).able).toEqual([]);
    expect(planInstance(instance, { solver }).assignments).toEqual([]);
  });

  test("when she falls ill, her job is not proposed to him, and it says why", async () => {
    const { w, ilze, requestId } = asked();
    w.assign(requestId, "amina");
    const away = { start: at("2026-03-30T00:00"), end: at("2026-03-31T00:00") };
    const found = await standInsFor(ilze, "amina", away, async (instance) => planInstance(instance, { solver }));
    expect(found?.lost).toMatchObject([{ standIn: null, why: [{ person: { id: "karim" }, passedBy: how }] }]);
  });

  test("the smallest change hands no other job over to him", () => {
    const { w, ilze, requestId } = asked();
    w.assign(requestId, "amina");
    const farsi = w.request({ language: "prs", startAt: MONDAY.start, gender: "F", genderStrength: "must" });
    const handOvers = waysOut(ilze, farsi).filter(({ change }) => change.kind === "hand_over");
    expect(handOvers).toEqual([]);
  });
});

test("a hand-over is found where he said nothing", () => {
  const w = onlyAminaAndKarim();
  w.assign(w.request(), "amina");
  const hers = w.request({ gender: "F", genderStrength: "must" });
  const found = waysOut(w.as("ilze", NOW), hers).find(({ change }) => change.kind === "hand_over");
  expect(found?.other?.person.id).toBe("karim");
});
