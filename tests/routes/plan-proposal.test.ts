/** What the page says about a plan: lines, reasons, figures, the certificate, pins that cannot be kept. */
import loadHighs from "highs";
import { beforeAll, expect, test } from "vitest";
import type { Plan } from "#app/dispatch/plan/model/format";
import { planInstance } from "#app/dispatch/plan/plan";
import { planningFacts } from "#app/facts/planning";
import { planningProblem } from "#app/facts/planning-instance";
import { type Pin, refOf } from "#app/routes/coordinator.plan/address";
import { keepPins } from "#app/routes/coordinator.plan/pins";
import { proposalOf } from "#app/routes/coordinator.plan/proposal";
import { at, type World, world } from "#tests/support/world";

let solver: Awaited<ReturnType<typeof loadHighs>>;
beforeAll(async () => {
  solver = await loadHighs();
});

test("each line says who, why, how far and whose question is taken back", () => {
  const w = world();
  const must = w.request({ gender: "F", genderStrength: "must", mode: "onsite", placeId: "jelgava" });
  const any = w.request();
  w.offer(any, "amina", { deadlineAt: at("2026-03-26T12:00") });
  const { filled, unfilled, counts } = propose(w);
  expect(unfilled).toEqual([]);
  const line = (id: string) => filled.find(({ row }) => row.requestId === id)!;
  expect(line(must)).toMatchObject({
    people: [{ interpreterId: "amina", why: expect.stringContaining("dari"), km: 86, isWaiting: false }],
    takenBack: [],
  });
  expect(line(any).people).toMatchObject([{ interpreterId: "karim" }]);
  expect(line(any).takenBack).toEqual(["Amina Karimi"]);
  expect(
    line(any)
      .choices.map(({ interpreterId }) => interpreterId)
      .sort(),
  ).toEqual(["amina", "karim"]);
  expect(counts).toMatchObject({ requests: 2, filled: 2, waiting: 1, urgency: 6, urgencyFilled: 6, urgencyWaiting: 3 });
});

test("who is asked already and stays is said, and counts for nobody twice", () => {
  const w = world();
  w.offer(w.request(), "karim", { deadlineAt: at("2026-03-26T12:00") });
  expect(propose(w).filled[0]).toMatchObject({ people: [{ interpreterId: "karim", isWaiting: true }], takenBack: [] });
});

test("what stays open names the requests that need the same person more, and what bars the others", () => {
  const w = world();
  const crisis = w.request({ language: "ps", protectionClass: "C" });
  const ordinary = w.request({ language: "ps", startAt: at("2026-03-30T10:30") });
  const { unfilled } = propose(w);
  expect(unfilled.map(({ row }) => row.requestId)).toEqual([ordinary]);
  const reference = referenceOf(w, crisis);
  expect(unfilled[0]!.gist).toBe(`Kas varētu, tie plānā vairāk vajadzīgi šeit: ${reference}.`);
  expect(unfilled[0]!.reasons).toEqual([
    { interpreterId: "farid", name: expect.any(String), why: `plānā tajā laikā dara ${reference}` },
  ]);
});

test("nobody who can, too few of two, nobody who speaks it: each in its own words", () => {
  const w = world();
  w.absence("farid", "2026-03-30T00:00", "2026-04-02T00:00");
  w.request({ language: "ps" });
  w.request({ language: "uz", interpreterCount: 2 });
  w.sqlite.exec("update interpreters set status = 'paused' where id = 'ayse'");
  w.request({ language: "tr" });
  const gists = propose(w).unfilled.map(({ gist }) => gist);
  expect(gists).toEqual([
    "Neviens, kas runā puštu valodā, šoreiz nevar.",
    "Vajag 2, var tikai 1.",
    "Neviens aktīvs tulks nerunā turku valodā.",
  ]);
});

test("hours, jobs and kilometres of each person before and after", () => {
  const w = world();
  w.assign(w.request({ language: "ps", mode: "onsite", placeId: "rezekne", startAt: at("2026-04-01T10:00") }), "farid");
  w.request({ language: "ps", mode: "onsite", placeId: "daugavpils", startAt: at("2026-04-02T10:00") });
  expect(propose(w).people).toMatchObject([
    { interpreterId: "farid", jobs: [1, 2], minutes: [60, 120], km: [182, 190] },
  ]);
});

test("a pin is kept; one that cannot be, alone or beside another, is dropped with the reason", () => {
  const w = world();
  const [first, second, women] = [
    w.request(),
    w.request({ startAt: at("2026-03-30T10:30") }),
    w.request({ startAt: at("2026-04-01T10:00"), gender: "F", genderStrength: "must" }),
  ];
  const pin = (id: string, ...interpreterIds: string[]): Pin => ({
    ref: refOf({ reference: referenceOf(w, id) }),
    interpreterIds,
  });
  const pinned = propose(w, [pin(first, "karim"), pin(second, "karim"), pin(women, "karim")]);
  expect(pinned.filled.find(({ row }) => row.requestId === first)).toMatchObject({
    isPinned: true,
    people: [{ interpreterId: "karim" }],
  });
  expect(pinned.dropped).toEqual([
    expect.stringMatching(/pārklājas ar darbu 10:00–11:00/),
    expect.stringMatching(/vajadzīga sieviete/),
  ]);
  expect(propose(w, [pin(first, "nobody"), pin(second, "amina", "karim")]).dropped).toHaveLength(2);
});

test.each([
  [{}, ["Aizpildīti visi pieprasījumi.", "Arī vēlmes, ceļš un stundu sadalījums ir labākie iespējamie."], true],
  [{ unfilled: true }, ["Labāk nevar: neviens plāns neaizpilda vairāk.", expect.stringMatching(/^Arī/)], true],
  [
    { unfilled: true, bound: 8, ended: "time" },
    ["Iespējams, var labāk, bet ne vairāk kā par 5 steidzamības punktiem.", "Meklēšana beidzās pēc 8 sekundēm."],
    false,
  ],
  [{ unfilled: true, bound: null, ended: "time" }, [expect.stringMatching(/nav aprēķināts/), expect.anything()], false],
] as const)("the certificate of %j", (how, certificate, isProven) => {
  const w = world();
  w.request({ language: "ps" });
  if ("unfilled" in how) w.request({ language: "ps" });
  const proposal = propose(w, [], (plan) =>
    "bound" in how
      ? { ...plan, ended: how.ended, bound: [how.bound, null, null, null], proven: [false, false, false, false] }
      : plan,
  );
  expect(proposal.certificate).toEqual(certificate);
  expect(proposal.isProven).toBe(isProven);
});

function propose(w: World, pins: Pin[] = [], change: (plan: Plan) => Plan = (plan) => plan) {
  const ctx = w.as("ilze", "2026-03-24T10:00");
  const facts = planningFacts({ ...w, now: ctx.now }, { from: "2026-03-30", to: "2026-04-05" });
  const problem = planningProblem(facts);
  const kept = keepPins(ctx, facts, problem, pins);
  const plan = change(planInstance(problem.instance, { solver, pins: kept.kept }));
  return proposalOf(ctx, facts, facts.requests, problem, plan, { pins: kept, seconds: 8 });
}

function referenceOf({ sqlite }: World, id: string): string {
  return sqlite.prepare("select reference from requests where id = ?").pluck().get(id) as string;
}
