/** Somebody with a full calendar stops: each job is decided on one page, everybody hears once, and nothing is left to nobody. */
import { and, eq, gt, isNull } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { answerOffer } from "#app/commands/answer-offer";
import { releaseAssignment } from "#app/commands/release-assignment";
import { type Fate, type Stop, stopInterpreter } from "#app/commands/stop-interpreter";
import type { Ctx } from "#app/context.server";
import { deliverDue } from "#app/events/deliver";
import type { Letter } from "#app/events/email";
import { interpreterProfile } from "#app/queries/coordinator/interpreters";
import { queueOf } from "#app/queries/coordinator/queue";
import { stopWork } from "#app/routes/coordinator.interpreters.$id_.stop/deeds";
import { assignments, interpreters, notifications, offers, requests, sessions } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOW = "2026-03-20T10:00";
const NOON_LATER = "2026-03-20T10:01";

/**
 * Amīna's twelve jobs by phone, all of Dari, which but for her Karīms alone speaks: four of one need that comes back every Monday,
 * three of the crisis centre, three of the bank, two of the Information Centre. Three questions wait for her answer besides.
 */
function fullCalendar() {
  const w = world();
  const job = (day: string, hour: string, who: Record<string, string>) =>
    w.assign(w.request({ startAt: at(`${day}T${hour}:00`), endAt: at(`${day}T${hour}:45`), ...who }), "amina");
  const every = (days: string[], hour: string, organisationId: string, requesterId: string) =>
    days.map((day) => job(day, hour, { organisationId, requesterId }));
  const repeated = every(["2026-03-30", "2026-04-06", "2026-04-13", "2026-04-20"], "10", "social-riga", "user-sociala");
  const crisis = every(["2026-03-31", "2026-04-01", "2026-04-02"], "12", "crisis-riga", "user-krize");
  const bank = every(["2026-04-07", "2026-04-08", "2026-04-09"], "13", "bank-liepaja", "user-banka");
  const ici = every(["2026-04-14", "2026-04-15"], "14", "desk-riga", "user-konsultants");
  const asked = ["2026-03-24", "2026-03-25", "2026-03-26"].map((day) =>
    w.request({ startAt: at(`${day}T11:00`), endAt: at(`${day}T11:45`), requesterId: "user-sociala2" }),
  );
  const open = asked.map((requestId) => w.offer(requestId, "amina", { deadlineAt: at("2026-03-23T17:00") }));
  w.db
    .insert(sessions)
    .values({
      ...{ idHash: "a".repeat(43), userId: "user-amina", device: "Firefox" },
      ...{ createdAt: at(NOW), lastSeenAt: at(NOW), expiresAt: at("2026-04-20T10:00") },
    })
    .run();
  return { w, repeated, crisis, bank, ici, asked, open };
}

/** The four go to Karīms, who has said yes; the crisis centre's he is asked about; the bank's are looked for; the two she does. */
function decided({ repeated, crisis, bank, ici, open }: ReturnType<typeof fullCalendar>): Stop {
  const each = (ids: string[], fate: Fate) => ids.map((id) => [id, fate] as const);
  return {
    interpreterId: "amina",
    from: "active",
    status: "inactive",
    fates: new Map([
      ...each(repeated, { to: "assign", interpreterId: "karim" }),
      ...each(crisis, { to: "offer", interpreterId: "karim" }),
      ...each(bank, { to: "release" }),
      ...each(ici, { to: "keep" }),
    ]),
    offerIds: open,
    reason: "Vairs nestrādā",
    key: "form-12345",
  };
}

/** Delivers all that is due, and answers the letters. */
async function letters(w: World, when: string): Promise<Letter[]> {
  const sent: Letter[] = [];
  const email = {
    appUrl: "https://tilts.example",
    from: "Tilts <a@tilts.example>",
    send: async (letter: Letter) => void sent.push(letter),
    close: () => {},
  };
  await deliverDue(w.as("system", when), { email });
  return sent;
}

const everything = (w: World) =>
  JSON.stringify(
    ["assignments", "offers", "requests", "interpreters", "events", "notifications", "sessions"].map((table) =>
      w.sqlite.prepare(`select * from ${table}`).all(),
    ),
  );
