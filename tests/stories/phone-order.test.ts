/** Somebody calls, a coordinator writes it down, and whoever called hears what becomes of it. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { linkToken } from "#app/auth/link-token.server";
import { addOrganisation } from "#app/commands/add-organisation";
import { askForInfo } from "#app/commands/ask-for-info";
import { assignInterpreter } from "#app/commands/assign-interpreter";
import { cancelRequest } from "#app/commands/cancel-request";
import { correctCaller } from "#app/commands/correct-caller";
import { endCalls } from "#app/commands/end-calls";
import { rejectRequest } from "#app/commands/reject-request";
import { rescheduleRequest } from "#app/commands/reschedule-request";
import { type NewRequest, submitRequest } from "#app/commands/submit-request";
import { tellCaller } from "#app/commands/tell-caller";
import { writeLetter } from "#app/events/email";
import { messageFacts } from "#app/events/message-facts";
import { translator } from "#app/i18n";
import { timelineSentence } from "#app/i18n/timeline";
import { openCalls } from "#app/queries/coordinator/calls";
import { queueOf } from "#app/queries/coordinator/queue";
import { requestForCoordinator } from "#app/queries/coordinator/request";
import { requestOfCaller } from "#app/queries/everyone/caller-request";
import { timelineFor } from "#app/queries/everyone/timeline";
import { requestForInstitution } from "#app/queries/institution/request";
import type { Caller } from "#app/steps/caller";
import { events, notifications, organisations, users } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const MONDAY = "2026-03-23T10:00";
const elina: Caller = { kind: "once", name: "Elīna Krastiņa", email: "elina@skola.example", phone: null };
const juris: Caller = { kind: "once", name: "Juris Ābele", email: null, phone: "+37126111222" };

function order(w: World, caller: Caller | undefined, changes: Partial<NewRequest> = {}) {
  return submitRequest(w.as("ilze", MONDAY), {
    organisationId: "social-riga",
    contactName: "Reģistratūra",
    contactPhone: "+37167000911",
    language: "prs",
    mode: "phone",
    startAt: at("2026-04-01T10:00"),
    endAt: at("2026-04-01T11:00"),
    topic: "social",
    clientCode: "KL-301",
    note: "Ieeja no pagalma",
    ...(caller && { caller }),
    ...changes,
  });
}

function ordered(w: World, caller: Caller, changes: Partial<NewRequest> = {}): string {
  const sent = order(w, caller, changes);
  if (!sent.ok) throw new Error(sent.reason);
  return sent.value.requestId;
}

const told = ({ db }: World, recipient: string) =>
  db
    .select({ kind: notifications.kind })
    .from(notifications)
    .where(eq(notifications.recipient, recipient))
    .all()
    .map(({ kind }) => kind);

/** Everything that is told to requesters: received, asked, confirmed, moved, cancelled. */
function wholeStory(w: World, requestId: string) {
  const ilze = w.as("ilze", "2026-03-23T11:00");
  askForInfo(ilze, { requestId, question: "Vai sarunā būs arī bērns?" });
  assignInterpreter(w.as("ilze", "2026-03-23T12:00"), { requestId, interpreterId: "amina" });
  rescheduleRequest(w.as("ilze", "2026-03-23T13:00"), { requestId, startAt: at("2026-04-01T12:00") });
  cancelRequest(w.as("ilze", "2026-03-24T09:00"), { requestId });
}
const STORY = ["request_received", "info_asked", "request_confirmed", "request_moved", "request_cancelled"];

test("an account of the institution that calls hears everything, and the coordinator nothing of it", () => {
  const w = world();
  wholeStory(w, ordered(w, { kind: "account", userId: "user-sociala2" }));
  expect(told(w, "user:user-sociala2")).toEqual(STORY);
  expect(told(w, "user:user-ilze")).toEqual([]);
  expect(told(w, "user:user-sociala")).toEqual([]);
});

test("a person without an account hears everything at the address they gave, and the coordinator nothing of it", () => {
  const w = world();
  const requestId = ordered(w, elina);
  wholeStory(w, requestId);
  expect(told(w, `caller:${requestId}`)).toEqual(STORY);
  expect(told(w, "user:user-ilze")).toEqual([]);
});

