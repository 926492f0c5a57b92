/** Both sides say what took place, and what follows when they do not say the same. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { attestingViewer, attestQrToken, attestToken, confirmationCode } from "#app/auth/attest-link.server";
import { answerCorrection } from "#app/commands/answer-correction";
import { attestOnTheSpot } from "#app/commands/attest-on-the-spot";
import { attestServices } from "#app/commands/attest-services";
import { chaseAttestations } from "#app/commands/chase-attestations";
import { correctReport } from "#app/commands/correct-report";
import { reportAssignment } from "#app/commands/report-assignment";
import { settleCorrection } from "#app/commands/settle-correction";
import { settleService } from "#app/commands/settle-service";
import type { Ctx } from "#app/context.server";
import { servicesOf } from "#app/facts/took-place/of-requests";
import { tookPlaceOf } from "#app/facts/took-place/said";
import { agreedService, attestationState } from "#app/pay/took-place";
import { servicesShown } from "#app/queries/everyone/attesting";
import { toSettle } from "#app/queries/everyone/to-settle";
import { addMinutes, HOUR, instantFrom } from "#app/time";
import * as schema from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NINE = at("2026-03-30T09:00");
const TEN = at("2026-03-30T10:00");
const attestedServices = (w: World, requestId: string) =>
  servicesShown(w.as("sociala", "2026-03-31T12:00"), [requestId]);
/** A Monday. */
const AFTER = "2026-03-30T10:05";

/** Amina's job from 09:00 to 10:00 at social-riga, reported unless said. */
function service({ reported = true, ...request }: { reported?: boolean; mode?: "onsite"; placeId?: string } = {}) {
  const w = world();
  const requestId = w.request({ startAt: NINE, endAt: TEN, ...request });
  const id = w.assign(requestId, "amina");
  if (reported)
    expect(reportAssignment(w.as("amina", AFTER), { assignmentId: id, held: true })).toMatchObject({ ok: true });
  return { w, id, requestId };
}

const tookPlace = (w: World, id: string) => {
  const found = tookPlaceOf(w, [id]).get(id);
  if (!found) throw new Error("not reported");
  return found;
};
const state = (w: World, id: string) => attestationState(tookPlace(w, id));
const otherwise = { held: true, notHeldReason: null, startedAt: NINE, endedAt: addMinutes(TEN, -30) } as const;
const word = (
  id: string,
  told: Parameters<typeof attestServices>[1]["services"][number]["told"] = null,
  number = 1,
) => ({
  services: [{ assignmentId: id, reportNumber: number, told }],
});
const byLink = (w: World, requestId: string, when: string): Ctx => {
  const viewer = attestingViewer(w.db, attestToken({ id: requestId, requesterId: "user-sociala" }), at(when));
  if (!viewer) throw new Error("the link opens nothing");
  return { ...w.as("anonymous", when), viewer };
};

test("an end well before the planned one is asked about once; five minutes are as planned", () => {
  const { w, id } = service({ reported: false });
  const until = (minutes: number, endedEarly = false) =>
    reportAssignment(w.as("amina", AFTER), {
      ...{ assignmentId: id, held: true, endedEarly },
      ...{ startedAt: NINE, endedAt: addMinutes(TEN, -minutes) },
    });
  expect(until(6)).toMatchObject({ reason: "ended_early" });
  expect(until(6, true)).toMatchObject({ ok: true });
  const other = service({ reported: false });
  expect(
    reportAssignment(other.w.as("amina", AFTER), {
      ...{ assignmentId: other.id, held: true, startedAt: NINE, endedAt: addMinutes(TEN, -5) },
    }),
  ).toMatchObject({ ok: true });
});

