/** Whoever leaves leaves nothing behind that nobody hears of. */
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { callerToken, tokenHash } from "#app/auth/link-token.server";
import type { UserViewer } from "#app/auth/viewer";
import { answerOffer } from "#app/commands/answer-offer";
import { assignInterpreter } from "#app/commands/assign-interpreter";
import { cancelRequest } from "#app/commands/cancel-request";
import { disableUser } from "#app/commands/disable-user";
import { dispatchWaiting } from "#app/commands/dispatch-waiting";
import { offerRequest } from "#app/commands/offer-request";
import { rejectRequest } from "#app/commands/reject-request";
import { saveOrganisation } from "#app/commands/save-organisation";
import { setInterpreterStatus } from "#app/commands/set-interpreter-status";
import type { Ctx } from "#app/context.server";
import type { HandedTo } from "#app/dispatch/vocabulary";
import { deliverDue } from "#app/events/deliver";
import { writeLetter } from "#app/events/email";
import { messageFacts } from "#app/events/message-facts";
import { workAhead } from "#app/facts/leaving/work-ahead";
import { translator } from "#app/i18n";
import { timelineSentence } from "#app/i18n/timeline";
import { ownText } from "#app/privacy";
import { farewellOf, leavingOf } from "#app/queries/admin/leaving";
import { queueOf } from "#app/queries/coordinator/queue";
import { requestOfCaller } from "#app/queries/everyone/caller-request";
import { timelineFor } from "#app/queries/everyone/timeline";
import type { Instant } from "#app/time";
import { callers, interpreters, notifications, offers, organisations, requests, units, users } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOW = "2026-03-24T10:00";

const leave = (w: World, who: string, successor?: HandedTo, when = NOW) =>
  disableUser(w.as("admin", when), { userId: `user-${who}`, successor });
const withMailbox = (w: World, id = "social-riga") =>
  w.db.update(organisations).set({ noticeEmail: "iestade@tilts.test" }).where(eq(organisations.id, id)).run();
const requesterOf = (w: World, id: string) =>
  w.db.select().from(requests).where(eq(requests.id, id)).get()!.requesterId;
const accountOf = (w: World, who: string) =>
  w.db
    .select()
    .from(users)
    .where(eq(users.id, `user-${who}`))
    .get()!;
const told = (w: World) =>
  w.db
    .select()
    .from(notifications)
    .all()
    .map(({ kind, recipient }) => `${kind} ${recipient}`);
const decisions = (w: World, when = NOW) =>
  queueOf({ db: w.db, now: at(when) }).decisions.cards.filter(({ kind }) => kind !== "pledge");

/** Delivers what is due through a mail server that takes everything; answers to whom. */
async function deliver(w: World, when: string): Promise<string[]> {
  const sent: string[] = [];
  const email = {
    appUrl: "https://tilts.example",
    from: "Tilts <a@tilts.example>",
    send: async ({ to }: { to: string }) => void sent.push(to),
    close: () => {},
  };
  await deliverDue(w.as("system", when), { email });
  return sent;
}

