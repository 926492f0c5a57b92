/** Offers in an interpreter's own day: it is said to fit only when it does, and of several that clash one is chosen. */

import { eq } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { offerToken, tokenHash } from "#app/auth/link-token.server";
import type { LinkViewer, UserViewer } from "#app/auth/viewer";
import { answerOffer } from "#app/commands/answer-offer";
import { dispatchWaiting } from "#app/commands/dispatch-waiting";
import { offerRequest } from "#app/commands/offer-request";
import type { Ctx } from "#app/context.server";
import { offerByLink } from "#app/queries/interpreter/offer-by-link";
import { offersForInterpreter } from "#app/queries/interpreter/offers";
import { addMinutes, type Instant } from "#app/time";
import { assignments, events, interpreters, offers, requests, tokens } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOW = at("2026-03-24T10:00");
const until = { offeredAt: at("2026-03-24T09:05"), deadlineAt: at("2026-03-24T17:00") };

interface Meeting {
  start: Instant;
  minutes?: number;
  /** On site there; null by phone. */
  place: string | null;
}

function meeting(w: World, { start, minutes = 60, place }: Meeting): string {
  const where = place ? { mode: "onsite" as const, placeId: place, address: "Iela 1" } : {};
  return w.request({ startAt: start, endAt: addMinutes(start, minutes), ...where });
}

/** Asks Amina, with the link of its mail. */
function askAmina(w: World, wanted: Meeting): string {
  const id = w.offer(meeting(w, wanted), "amina", until);
  const dates = { createdAt: until.offeredAt, expiresAt: until.deadlineAt };
  w.db
    .insert(tokens)
    .values({ hash: tokenHash(offerToken({ id, interpreterId: "amina" })), kind: "offer", offerId: id, ...dates })
    .run();
  return id;
}

function goesAnywhere(w: World): World {
  w.db.update(interpreters).set({ radiusKm: null, maxMinutesPerWeek: 6000 }).where(eq(interpreters.id, "amina")).run();
  return w;
}

const amina = (w: World) => w.as("amina", NOW) as Ctx<UserViewer>;
const onList = (w: World, offerId: string) => offersForInterpreter(amina(w)).find(({ id }) => id === offerId)!;
const byLink = (w: World, offerId: string) => offerByLink(w.asLink(offerId, NOW) as Ctx<LinkViewer>)!;
const offerOf = (w: World, id: string) => w.db.select().from(offers).where(eq(offers.id, id)).get()!;
const endsOf = (rivals: readonly { offerId: string; ends: boolean }[]) =>
  rivals.flatMap(({ offerId, ends }) => (ends ? [offerId] : [])).sort();

describe("it is said to fit only when it does", () => {
  test("a free day fits, on list and link", () => {
    const w = world();
    const offerId = askAmina(w, { start: at("2026-03-30T10:00"), place: null });
    for (const day of [onList(w, offerId).day, byLink(w, offerId).offer!.day])
      expect(day).toMatchObject({ fits: true, obstacles: [], yesNeeds: "nothing" });
  });

  test("an offer over an absence and outside her hours names both, and her yes is enough", () => {
    const w = world();
    const requestId = meeting(w, { start: at("2026-03-30T19:00"), place: null });
    w.absence("amina", "2026-03-30T00:00", "2026-04-02T00:00");
    const override = { reason: "Zvanīju, viņa var", twice: false };
    const made = offerRequest(w.as("ilze", NOW), { requestId, interpreterId: "amina", override });
    if (!made.ok) throw new Error(made.reason);
    for (const day of [onList(w, made.value.offerId).day, byLink(w, made.value.offerId).offer!.day]) {
      expect(day).toMatchObject({ fits: false, yesNeeds: "nothing" });
      expect(day.obstacles.map(({ code, isOverruled }) => [code, isOverruled])).toEqual([
        ["not_available", true],
        ["absent", true],
      ]);
    }
    const yes = answerOffer(w.asLink(made.value.offerId, NOW), { offerId: made.value.offerId, move: "accept" });
    expect(yes).toMatchObject({ ok: true, value: { outcome: "accepted" } });
  });

  test("that a client asked not to be sent her, and that a man is wanted, is told her nowhere", () => {
    const w = world();
    w.exclude("amina", { organisationId: "social-riga" });
    const requestId = w.request({ gender: "M", genderStrength: "must" });
    const override = { reason: "Nav neviena cita", twice: true };
    const made = offerRequest(w.as("ilze", NOW), { requestId, interpreterId: "amina", override });
    if (!made.ok) throw new Error(made.reason);
    const shown = JSON.stringify([onList(w, made.value.offerId), byLink(w, made.value.offerId)]);
    expect(shown).not.toMatch(/excluded|gender|Nav neviena cita/);
  });

  test("what came between and no coordinator knows of needs a coordinator, and the link tells no times", () => {
    const w = goesAnywhere(world());
    const offerId = askAmina(w, { start: at("2026-03-30T10:00"), place: "riga-centrs" });
    w.assign(meeting(w, { start: at("2026-03-30T11:15"), place: "jelgava" }), "amina");
    expect(onList(w, offerId).day).toMatchObject({ fits: false, yesNeeds: "coordinator", hasOtherJob: true });
    expect(onList(w, offerId).day.obstacles).toMatchObject([
      {
        code: "travel_too_short",
        isOverruled: false,
        way: { haveMinutes: 15 },
        with: { start: at("2026-03-30T11:15") },
      },
    ]);
    expect(byLink(w, offerId).offer!.day.obstacles).toEqual([
      { code: "travel_too_short", isOverruled: false, way: null, with: null },
    ]);
  });
});

