import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { draftLike } from "#app/queries/everyone/form-options";
import { lastRequestOf, type MyFilters, myRequests } from "#app/queries/institution/my-requests";
import { requestForInstitution } from "#app/queries/institution/request";
import { dateOf, timeOf } from "#app/time";
import { at, world } from "#tests/support/world";

const ALL: MyFilters = { view: "upcoming", q: "", mine: false, page: 1 };
const NOON = "2026-03-27T12:00";

function office() {
  const here = world();
  const as = (who: string, when: string) => here.as(who, when) as Ctx<UserViewer>;
  const ids = (filters: Partial<MyFilters>, who = "sociala", when = NOON) =>
    myRequests(as(who, when), { ...ALL, ...filters }).rows.map(({ id }) => id);
  return { ...here, as, ids };
}

test("an organisation sees its own requests, whoever of it asked, and nobody else's", () => {
  const { request, ids, as } = office();
  const ours = request();
  const theirs = request({ organisationId: "crisis-riga", requesterId: "user-krize" });
  expect(ids({}, "sociala")).toEqual([ours]);
  expect(ids({}, "sociala2")).toEqual([ours]);
  expect(ids({ mine: true }, "sociala2")).toEqual([]);
  expect(requestForInstitution(as("sociala", NOON), theirs)).toBeNull();
  expect(draftLike(as("sociala", NOON), theirs)).toBeNull();
});

test("a request is found by reference, client code, language and contact, with or without marks", () => {
  const { request, client, ids } = office();
  const dari = request({ clientId: client("K-0142"), contactName: "Māris Liepiņš" });
  request({ language: "ur" });
  for (const q of ["k-0142", "darī", "liepins", "Dari"]) expect(ids({ q })).toEqual([dari]);
  expect(ids({ q: "100%" })).toEqual([]);
});

test("the interpreter is named from acceptance until thirty days after", () => {
  const { request, offer, assign, as } = office();
  const id = request();
  const people = (when: string) => requestForInstitution(as("sociala", when), id)?.people.map(({ name }) => name);
  offer(id, "amina");
  expect(people("2026-03-20T10:00")).toEqual([]);
  assign(id, "amina");
  expect(people("2026-03-20T10:00")).toEqual(["Amina Karimi"]);
  expect(people("2026-04-29T10:00")).toEqual(["Amina Karimi"]);
  expect(people("2026-04-29T11:00")).toEqual([]);
});

test("while we look, nothing tells the institution whom we asked or how many", () => {
  const { request, offer, as } = office();
  const id = request();
  offer(id, "amina", { status: "declined", answeredAt: at("2026-03-20T10:00") });
  offer(id, "karim");
  const shown = JSON.stringify(requestForInstitution(as("sociala", "2026-03-20T11:00"), id));
  for (const word of ["amina", "karim", "Amina", "Karim"]) expect(shown).not.toContain(word);
});

test("the rule of cancelling is said with the last minute that is in good time", () => {
  const { request, assign, as } = office();
  const id = request({ startAt: at("2026-03-30T10:00"), endAt: at("2026-03-30T11:00") });
  assign(id, "amina");
  const rule = (when: string) => requestForInstitution(as("sociala", when), id)?.cancelling;
  const cutoff = rule("2026-03-20T12:00")!.inTimeUntil;
  expect(`${dateOf(cutoff)} ${timeOf(cutoff)}`).toBe("2026-03-27 10:00");
  expect(rule("2026-03-27T10:00")?.isLate).toBe(false);
  expect(rule("2026-03-27T10:01")?.isLate).toBe(true);
  expect(rule("2026-03-30T10:00")).toBeNull();
});

test("the same as last time is the same, a week later, ahead of today", () => {
  const { request, as } = office();
  const id = request({ startAt: at("2026-03-02T10:00"), endAt: at("2026-03-02T11:30") });
  expect(draftLike(as("sociala", NOON), id)).toMatchObject({
    date: "2026-03-30",
    start: "10:00",
    minutes: "90",
    language: "prs",
  });
});

test("a list says the variant with its language, and last time's request too", () => {
  const { request, as } = office();
  request({ language: "ku", variant: "ckb" });
  expect(myRequests(as("sociala", NOON), ALL).rows.map(({ language }) => language)).toEqual([
    "kurdu: sorani (centrālkurdu)",
  ]);
  expect(lastRequestOf(as("sociala", NOON))?.what).toBe("kurdu: sorani (centrālkurdu)");
});

test("whoever asked reads that another variant will do, where that was said", () => {
  const { request, as } = office();
  const said = (variantStrength: "must" | "wish", variant: string | null) =>
    requestForInstitution(as("sociala", NOON), request({ language: "ku", variant, variantStrength }))?.isVariantWished;
  expect([said("wish", "ckb"), said("must", "ckb"), said("must", null)]).toEqual([true, false, false]);
});
