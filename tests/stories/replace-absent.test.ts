import { and, eq, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { addAbsence } from "#app/commands/add-absence";
import { replaceAbsent } from "#app/commands/replace-absent";
import { undoAction } from "#app/commands/undo-action";
import { planInstance } from "#app/dispatch/plan/plan";
import type { Solve } from "#app/queries/coordinator/stand-in-plans";
import { type StandIns, standInsFor } from "#app/queries/coordinator/stand-ins";
import { absences, assignments, events, interpreters, notifications, offers } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOON = "2026-03-27T12:00";
const away = { start: at("2026-03-30T00:00"), end: at("2026-03-31T00:00") };
const solve: Solve = async (instance) => planInstance(instance, { solver: null });

const found = async (w: World, who = "amina") => (await standInsFor(w.as("ilze", NOON), who, away, solve))!;
const proposals = ({ lost }: StandIns) => lost.map(({ requestId, standIn }) => `${requestId} ${standIn?.id ?? "–"}`);
const linesOf = ({ lost }: StandIns) =>
  lost.map(({ assignmentId, standIn }) => ({ assignmentId, interpreterId: standIn?.id ?? null }));

const common = { interpreterId: "amina", startAt: away.start, endAt: away.end, reason: "Nevar", key: "k" };

const doing = (w: World, requestId: string) =>
  w.db
    .select({ who: assignments.interpreterId })
    .from(assignments)
    .where(and(eq(assignments.requestId, requestId), isNull(assignments.releasedAt)))
    .all()
    .map(({ who }) => who);
const asked = (w: World, requestId: string) =>
  w.db
    .select()
    .from(offers)
    .where(eq(offers.requestId, requestId))
    .all()
    .map(({ interpreterId, status }) => `${interpreterId} ${status}`);
const absencesOf = (w: World) => w.db.select().from(absences).where(eq(absences.interpreterId, "amina")).all();

function only(w: World, ...able: string[]): void {
  for (const { id } of w.db.select({ id: interpreters.id }).from(interpreters).all())
    if (!able.includes(id)) w.absence(id, "2026-03-29T00:00", "2026-04-04T00:00");
}

/** Two jobs of Amina's on Monday, at ten and at noon; Karim has one at noon himself. */
function twoJobs() {
  const w = world();
  const ten = w.request();
  const noon = w.request({ startAt: at("2026-03-30T12:00"), endAt: at("2026-03-30T13:00") });
  const jobs = [w.assign(ten, "amina"), w.assign(noon, "amina")];
  const karims = w.request({ startAt: at("2026-03-30T12:00"), endAt: at("2026-03-30T13:00") });
  w.assign(karims, "karim");
  return { w, ten, noon, karims, jobs };
}

test("each job has its proposal, the others keep theirs, and what nobody can says why", async () => {
  const { w, ten, noon } = twoJobs();
  const plan = await found(w);
  expect(proposals(plan)).toEqual([`${ten} karim`, `${noon} –`]);
  expect(plan.lost[1]?.why).toMatchObject([{ person: { id: "karim" }, obstacles: [{ code: "overlap" }] }]);
  expect(plan.exchange).toBeNull();
  expect(w.eventKinds(ten)).toEqual([]);
});

test("all at once: absence, offer, and whoever nobody replaces is released for the search", async () => {
  const { w, ten, noon } = twoJobs();
  const done = replaceAbsent(w.as("ilze", NOON), { ...common, by: "offer", lines: linesOf(await found(w)) });
  expect(done).toMatchObject({ ok: true, value: { refused: [] } });
  expect(absencesOf(w)).toMatchObject([{ startAt: away.start, endAt: away.end, kind: "illness" }]);
  expect(asked(w, ten)).toEqual(["karim pending"]);
  expect(doing(w, noon)).toEqual([]);
  const after = await found(w);
  expect(after.lost).toEqual([]);
  expect(after.isEntered).toBe(true);
  expect(after.settled.map(({ requestId, people }) => `${requestId} ${people}`)).toEqual([
    `${ten} Karim Rahimi`,
    `${noon} `,
  ]);
  const told = w.db.select({ kind: notifications.kind, to: notifications.recipient }).from(notifications).all();
  expect(told).toContainEqual({ kind: "request_searching_again", to: "user:user-sociala" });
  expect(told).toContainEqual({ kind: "job_cancelled", to: "interpreter:amina" });
  expect(told).toContainEqual({ kind: "offer", to: "interpreter:karim" });
});

test("all at once does what its confirmation says, job by job, and tells those whom it names and nobody else", async () => {
  const { w, ten, noon } = twoJobs();
  const open = w.request({ startAt: at("2026-03-30T15:00"), endAt: at("2026-03-30T16:00") });
  w.offer(open, "amina", { deadlineAt: at("2026-03-27T15:00") });
  const plan = await found(w);
  expect([plan.lost.length, plan.lost.filter(({ standIn }) => standIn).length, plan.waiting.length]).toEqual([2, 1, 1]);
  const offerIds = plan.waiting.map(({ offerId }) => offerId);
  const done = replaceAbsent(w.as("ilze", NOON), { ...common, by: "offer", lines: linesOf(plan), offerIds });
  expect(done).toMatchObject({ value: { done: plan.lost.map(({ assignmentId }) => assignmentId), eventId: null } });
  const told = w.db
    .select({ about: events.requestId, kind: notifications.kind, to: notifications.recipient })
    .from(notifications)
    .innerJoin(events, eq(events.id, notifications.eventId))
    .all()
    .map(({ about, kind, to }) => `${about}: ${kind} ${to}`);
  const reading = (id: string, ...lines: string[]) => lines.map((line) => `${id}: ${line}`);
  const named = [
    // happensFound: she loses it, he is offered it, the institution hears that another is looked for
    ...reading(
      ten,
      "job_cancelled interpreter:amina",
      "offer interpreter:karim",
      "request_searching_again user:user-sociala",
    ),
    // happensNobody
    ...reading(noon, "job_cancelled interpreter:amina", "request_searching_again user:user-sociala"),
    // happensWaiting: she is told, and the next is asked
    ...reading(open, "offer_closed interpreter:amina", "offer interpreter:karim"),
  ];
  expect(told.filter((line) => !line.startsWith("null:")).sort()).toEqual(named.sort());
});

test("one by one, by assigning: one absence, the job changes hands, and it can be undone", async () => {
  const { w, ten, noon } = twoJobs();
  const [first, second] = linesOf(await found(w));
  const done = replaceAbsent(w.as("ilze", NOON), { ...common, by: "assign", lines: [first!] });
  expect(doing(w, ten)).toEqual(["karim"]);
  expect(doing(w, noon)).toEqual(["amina"]);
  if (!done.ok || done.value.eventId === null) throw new Error("not undoable");
  expect(undoAction(w.as("ilze", NOON), { eventId: done.value.eventId }).ok).toBe(true);
  expect(doing(w, ten)).toEqual(["amina"]);
  replaceAbsent(w.as("ilze", NOON), { ...common, key: "k2", by: "offer", lines: [second!] });
  expect(absencesOf(w)).toHaveLength(1);
});

test("sent twice, it is done once", async () => {
  const { w, ten } = twoJobs();
  const input = { ...common, by: "offer" as const, lines: linesOf(await found(w)) };
  replaceAbsent(w.as("ilze", NOON), input);
  replaceAbsent(w.as("ilze", NOON), input);
  expect(asked(w, ten)).toEqual(["karim pending"]);
  expect(absencesOf(w)).toHaveLength(1);
});

test("overtaken: he took another job meanwhile, so that line is refused alone and its job stays as it was", async () => {
  const { w, ten, noon, jobs } = twoJobs();
  const lines = linesOf(await found(w));
  w.assign(w.request({ startAt: at("2026-03-30T10:30"), endAt: at("2026-03-30T11:00") }), "karim");
  const done = replaceAbsent(w.as("ilze", NOON), { ...common, by: "offer", lines });
  expect(done).toMatchObject({ value: { done: [jobs[1]], refused: [{ assignmentId: jobs[0], reason: "obstacles" }] } });
  expect(doing(w, ten)).toEqual(["amina"]);
  expect(doing(w, noon)).toEqual([]);
  expect(asked(w, ten)).toEqual([]);
});

test("her open questions about that time are taken back, and the next person is asked", async () => {
  const { w } = twoJobs();
  const open = w.request({ startAt: at("2026-03-30T15:00"), endAt: at("2026-03-30T16:00") });
  w.offer(open, "amina", { deadlineAt: at("2026-03-27T15:00") });
  const plan = await found(w);
  expect(plan.waiting.map(({ requestId }) => requestId)).toEqual([open]);
  const offerIds = plan.waiting.map(({ offerId }) => offerId);
  replaceAbsent(w.as("ilze", NOON), { ...common, by: "offer", lines: [], offerIds });
  expect(asked(w, open)).toEqual(["amina withdrawn", "karim pending"]);
});

/** Only Karim could do Amina’s Urdu job, but he has a Farsi one at that time, which Leila could do as well. */
function chain() {
  const w = world();
  only(w, "amina", "karim", "leila");
  w.sqlite.exec("insert into interpreter_languages values ('amina', 'ur', '', 3), ('karim', 'ur', '', 3)");
  const lost = w.request({ language: "ur" });
  const job = w.assign(lost, "amina");
  const farsi = w.request({ language: "fa" });
  const karims = w.assign(farsi, "karim");
  return { w, lost, job, farsi, karims };
}

test("others' jobs change hands only in a second plan, where strictly more gets done", async () => {
  const { w, lost, job, farsi, karims } = chain();
  const plan = await found(w);
  expect(proposals(plan)).toEqual([`${lost} –`]);
  expect(plan.exchange).toMatchObject({
    more: 1,
    lines: [{ job: { assignmentId: job }, standIn: { id: "karim" } }],
    swaps: [{ assignmentId: karims, from: { id: "karim" }, to: { id: "leila" } }],
  });
  const done = replaceAbsent(w.as("ilze", NOON), {
    ...common,
    by: "assign",
    lines: [{ assignmentId: job, interpreterId: "karim" }],
    handOvers: [{ assignmentId: karims, interpreterId: "leila" }],
  });
  expect(done).toMatchObject({ value: { refused: [] } });
  expect(doing(w, lost)).toEqual(["karim"]);
  expect(doing(w, farsi)).toEqual(["leila"]);
});

test("nobody's job is given up for a lost one, not even for two", async () => {
  const { w, lost } = chain();
  w.absence("leila", "2026-03-29T00:00", "2026-04-04T00:00");
  const second = w.request({ language: "ur", startAt: at("2026-03-30T11:00"), endAt: at("2026-03-30T12:00") });
  w.assign(second, "amina");
  w.sqlite.exec("update requests set end_at = end_at + 3600000 where language = 'fa'");
  w.sqlite.exec("update assignments set end_at = end_at + 3600000 where interpreter_id = 'karim'");
  const plan = await found(w);
  expect(proposals(plan)).toEqual([`${lost} –`, `${second} –`]);
  expect(plan.exchange).toBeNull();
});

test("an exchange that gives up nobody's job is found beside one that would fill more by giving one up", async () => {
  const { w, lost, karims } = chain();
  const keptAt = { startAt: at("2026-03-30T12:00"), endAt: at("2026-03-30T14:00") };
  w.assign(w.request({ language: "ur", ...keptAt }), "karim");
  for (const hour of ["12", "13"])
    w.assign(
      w.request({ language: "ur", startAt: at(`2026-03-30T${hour}:00`), endAt: at(`2026-03-30T${hour}:45`) }),
      "amina",
    );
  const plan = await found(w);
  expect(plan.exchange).toMatchObject({
    more: 1,
    lines: [{ job: { requestId: lost } }],
    swaps: [{ assignmentId: karims }],
  });
});

test("only the away person's own jobs are released here", async () => {
  const { w, farsi, karims } = chain();
  const lines = [{ assignmentId: karims, interpreterId: null }];
  expect(replaceAbsent(w.as("ilze", NOON), { ...common, by: "offer", lines })).toMatchObject({
    value: { done: [], refused: [{ reason: "not_found" }] },
  });
  expect(doing(w, farsi)).toEqual(["karim"]);
});

test("overtaken: where one of the exchange has become impossible nothing of it is done", async () => {
  const { w, lost, job, farsi, karims } = chain();
  w.exclude("karim", { organisationId: "social-riga" });
  const done = replaceAbsent(w.as("ilze", NOON), {
    ...common,
    by: "offer",
    lines: [{ assignmentId: job, interpreterId: "karim" }],
    handOvers: [{ assignmentId: karims, interpreterId: "leila" }],
  });
  expect(done).toMatchObject({ value: { done: [], refused: [{ reason: "obstacles" }] } });
  expect(doing(w, lost)).toEqual(["amina"]);
  expect(doing(w, farsi)).toEqual(["karim"]);
  expect(w.eventKinds(farsi)).toEqual([]);
});

test("only coordinators; and nothing of why somebody is away stands in any event of a request", async () => {
  const { w, ten } = twoJobs();
  const lines = linesOf(await found(w));
  for (const who of ["sociala", "amina", "anonymous"])
    expect(replaceAbsent(w.as(who, NOON), { ...common, by: "offer", lines })).toMatchObject({ reason: "not_found" });
  expect(absencesOf(w)).toEqual([]);
  replaceAbsent(w.as("ilze", NOON), { ...common, by: "offer", lines });
  const said = w.db.select().from(events).where(eq(events.requestId, ten)).all();
  expect(JSON.stringify(said)).not.toMatch(/illness|slim/i);
  expect(addAbsence(w.as("ilze", NOON), { ...common, kind: "illness", key: "other" }).ok).toBe(true);
});
