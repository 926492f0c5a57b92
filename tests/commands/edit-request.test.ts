import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { LinkViewer } from "#app/auth/viewer";
import { answerOffer } from "#app/commands/answer-offer";
import { askForInfo } from "#app/commands/ask-for-info";
import { dispatchWaiting } from "#app/commands/dispatch-waiting";
import { type Edit, editRequest } from "#app/commands/edit-request";
import { forgetWords } from "#app/commands/forget-words";
import { undoAction } from "#app/commands/undo-action";
import type { Ctx } from "#app/context.server";
import { type EditedFields, markOf } from "#app/dispatch/request-edit";
import { editEffects, editedFieldsOf } from "#app/facts/proposed-change";
import { offerByLink } from "#app/queries/interpreter/offer-by-link";
import { assignments, events, notifications, offers, requests, requestsBefore, tokens } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOON = "2026-03-20T12:00";
const AFTER = "2026-03-20T12:01";
const OPEN_UNTIL = at("2026-03-20T17:00");

function rowOf(w: World, id: string) {
  const row = w.db.select().from(requests).where(eq(requests.id, id)).get();
  if (!row) throw new Error(`no request ${id}`);
  return row;
}

const fieldsOf = (w: World, id: string): EditedFields => editedFieldsOf(rowOf(w, id));

/** As the sheet sends it: filled just now, with what is changed and the effects that it showed. */
function edit(w: World, who: string, id: string, change: Partial<EditedFields>, more: Partial<Edit> = {}, when = NOON) {
  const before = fieldsOf(w, id);
  const fields = { ...before, ...change };
  const ctx = w.as(who, when);
  const mark = markOf(editEffects(ctx, rowOf(w, id), fields));
  return editRequest(ctx, { requestId: id, before, fields, mark, ...more });
}

function asked(w: World, id: string): string[] {
  const rows = w.db.select().from(offers).where(eq(offers.requestId, id)).all();
  return rows.map(({ interpreterId, status }) => `${interpreterId} ${status}`).sort();
}

/** Who will be told what, unless it is undone. */
function toBeTold(w: World): string[] {
  const rows = w.db.select().from(notifications).all();
  return rows
    .filter(({ suppressedAt, sentAt }) => suppressedAt === null && sentAt === null)
    .map(({ kind, recipient }) => `${kind} ${recipient}`)
    .sort();
}

const kinds = (w: World) => [...new Set(toBeTold(w).map((line) => line.split(" ")[0]))];

test("a coordinator who has the requester's word changes language and length in one go, and an open question is answered by it", () => {
  const w = world();
  const id = w.request();
  askForInfo(w.as("ilze", NOON), { requestId: id, question: "Vai tiešām dari, ne farsi?" });
  expect(edit(w, "ilze", id, { language: "fa", minutes: 90 }, { hasWord: true, clears: true })).toMatchObject({
    ok: true,
  });
  const { language, startAt, endAt, needsInfoAt, infoQuestion, version } = rowOf(w, id);
  expect({ language, minutes: (endAt - startAt) / 60_000, needsInfoAt, infoQuestion, version }).toEqual({
    language: "fa",
    minutes: 90,
    needsInfoAt: null,
    infoQuestion: null,
    version: 2,
  });
  expect(asked(w, id)).toEqual([]);
  dispatchWaiting(w.as("system", AFTER));
  expect(asked(w, id)).toEqual(["leila pending"]);
});

test("what changes the meeting is not saved without the requester's word; who meets them and where exactly is", () => {
  const w = world();
  const id = w.request({ mode: "onsite" });
  expect(edit(w, "ilze", id, { minutes: 90 })).toMatchObject({ ok: false, reason: "word_missing" });
  expect(edit(w, "ilze", id, { interpreterCount: 2 })).toMatchObject({ ok: false, reason: "word_missing" });
  expect(edit(w, "ilze", id, { address: "Citā ielā 3", contactName: "Jana Bite" })).toMatchObject({ ok: true });
  expect(rowOf(w, id)).toMatchObject({ address: "Citā ielā 3", contactName: "Jana Bite", version: 1 });
});

