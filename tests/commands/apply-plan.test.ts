/** Applying a plan: each line by itself, checked again, never twice. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { applyPlan, type PlanLine } from "#app/commands/apply-plan";
import { assignInterpreter } from "#app/commands/assign-interpreter";
import { rescheduleRequest } from "#app/commands/reschedule-request";
import { appliedPlan } from "#app/facts/applied-plan";
import { assignments, notifications, offers } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOW = "2026-03-24T10:00";

test("a plan of two lines sends two offers, and each person is told once", () => {
  const w = world();
  const [dari, pashto] = [w.request(), w.request({ language: "ps" })];
  const applied = apply(w, [line(dari, "amina"), line(pashto, "farid")]);
  expect(applied.outcomes.map(({ outcome }) => outcome)).toEqual(["offered", "offered"]);
  expect(waiting(w)).toEqual([`${dari} amina`, `${pashto} farid`]);
  expect(offerMails(w)).toEqual(["amina", "farid"]);
});

test("pressed twice, nothing happens twice and the answer is the same", () => {
  const w = world();
  const dari = w.request();
  const first = apply(w, [line(dari, "amina")]);
  expect(apply(w, [line(dari, "amina")])).toEqual(first);
  expect(waiting(w)).toEqual([`${dari} amina`]);
  expect(appliedPlan(w, "user:user-ilze", first.appliedId)?.outcomes).toEqual(first.outcomes);
  expect(appliedPlan(w, "user:user-marta", first.appliedId)).toBeNull();
});

test("the same form with other lines applies those: a key does not hide what was ticked later", () => {
  const w = world();
  const [dari, pashto] = [w.request(), w.request({ language: "ps" })];
  apply(w, [line(dari, "amina")]);
  expect(apply(w, [line(dari, "amina"), line(pashto, "farid")]).outcomes.map(({ outcome }) => outcome)).toEqual([
    "offered",
    "offered",
  ]);
  expect(waiting(w)).toEqual([`${dari} amina`, `${pashto} farid`]);
});

test("a line that was overtaken is refused with the reason, and the others go out", () => {
  const w = world();
  const [first, second, pashto] = [w.request(), w.request(), w.request({ language: "ps" })];
  assignInterpreter(w.as("marta", NOW), { requestId: second, interpreterId: "amina" });
  const { outcomes } = apply(w, [line(first, "amina"), line(second, "karim"), line(pashto, "farid")]);
  expect(outcomes[0]).toMatchObject({ outcome: "refused", reason: "obstacles", interpreterId: "amina" });
  expect(outcomes[0]).toHaveProperty("obstacles.0.code", "overlap");
  expect(outcomes[1]).toMatchObject({ outcome: "refused", reason: "slot_taken" });
  expect(outcomes[2]).toMatchObject({ outcome: "offered" });
  expect(waiting(w)).toEqual([`${pashto} farid`]);
});

test("assigning gives the jobs, and lines that cannot both be true are not both done", () => {
  const w = world();
  const [first, second] = [w.request(), w.request()];
  const { outcomes } = apply(w, [line(first, "amina"), line(second, "amina")], "assign");
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["assigned", "refused"]);
  expect(jobs(w)).toEqual([`${first} amina`]);
});

test("two people for one request: both or none", () => {
  const w = world();
  const two = w.request({ interpreterCount: 2 });
  const away = w.request({ interpreterCount: 2, startAt: at("2026-03-31T10:00") });
  w.absence("karim", "2026-03-31T08:00", "2026-03-31T18:00");
  const { outcomes } = apply(w, [line(two, "amina", "karim"), line(away, "amina", "karim")], "assign");
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["assigned", "refused"]);
  expect(jobs(w)).toEqual([`${two} amina`, `${two} karim`]);
  expect(outcomes[1]).toMatchObject({ interpreterId: "karim", obstacles: [{ code: "absent" }] });
});

test("a line of two for which one place was filled meanwhile asks nobody", () => {
  const w = world();
  const two = w.request({ interpreterCount: 2 });
  w.assign(two, "leila");
  expect(apply(w, [line(two, "amina", "karim")]).outcomes[0]).toMatchObject({ reason: "slot_taken" });
  expect(waiting(w)).toEqual([]);
});

test("a form sent again says what it said, even where a refused line would now be possible", () => {
  const w = world();
  const dari = w.request();
  const away = w.absence("amina", "2026-03-30T08:00", "2026-03-30T18:00");
  const first = apply(w, [line(dari, "amina")]);
  expect(first.outcomes[0]).toMatchObject({ outcome: "refused" });
  w.sqlite.prepare("update absences set cancelled_at = 1 where id = ?").run(away);
  expect(apply(w, [line(dari, "amina")])).toEqual(first);
  expect(waiting(w)).toEqual([]);
});

test("the other half of a request that has one person is offered for the free place", () => {
  const w = world();
  const two = w.request({ interpreterCount: 2 });
  w.assign(two, "amina", { slot: 2 });
  expect(apply(w, [line(two, "karim")]).outcomes[0]).toMatchObject({ outcome: "offered" });
  expect(w.db.select().from(offers).where(eq(offers.requestId, two)).get()).toMatchObject({ slot: 1 });
});

test("who is asked already stays asked; who is needed elsewhere has the question taken back", () => {
  const w = world();
  const [kept, moved] = [w.request(), w.request({ startAt: at("2026-03-31T10:00") })];
  w.offer(kept, "amina", { deadlineAt: at("2026-03-25T17:00") });
  w.offer(moved, "amina", { deadlineAt: at("2026-03-25T17:00") });
  const { outcomes } = apply(w, [line(kept, "amina"), line(moved, "karim")]);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["waiting", "offered"]);
  expect(waiting(w)).toEqual([`${kept} amina`, `${moved} karim`]);
});

test("what was planned for one time is not sent for another", () => {
  const w = world();
  const dari = w.request();
  rescheduleRequest(w.as("marta", NOW), { requestId: dari, startAt: at("2026-04-01T10:00") });
  expect(apply(w, [line(dari, "amina")]).outcomes[0]).toMatchObject({ reason: "version_changed" });
});

test("too near to ask is said so, and can be assigned", () => {
  const w = world();
  const soon = w.request({ startAt: at("2026-03-24T10:01") });
  expect(apply(w, [line(soon, "amina")]).outcomes[0]).toMatchObject({ reason: "too_late_to_ask" });
  expect(apply(w, [line(soon, "amina")], "assign").outcomes[0]).toMatchObject({ outcome: "assigned" });
});

test("nobody but coordinators applies plans", () => {
  const w = world();
  const dari = w.request();
  for (const who of ["sociala", "amina", "anonymous"])
    expect(applyPlan(w.as(who, NOW), { lines: [line(dari, "amina")], by: "offer", key: "k" })).toMatchObject({
      ok: false,
      reason: "not_found",
    });
  expect(waiting(w)).toEqual([]);
});

function line(requestId: string, ...interpreterIds: string[]): PlanLine {
  return { requestId, version: 1, interpreterIds };
}

function apply(w: World, lines: PlanLine[], by: "offer" | "assign" = "offer") {
  const applied = applyPlan(w.as("ilze", NOW), { lines, by, key: "form-1" });
  if (!applied.ok) throw new Error(applied.reason);
  return applied.value;
}

function waiting({ db }: World): string[] {
  return db
    .select()
    .from(offers)
    .where(eq(offers.status, "pending"))
    .all()
    .map((offer) => `${offer.requestId} ${offer.interpreterId}`)
    .sort();
}

function jobs({ db }: World): string[] {
  return db
    .select()
    .from(assignments)
    .all()
    .map((job) => `${job.requestId} ${job.interpreterId}`)
    .sort();
}

function offerMails({ db }: World) {
  return db
    .select()
    .from(notifications)
    .where(eq(notifications.kind, "offer"))
    .all()
    .map(({ interpreterId }) => interpreterId)
    .sort();
}

test("whoever said no after the plan was made is neither asked again nor assigned by it", () => {
  const w = world();
  const dari = w.request();
  w.offer(dari, "amina", { status: "declined" });
  for (const by of ["offer", "assign"] as const)
    expect(apply(w, [line(dari, "amina")], by).outcomes).toMatchObject([
      { outcome: "refused", reason: "passed_by", interpreterId: "amina" },
    ]);
  expect([waiting(w), jobs(w)]).toEqual([[], []]);
});