test("breaks, waiting, the way and another language are kept as far as they can be true", () => {
  const way = { travelMeans: "own_car", travelKm: 12, travelMinutes: 40, ticketCents: 150 } as const;
  const remote = service({ reported: false });
  const all = { held: true, breakMinutes: 5, waitingMinutes: 10, ...way, usedLanguage: "fa" } as const;
  expect(reportAssignment(remote.w.as("amina", AFTER), { assignmentId: remote.id, ...all })).toMatchObject({
    ok: true,
  });
  expect(tookPlace(remote.w, remote.id).report).toMatchObject({
    ...{ breakMinutes: 5, waitingMinutes: 10, usedLanguage: "fa" },
    ...{ travelMeans: null, travelKm: null, travelMinutes: null, ticketCents: null },
  });
  const there = service({ reported: false, mode: "onsite", placeId: "riga-centrs" });
  const said = (more: object) =>
    reportAssignment(there.w.as("amina", AFTER), { assignmentId: there.id, held: true, ...more });
  expect(said({ breakMinutes: 60 })).toMatchObject({ reason: "break_too_long" });
  expect(said({ waitingMinutes: 601 })).toMatchObject({ reason: "waiting_too_long" });
  expect(said({ travelMeans: "own_car", travelKm: 2001 })).toMatchObject({ reason: "travel_too_long" });
  expect(said({ usedLanguage: "xx" })).toMatchObject({ reason: "language_missing" });
  expect(said({ ...way, usedLanguage: "prs" })).toMatchObject({ ok: true });
  expect(tookPlace(there.w, there.id).report).toMatchObject({ travelKm: 12, ticketCents: null, usedLanguage: null });
});

test("a report is corrected with its history until it is answered, and only as it was seen", () => {
  const { w, id } = service();
  const correct = (number: number, minutes: number) =>
    correctReport(w.as("amina", "2026-03-30T10:30"), {
      ...{ assignmentId: id, number, held: true, startedAt: NINE, endedAt: addMinutes(TEN, minutes) },
    });
  expect(correct(1, 0)).toMatchObject({ reason: "nothing_to_change" });
  expect(correct(1, 10)).toMatchObject({ ok: true, value: { as: "corrected" } });
  expect(correct(1, 15)).toMatchObject({ reason: "changed_meanwhile" });
  expect(correct(2, 15)).toMatchObject({ ok: true });
  expect(w.db.select().from(schema.reportCorrections).all()).toMatchObject([
    { number: 1, said: { endedAt: TEN, number: 1 } },
    { number: 2, said: { endedAt: addMinutes(TEN, 10), number: 2 } },
  ]);
  expect(attestServices(w.as("sociala", "2026-03-30T11:00"), word(id))).toMatchObject({ reason: "changed_meanwhile" });
  expect(state(w, id)).toBe("waiting");
});

test("one tap by the link attests; the link of one requester attests nothing of another", () => {
  const { w, id, requestId } = service();
  const foreign = w.request({ organisationId: "bank-liepaja", requesterId: "user-banka", startAt: NINE, endAt: TEN });
  const theirs = w.assign(foreign, "karim");
  reportAssignment(w.as("karim", AFTER), { assignmentId: theirs, held: true });
  const link = byLink(w, requestId, "2026-03-30T11:00");
  expect(attestServices(link, word(theirs))).toMatchObject({ reason: "not_found" });
  expect(attestServices(w.as("banka", "2026-03-30T11:00"), word(id))).toMatchObject({ reason: "not_found" });
  expect(attestServices(w.as("amina", "2026-03-30T11:00"), word(id))).toMatchObject({ reason: "not_found" });
  expect(attestServices(link, { services: [...word(id).services, ...word(theirs).services] })).toMatchObject({
    ok: false,
  });
  expect(state(w, id)).toBe("waiting");
  expect(attestServices(link, word(id))).toMatchObject({ ok: true, value: { as: ["as_reported"] } });
  expect(attestServices(link, word(id))).toMatchObject({ reason: "already_attested" });
  expect([state(w, id), state(w, theirs)]).toEqual(["confirmed", "waiting"]);
  expect(tookPlace(w, id).attestation).toMatchObject({ way: "link" });
});

