/** A place that is not in the list: what was typed stands for it until a coordinator says which listed one it is. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { dispatchWaiting } from "#app/commands/dispatch-waiting";
import { editRequest } from "#app/commands/edit-request";
import { mapLanguage } from "#app/commands/map-language";
import { mapPlace } from "#app/commands/map-place";
import { submitRequest } from "#app/commands/submit-request";
import type { Ctx } from "#app/context.server";
import { editedFieldsOf } from "#app/facts/proposed-change";
import { decisionLane } from "#app/queries/coordinator/queue-decisions";
import { requestForCoordinator } from "#app/queries/coordinator/request";
import { myRequests } from "#app/queries/institution/my-requests";
import { requestForInstitution } from "#app/queries/institution/request";
import { events, offers, requests } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOON = "2026-03-20T12:00";
const user = (w: World, who: string) => w.as(who, NOON) as Ctx<UserViewer>;

function ask(w: World, more: Partial<Parameters<typeof submitRequest>[1]> = {}): string {
  const sent = submitRequest(w.as("sociala", NOON), {
    organisationId: "social-riga",
    contactName: "Sanita Ozola",
    contactPhone: "+37127011868",
    language: "prs",
    mode: "onsite",
    placeText: "Kaldabruņa",
    address: "Skolas iela 1",
    startAt: at("2026-03-30T14:00"),
    endAt: at("2026-03-30T15:00"),
    topic: "health",
    ...more,
  });
  if (!sent.ok) throw new Error(sent.reason);
  return sent.value.requestId;
}
const rowOf = (w: World, id: string) => w.db.select().from(requests).where(eq(requests.id, id)).get()!;
const offersOf = (w: World, id: string) => w.db.select().from(offers).where(eq(offers.requestId, id)).all();
const kindsOf = (w: World, id: string) =>
  w.db
    .select()
    .from(events)
    .where(eq(events.requestId, id))
    .all()
    .map(({ kind }) => kind);
const decisions = (w: World) =>
  decisionLane(w.as("ilze", NOON))
    .cards.map((card) => card.kind)
    .filter((kind) => kind !== "pledge");

test("it waits in the queue as it was typed, nobody is asked, and once it is mapped the search begins at the desk of its region", () => {
  const w = world();
  const id = ask(w);
  expect(offersOf(w, id)).toEqual([]);
  expect(rowOf(w, id)).toMatchObject({ placeId: null, placeText: "Kaldabruņa", deskId: "riga" });
  expect(decisionLane(w.as("ilze", NOON)).cards.slice(0, 1)).toMatchObject([
    { kind: "place", requestId: id, placeText: "Kaldabruņa" },
  ]);
  expect(requestForInstitution(user(w, "sociala"), id)).toMatchObject({
    state: "submitted",
    place: "Kaldabruņa",
    unknownPlace: "Kaldabruņa",
    outlook: { asks: "coordinator" },
  });
  const filters = { view: "upcoming", q: "", mine: false, page: 1 } as const;
  expect(myRequests(user(w, "sociala"), filters).rows[0]?.place).toBe("Kaldabruņa");
  expect(requestForCoordinator(w.as("ilze", NOON), id)).toMatchObject({ isPlaceUnknown: true, candidates: null });

  expect(mapPlace(w.as("ilze", NOON), { requestId: id, placeId: "atlantida" })).toMatchObject({
    reason: "place_missing",
  });
  expect(mapPlace(w.as("sociala", NOON), { requestId: id, placeId: "jekabpils" })).toMatchObject({
    reason: "not_found",
  });
  expect(mapPlace(w.as("ilze", NOON), { requestId: id, placeId: "jekabpils" })).toMatchObject({ ok: true });
  expect(mapPlace(w.as("ilze", NOON), { requestId: id, placeId: "riga-centrs" })).toMatchObject({
    reason: "already_mapped",
  });
  expect(rowOf(w, id)).toMatchObject({ placeId: "jekabpils", placeText: "Kaldabruņa" });
  expect(rowOf(w, id).deskId).not.toBe("riga");
  expect(offersOf(w, id)).toEqual([]);
  dispatchWaiting(w.as("system", "2026-03-20T12:01"));
  expect(offersOf(w, id)).toHaveLength(1);
  expect(kindsOf(w, id)).toEqual(["request_submitted", "request_queued", "place_mapped", "offer_made"]);
  expect(decisions(w)).not.toContain("place");
  expect(requestForInstitution(user(w, "sociala"), id)).toMatchObject({
    place: "Jēkabpils",
    address: "Kaldabruņa, Skolas iela 1",
    unknownPlace: null,
  });
});

test("neither the language nor the place is in the list: one is asked after the other, and only then somebody is asked", () => {
  const w = world();
  const id = ask(w, { language: null, languageText: "hazaragi" });
  expect(decisions(w)).toEqual(["language"]);
  expect(mapLanguage(w.as("ilze", NOON), { requestId: id, language: "prs" })).toMatchObject({ ok: true });
  expect(decisions(w)).toEqual(["place"]);
  expect(offersOf(w, id)).toEqual([]);
  expect(mapPlace(w.as("ilze", NOON), { requestId: id, placeId: "riga-centrs" })).toMatchObject({ ok: true });
  dispatchWaiting(w.as("system", "2026-03-20T12:01"));
  expect(offersOf(w, id)).toHaveLength(1);
});

test("by phone or video no place is kept, and a place of the list makes the words nothing", () => {
  const w = world();
  expect(rowOf(w, ask(w, { mode: "phone" }))).toMatchObject({ placeId: null, placeText: null, address: null });
  expect(
    rowOf(w, ask(w, { placeId: "liepaja", startAt: at("2026-03-31T14:00"), endAt: at("2026-03-31T15:00") })),
  ).toMatchObject({
    placeId: "liepaja",
    placeText: null,
  });
});

test("its words can be put better or be replaced by a listed place, but a known place does not become words", () => {
  const w = world();
  const id = ask(w);
  const edit = (changes: Partial<ReturnType<typeof editedFieldsOf>>) => {
    const before = editedFieldsOf(rowOf(w, id));
    return editRequest(w.as("sociala", NOON), { requestId: id, before, fields: { ...before, ...changes } });
  };
  expect(edit({ placeText: "Kaldabruņa, pie Jēkabpils" })).toMatchObject({ ok: true });
  expect(offersOf(w, id)).toEqual([]);
  expect(edit({ placeId: "jekabpils" })).toMatchObject({ ok: true });
  expect(rowOf(w, id)).toMatchObject({ placeId: "jekabpils", placeText: "Kaldabruņa, pie Jēkabpils" });
  expect(offersOf(w, id)).toEqual([]);
  dispatchWaiting(w.as("ilze", "2026-03-20T12:01"));
  expect(offersOf(w, id)).toHaveLength(1);
  expect(edit({ placeId: null, placeText: "kaut kur" })).toMatchObject({
    reason: "invalid",
    detail: [{ field: "placeId" }],
  });
  expect(edit({ placeId: "liepaja" })).toMatchObject({ ok: true });
  expect(rowOf(w, id)).toMatchObject({ placeId: "liepaja", placeText: null });
});