describe("a requester's account with requests ahead", () => {
  test("is not disabled until it is said who hears of them; nothing is done before", () => {
    const w = world();
    const id = w.request();
    expect(leave(w, "sociala")).toEqual({ ok: false, reason: "successor_missing" });
    expect(accountOf(w, "sociala").disabledAt).toBeNull();
    expect(w.eventKinds(id)).toEqual([]);
  });

  test("shows the open and the coming ones first, not what is over or called off", () => {
    const w = world();
    const open = w.request({ startAt: at("2026-03-31T10:00") });
    const coming = w.request();
    w.assign(coming, "amina");
    w.request({ startAt: at("2026-03-02T10:00"), endAt: at("2026-03-02T11:00") });
    w.request({ cancelledAt: at("2026-03-23T10:00") });
    w.request({ requesterId: "user-sociala2" });
    const page = leavingOf({ db: w.db, now: at(NOW) }, "user-sociala")!;
    expect(page.requests.first.map(({ requestId, isSecured }) => [requestId, isSecured])).toEqual([
      [coming, true],
      [open, false],
    ]);
    expect(page.successors).toEqual({
      colleagues: [{ id: "user-sociala2", name: "Māris Liepiņš", unit: null }],
      hasMailbox: false,
      hasNobody: false,
    });
  });

  test("hands them to a colleague, who has each in writing, with the confirmed time for the calendar", async () => {
    const w = world();
    const coming = w.request();
    w.assign(coming, "amina");
    const open = w.request({ startAt: at("2026-03-31T10:00") });
    const over = w.request({ startAt: at("2026-03-02T10:00"), endAt: at("2026-03-02T11:00") });
    expect(leave(w, "sociala", { colleague: "user-sociala2" }).ok).toBe(true);
    expect([coming, open, over].map((id) => requesterOf(w, id))).toEqual([
      "user-sociala2",
      "user-sociala2",
      "user-sociala",
    ]);
    expect(told(w)).toEqual(["request_handed_over user:user-sociala2", "request_handed_over user:user-sociala2"]);
    const calendars = w.db
      .select()
      .from(notifications)
      .all()
      .map(({ id }) => {
        const facts = messageFacts({ db: w.db, now: at(NOW) }, id);
        if (!facts.ok) throw new Error(facts.reason);
        const sender = { appUrl: "https://tilts.example", from: "a@tilts.example" };
        return writeLetter(facts.value, "b@tilts.test", sender, at(NOW)).calendar?.method ?? null;
      });
    expect(calendars).toEqual(["REQUEST", null]);
    expect(await deliver(w, NOW)).toEqual(["sociala2@tilts.test", "sociala2@tilts.test"]);
  });

  test("what happens afterwards reaches the colleague, and their calendar loses what it was given", async () => {
    const w = world();
    const coming = w.request();
    w.assign(coming, "amina");
    leave(w, "sociala", { colleague: "user-sociala2" });
    await deliver(w, NOW);
    cancelRequest(w.as("sociala2", "2026-03-24T12:00"), { requestId: coming });
    const row = w.db.select().from(notifications).where(eq(notifications.kind, "request_cancelled")).all();
    expect(row.map(({ recipient }) => recipient)).toEqual(["user:user-sociala2"]);
    const facts = messageFacts({ db: w.db, now: at("2026-03-24T12:00") }, row[0]!.id);
    expect(facts).toMatchObject({ ok: true, value: { calendar: { status: "cancelled" } } });
  });

  test("what has not gone out yet goes to the colleague", () => {
    const w = world();
    const id = w.request();
    rejectRequest(w.as("ilze", NOW), { requestId: w.request(), reason: "nav iespējams" });
    assignInterpreter(w.as("ilze", NOW), { requestId: id, interpreterId: "amina" });
    leave(w, "sociala", { colleague: "user-sociala2" });
    expect(told(w)).toContain("request_confirmed user:user-sociala2");
    expect(told(w)).not.toContain("request_confirmed user:user-sociala");
  });

  test("hands them to the functional mailbox, where there is one that is read", () => {
    const w = world();
    const id = w.request();
    expect(leave(w, "sociala", "mailbox")).toEqual({ ok: false, reason: "successor_wrong" });
    withMailbox(w);
    expect(leave(w, "sociala", "mailbox").ok).toBe(true);
    rejectRequest(w.as("ilze", "2026-03-24T11:00"), { requestId: id, reason: "nav iespējams" });
    expect(told(w)).toEqual(["request_rejected organisation:social-riga"]);
  });

  test("to nobody of another organisation, to nobody who has left, and to coordinators only where nobody is left", () => {
    const w = world();
    w.request();
    for (const who of ["krize", "amina", "ilze", "sociala"])
      expect(leave(w, "sociala", { colleague: `user-${who}` })).toMatchObject({ reason: "successor_wrong" });
    expect(leave(w, "sociala", "coordinators")).toMatchObject({ reason: "successor_wrong" });
    expect(leave(w, "sociala2").ok).toBe(true);
    expect(leave(w, "sociala", { colleague: "user-sociala2" })).toMatchObject({ reason: "successor_wrong" });
    expect(leave(w, "sociala", "coordinators").ok).toBe(true);
  });

  test("colleagues of the same unit come first", () => {
    const w = world();
    w.request();
    w.db
      .insert(units)
      .values({ id: "unit-east", organisationId: "social-riga", name: ownText("Austrumu nodaļa") })
      .run();
    const account = accountOf(w, "sociala2");
    for (const [id, name, unitId] of [
      ["a", "Aija", null],
      ["z", "Zane", "unit-east"],
    ] as const)
      w.db
        .insert(users)
        .values({ ...account, id, name: ownText(name), email: `${id}@tilts.test`, unitId })
        .run();
    w.db.update(users).set({ unitId: "unit-east" }).where(eq(users.id, "user-sociala")).run();
    const { colleagues } = leavingOf({ db: w.db, now: at(NOW) }, "user-sociala")!.successors;
    expect(colleagues.map(({ name, unit }) => [name, unit])).toEqual([
      ["Zane", "Austrumu nodaļa"],
      ["Aija", null],
      ["Māris Liepiņš", null],
    ]);
  });

  test("the timeline says who handed it over and who hears of it, and nothing to those who asked, whose page has no word for it", () => {
    const w = world();
    const id = w.request();
    leave(w, "sociala", { colleague: "user-sociala2" });
    const said = (who: string) => {
      const { db, viewer } = w.as(who, NOW) as Ctx<UserViewer>;
      return timelineFor({ db, viewer }, id).map((entry) => timelineSentence(translator("lv"), "lv", entry));
    };
    expect(said("ilze")).toEqual(["Andris Krūmiņš nodeva pieprasījumu citam saņēmējam – ziņas turpmāk saņem kolēģis"]);
    expect(said("sociala2")).toEqual([]);
  });
});