test("a link opens one request, while it is that requester's; one shown as a code for an hour", () => {
  const { w, requestId } = service();
  const when = at("2026-03-30T11:00");
  const bound = { id: requestId, requesterId: "user-sociala" };
  const qr = attestQrToken(bound, when);
  expect(attestingViewer(w.db, qr, when)).toMatchObject({ way: "qr", requestId });
  expect(attestingViewer(w.db, qr, instantFrom(when + HOUR))).toBeNull();
  const mail = attestToken(bound);
  for (const wrong of ["", "x", `${mail}x`, mail.replace(".0.", ".zzzzzzzz."), qr.replace(/\..*\./, ".0.")])
    expect([wrong, attestingViewer(w.db, wrong, when)]).toEqual([wrong, null]);
  w.db.update(schema.requests).set({ requesterId: "user-sociala2" }).where(eq(schema.requests.id, requestId)).run();
  expect(attestingViewer(w.db, mail, when)).toBeNull();
});

test("nearly the same is agreed, and the interpreter's holds; what differs waits for a coordinator, and that row alone", () => {
  const near = service();
  const ten = { ...otherwise, endedAt: addMinutes(TEN, -10) };
  attestServices(near.w.as("sociala", "2026-03-30T11:00"), word(near.id, ten));
  expect(agreedService(tookPlace(near.w, near.id))).toMatchObject({ endedAt: TEN, state: "confirmed" });

  const { w, id } = service();
  const said = attestServices(w.as("sociala", "2026-03-30T11:00"), { ...word(id, otherwise), words: "Beidzām agrāk" });
  expect(said).toMatchObject({ ok: true, value: { as: ["differs"] } });
  expect([state(w, id), agreedService(tookPlace(w, id))]).toEqual(["disputed", null]);
  const correct = { assignmentId: id, number: 1, ...otherwise, endedEarly: true };
  expect(correctReport(w.as("amina", "2026-03-30T11:30"), correct)).toMatchObject({ reason: "coordinator_decides" });
  chaseAttestations(w.as("system", "2026-05-04T12:00"));
  expect(state(w, id)).toBe("disputed");
  const settle = (as: "attestation" | "own", more = {}) =>
    settleService(w.as("ilze", "2026-03-31T09:00"), { assignmentId: id, reportNumber: 1, as, ...more });
  expect(settle("own", { own: { held: true, startedAt: NINE, endedAt: TEN } })).toMatchObject({
    reason: "settle_reason_missing",
  });
  expect(settle("attestation")).toMatchObject({ ok: true });
  expect(settle("attestation")).toMatchObject({ reason: "already_agreed" });
  expect(agreedService(tookPlace(w, id))).toMatchObject({ endedAt: otherwise.endedAt, state: "settled" });
  expect(w.eventKinds(w.db.select().from(schema.requests).get()?.id ?? "")).toContain("service_settled");
});

test("whoever is silent is asked after one working day and after three, warned, and confirmed after five for ever so marked", () => {
  const { w, id, requestId } = service();
  const tick = (when: string) => chaseAttestations(w.as("system", when));
  const asked = () => w.eventKinds(requestId).filter((kind) => kind === "attestation_asked_again").length;
  expect([tick("2026-03-31T08:29"), asked()]).toEqual([0, 0]);
  expect([tick("2026-03-31T08:30"), tick("2026-03-31T08:31"), asked()]).toEqual([1, 0, 1]);
  expect([tick("2026-04-01T20:00"), tick("2026-04-02T08:30"), asked()]).toEqual([0, 1, 2]);
  // Good Friday and Easter Monday are no working days: the fifth is the 8th.
  expect([tick("2026-04-08T16:59"), state(w, id)]).toEqual([0, "waiting"]);
  expect([tick("2026-04-08T17:00"), state(w, id)]).toEqual([1, "auto_confirmed"]);
  expect(agreedService(tookPlace(w, id))).toMatchObject({ endedAt: TEN });
  expect(attestServices(byLink(w, requestId, "2026-04-09T09:00"), word(id))).toMatchObject({
    reason: "already_attested",
  });
});