test("an address that is an account's of that institution is that person", () => {
  const w = world();
  const requestId = ordered(w, { kind: "once", name: "Sanita", email: "sociala@tilts.test", phone: null });
  expect(told(w, "user:user-sociala")).toContain("request_received");
  expect(told(w, `caller:${requestId}`)).toEqual([]);
});

test("somebody new of the institution is invited, and the request is theirs", () => {
  const w = world();
  const requestId = ordered(w, { kind: "invited", name: "Rita Zālīte", email: "Rita@skola.example", phone: null });
  const rita = w.db.select().from(users).where(eq(users.email, "rita@skola.example")).get();
  expect(rita).toMatchObject({ organisationId: "social-riga", role: "requester", passwordHash: null });
  expect(told(w, `user:${rita?.id}`)).toEqual(["invite", "request_received"]);
  expect(requestForCoordinator(w.as("ilze", MONDAY), requestId)).toMatchObject({
    requester: "Rita Zālīte",
    caller: null,
  });
});

test("without a caller nothing is written down, nor for an account that is another institution's", () => {
  const w = world();
  expect(order(w, undefined)).toMatchObject({ ok: false, reason: "caller_missing" });
  expect(order(w, { kind: "account", userId: "user-krize" })).toMatchObject({ ok: false, reason: "caller_unknown" });
  const banka: Caller = { kind: "invited", name: "Baiba", email: "banka@tilts.test", phone: null };
  expect(order(w, banka)).toMatchObject({ ok: false, reason: "caller_email_taken" });
});

test("the caller's letters lead to a page of their own, and no letter names client, note or interpreter", () => {
  const w = world();
  const requestId = ordered(w, elina);
  wholeStory(w, requestId);
  const token = linkToken("caller", requestId);
  const sent = w.db.select().from(notifications).where(eq(notifications.callerId, requestId)).all();
  const letters = sent.flatMap(({ id, kind }) => {
    const when = kind === "request_cancelled" ? "2026-03-24T09:05" : "2026-03-23T10:05";
    const facts = messageFacts({ ...w, now: at(when) }, id);
    if (!facts.ok) return [];
    const { address } = facts.value.to;
    return [writeLetter(facts.value, address ?? "", { appUrl: "https://tilts.example", from: "a@b.lv" }, at(when))];
  });
  expect(letters.length).toBeGreaterThan(0);
  for (const { to, text, html, subject, calendar } of letters) {
    expect(to).toBe("elina@skola.example");
    expect(text).toContain(`https://tilts.example/r/${token}`);
    expect(`${subject}${text}${html}`).not.toMatch(/KL-301|pagalma|Amina|Reģistratūra/);
    expect(calendar?.content ?? "").not.toContain(token);
  }
});

test("the caller's page says who comes and what is asked, nothing of the client, and ends when names end", () => {
  const w = world();
  const requestId = ordered(w, elina);
  const token = linkToken("caller", requestId);
  askForInfo(w.as("ilze", "2026-03-23T11:00"), { requestId, question: "Vai sarunā būs arī bērns?" });
  const asked = requestOfCaller(w.as("anonymous", "2026-03-23T11:30"), token);
  expect(asked).toMatchObject({ question: "Vai sarunā būs arī bērns?", people: [] });
  assignInterpreter(w.as("ilze", "2026-03-23T12:00"), { requestId, interpreterId: "amina" });
  const found = requestOfCaller(w.as("anonymous", "2026-03-23T13:00"), token);
  expect(found).toMatchObject({ state: "secured", people: [{ name: "Amina Karimi", phone: "+37120000100" }] });
  expect(JSON.stringify(found)).not.toMatch(/KL-301|pagalma|Reģistratūra|Elīna/);
  expect(requestOfCaller(w.as("anonymous", "2026-05-02T13:00"), token)).toBeNull();
  expect(requestOfCaller(w.as("anonymous", MONDAY), linkToken("caller", "another"))).toBeNull();
});

