import { expect, test } from "vitest";
import { requestForCoordinator } from "#app/queries/coordinator/request";
import { type RequestFilters, requestByReference, requestsList } from "#app/queries/coordinator/requests-list";
import { EVERY_REQUEST } from "#tests/support/filters";
import { at, world } from "#tests/support/world";

const NOW = "2026-03-27T12:00";

test("a request is found by reference, organisation, client code and interpreter, without diacritics", () => {
  const { as, request, client, assign } = world();
  const coded = request({ clientId: client("K-0142") });
  const banks = request({ organisationId: "bank-liepaja", requesterId: "user-banka", language: "tr" });
  assign(banks, "ayse");
  const crisis = request({ organisationId: "crisis-riga", requesterId: "user-krize" });
  const find = (q: string) => requestsList(as("ilze", NOW), { ...EVERY_REQUEST, q }).rows.map((row) => row.requestId);
  expect(find("r-t0002")).toEqual([coded]);
  expect(find("k-0142")).toEqual([coded]);
  expect(find("ayse")).toEqual([banks]);
  expect(find("krizes")).toEqual([crisis]);
  expect(find("socialais")).toEqual([coded]);
  expect(find("100%")).toEqual([]);
});

test("a typed reference opens the request, with or without its R-", () => {
  const { db, request } = world();
  const id = request({ reference: "R-7F3KQ" });
  expect(requestByReference({ db }, " r-7f3kq ")).toBe(id);
  expect(requestByReference({ db }, "7F3KQ")).toBe(id);
  expect(requestByReference({ db }, "7F3K")).toBeNull();
});

test("filters combine and speak of facts: state, language, desk, mode and days", () => {
  const { as, request, assign } = world();
  const open = request();
  const secured = request({ startAt: at("2026-03-31T10:00"), endAt: at("2026-03-31T11:00") });
  assign(secured, "amina");
  const past = request({ startAt: at("2026-03-20T10:00"), endAt: at("2026-03-20T11:00") });
  const cancelled = request({ cancelledAt: at(NOW), cancelledBy: "user-sociala", cancelledLate: false });
  const unlisted = request({
    language: null,
    languageText: "oromo",
    mode: "onsite",
    placeId: "liepaja",
    deskId: "kurzeme",
  });
  const find = (filters: Partial<RequestFilters>) =>
    requestsList(as("ilze", NOW), { ...EVERY_REQUEST, ...filters })
      .rows.map((row) => row.requestId)
      .sort();
  expect(find({ state: "open" })).toEqual([open, unlisted].sort());
  expect(find({ state: "secured" })).toEqual([secured]);
  expect(find({ state: "past" })).toEqual([past]);
  expect(find({ state: "cancelled" })).toEqual([cancelled]);
  expect(find({ language: "-" })).toEqual([unlisted]);
  expect(find({ deskId: "kurzeme", mode: "onsite" })).toEqual([unlisted]);
  expect(find({ from: "2026-03-31", to: "2026-03-31" })).toEqual([secured]);
});

test("what is ahead comes soonest first, what is past after it, newest first", () => {
  const { as, request } = world();
  const day = (date: string) => request({ startAt: at(`${date}T10:00`), endAt: at(`${date}T11:00`) });
  const [old, older, soon, later] = ["2026-03-20", "2026-03-10", "2026-03-30", "2026-04-10"].map(day);
  expect(requestsList(as("ilze", NOW), EVERY_REQUEST).rows.map((row) => row.requestId)).toEqual([
    soon,
    later,
    old,
    older,
  ]);
});

test("a list has pages, and a page that is not there is the last one", () => {
  const { as, request } = world();
  for (let i = 0; i < 55; i++) request();
  const last = requestsList(as("ilze", NOW), { ...EVERY_REQUEST, page: 9 });
  expect([last.page, last.pages, last.rows.length, last.total]).toEqual([2, 2, 5, 55]);
});

test("one request shows who could, best first, who could not with every reason, and counts the rest", () => {
  const { as, request, assign } = world();
  const id = request({ gender: "F", genderStrength: "must" });
  assign(request({ startAt: at("2026-03-30T09:30"), endAt: at("2026-03-30T10:30"), language: "prs" }), "karim");
  const view = requestForCoordinator(as("ilze", NOW), id);
  expect(view?.candidates?.able.map(({ person }) => person.name)).toEqual(["Amina Karimi"]);
  const [karim] = view?.candidates?.blocked ?? [];
  expect(karim?.obstacles.map(({ code }) => code)).toEqual(["overlap", "gender_required"]);
  expect(karim?.rule).toBe("never");
  expect(view?.candidates).toMatchObject({ notSpeaking: 11, others: [] });
  expect(requestForCoordinator(as("ilze", NOW), id, { withOthers: true })?.candidates?.others).toHaveLength(11);
});

test("an offer or assignment is made for the place that nobody does and nobody is asked for", () => {
  const { as, request, offer, assign } = world();
  const id = request({ interpreterCount: 2 });
  const next = () => requestForCoordinator(as("ilze", NOW), id)?.nextSlot;
  expect(next()).toBe(1);
  offer(id, "amina", { deadlineAt: at("2026-03-27T16:00") });
  expect(next()).toBe(2);
  assign(id, "karim", { slot: 2 });
  expect(next()).toBe(1);
});

test("a covered request asks for nobody; a mapped language is needed to ask for anybody", () => {
  const { as, request, assign } = world();
  const covered = request();
  assign(covered, "amina");
  expect(requestForCoordinator(as("ilze", NOW), covered)?.candidates).toBeNull();
  const unlisted = request({ language: null, languageText: "oromo" });
  expect(requestForCoordinator(as("ilze", NOW), unlisted)?.candidates).toBeNull();
  expect(requestForCoordinator(as("ilze", NOW), "no-such")).toBeNull();
});