test("however long the worker stood still, nobody's silence counts within a working day of the warning", () => {
  const { w, id } = service();
  const steps = [
    "2026-04-20T09:00",
    "2026-04-20T09:01",
    "2026-04-21T09:00",
    "2026-04-21T09:01",
    "2026-04-22T09:00",
  ].map((when) => [chaseAttestations(w.as("system", when)), state(w, id)]);
  expect(steps).toEqual([
    [1, "waiting"],
    [0, "waiting"],
    [1, "waiting"],
    [0, "waiting"],
    [1, "auto_confirmed"],
  ]);
});

test("after both agreed a correction is a question: yes replaces and holds, no is a coordinator's, and what was agreed holds till then", () => {
  const { w, id } = service();
  attestServices(w.as("sociala", "2026-03-30T11:00"), word(id));
  const ask = (number: number, when: string, minutes: number) =>
    correctReport(w.as("amina", when), {
      ...{ assignmentId: id, number, held: true, startedAt: NINE, endedAt: addMinutes(TEN, minutes) },
    });
  expect(ask(1, "2026-03-30T12:00", 30)).toMatchObject({ ok: true, value: { as: "asked" } });
  expect(ask(1, "2026-03-30T12:01", 40)).toMatchObject({ reason: "already_asked" });
  expect(agreedService(tookPlace(w, id))).toMatchObject({ endedAt: TEN });
  const answer = (who: string, agree: boolean, askedAt = at("2026-03-30T12:00")) =>
    answerCorrection(w.as(who, "2026-03-30T13:00"), { assignmentId: id, askedAt, agree });
  expect(answer("banka", true)).toMatchObject({ reason: "not_found" });
  expect(answer("sociala", true)).toMatchObject({ ok: true });
  expect(answer("sociala", true)).toMatchObject({ reason: "question_over" });
  expect(agreedService(tookPlace(w, id))).toMatchObject({ endedAt: addMinutes(TEN, 30), state: "confirmed" });
  expect(w.db.select().from(schema.attestations).all()).toHaveLength(2);

  expect(ask(2, "2026-03-30T14:00", 60)).toMatchObject({ ok: true, value: { as: "asked" } });
  expect(answer("sociala", false, at("2026-03-30T14:00"))).toMatchObject({ ok: true });
  expect(agreedService(tookPlace(w, id))).toMatchObject({ endedAt: addMinutes(TEN, 30) });
  const settle = (as: "stays" | "asked") =>
    settleCorrection(w.as("ilze", "2026-03-31T09:00"), { assignmentId: id, askedAt: at("2026-03-30T14:00"), as });
  expect(settle("asked")).toMatchObject({ ok: true });
  expect(settle("stays")).toMatchObject({ reason: "question_over" });
  expect(agreedService(tookPlace(w, id))).toMatchObject({ endedAt: addMinutes(TEN, 60), state: "settled" });
});

test("what the interpreter asks to be corrected is answered by letter or portal, never by what their own screen shows", () => {
  const { w, id, requestId } = service();
  attestServices(w.as("sociala", "2026-03-30T11:00"), word(id));
  const longer = { held: true, startedAt: NINE, endedAt: addMinutes(TEN, 30) };
  correctReport(w.as("amina", "2026-03-30T12:00"), { assignmentId: id, number: 1, ...longer });
  const asked = { assignmentId: id, askedAt: at("2026-03-30T12:00") };
  const qr = attestingViewer(
    w.db,
    attestQrToken({ id: requestId, requesterId: "user-sociala" }, at("2026-03-30T12:01")),
    at("2026-03-30T12:05"),
  );
  if (!qr) throw new Error("the code opens nothing");
  const byCode = { ...w.as("anonymous", "2026-03-30T12:05"), viewer: qr };
  for (const agree of [true, false])
    expect(answerCorrection(byCode, { ...asked, agree })).toMatchObject({ reason: "not_by_code" });
  const spot = { assignmentId: id, reportNumber: 1, name: "Sanita Ozola", by: { code: confirmationCode(requestId) } };
  expect(attestOnTheSpot(w.as("amina", "2026-03-30T12:06"), spot)).toMatchObject({ reason: "already_attested" });
  expect(answerCorrection(w.as("amina", "2026-03-30T12:07"), { ...asked, agree: true })).toMatchObject({
    reason: "not_found",
  });
  expect(servicesOf(w, [requestId])).toMatchObject([{ asked: { isOpen: true }, report: { number: 1, endedAt: TEN } }]);
  expect(answerCorrection(byLink(w, requestId, "2026-03-30T12:08"), { ...asked, agree: true })).toMatchObject({
    ok: true,
  });
});