describe("a message for which nobody is left", () => {
  test("is a coordinator's card with the contact's telephone: no mailbox, and the only account is closed", async () => {
    const w = world();
    const id = w.request({ requesterId: "user-krize", organisationId: "crisis-riga", contactName: "Dežurante" });
    expect(leave(w, "krize", "coordinators").ok).toBe(true);
    rejectRequest(w.as("ilze", "2026-03-24T11:00"), { requestId: id, reason: "nav iespējams" });
    expect(await deliver(w, "2026-03-24T11:01")).toEqual([]);
    expect(decisions(w, "2026-03-24T11:01")).toMatchObject([
      { kind: "mail", mail: "request_rejected", to: "Dežurante", isOrphaned: true, requestId: id },
    ]);
  });

  test("is none while the mailbox hears the same", async () => {
    const w = world();
    withMailbox(w);
    const id = w.request();
    rejectRequest(w.as("ilze", NOW), { requestId: id, reason: "nav iespējams" });
    w.db
      .update(users)
      .set({ disabledAt: at(NOW) })
      .where(eq(users.id, "user-sociala"))
      .run();
    expect(await deliver(w, "2026-03-24T10:01")).toEqual(["iestade@tilts.test"]);
    expect(decisions(w, "2026-03-24T10:01")).toEqual([]);
  });

  test("the account is closed between the event and the letter", async () => {
    const w = world();
    const id = w.request();
    rejectRequest(w.as("ilze", NOW), { requestId: id, reason: "nav iespējams" });
    w.db
      .update(users)
      .set({ disabledAt: at(NOW) })
      .where(eq(users.id, "user-sociala"))
      .run();
    expect(await deliver(w, "2026-03-24T10:01")).toEqual([]);
    expect(decisions(w, "2026-03-24T10:01")).toMatchObject([
      { kind: "mail", mail: "request_rejected", isOrphaned: true },
    ]);
  });

  test("the mailbox is of an organisation that works with us no more", async () => {
    const w = world();
    withMailbox(w);
    const id = w.request();
    w.db
      .update(organisations)
      .set({ deactivatedAt: at(NOW) })
      .where(eq(organisations.id, "social-riga"))
      .run();
    w.db
      .update(users)
      .set({ disabledAt: at(NOW) })
      .where(eq(users.id, "user-sociala"))
      .run();
    rejectRequest(w.as("ilze", NOW), { requestId: id, reason: "nav iespējams" });
    expect(await deliver(w, "2026-03-24T10:01")).toEqual([]);
    expect(decisions(w, "2026-03-24T10:01")).toMatchObject([{ kind: "mail", isOrphaned: true }]);
  });

  test("an interpreter without an e-mail address is called", async () => {
    const w = world();
    w.db.update(interpreters).set({ email: null }).where(eq(interpreters.id, "amina")).run();
    assignInterpreter(w.as("ilze", NOW), { requestId: w.request(), interpreterId: "amina" });
    await deliver(w, "2026-03-24T10:01");
    expect(decisions(w, "2026-03-24T10:01")).toMatchObject([
      { kind: "mail", mail: "job_confirmed", interpreterId: "amina", phone: "+37120000100", isOrphaned: false },
    ]);
  });

  test("what is no longer true is nobody's card", async () => {
    const w = world();
    const id = w.request();
    assignInterpreter(w.as("ilze", NOW), { requestId: id, interpreterId: "amina" });
    w.db
      .update(users)
      .set({ disabledAt: at(NOW) })
      .where(eq(users.id, "user-sociala"))
      .run();
    w.db
      .update(requests)
      .set({ cancelledAt: at(NOW) })
      .where(eq(requests.id, id))
      .run();
    await deliver(w, "2026-03-24T10:01");
    expect(decisions(w, "2026-03-24T10:01")).toEqual([]);
  });
});