const liveOf = (w: World, who: string) =>
  w.db
    .select()
    .from(assignments)
    .where(and(eq(assignments.interpreterId, who), isNull(assignments.releasedAt), gt(assignments.startAt, at(NOW))))
    .all();
const waitingFor = (w: World, who: string) =>
  w.db
    .select()
    .from(offers)
    .where(and(eq(offers.interpreterId, who), eq(offers.status, "pending")))
    .all();

describe("twelve jobs, three questions and a need that comes back", () => {
  test("one press does what was decided about each, and no request is left to nobody", () => {
    const full = fullCalendar();
    const { w, repeated, crisis, bank, ici, asked } = full;
    expect(stopInterpreter(w.as("ilze", NOW), decided(full))).toMatchObject({ ok: true, value: { kept: 2 } });

    expect(w.db.select().from(interpreters).where(eq(interpreters.id, "amina")).get()?.status).toBe("inactive");
    expect(liveOf(w, "amina").map(({ id }) => id)).toEqual(ici);
    expect(liveOf(w, "karim")).toHaveLength(repeated.length);
    const startOf = new Map(
      w.db
        .select()
        .from(requests)
        .all()
        .map(({ id, startAt }) => [id, startAt]),
    );
    const asksKarim = waitingFor(w, "karim").map(({ requestId }) => startOf.get(requestId));
    expect(asksKarim).toHaveLength(crisis.length + bank.length + asked.length);

    for (const request of w.db.select().from(requests).all()) {
      const isOf = eq(offers.requestId, request.id);
      const hasJob = [...liveOf(w, "amina"), ...liveOf(w, "karim")].some(({ requestId }) => requestId === request.id);
      const isAsked = w.db
        .select()
        .from(offers)
        .where(and(isOf, eq(offers.status, "pending")))
        .get();
      expect([request.reference, hasJob || !!isAsked || request.queuedAt !== null]).toEqual([request.reference, true]);
    }
  });

  test("who stops is asked nothing more, their links and sessions are dead, and what they keep is decided", () => {
    const full = fullCalendar();
    const { w, open } = full;
    stopInterpreter(w.as("ilze", NOW), decided(full));
    expect(waitingFor(w, "amina")).toEqual([]);
    expect(answerOffer(w.asLink(open[0]!, NOW), { offerId: open[0]!, move: "accept" })).toMatchObject({
      ok: false,
      reason: "offer_withdrawn",
    });
    expect(w.db.select().from(sessions).all()).toEqual([]);
    const cards = queueOf(w.as("ilze", NOW)).decisions.cards.filter(({ kind }) => kind === "inactive");
    expect(cards).toEqual([]);
    const profile = interpreterProfile(w.as("ilze", NOW), "amina");
    expect(profile?.upcoming.map(({ needsDecision }) => needsDecision)).toEqual([false, false]);
  });

  test("everybody concerned gets one letter, with each of their jobs in it", async () => {
    const full = fullCalendar();
    const { w } = full;
    stopInterpreter(w.as("ilze", NOW), decided(full));
    expect(await letters(w, NOW)).toEqual([]);
    const sent = await letters(w, NOON_LATER);
    const people = ["amina", "banka", "karim", "krize", "sociala"];
    expect(sent.map(({ to }) => to).sort()).toEqual(people.map((who) => `${who}@tilts.test`));
    const of = (who: string) => sent.find(({ to }) => to === `${who}@tilts.test`)!;
    const links = (who: string) => of(who).text.match(/https:\/\/tilts\.example\/\S+/g)?.length;
    expect(people.map(links)).toEqual([13, 3, 13, 3, 4]);
    const referenceOf = (requestId: string) =>
      w.db.select().from(requests).where(eq(requests.id, requestId)).get()!.reference;
    const theirs = w.db.select().from(requests).where(eq(requests.requesterId, "user-banka")).all();
    for (const { id } of theirs)
      for (const part of [of("banka").text, of("banka").html]) expect(part).toContain(referenceOf(id));
    expect(of("karim").attached.map(({ method }) => method)).toEqual(Array(4).fill("REQUEST"));
    for (const { subject, text } of sent) expect(subject + text).not.toMatch(/mail:|undefined|\{\{/);
    expect(await letters(w, NOON_LATER)).toEqual([]);
    expect(w.db.select().from(notifications).where(isNull(notifications.sentAt)).all()).toEqual([]);
  });

  test("the same form twice is done once", () => {
    const full = fullCalendar();
    const { w } = full;
    const first = stopInterpreter(w.as("ilze", NOW), decided(full));
    const after = everything(w);
    expect(stopInterpreter(w.as("ilze", NOW), decided(full))).toEqual(first);
    expect(everything(w)).toBe(after);
  });
});

describe("two coordinators at once", () => {
  const refusedWhole = (w: World, ctx: Ctx, stop: Stop, refusal: object) => {
    const before = everything(w);
    expect(stopInterpreter(ctx, stop)).toMatchObject({ ok: false, ...refusal });
    expect(everything(w)).toBe(before);
  };

  test("the second is told that it was decided meanwhile, and changes nothing", () => {
    const full = fullCalendar();
    const { w } = full;
    stopInterpreter(w.as("ilze", NOW), decided(full));
    refusedWhole(w, w.as("marta", NOW), { ...decided(full), key: "form-marta" }, { reason: "work_changed" });
  });

  test("a job that a colleague took off them meanwhile is told, and nothing is half done", () => {
    const full = fullCalendar();
    const { w, bank } = full;
    releaseAssignment(w.as("marta", NOW), { assignmentId: bank[1]!, reason: "cits tulks" });
    refusedWhole(w, w.as("ilze", NOW), decided(full), { reason: "work_changed" });
  });

  test("a job that came meanwhile is told, and so is a question", () => {
    const full = fullCalendar();
    const { w } = full;
    const later = w.request({ startAt: at("2026-05-04T10:00") });
    const offerId = w.offer(later, "amina", { deadlineAt: at("2026-03-23T17:00") });
    refusedWhole(w, w.as("ilze", NOW), decided(full), { reason: "work_changed" });
    expect(answerOffer(w.as("amina", NOW), { offerId, move: "accept" })).toMatchObject({ ok: true });
    refusedWhole(w, w.as("ilze", NOW), decided(full), { reason: "work_changed" });
  });

  test("whom somebody else has given another job at that time cannot have this one, and nothing is half done", () => {
    const full = fullCalendar();
    const { w, repeated } = full;
    const [, second] = repeated;
    const { startAt, endAt } = w.db.select().from(assignments).where(eq(assignments.id, second!)).get()!;
    w.assign(w.request({ startAt, endAt }), "karim");
    const refusal = { reason: "not_possible", detail: { assignmentId: second, reason: "obstacles" } };
    refusedWhole(w, w.as("ilze", NOW), decided(full), refusal);
  });
});

test("only coordinators decide", () => {
  const full = fullCalendar();
  for (const who of ["amina", "sociala"])
    expect(stopInterpreter(full.w.as(who, NOW), decided(full))).toMatchObject({ ok: false, reason: "not_found" });
});

test("the page: one answer for all of a need that comes back, one for each other job, and what it says when it is not done", () => {
  const full = fullCalendar();
  const { w, repeated, crisis, bank, ici, open } = full;
  const form = new FormData();
  const say = (name: string, value: string) => form.append(name, value);
  for (const [name, value] of Object.entries({ key: "form-12345", from: "active", status: "paused" })) say(name, value);
  for (const id of open) say("offers[]", id);
  for (const id of [...repeated, ...crisis, ...bank]) {
    say(`fate-${id}`, "offer");
    say(`person-${id}`, "karim");
  }
  for (const id of repeated) say(`need-${id}`, repeated[0]!);
  say(`all-${repeated[0]}`, "assign");
  const unfinished = stopWork(w.as("ilze", NOW), "amina", form);
  expect(unfinished).toMatchObject({
    init: { status: 409 },
    data: { errors: { "": [expect.stringMatching(/work_changed$/)] } },
  });
  for (const id of ici) {
    say(`fate-${id}`, "assign");
    say(`person-${id}`, "");
  }
  const done = stopWork(w.as("ilze", NOW), "amina", form);
  expect(done instanceof Response && done.headers.get("Location")).toBe("/coordinator/interpreters/amina?done=status");
  expect(liveOf(w, "karim")).toHaveLength(repeated.length);
  expect(liveOf(w, "amina")).toEqual([]);
  expect(waitingFor(w, "karim")).toHaveLength(crisis.length + bank.length + ici.length + open.length);
});