test("whoever is asked and still fits is asked anew about what it is now; who does not hears that it ended by the edit", () => {
  const w = world();
  const id = w.request({ interpreterCount: 2 });
  const stays = w.offer(id, "karim", { deadlineAt: OPEN_UNTIL });
  const ends = w.offer(id, "amina", { slot: 2, deadlineAt: OPEN_UNTIL });
  expect(edit(w, "ilze", id, { language: "fa" }, { hasWord: true }).ok).toBe(true);
  expect(asked(w, id)).toEqual(["amina withdrawn", "karim pending", "karim withdrawn"]);
  const why = w.db.select().from(events).where(eq(events.kind, "offer_withdrawn")).all();
  expect(why.map(({ interpreterId, payload }) => `${interpreterId} ${payload.why}`).sort()).toEqual([
    "amina no_longer_fits",
    "karim changed",
  ]);
  expect(toBeTold(w)).toContain("offer interpreter:karim");
  expect(answerOffer(w.as("karim", AFTER), { offerId: stays, move: "accept" })).toMatchObject({
    reason: "offer_withdrawn",
  });
  expect(answerOffer(w.as("amina", AFTER), { offerId: ends, move: "accept" })).toMatchObject({ ok: false });
  const anew = w.db.select().from(offers).where(eq(offers.status, "pending")).get();
  expect(answerOffer(w.as("karim", AFTER), { offerId: anew?.id ?? "", move: "accept" })).toMatchObject({ ok: true });
});

test("an address or a contact leaves every open question as it is", () => {
  const w = world();
  const id = w.request();
  const offerId = w.offer(id, "amina", { deadlineAt: OPEN_UNTIL });
  edit(w, "ilze", id, { contactName: "Jana Bite", note: "Ieeja no pagalma." });
  expect(asked(w, id)).toEqual(["amina pending"]);
  expect(answerOffer(w.as("amina", AFTER), { offerId, move: "accept" })).toMatchObject({ ok: true });
});

test("whoever has the job agrees first to a longer one; it is then as long in their day, and they and the requester are told", () => {
  const w = world();
  const id = w.request();
  const job = w.assign(id, "amina");
  expect(edit(w, "ilze", id, { minutes: 120 }, { hasWord: true })).toMatchObject({ reason: "people_open" });
  expect(edit(w, "ilze", id, { minutes: 120 }, { hasWord: true, agreed: [job] })).toMatchObject({ ok: true });
  const row = w.db.select().from(assignments).where(eq(assignments.id, job)).get();
  expect((row!.endAt - row!.startAt) / 60_000).toBe(120);
  expect(toBeTold(w)).toEqual(["job_changed interpreter:amina", "request_changed user:user-sociala"]);
});

test("a shorter meeting needs no word of the interpreter, only of the requester", () => {
  const w = world();
  const id = w.request();
  w.assign(id, "amina");
  expect(edit(w, "ilze", id, { minutes: 45 }, { hasWord: true })).toMatchObject({ ok: true });
});

test("whoever no longer speaks the language leaves the job, and the requester hears that we look again", () => {
  const w = world();
  const id = w.request();
  const job = w.assign(id, "amina");
  expect(edit(w, "ilze", id, { language: "ps" }, { hasWord: true, agreed: [job] })).toMatchObject({
    reason: "obstacles",
  });
  expect(edit(w, "ilze", id, { language: "ps" }, { hasWord: true, leaving: [job] })).toMatchObject({ ok: true });
  expect(toBeTold(w)).toEqual([
    "job_cancelled interpreter:amina",
    "request_changed user:user-sociala",
    "request_searching_again user:user-sociala",
  ]);
  dispatchWaiting(w.as("system", AFTER));
  expect(asked(w, id)).toEqual(["farid pending"]);
});

test("a journey that has become too long can be set aside with a reason, and the job says so", () => {
  const w = world();
  const other = w.request({ mode: "onsite", startAt: at("2026-03-30T11:30") });
  w.assign(other, "amina");
  const id = w.request({ mode: "onsite" });
  const job = w.assign(id, "amina");
  const far = { placeId: "jelgava", address: "Lielā iela 1" };
  const agreed = { hasWord: true, agreed: [job] };
  expect(edit(w, "ilze", id, far, agreed)).toMatchObject({ reason: "obstacles" });
  expect(edit(w, "ilze", id, far, { ...agreed, override: { reason: "brauks ar taksi", twice: false } }).ok).toBe(true);
  const row = w.db.select().from(assignments).where(eq(assignments.id, job)).get();
  expect(row).toMatchObject({ placeId: "jelgava", overruled: { reason: "brauks ar taksi" } });
  expect(rowOf(w, id).deskId).toBe("zemgale");
});

