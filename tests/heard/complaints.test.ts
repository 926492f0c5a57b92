/** Complaints and praise: who may say one, who reads it, how far it has come, and that nobody else ever meets a word of it. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { addComplaint, type ComplaintToAdd } from "#app/commands/add-complaint";
import { forgetComplaints } from "#app/commands/forget-complaints";
import { closeComplaint, decideComplaint, takeUpComplaint } from "#app/commands/handle-complaint";
import { saveSetting } from "#app/commands/save-setting";
import type { Ctx } from "#app/context.server";
import { messageFacts } from "#app/events/message-facts";
import { complaintDueAt, complaintStateOf, isOverdue } from "#app/heard/complaint";
import { timelineFor } from "#app/queries/everyone/timeline";
import { complaintPage, complaintsList, openComplaints } from "#app/queries/heard/complaints";
import { ownComplaints } from "#app/queries/heard/own-complaints";
import { DAY, type Instant, instantFrom } from "#app/time";
import { complaints, events, notifications, users } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOON = "2026-03-31T12:00"; // a Tuesday, the day after the meeting
const by = (w: World, who: string, when: string | Instant = NOON) => w.as(who, when) as Ctx<UserViewer>;
const SAID = "Tulks kavējās divdesmit minūtes";

/** A request of the social service that Amina has interpreted. */
function met(w: World) {
  const requestId = w.request();
  return { requestId, job: w.assign(requestId, "amina") };
}

function complain(w: World, who: string, given: Partial<ComplaintToAdd> & { requestId: string }, when: string = NOON) {
  return addComplaint(by(w, who, when), { side: "requester", kind: "complaint", words: SAID, ...given });
}

function complained(w: World, who: string, given: Partial<ComplaintToAdd> & { requestId: string }, when?: string) {
  const added = complain(w, who, given, when);
  if (!added.ok) throw new Error(added.reason);
  return added.value.complaintId;
}

const told = (w: World) =>
  w.db
    .select({ kind: notifications.kind, to: notifications.recipient })
    .from(notifications)
    .all()
    .map(({ kind, to }) => `${kind} ${to}`)
    .sort();

test.each([
  [{ examinedAt: null, upheld: null, closedAt: null }, "received"],
  [{ examinedAt: at(NOON), upheld: null, closedAt: null }, "being_examined"],
  [{ examinedAt: at(NOON), upheld: true, closedAt: null }, "upheld"],
  [{ examinedAt: at(NOON), upheld: false, closedAt: null }, "rejected"],
  [{ examinedAt: at(NOON), upheld: true, closedAt: at(NOON) }, "closed"],
  [{ examinedAt: null, upheld: null, closedAt: at(NOON) }, "closed"],
] as const)("its state is computed: %j is %s", (facts, state) => {
  expect(complaintStateOf({ kind: "complaint", ...facts })).toBe(state);
});

test("it is due when the desk closes on the tenth working day after it came, holidays not counted", () => {
  const calendar = {
    opensMinute: 510,
    closesMinute: 1020,
    closed: new Set(["2026-04-03", "2026-04-06"]),
    open: new Set<string>(),
  };
  const due = complaintDueAt(calendar, at("2026-03-31T23:30"), 10);
  expect(due).toBe(at("2026-04-16T17:00")); // 1, 2, 7, 8, 9, 10, 13, 14, 15, 16 April
  const facts = { kind: "complaint", examinedAt: null, upheld: null, closedAt: null, dueAt: due } as const;
  expect([isOverdue(facts, due), isOverdue(facts, instantFrom(due + 1))]).toEqual([false, true]);
  expect(isOverdue({ ...facts, upheld: false }, instantFrom(due + DAY))).toBe(false);
  expect(isOverdue({ ...facts, dueAt: null }, instantFrom(due + DAY))).toBe(false);
});

test("from word to answer: coordinators hear that there is one, whoever wrote it that there is an answer, and nobody else anything", () => {
  const w = world();
  const { requestId, job } = met(w);
  const complaintId = complained(w, "sociala", { requestId, aboutAssignmentId: job });
  expect(told(w)).toEqual(["complaint_waiting user:user-ilze", "complaint_waiting user:user-marta"]);
  expect(openComplaints(by(w, "ilze"))).toBe(1);
  expect(ownComplaints(by(w, "sociala"), requestId)).toMatchObject([{ words: SAID, state: "received", answer: null }]);

  expect(takeUpComplaint(by(w, "ilze"), { complaintId })).toMatchObject({ ok: true });
  expect(ownComplaints(by(w, "sociala"), requestId)).toMatchObject([{ state: "being_examined" }]);
  const decision = { complaintId, isUpheld: true, answer: "Atvainojamies, runājām ar tulku." };
  expect(decideComplaint(by(w, "ilze"), decision)).toMatchObject({ ok: true });
  expect(decideComplaint(by(w, "marta"), { ...decision, isUpheld: false })).toMatchObject({ reason: "decided" });
  expect(told(w).filter((line) => line.startsWith("complaint_answered"))).toEqual([
    "complaint_answered user:user-sociala",
  ]);
  expect(ownComplaints(by(w, "sociala"), requestId)).toMatchObject([
    { state: "upheld", answer: decision.answer, dueAt: null },
  ]);
  expect(closeComplaint(by(w, "ilze"), { complaintId })).toMatchObject({ ok: true });
  expect(complaintPage(by(w, "ilze"), complaintId)).toMatchObject({
    state: "closed",
    isUpheld: true,
    about: "Amina Karimi",
  });
  expect(openComplaints(by(w, "ilze"))).toBe(0);
});