test("who has only a phone is called: each piece of news is a card until it is ticked off", () => {
  const w = world();
  const requestId = ordered(w, juris);
  const now = w.as("ilze", "2026-03-23T12:30");
  assignInterpreter(w.as("ilze", "2026-03-23T12:00"), { requestId, interpreterId: "amina" });
  const cards = openCalls(now);
  expect(cards.map(({ says, name, phone }) => [says, name, phone])).toEqual([
    ["request_received", "Juris Ābele", "+37126111222"],
    ["request_confirmed", "Juris Ābele", "+37126111222"],
  ]);
  expect(cards[1]?.people).toEqual([{ name: "Amina Karimi", phone: "+37120000100" }]);
  expect(queueOf(now).decisions.cards.filter(({ kind }) => kind === "call")).toHaveLength(2);

  const notificationId = cards[0]?.notificationId ?? "";
  expect(tellCaller(w.as("sociala", "2026-03-23T12:35"), { notificationId })).toMatchObject({ reason: "not_found" });
  expect(tellCaller(now, { notificationId })).toMatchObject({ ok: true });
  expect(tellCaller(now, { notificationId })).toMatchObject({ ok: false, reason: "already_told" });
  expect(openCalls(now, requestId).map(({ says }) => says)).toEqual(["request_confirmed"]);
  const story = timelineFor(now, requestId);
  expect(story.map(({ kind }) => kind)).toContain("caller_told");
  expect(story[0]?.deliveries).toMatchObject([{ to: "Juris Ābele", isCall: true, state: "sent" }]);
});

test("a call whose news has passed need not be made, and one about a cancelled request must", () => {
  const w = world();
  const requestId = ordered(w, juris);
  wholeStory(w, requestId);
  expect(endCalls(w.as("system", "2026-03-24T09:05"))).toBe(4);
  expect(openCalls(w.as("ilze", "2026-03-24T09:05")).map(({ says }) => says)).toEqual(["request_cancelled"]);
});

test("how a caller is reached is for coordinators: the institution reads the name alone, others nothing", () => {
  const w = world();
  const requestId = ordered(w, { ...elina, phone: "+37126111333" });
  const seen = requestForCoordinator(w.as("ilze", MONDAY), requestId);
  expect(seen?.caller).toEqual({ name: "Elīna Krastiņa", email: "elina@skola.example", phone: "+37126111333" });
  const sociala = w.as("sociala", MONDAY) as Parameters<typeof requestForInstitution>[0];
  const own = JSON.stringify(requestForInstitution(sociala, requestId));
  expect(own).toContain("Elīna Krastiņa");
  expect(own).not.toMatch(/skola\.example|26111333/);
});

const letterTo = (w: World, id: string, when: string) => {
  const facts = messageFacts({ ...w, now: at(when) }, id);
  if (!facts.ok) throw new Error(facts.reason);
  return writeLetter(
    facts.value,
    facts.value.to.address ?? "",
    { appUrl: "https://tilts.example", from: "a@b.lv" },
    at(when),
  );
};
const waiting = (w: World, recipient: string) =>
  w.db
    .select()
    .from(notifications)
    .where(eq(notifications.recipient, recipient))
    .all()
    .filter((row) => row.sentAt === null && row.suppressedAt === null);

test("a wrong address is corrected: the old link opens nothing, one new letter says how it stands, and no event holds an address", () => {
  const w = world();
  const requestId = ordered(w, elina);
  const [receipt] = waiting(w, `caller:${requestId}`);
  const old = /\/r\/([\w-]{43})/.exec(letterTo(w, receipt!.id, MONDAY).text)?.[1] ?? "";
  w.db
    .update(notifications)
    .set({ sentAt: at(MONDAY) })
    .where(eq(notifications.id, receipt!.id))
    .run();
  assignInterpreter(w.as("ilze", "2026-03-23T12:00"), { requestId, interpreterId: "amina" });
  const [dead] = waiting(w, `caller:${requestId}`);
  w.db
    .update(notifications)
    .set({ deadAt: at("2026-03-23T12:01") })
    .where(eq(notifications.id, dead!.id))
    .run();
  const noon = "2026-03-23T12:30";
  const deadMails = () => queueOf(w.as("ilze", noon)).decisions.cards.filter(({ kind }) => kind === "mail");
  expect(deadMails()).toMatchObject([{ to: "Elīna Krastiņa" }]);

  const right = { requestId, email: "elina.k@skola.example", phone: null };
  expect(correctCaller(w.as("sociala", noon), right)).toMatchObject({ reason: "not_found" });
  expect(correctCaller(w.as("ilze", noon), { ...right, email: null })).toMatchObject({ reason: "caller_unreachable" });
  expect(correctCaller(w.as("ilze", noon), right)).toMatchObject({ ok: true });
  expect(correctCaller(w.as("ilze", noon), right)).toMatchObject({ reason: "nothing_to_change" });

  expect(requestOfCaller(w.as("anonymous", noon), old)).toBeNull();
  const fresh = waiting(w, `caller:${requestId}`);
  expect(fresh.map(({ kind }) => kind)).toEqual(["request_confirmed"]);
  const letter = letterTo(w, fresh[0]!.id, noon);
  expect([letter.to, letter.calendar?.method]).toEqual(["elina.k@skola.example", "REQUEST"]);
  const opened = /\/r\/([\w-]{43})/.exec(letter.text)?.[1] ?? "";
  expect(requestOfCaller(w.as("anonymous", noon), opened)).toMatchObject({ state: "secured" });
  expect(deadMails()).toEqual([]);

  const story = timelineFor(w.as("ilze", noon), requestId).at(-1)!;
  expect(timelineSentence(translator("lv"), "lv", story)).toBe(
    "Ilze Kalniņa laboja zvanītāja kontaktus; agrākā saite vairs nedarbojas",
  );
  const said = (who: string) => JSON.stringify(timelineFor(w.as(who, noon), requestId));
  expect(said("sociala")).not.toContain("caller_corrected");
  expect(said("sociala") + said("ilze")).not.toMatch(/skola\.example/);
  expect(JSON.stringify(w.db.select().from(events).all())).not.toMatch(/skola\.example/);
});