describe("somebody who called, and whose own account is disabled since", () => {
  const called = (w: World) => {
    const id = w.request({ requesterId: "user-ilze" });
    const linkHash = tokenHash(callerToken({ requestId: id, linkNumber: 0 }));
    w.db
      .insert(callers)
      .values({ requestId: id, name: ownText("Sanita Ozola"), email: "sociala@tilts.test", linkHash })
      .run();
    return id;
  };

  test("opens nothing by the link any more; whoever has no account still does", () => {
    const w = world();
    const token = callerToken({ requestId: called(w), linkNumber: 0 });
    const opened = () => requestOfCaller({ db: w.db, now: at(NOW) }, token);
    expect(opened()).not.toBeNull();
    leave(w, "sociala");
    expect(opened()).toBeNull();
    w.db.update(callers).set({ email: "cita@tilts.test" }).run();
    expect(opened()).not.toBeNull();
  });

  test("is written to no more: what they should have heard is a coordinator's card", async () => {
    const w = world();
    const id = called(w);
    leave(w, "sociala");
    rejectRequest(w.as("ilze", NOW), { requestId: id, reason: "nav iespējams" });
    expect(await deliver(w, "2026-03-24T10:01")).toEqual([]);
    expect(decisions(w, "2026-03-24T10:01")).toMatchObject([{ kind: "mail", isOrphaned: true }]);
  });
});