test("the other side, a colleague, another institution and whoever only reads meet no word of it: pages, timelines, events, letters", () => {
  const w = world();
  const { requestId, job } = met(w);
  const complaintId = complained(w, "sociala", { requestId, aboutAssignmentId: job });
  decideComplaint(by(w, "ilze"), { complaintId, isUpheld: false, answer: "Kanārijputniņa atbilde" });
  for (const who of ["amina", "karim", "sociala2", "krize", "banka"])
    expect(ownComplaints(by(w, who), requestId), who).toEqual([]);
  w.db.update(users).set({ role: "auditor" }).where(eq(users.id, "user-marta")).run();
  const auditor = by(w, "marta");
  expect(complaintPage({ ...auditor, viewer: { ...auditor.viewer, role: "auditor" } }, complaintId)).toMatchObject({
    words: null,
    answer: null,
    from: null,
    about: null,
    call: null,
  });
  for (const who of ["sociala", "amina", "ilze"])
    expect(JSON.stringify(timelineFor(by(w, who), requestId))).not.toMatch(/complaint|kavējās|Kanārij/);
  const rows = w.db
    .select()
    .from(events)
    .all()
    .filter(({ kind }) => kind.startsWith("complaint_"));
  expect(rows.map(({ payload, requestId, interpreterId }) => ({ payload, requestId, interpreterId }))).toEqual(
    rows.map(() => ({ payload: { complaintId }, requestId: null, interpreterId: null })),
  );
  expect(rows).toHaveLength(2);
  const letters = w.db
    .select()
    .from(notifications)
    .all()
    .map(({ id }) => messageFacts(by(w, "ilze"), id));
  expect(JSON.stringify(letters)).not.toMatch(/kavējās|Kanārij|Amina/);
});

test("a complaint is about one's own: another institution's request, somebody else's job and a job of another request are not found", () => {
  const w = world();
  const { requestId, job } = met(w);
  const elsewhere = w.request({ startAt: at("2026-03-31T09:00"), endAt: at("2026-03-31T10:00") });
  const other = { job: w.assign(elsewhere, "amina") };
  const asKarim = { requestId, side: "interpreter", byAssignmentId: job } as const;
  expect(complain(w, "krize", { requestId })).toMatchObject({ reason: "not_found" });
  expect(complain(w, "amina", { requestId })).toMatchObject({ reason: "not_found" });
  expect(complain(w, "sociala", asKarim)).toMatchObject({ reason: "not_found" });
  expect(complain(w, "karim", asKarim)).toMatchObject({ reason: "not_found" });
  expect(complain(w, "amina", { ...asKarim, byAssignmentId: other.job })).toMatchObject({ reason: "not_found" });
  expect(complain(w, "amina", { ...asKarim, byAssignmentId: null })).toMatchObject({ reason: "not_found" });
  expect(complain(w, "sociala", { requestId, aboutAssignmentId: other.job })).toMatchObject({ reason: "not_found" });
  expect(complain(w, "amina", asKarim)).toMatchObject({ ok: true });
  expect(complain(w, "sociala", { requestId, words: "  " })).toMatchObject({ reason: "words_missing" });
  expect(complain(w, "sociala", { requestId, words: "Klients 010190-12345" })).toMatchObject({ ok: false });
});

test("only coordinators say what becomes of it, and not before there is something to say", () => {
  const w = world();
  const { requestId } = met(w);
  const complaintId = complained(w, "sociala", { requestId });
  for (const who of ["sociala", "amina"]) {
    expect(takeUpComplaint(by(w, who), { complaintId })).toMatchObject({ reason: "not_found" });
    expect(decideComplaint(by(w, who), { complaintId, isUpheld: true, answer: "Jā" })).toMatchObject({
      reason: "not_found",
    });
    expect(closeComplaint(by(w, who), { complaintId })).toMatchObject({ reason: "not_found" });
  }
  expect(closeComplaint(by(w, "ilze"), { complaintId })).toMatchObject({ reason: "undecided" });
  expect(decideComplaint(by(w, "ilze"), { complaintId, isUpheld: true, answer: " " })).toMatchObject({
    reason: "answer_missing",
  });
  const praise = complained(w, "sociala", { requestId, kind: "praise" });
  expect(decideComplaint(by(w, "ilze"), { complaintId: praise, isUpheld: true, answer: "Jā" })).toMatchObject({
    reason: "not_found",
  });
  expect(closeComplaint(by(w, "ilze"), { complaintId: praise })).toMatchObject({ ok: true });
  expect(takeUpComplaint(by(w, "ilze"), { complaintId: praise })).toMatchObject({ reason: "decided" });
});