describe("rival offers", () => {
  test("each says which of the others end with it, why, and accepting one ends just those", () => {
    const w = goesAnywhere(world());
    const ten = askAmina(w, { start: at("2026-03-30T10:00"), place: "riga-centrs" });
    const half = askAmina(w, { start: at("2026-03-30T10:30"), place: null });
    const jelgava = askAmina(w, { start: at("2026-03-30T11:15"), place: "jelgava" });
    const evening = askAmina(w, { start: at("2026-03-30T16:00"), place: null });
    const before = onList(w, ten).rivals;
    expect(before).toMatchObject([
      { offerId: half, ends: true, clash: { kind: "overlap" } },
      { offerId: jelgava, ends: true, clash: { kind: "way", haveMinutes: 15 } },
    ]);
    expect(byLink(w, ten).offer!.rivals).toEqual(before);
    expect(onList(w, evening).rivals).toEqual([]);
    const yes = answerOffer(w.asLink(ten, NOW), { offerId: ten, move: "accept" });
    if (!yes.ok) throw new Error(yes.reason);
    expect(yes.value.ended.map(({ offerId, clash }) => [offerId, clash.kind])).toEqual([
      [half, "overlap"],
      [jelgava, "way"],
    ]);
    expect([half, jelgava, evening].map((id) => offerOf(w, id).status)).toEqual(["withdrawn", "withdrawn", "pending"]);
    const told = w.db.select().from(events).where(eq(events.kind, "offer_withdrawn")).all();
    expect(told.map(({ payload }) => [payload.offerId, payload.clash])).toEqual([
      [half, "overlap"],
      [jelgava, "way"],
    ]);
  });

  test("what the pages say would end is exactly what ends, whatever is offered", () => {
    const places = [null, "riga-centrs", "jelgava", "liepaja"] as const;
    const meetings = fc.array(
      fc.record({ quarter: fc.integer({ min: 0, max: 32 }), place: fc.constantFrom(...places) }),
      { minLength: 2, maxLength: 5 },
    );
    let accepted = 0;
    fc.assert(
      fc.property(meetings, fc.nat(), (drawn, pick) => {
        const w = goesAnywhere(world());
        const asked = drawn.map(({ quarter, place }) =>
          askAmina(w, { start: addMinutes(at("2026-03-30T08:00"), quarter * 15), place }),
        );
        const offerId = asked[pick % asked.length]!;
        const said = endsOf(onList(w, offerId).rivals);
        expect(endsOf(byLink(w, offerId).offer!.rivals)).toEqual(said);
        const yes = answerOffer(amina(w), { offerId, move: "accept", fromElsewhere: true });
        if (!yes.ok || yes.value.outcome !== "accepted") throw new Error("not accepted");
        accepted++;
        expect(yes.value.ended.map((one) => one.offerId).sort()).toEqual(said);
        const ended = asked.filter((id) => offerOf(w, id).status === "withdrawn").sort();
        expect(ended).toEqual(said);
        for (const id of asked.filter((one) => one !== offerId && !said.includes(one)))
          expect(onList(w, id).day.yesNeeds).not.toBe("coordinator");
      }),
      { seed: 11, numRuns: 25 },
    );
    expect(accepted).toBe(25);
  });
});