test("a variant that another may stand in for lets the search go on, asks nobody anew and tells no interpreter; undone it is a must again", () => {
  const w = world();
  const id = w.request({ language: "ku", variant: "ckb", queuedAt: at("2026-03-20T11:00") });
  const offerId = w.offer(id, "sherko", { deadlineAt: OPEN_UNTIL });
  const before = rowOf(w, id);
  expect(edit(w, "ilze", id, { variantStrength: "wish" })).toMatchObject({ reason: "word_missing" });
  const done = edit(w, "ilze", id, { variantStrength: "wish" }, { hasWord: true });
  if (!done.ok) throw new Error(done.reason);
  expect(rowOf(w, id)).toMatchObject({ variantStrength: "wish", queuedAt: null, version: 1 });
  expect(asked(w, id)).toEqual(["sherko pending"]);
  expect(toBeTold(w)).toEqual(["request_changed user:user-sociala"]);
  expect(undoAction(w.as("ilze", NOON), { eventId: done.value.eventId }).ok).toBe(true);
  expect(rowOf(w, id)).toEqual(before);

  edit(w, "ilze", id, { variantStrength: "wish" }, { hasWord: true });
  answerOffer(w.as("sherko", AFTER), { offerId, move: "decline" });
  dispatchWaiting(w.as("system", AFTER));
  expect(asked(w, id)).toEqual(["rojin pending", "sherko declined"]);
});

test("a variant that becomes a must ends the questions to those who do not speak it, and whoever has the job leaves or stays for a reason", () => {
  const w = world();
  const id = w.request({ language: "ku", variant: "ckb", variantStrength: "wish", interpreterCount: 2 });
  const job = w.assign(id, "rojin");
  w.offer(id, "sherko", { slot: 2, deadlineAt: OPEN_UNTIL });
  const must = { variantStrength: "must" } as const;
  expect(edit(w, "ilze", id, must, { hasWord: true, agreed: [job] })).toMatchObject({ reason: "obstacles" });
  expect(edit(w, "ilze", id, must, { hasWord: true, leaving: [job] })).toMatchObject({ ok: true });
  expect(asked(w, id)).toEqual(["sherko pending"]);
  expect(toBeTold(w)).toContain("job_cancelled interpreter:rojin");

  const other = w.request({ language: "ku", variant: "ckb", variantStrength: "wish", interpreterCount: 2 });
  const kept = w.assign(other, "rojin", { slot: 2 });
  w.offer(other, "rojin", { deadlineAt: OPEN_UNTIL });
  const override = { reason: "klients saprot abus", twice: false };
  expect(edit(w, "ilze", other, must, { hasWord: true, override })).toMatchObject({ ok: true });
  expect(asked(w, other)).toEqual(["rojin withdrawn"]);
  const row = w.db.select().from(assignments).where(eq(assignments.id, kept)).get();
  expect(row).toMatchObject({ releasedAt: null, overruled: { reason: "klients saprot abus" } });
});

test("whoever asked says themselves how much the variant matters, but makes it no must over the head of somebody who comes", () => {
  const w = world();
  const id = w.request({ language: "ku", variant: "ckb" });
  expect(edit(w, "sociala", id, { variantStrength: "wish" }).ok).toBe(true);
  w.assign(id, "rojin");
  expect(edit(w, "sociala", id, { variantStrength: "must" })).toMatchObject({ reason: "needs_coordinator" });
  const other = w.request({ language: "ku", variant: "ckb", startAt: at("2026-03-31T10:00") });
  w.assign(other, "sherko");
  expect(edit(w, "sociala", other, { variantStrength: "wish" }).ok).toBe(true);
});

test("how much a variant matters goes with the variant", () => {
  const w = world();
  const id = w.request({ language: "ku", variant: "ckb", variantStrength: "wish" });
  edit(w, "ilze", id, { variant: null }, { hasWord: true });
  expect(rowOf(w, id)).toMatchObject({ variant: null, variantStrength: "must" });
  const edited = w.db.select().from(events).where(eq(events.kind, "request_edited")).get();
  expect(edited?.payload.changed).toEqual(["variant"]);
});