test("three of one person about one request may be open, and one more once one is decided", () => {
  const w = world();
  const { requestId } = met(w);
  const [first = ""] = [1, 2, 3].map(() => complained(w, "sociala", { requestId }));
  expect(complain(w, "sociala", { requestId })).toMatchObject({ reason: "too_many_open" });
  expect(complain(w, "sociala2", { requestId })).toMatchObject({ ok: true });
  decideComplaint(by(w, "ilze"), { complaintId: first, isUpheld: false, answer: "Nē" });
  expect(complain(w, "sociala", { requestId })).toMatchObject({ ok: true });
});

test("a coordinator writes it down for whoever phoned: who has an account reads the answer there, who has none is called", () => {
  const w = world();
  const { requestId, job } = met(w);
  complained(w, "ilze", { requestId });
  complained(w, "ilze", { requestId, side: "interpreter", byAssignmentId: job });
  expect(ownComplaints(by(w, "sociala"), requestId)).toHaveLength(1);
  expect(ownComplaints(by(w, "amina"), requestId)).toHaveLength(1);
  w.db
    .update(users)
    .set({ disabledAt: at(NOON) })
    .where(eq(users.id, "user-amina"))
    .run();
  const called = complained(w, "ilze", { requestId, side: "interpreter", byAssignmentId: job });
  expect(complaintPage(by(w, "ilze"), called)).toMatchObject({ from: "Amina Karimi", call: "+37120000100" });
  const before = told(w).length;
  decideComplaint(by(w, "ilze"), { complaintId: called, isUpheld: true, answer: "Jā" });
  expect(told(w)).toHaveLength(before);
});

test("the list: what waits, the longest first, overdue by name; what is settled, newest first, by pages that do not overlap", () => {
  const w = world();
  const ids = Array.from({ length: 53 }, (_, index) => {
    const { requestId } = met2(w, index);
    return complained(
      w,
      "sociala",
      { requestId },
      `2026-03-${String(1 + Math.floor(index / 2)).padStart(2, "0")}T12:${index % 2}0`,
    );
  });
  const ilze = by(w, "ilze");
  const open = complaintsList(ilze, "open", 1);
  expect([open.rows.length, open.hasNext, open.rows[0]?.id]).toEqual([50, true, ids[0]]);
  expect(open.rows.map(({ isOverdue }) => isOverdue).lastIndexOf(true)).toBeGreaterThan(10);
  expect(open.rows.at(-1)?.isOverdue).toBe(false);
  for (const complaintId of ids) decideComplaint(ilze, { complaintId, isUpheld: false, answer: "Nē" });
  const done = [1, 2].flatMap((page) => complaintsList(ilze, "done", page).rows.map(({ id }) => id));
  expect(done).toEqual([...ids].reverse());
  expect(complaintsList(ilze, "open", 1).rows).toEqual([]);
});

/** Each at another hour, so that Amina can have been there. */
function met2(w: World, index: number) {
  const startAt = instantFrom(at("2026-01-05T00:00") + index * DAY);
  return { requestId: w.request({ startAt, endAt: instantFrom(startAt + 3_600_000) }) };
}

test("words and answer are kept as long as the rule of the day says, and that there was one stays", () => {
  const w = world();
  saveSetting(by(w, "admin"), { key: "complaint.keepDays", holdsFrom: "2026-03-31", value: "30" });
  const { requestId } = met(w);
  const complaintId = complained(w, "sociala", { requestId });
  complained(w, "sociala", { requestId, kind: "praise" });
  decideComplaint(by(w, "ilze"), { complaintId, isUpheld: true, answer: "Jā" });
  const end = instantFrom(at(NOON) + 30 * DAY);
  forgetComplaints(w.as("system", instantFrom(end - 1)));
  expect(ownComplaints(by(w, "sociala"), requestId)).toHaveLength(2);
  forgetComplaints(w.as("system", end));
  expect(ownComplaints(by(w, "sociala"), requestId)).toMatchObject([{ kind: "praise" }]);
  expect(w.db.select().from(complaints).where(eq(complaints.id, complaintId)).get()).toMatchObject({
    words: null,
    answer: null,
    upheld: true,
  });
  expect(complaintPage(by(w, "ilze"), complaintId)).toMatchObject({ isForgotten: true, state: "upheld" });
});