test("on the spot: a name with a signature, or with the code of the confirmation", () => {
  const { w, id, requestId } = service();
  const spot = (by: { drawn: string } | { code: string }, name = "Sanita Ozola") =>
    attestOnTheSpot(w.as("amina", "2026-03-30T10:10"), { assignmentId: id, reportNumber: 1, name, by });
  const code = confirmationCode(requestId);
  const wrong = code === "000000" ? "000001" : "000000";
  expect(spot({ code: wrong })).toMatchObject({ reason: "code_wrong" });
  expect(spot({ code }, " ")).toMatchObject({ reason: "name_missing" });
  expect(spot({ drawn: "M1 1" })).toMatchObject({ reason: "signature_missing" });
  expect(spot({ drawn: `${"M1 1L2 2".repeat(10)}<script>` })).toMatchObject({ reason: "signature_missing" });
  expect(spot({ drawn: "M1 1L20 20".repeat(10) })).toMatchObject({ ok: true });
  expect(tookPlace(w, id).attestation).toMatchObject({ way: "signature" });
  expect(w.db.select().from(schema.signatures).all()).toHaveLength(1);
  const other = service();
  const typed = confirmationCode(other.requestId).replace(/(...)/, "$1 ");
  expect(
    attestOnTheSpot(other.w.as("amina", "2026-03-30T10:10"), {
      ...{ assignmentId: other.id, reportNumber: 1, name: "Sanita Ozola", by: { code: typed } },
    }),
  ).toMatchObject({ ok: true });
});

test("a coordinator reports for whoever has no account, and notes a signed paper; both are named", () => {
  const { w, id, requestId } = service({ reported: false });
  expect(reportAssignment(w.as("ilze", AFTER), { assignmentId: id, held: true })).toMatchObject({ ok: true });
  expect(attestServices(w.as("ilze", "2026-03-30T11:00"), word(id))).toMatchObject({ ok: true });
  expect(tookPlace(w, id).attestation).toMatchObject({ way: "paper" });
  expect(servicesOf(w, [requestId])).toMatchObject([{ assignmentId: id, interpreter: "Amina Karimi", asked: null }]);
});

/** Attested with a signature on Amina's device at 10:10. */
function signed() {
  const made = service();
  const spot = { reportNumber: 1, name: "Sanita Ozola", by: { drawn: "M1 1L20 20".repeat(10) } };
  const done = attestOnTheSpot(made.w.as("amina", "2026-03-30T10:10"), { assignmentId: made.id, ...spot });
  expect(done).toMatchObject({ ok: true });
  return made;
}
const lettersOf = (w: World, kind: string) =>
  w.db
    .select({ to: schema.notifications.recipient })
    .from(schema.notifications)
    .where(eq(schema.notifications.kind, kind))
    .all();