test("undo puts back the words, the people and the questions, and nobody is told of any of it", () => {
  const w = world();
  const id = w.request({ mode: "onsite", interpreterCount: 2, note: "Trešajā stāvā." });
  const job = w.assign(id, "amina");
  const offerId = w.offer(id, "karim", { slot: 2, deadlineAt: OPEN_UNTIL });
  const before = rowOf(w, id);
  const done = edit(
    w,
    "ilze",
    id,
    { minutes: 90, note: null, contactName: "Jana Bite", mode: "phone", placeId: null, address: null },
    { hasWord: true, agreed: [job] },
  );
  if (!done.ok) throw new Error(done.reason);
  expect(asked(w, id)).toEqual(["karim pending", "karim withdrawn"]);
  expect(undoAction(w.as("ilze", NOON), { eventId: done.value.eventId }).ok).toBe(true);
  expect(rowOf(w, id)).toEqual(before);
  expect(w.db.select().from(assignments).where(eq(assignments.id, job)).get()).toMatchObject({
    endAt: before.endAt,
    remote: false,
    releasedAt: null,
  });
  expect(asked(w, id)).toEqual(["karim pending", "karim superseded"]);
  expect(toBeTold(w)).toEqual([]);
  expect(answerOffer(w.as("karim", AFTER), { offerId, move: "accept" })).toMatchObject({ ok: true });
});

test("what a request said before stands in no event, and is forgotten once it cannot be undone", () => {
  const w = world();
  const id = w.request({ note: "Zvanīt pie melnajām durvīm." });
  edit(w, "ilze", id, { note: null, contactName: "Jana Bite" });
  const kept = JSON.stringify(w.db.select().from(events).all());
  expect(kept).not.toContain("melnajām");
  expect(kept).not.toContain("Bite");
  expect(w.db.select().from(requestsBefore).all()).toHaveLength(1);
  forgetWords(w.as("system", AFTER));
  expect(w.db.select().from(requestsBefore).all()).toEqual([]);
});

test("of two coordinators at once the second is shown what the first has saved, and nothing of theirs is lost or saved", () => {
  const w = world();
  const id = w.request();
  const before = fieldsOf(w, id);
  edit(w, "ilze", id, { contactName: "Jana Bite" });
  const late = editRequest(w.as("marta", NOON), {
    requestId: id,
    before,
    fields: { ...before, note: "Otrais stāvs." },
  });
  expect(late).toMatchObject({ ok: false, reason: "version_changed", detail: { overtaken: ["contactName"] } });
  expect(rowOf(w, id)).toMatchObject({ contactName: "Jana Bite", note: null });
});

test("somebody who said yes while the sheet was open is somebody whom the sheet has not shown", () => {
  const w = world();
  const id = w.request();
  const offerId = w.offer(id, "amina", { deadlineAt: OPEN_UNTIL });
  const before = fieldsOf(w, id);
  const fields = { ...before, minutes: 90 };
  const mark = markOf(editEffects(w.as("ilze", NOON), rowOf(w, id), fields));
  answerOffer(w.as("amina", NOON), { offerId, move: "accept" });
  const saved = editRequest(w.as("ilze", NOON), { requestId: id, before, fields, mark, hasWord: true });
  expect(saved).toMatchObject({ ok: false, reason: "effects_changed" });
});

test("the same sheet sent twice changes once", () => {
  const w = world();
  const id = w.request();
  const before = fieldsOf(w, id);
  const sent = { requestId: id, before, fields: { ...before, note: "Otrais stāvs." }, key: "sheet-1" };
  const first = editRequest(w.as("ilze", NOON), sent);
  expect(editRequest(w.as("ilze", NOON), sent)).toEqual(first);
  expect(w.eventKinds(id)).toEqual(["request_edited"]);
});

test("whoever asked changes everything while nobody has the job, and thereby answers what a coordinator asked", () => {
  const w = world();
  const id = w.request();
  askForInfo(w.as("ilze", NOON), { requestId: id, question: "Kurš paveids?" });
  expect(edit(w, "sociala2", id, { language: "fa", minutes: 90 })).toMatchObject({ ok: true });
  expect(rowOf(w, id)).toMatchObject({ language: "fa", needsInfoAt: null });
  expect(toBeTold(w)).toContain("request_changed user:user-sociala");
  expect(toBeTold(w)).not.toContain("request_changed user:user-sociala2");
  expect(edit(w, "banka", id, { note: "Ne mūsu." })).toMatchObject({ reason: "not_found" });
});

test("once an interpreter has it, whoever asked still changes the address, but not the meeting", () => {
  const w = world();
  const id = w.request({ mode: "onsite" });
  w.assign(id, "amina");
  expect(edit(w, "sociala", id, { minutes: 180 })).toMatchObject({ reason: "needs_coordinator" });
  expect(edit(w, "sociala", id, { address: "Blakus ēkā, 4" })).toMatchObject({ ok: true });
  expect(kinds(w)).toEqual(["job_changed"]);
});