describe("an interpreter who leaves", () => {
  test("their account's page shows the jobs and questions ahead", () => {
    const w = world();
    const job = w.request();
    w.assign(job, "amina");
    const asked = w.request({ startAt: at("2026-03-31T10:00") });
    w.offer(asked, "amina", { deadlineAt: at("2026-03-27T16:00") });
    const page = leavingOf({ db: w.db, now: at(NOW) }, "user-amina")!;
    expect([page.jobs.first, page.offers.first].map((list) => list.map(({ requestId }) => requestId))).toEqual([
      [job],
      [asked],
    ]);
  });

  test("who stops working with it is asked nothing more, and the jobs are coordinators' cards", () => {
    const w = world();
    const job = w.request();
    w.assign(job, "amina");
    const asked = w.request({ startAt: at("2026-03-31T10:00"), endAt: at("2026-03-31T11:00") });
    w.offer(asked, "amina", { deadlineAt: at("2026-03-27T16:00") });
    const done = disableUser(w.as("admin", NOW), { userId: "user-amina", stopsWorking: true });
    expect(done.ok).toBe(true);
    const status = w.db.select().from(interpreters).where(eq(interpreters.id, "amina")).get()!.status;
    expect(status).toBe("inactive");
    const questions = w.db.select().from(offers).where(eq(offers.requestId, asked)).all();
    expect(questions.map((row) => `${row.interpreterId} ${row.status}`)).toEqual(["amina withdrawn", "karim pending"]);
    expect(decisions(w)).toMatchObject([{ kind: "inactive", requestId: job, person: "Amina Karimi" }]);
  });

  test("who only loses the account keeps the accepted jobs, but every question is taken back and the next person asked", () => {
    const w = world();
    const job = w.request();
    w.assign(job, "amina");
    const asked = w.request({ startAt: at("2026-03-31T10:00"), endAt: at("2026-03-31T11:00") });
    w.offer(asked, "amina", { deadlineAt: at("2026-03-27T16:00") });
    expect(leave(w, "amina").ok).toBe(true);
    const questions = w.db.select().from(offers).where(eq(offers.requestId, asked)).all();
    expect(questions.map((row) => `${row.interpreterId} ${row.status}`)).toEqual(["amina withdrawn", "karim pending"]);
    expect(decisions(w)).toEqual([]);
    expect(told(w)).toContain("offer_closed interpreter:amina");
    expect(w.eventKinds(asked)).toContain("offer_withdrawn");
  });

  test("an old link of a disabled account opens and answers nothing; once the account works again it does", () => {
    const w = world();
    const offerId = w.offer(w.request(), "amina", { deadlineAt: at("2026-03-27T16:00") });
    const shut = (disabledAt: Instant | null) =>
      w.db.update(users).set({ disabledAt }).where(eq(users.id, "user-amina")).run();
    shut(at(NOW));
    const answer = () => answerOffer(w.asLink(offerId, NOW), { offerId, move: "accept" });
    expect(answer()).toEqual({ ok: false, reason: "not_found" });
    expect(answerOffer(w.asLink(offerId, NOW), { offerId, move: "decline" })).toEqual({
      ok: false,
      reason: "not_found",
    });
    expect(w.db.select().from(offers).get()!.status).toBe("pending");
    shut(null);
    expect(answer()).toMatchObject({ ok: true, value: { outcome: "accepted" } });
  });

  test("nobody with a disabled account is asked, assigned or offered by hand; who has no account at all is", () => {
    const w = world();
    leave(w, "amina");
    w.db.delete(users).where(eq(users.id, "user-karim")).run();
    const id = w.request();
    dispatchWaiting(w.as("system", NOW));
    const asked = w.db.select().from(offers).where(eq(offers.requestId, id)).all();
    expect(asked.map(({ interpreterId }) => interpreterId)).toEqual(["karim"]);
    const byHand = { requestId: id, interpreterId: "amina" };
    expect(offerRequest(w.as("ilze", NOW), byHand)).toMatchObject({ ok: false });
    expect(assignInterpreter(w.as("ilze", NOW), byHand)).toMatchObject({
      ok: false,
      detail: { obstacles: [{ code: "account_disabled" }] },
    });
  });

  test("a status that would leave work behind is saved once that has been shown, and asked again when more came", () => {
    const w = world();
    w.assign(w.request(), "amina");
    const set = (seenAhead: number) =>
      setInterpreterStatus(w.as("ilze", NOW), { interpreterId: "amina", status: "inactive", seenAhead });
    expect(set(0)).toEqual({ ok: false, reason: "work_ahead" });
    const seen = () => Object.values(workAhead({ db: w.db, now: at(NOW) }, "amina")).flat().length;
    const shown = seen();
    w.offer(w.request({ startAt: at("2026-03-31T10:00") }), "amina", { deadlineAt: at("2026-03-27T16:00") });
    expect(set(shown)).toEqual({ ok: false, reason: "work_ahead" });
    expect(set(seen()).ok).toBe(true);
  });
});

describe("a coordinator who leaves", () => {
  test("requests that they wrote down go to another coordinator", () => {
    const w = world();
    const id = w.request({ requesterId: "user-ilze" });
    expect(leave(w, "ilze")).toMatchObject({ reason: "successor_missing" });
    expect(leave(w, "ilze", { colleague: "user-sociala" })).toMatchObject({ reason: "successor_wrong" });
    expect(leave(w, "ilze", { colleague: "user-marta" }).ok).toBe(true);
    expect(requesterOf(w, id)).toBe("user-marta");
  });

  test("what they wrote down for somebody who called is told to the caller, and needs nobody else", () => {
    const w = world();
    const id = w.request({ requesterId: "user-ilze" });
    w.db
      .insert(callers)
      .values({ requestId: id, name: ownText("Zvanītāja"), email: "zvana@tilts.test", linkHash: "h" })
      .run();
    expect(leave(w, "ilze").ok).toBe(true);
    expect(requesterOf(w, id)).toBe("user-ilze");
    rejectRequest(w.as("marta", "2026-03-24T11:00"), { requestId: id, reason: "nav iespējams" });
    expect(told(w)).toEqual([`request_rejected caller:${id}`]);
  });

  test("the last of them, and the last administrator, are said to be so", () => {
    const w = world();
    const isLast = (who: string) => leavingOf({ db: w.db, now: at(NOW) }, `user-${who}`)!.isLastOfRole;
    expect(["ilze", "admin", "sociala"].map(isLast)).toEqual([false, true, false]);
    leave(w, "marta");
    expect(isLast("ilze")).toBe(true);
  });
});