test.each([
  ["received", "request_received", () => {}],
  [
    "asked",
    "info_asked",
    (w: World, requestId: string) => askForInfo(w.as("ilze", MONDAY), { requestId, question: "Cik ilgi?" }),
  ],
  [
    "cancelled",
    "request_cancelled",
    (w: World, requestId: string) => cancelRequest(w.as("ilze", MONDAY), { requestId }),
  ],
  [
    "rejected",
    "request_rejected",
    (w: World, requestId: string) => rejectRequest(w.as("ilze", MONDAY), { requestId, reason: "cita iestāde" }),
  ],
] as const)(
  "at the right address a request that was %s is told as %s, in a letter that is still true",
  (_, kind, happens) => {
    const w = world();
    const requestId = ordered(w, elina);
    happens(w, requestId);
    correctCaller(w.as("ilze", "2026-03-23T10:30"), { requestId, email: "e@skola.example", phone: null });
    const fresh = waiting(w, `caller:${requestId}`);
    expect(fresh.map((row) => row.kind)).toEqual([kind]);
    expect(letterTo(w, fresh[0]!.id, "2026-03-23T10:31").to).toBe("e@skola.example");
  },
);

test("whoever turns out to have no e-mail is called, and another phone beside a right address is only written down", () => {
  const w = world();
  const requestId = ordered(w, elina);
  const told = () => w.db.select().from(notifications).where(eq(notifications.callerId, requestId)).all().length;
  const before = told();
  const noon = "2026-03-23T12:30";
  correctCaller(w.as("ilze", noon), { requestId, email: "elina@skola.example", phone: "+37126111222" });
  expect(told()).toBe(before);
  correctCaller(w.as("ilze", noon), { requestId, email: null, phone: "+37126111222" });
  expect(openCalls(w.as("ilze", noon)).map(({ says, phone }) => [says, phone])).toEqual([
    ["request_received", "+37126111222"],
  ]);
});

test("an unknown institution is added by a coordinator, but not twice", () => {
  const w = world();
  const ilze = w.as("ilze", MONDAY);
  const school = { name: "Cēsu 7. pamatskola", sector: "education", placeId: "cesis" } as const;
  const added = addOrganisation(ilze, school);
  if (!added.ok) throw new Error(added.reason);
  const stored = w.db.select().from(organisations).where(eq(organisations.id, added.value.organisationId)).get();
  expect(stored).toMatchObject({ code: "cesu-7-pamatskola", deactivatedAt: null });
  const again = addOrganisation(ilze, { ...school, name: "CESU 7 PAMATSKOLA" });
  expect(again).toMatchObject({ reason: "known_already", detail: [{ name: "Cēsu 7. pamatskola", isActive: true }] });
  expect(addOrganisation(ilze, { ...school, isOther: true })).toMatchObject({ ok: true });
  expect(addOrganisation(w.as("sociala", MONDAY), school)).toMatchObject({ reason: "not_found" });
  const first = ordered(w, elina, { organisationId: added.value.organisationId });
  expect(told(w, `caller:${first}`)).toEqual(["request_received"]);
});