describe("a call after a job elsewhere", () => {
  const inJelgava = { start: at("2026-03-30T10:00"), place: "jelgava" };
  const call = { start: at("2026-03-30T11:10"), place: null };

  test("does not die with the yes to that job; it says that it would be taken from there", () => {
    const w = goesAnywhere(world());
    const [job, phone] = [askAmina(w, inJelgava), askAmina(w, call)];
    expect(onList(w, job).rivals).toMatchObject([{ offerId: phone, ends: false, clash: { wayCanWait: true } }]);
    answerOffer(amina(w), { offerId: job, move: "accept" });
    expect(offerOf(w, phone).status).toBe("pending");
    expect(byLink(w, phone).offer!.day).toMatchObject({ fits: false, yesNeeds: "own_word" });
  });

  test("is hers by her own word; without it nothing is lost and nothing is hers", () => {
    const w = goesAnywhere(world());
    const phone = askAmina(w, call);
    w.assign(meeting(w, inJelgava), "amina");
    const link = w.asLink(phone, NOW);
    expect(answerOffer(link, { offerId: phone, move: "accept" })).toEqual({ ok: false, reason: "way_too_short" });
    expect(offerOf(w, phone).status).toBe("pending");
    const yes = answerOffer(link, { offerId: phone, move: "accept", fromElsewhere: true });
    expect(yes).toMatchObject({ ok: true, value: { outcome: "accepted" } });
    expect(w.db.select().from(assignments).where(eq(assignments.offerId, phone)).get()?.overruled).toMatchObject({
      by: "interpreter:amina",
      reason: "by_own_word",
      obstacles: [{ code: "travel_too_short", wayCanWait: true }],
    });
  });

  test("the word about the way sets nothing else aside", () => {
    const w = goesAnywhere(world());
    const phone = askAmina(w, call);
    w.assign(meeting(w, inJelgava), "amina");
    w.absence("amina", "2026-03-30T11:00", "2026-03-30T15:00");
    const yes = answerOffer(amina(w), { offerId: phone, move: "accept", fromElsewhere: true });
    expect(yes).toMatchObject({ ok: true, value: { outcome: "obstacles" } });
  });

  test("is asked of her when nobody without a way home can, and of nobody twice", () => {
    const w = goesAnywhere(world());
    for (const { id } of w.db.select({ id: interpreters.id }).from(interpreters).all())
      if (id !== "amina") w.absence(id, "2026-03-29T00:00", "2026-04-04T00:00");
    w.assign(meeting(w, inJelgava), "amina");
    const requestId = meeting(w, call);
    dispatchWaiting(w.as("system", NOW));
    const [asked] = w.db.select().from(offers).where(eq(offers.requestId, requestId)).all();
    expect(asked).toMatchObject({ interpreterId: "amina", status: "pending", overruled: null });
    answerOffer(amina(w), { offerId: asked!.id, move: "decline" });
    expect(w.eventKinds(requestId)).toEqual(["offer_made", "offer_declined", "request_queued"]);
    expect(w.db.select().from(requests).where(eq(requests.id, requestId)).get()?.queuedAt).toBe(NOW);
  });

  test("a job elsewhere after a job elsewhere keeps its way: no word sets that aside", () => {
    const w = goesAnywhere(world());
    const offerId = askAmina(w, { start: at("2026-03-30T11:10"), place: "riga-centrs" });
    w.assign(meeting(w, inJelgava), "amina");
    const yes = answerOffer(amina(w), { offerId, move: "accept", fromElsewhere: true });
    expect(yes).toMatchObject({ ok: true, value: { outcome: "obstacles" } });
  });
});