describe("an institution that works with us no more", () => {
  /** As its form is saved, with "may request interpreters" no longer ticked. */
  function close(w: World, fates: Record<string, "goes_on" | "is_cancelled"> = {}, seenPeople = 0, who = "admin") {
    const row = w.db.select().from(organisations).where(eq(organisations.id, "social-riga")).get()!;
    const { id, code, name, sector, placeId } = row;
    const farewell = { fates: new Map(Object.entries(fates)), seenPeople };
    return saveOrganisation(w.as(who, NOW), { id, code, name, sector, placeId, isActive: false, units: [], farewell });
  }
  const isClosed = (w: World) =>
    w.db.select().from(organisations).where(eq(organisations.id, "social-riga")).get()!.deactivatedAt !== null;

  test("shows what is open and coming, whoever asked, and whose accounts stay", () => {
    const w = world();
    const coming = w.request();
    w.assign(coming, "amina");
    const open = w.request({ startAt: at("2026-03-31T10:00"), requesterId: "user-sociala2" });
    const running = w.request({ startAt: at("2026-03-24T09:30"), endAt: at("2026-03-24T10:30") });
    w.request({ startAt: at("2026-03-02T10:00"), endAt: at("2026-03-02T11:00") });
    w.request({ cancelledAt: at("2026-03-23T10:00") });
    w.request({ organisationId: "crisis-riga", requesterId: "user-krize" });
    const { requests: ahead, people } = farewellOf({ db: w.db, now: at(NOW) }, "social-riga");
    expect(ahead.map(({ requestId, isSecured, hasBegun }) => [requestId, isSecured, hasBegun])).toEqual([
      [running, false, true],
      [coming, true, false],
      [open, false, false],
    ]);
    expect(people.map(({ name }) => name)).toEqual(["Māris Liepiņš", "Sanita Ozola"]);
  });

  test("is not closed before each request is decided about and its people were shown, also one that came meanwhile", () => {
    const w = world();
    const first = w.request();
    expect(close(w)).toMatchObject({ reason: "work_ahead" });
    expect(close(w, { [first]: "goes_on" })).toMatchObject({ reason: "work_ahead" });
    const later = w.request({ startAt: at("2026-03-31T10:00") });
    expect(close(w, { [first]: "is_cancelled" }, 2)).toMatchObject({ reason: "work_ahead" });
    expect(isClosed(w)).toBe(false);
    expect(w.eventKinds(first)).toEqual([]);
    expect(close(w, { [first]: "goes_on", [later]: "goes_on" }, 2)).toMatchObject({ ok: true });
    expect(isClosed(w)).toBe(true);
  });

  test("what is cancelled is told to everybody concerned, what goes on stays with its people and is still told", () => {
    const w = world();
    const cancelled = w.request();
    w.assign(cancelled, "amina");
    const goesOn = w.request({ startAt: at("2026-03-31T10:00") });
    const offerId = w.offer(goesOn, "amina", { deadlineAt: at("2026-03-27T16:00") });
    expect(close(w, { [cancelled]: "is_cancelled", [goesOn]: "goes_on" }, 2).ok).toBe(true);
    expect(told(w).sort()).toEqual(["job_cancelled interpreter:amina", "request_cancelled user:user-sociala"]);
    answerOffer(w.as("amina", "2026-03-24T11:00"), { offerId, move: "accept" });
    expect(told(w)).toContain("request_confirmed user:user-sociala");
  });

  test("one with nothing ahead and nobody left is closed at once; saved again while closed it asks nothing", () => {
    const w = world();
    for (const who of ["sociala", "sociala2"]) leave(w, who);
    expect(close(w).ok).toBe(true);
    w.request();
    expect(close(w).ok).toBe(true);
  });
});