test("what is attested on the spot is told to those in whose name it was, and what they say themselves is not", () => {
  const { w } = signed();
  expect(lettersOf(w, "attest_noted")).toEqual([{ to: "user:user-sociala" }]);
  const paper = service();
  attestServices(paper.w.as("ilze", "2026-03-30T11:00"), word(paper.id));
  expect(lettersOf(paper.w, "attest_noted")).toHaveLength(1);
  const own = service();
  attestServices(byLink(own.w, own.requestId, "2026-03-30T11:00"), word(own.id));
  expect(lettersOf(own.w, "attest_noted")).toEqual([]);
});

test("whoever was attested for on the spot can say once, by letter or portal, that it was otherwise; a coordinator decides", () => {
  const { w, id, requestId } = signed();
  const qr = attestingViewer(
    w.db,
    attestQrToken({ id: requestId, requesterId: "user-sociala" }, at("2026-03-30T10:10")),
    at("2026-03-30T10:20"),
  );
  if (!qr) throw new Error("the code opens nothing");
  const says = (ctx: Ctx, told: typeof otherwise | null = otherwise) => attestServices(ctx, word(id, told));
  const later = "2026-03-30T12:00";
  expect(says({ ...w.as("anonymous", "2026-03-30T10:20"), viewer: qr })).toMatchObject({ reason: "already_attested" });
  expect(says(w.as("ilze", later))).toMatchObject({ reason: "already_attested" });
  expect(says(byLink(w, requestId, later), null)).toMatchObject({ reason: "already_attested" });
  expect(attestedServices(w, requestId)).toMatchObject([{ canObject: true, word: null }]);
  expect(says(byLink(w, requestId, later))).toMatchObject({ ok: true, value: { as: ["differs"] } });
  expect(says(w.as("sociala", later))).toMatchObject({ reason: "already_attested" });
  expect(attestedServices(w, requestId)).toMatchObject([
    { canObject: false, isObjected: true, asked: null, word: { endedAt: otherwise.endedAt } },
  ]);
  expect(agreedService(tookPlace(w, id))).toMatchObject({ endedAt: TEN, state: "confirmed" });
  expect(toSettle(w.as("ilze", later))).toMatchObject([{ question: { as: "objected" } }]);

  const settle = { assignmentId: id, askedAt: at(later), as: "asked" } as const;
  expect(settleCorrection(w.as("ilze", "2026-03-31T09:00"), settle)).toMatchObject({ ok: true });
  expect(agreedService(tookPlace(w, id))).toMatchObject({ endedAt: otherwise.endedAt, state: "settled" });
  expect(tookPlace(w, id)).toMatchObject({ report: { number: 1, endedAt: TEN }, settlement: { as: "attestation" } });
  expect(attestedServices(w, requestId)).toMatchObject([{ settledAs: "attestation", isObjected: false }]);
});

test("what a coordinator lets stand against an objection cannot be objected to again", () => {
  const { w, id, requestId } = signed();
  const later = "2026-03-30T12:00";
  attestServices(w.as("sociala", later), word(id, otherwise));
  settleCorrection(w.as("ilze", "2026-03-31T09:00"), { assignmentId: id, askedAt: at(later), as: "stays" });
  expect(attestServices(byLink(w, requestId, "2026-03-31T10:00"), word(id, otherwise))).toMatchObject({
    reason: "already_attested",
  });
  expect(attestedServices(w, requestId)).toMatchObject([{ canObject: false, isObjected: false }]);
});

test("who said that it was otherwise sees that beside the report, until it is decided and then", () => {
  const { w, id, requestId } = service();
  attestServices(w.as("sociala", "2026-03-30T11:00"), { ...word(id, otherwise), words: "Beidzām agrāk" });
  const own = { word: { endedAt: otherwise.endedAt, words: "Beidzām agrāk" }, report: { endedAt: TEN } };
  expect(attestedServices(w, requestId)).toMatchObject([{ ...own, state: "disputed", settledAs: null }]);
  settleService(w.as("ilze", "2026-03-31T09:00"), { assignmentId: id, reportNumber: 1, as: "report" });
  expect(attestedServices(w, requestId)).toMatchObject([{ ...own, settledAs: "report", holds: { endedAt: TEN } }]);
});