test("a second interpreter who is wanted no more leaves the place, and an offer of it ends", () => {
  const w = world();
  const id = w.request({ interpreterCount: 2 });
  w.assign(id, "amina");
  w.offer(id, "karim", { slot: 2, deadlineAt: OPEN_UNTIL });
  expect(edit(w, "ilze", id, { interpreterCount: 1 }, { hasWord: true })).toMatchObject({ ok: true });
  expect(asked(w, id)).toEqual(["karim withdrawn"]);

  const two = w.request({ interpreterCount: 2, startAt: at("2026-03-31T10:00") });
  w.assign(two, "amina");
  const second = w.assign(two, "karim", { slot: 2 });
  expect(edit(w, "ilze", two, { interpreterCount: 1 }, { hasWord: true })).toMatchObject({ reason: "people_open" });
  expect(edit(w, "ilze", two, { interpreterCount: 1 }, { hasWord: true, leaving: [second] })).toMatchObject({
    ok: true,
  });
});

test("the list of questions is the form's: a personal code in a note is refused beside its field, an old one that nobody touched is not", () => {
  const w = world();
  const id = w.request({ mode: "onsite", address: null });
  const wrong = edit(w, "ilze", id, { note: "klients 010190-11111" });
  expect(wrong).toMatchObject({ reason: "invalid", detail: [{ field: "note", code: "holds_personal_code" }] });
  expect(edit(w, "ilze", id, { contactName: "Jana Bite" })).toMatchObject({ ok: true });
  expect(edit(w, "ilze", id, { minutes: 5 }, { hasWord: true })).toMatchObject({ reason: "invalid" });
});

test("nothing changed is not saved, and a meeting that is over or cancelled is no more changed", () => {
  const w = world();
  const id = w.request();
  expect(edit(w, "ilze", id, {})).toMatchObject({ reason: "nothing_to_change" });
  expect(edit(w, "ilze", id, { note: "Par vēlu." }, {}, "2026-03-30T11:30")).toMatchObject({ reason: "time_passed" });
  const gone = w.request({ cancelledAt: at(NOON) });
  expect(edit(w, "ilze", gone, { note: "Atcelts." })).toMatchObject({ reason: "not_found" });
});

test("the languages of a relay stay as they were agreed; its address does not", () => {
  const w = world();
  const id = w.request({ mode: "onsite", pivotLanguage: "fa", interpreterCount: 2 });
  expect(edit(w, "ilze", id, { language: "ps" }, { hasWord: true })).toMatchObject({ reason: "relay_fixed" });
  expect(edit(w, "ilze", id, { address: "Blakus ēkā, 4" })).toMatchObject({ ok: true });
});

test("another note of a relay does not make a wished-for variant a must, and its strength is as settled as its languages", () => {
  const w = world();
  const id = w.request({
    language: "ku",
    variant: "ckb",
    variantStrength: "wish",
    pivotLanguage: "tr",
    interpreterCount: 2,
  });
  expect(edit(w, "ilze", id, { note: "Ieeja no pagalma." })).toMatchObject({ ok: true });
  expect(rowOf(w, id).variantStrength).toBe("wish");
  expect(edit(w, "ilze", id, { variantStrength: "must" }, { hasWord: true })).toMatchObject({ reason: "relay_fixed" });
});

test("an address from the requester does not answer a proposal; another meeting does", () => {
  const w = world();
  const proposal = { change: { kind: "mode", mode: "phone" }, interpreterId: "amina", version: 1 } as const;
  const asked = { needsInfoAt: at(NOON), proposal };
  const id = w.request({ mode: "onsite", ...asked });
  expect(edit(w, "sociala", id, { address: "Blakus ēkā, 4" })).toMatchObject({ ok: true });
  expect(rowOf(w, id).proposal).toEqual(proposal);
  expect(edit(w, "sociala", id, { mode: "phone", placeId: null, address: null })).toMatchObject({ ok: true });
  expect(rowOf(w, id)).toMatchObject({ proposal: null, needsInfoAt: null, mode: "phone" });
});

test("the link that was sent before an edit says that the request is another now", () => {
  const w = world();
  const id = w.request();
  const offerId = w.offer(id, "amina", { deadlineAt: OPEN_UNTIL });
  layToken(w, offerId);
  edit(w, "ilze", id, { minutes: 90 }, { hasWord: true });
  expect(offerByLink(w.asLink(offerId, AFTER) as Ctx<LinkViewer>)?.state).toBe("changed");
});

function layToken(w: World, offerId: string): void {
  const made = { hash: `hash-${offerId}`, kind: "offer", offerId, createdAt: at(NOON), expiresAt: OPEN_UNTIL } as const;
  w.db.insert(tokens).values(made).onConflictDoNothing().run();
}
