/** Who must not meet whom: written down and ended by coordinators, seen by nobody else, and what it does to what lies ahead. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { addExclusion } from "#app/commands/add-exclusion";
import { assignInterpreter } from "#app/commands/assign-interpreter";
import { endExclusion } from "#app/commands/end-exclusion";
import { linkClients } from "#app/commands/link-clients";
import { unlinkClients } from "#app/commands/unlink-clients";
import { translator } from "#app/i18n";
import { timelineSentence } from "#app/i18n/timeline";
import { clientPage, clientsFound, linkAhead, linkable } from "#app/queries/coordinator/clients";
import {
  codesMeant,
  exclusionsOf,
  institutionsMeant,
  pairAhead,
  peopleMeant,
} from "#app/queries/coordinator/exclusions";
import { interpreterProfile } from "#app/queries/coordinator/interpreters";
import { queueOf } from "#app/queries/coordinator/queue";
import { timelineFor } from "#app/queries/everyone/timeline";
import * as schema from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOW = "2026-03-25T09:00";
const OPEN = { offeredAt: at("2026-03-25T08:00"), deadlineAt: at("2026-03-26T12:00") };
const by = (w: World, who: string) => w.as(who, NOW);
const offerOf = (w: World, id: string) => w.db.select().from(schema.offers).where(eq(schema.offers.id, id)).get();
const waitingFor = (w: World, requestId: string) =>
  w.db
    .select()
    .from(schema.offers)
    .where(eq(schema.offers.requestId, requestId))
    .all()
    .filter(({ status }) => status === "pending")
    .map(({ interpreterId }) => interpreterId);
const brokenJobs = (w: World) =>
  queueOf(by(w, "marta")).decisions.cards.flatMap((card) =>
    "assignmentId" in card ? [[card.kind, card.assignmentId]] : [],
  );

test("an exclusion takes back what may no longer be accepted, asks the next person, and leaves the job to a coordinator", () => {
  const w = world();
  const clientId = w.client("K-0142");
  const asked = w.request({ clientId });
  const offerId = w.offer(asked, "amina", OPEN);
  const elsewhere = w.offer(w.request({ startAt: at("2026-04-01T10:00") }), "amina", OPEN);
  const job = w.assign(w.request({ clientId, startAt: at("2026-04-02T10:00") }), "amina");

  const exclusion = { interpreterId: "amina", side: { clientId }, askedBy: "client" } as const;
  expect(pairAhead(by(w, "ilze"), "amina", { clientId })).toMatchObject({
    seen: 2,
    jobs: { total: 1 },
    offers: { total: 1 },
  });
  expect(addExclusion(by(w, "ilze"), { ...exclusion, seenAhead: 1 })).toEqual({ ok: false, reason: "work_ahead" });
  expect(offerOf(w, offerId)?.status).toBe("pending");

  const added = addExclusion(by(w, "ilze"), { ...exclusion, seenAhead: 2 });
  expect(added).toMatchObject({ ok: true, value: { affected: [expect.any(String)] } });
  expect(offerOf(w, offerId)?.status).toBe("withdrawn");
  expect(waitingFor(w, asked)).toEqual(["karim"]);
  expect(offerOf(w, elsewhere)?.status).toBe("pending");
  expect(addExclusion(by(w, "ilze"), { ...exclusion, seenAhead: 2 })).toEqual({
    ok: false,
    reason: "already_excluded",
  });

  expect(brokenJobs(w)).toEqual([["excluded", job]]);
  expect(interpreterProfile(by(w, "marta"), "amina")?.upcoming).toMatchObject([
    { assignmentId: job, needsDecision: true },
  ]);
  expect(clientPage(by(w, "marta"), clientId)?.undecided).toMatchObject([
    { assignmentId: job, person: "Amina Karimi" },
  ]);
});

test("a job for which a coordinator has overruled the exclusion is decided", () => {
  const w = world();
  const clientId = w.client("K-0142");
  w.exclude("amina", { clientId });
  const requestId = w.request({ clientId });
  const assigned = assignInterpreter(by(w, "ilze"), {
    requestId,
    interpreterId: "amina",
    override: { reason: "klients piekrita", twice: true },
  });
  expect(assigned.ok).toBe(true);
  expect(brokenJobs(w)).toEqual([]);
  expect(clientPage(by(w, "ilze"), clientId)?.undecided).toEqual([]);
});

test("nobody but coordinators learns that there is an exclusion: not by a refusal, a timeline or a message", () => {
  const w = world();
  const clientId = w.client("K-0142");
  const requestId = w.request({ clientId });
  w.offer(requestId, "amina", OPEN);
  const exclusion = { interpreterId: "amina", side: { clientId }, askedBy: "client", seenAhead: 9 } as const;
  for (const who of ["sociala", "amina", "krize", "system", "anonymous"]) {
    expect(addExclusion(by(w, who), exclusion)).toEqual({ ok: false, reason: "not_found" });
    expect(linkClients(by(w, who), { clientId, withClientId: clientId, seenAhead: 9 })).toMatchObject({
      reason: "not_found",
    });
    expect(unlinkClients(by(w, who), { clientId, seenLost: 9 })).toEqual({ ok: false, reason: "not_found" });
  }
  const added = addExclusion(by(w, "ilze"), exclusion);
  if (!added.ok) throw new Error(added.reason);
  const { exclusionId } = added.value;
  expect(endExclusion(by(w, "amina"), { exclusionId })).toEqual({ ok: false, reason: "not_found" });
  expect(endExclusion(by(w, "sociala"), { exclusionId })).toEqual({ ok: false, reason: "not_found" });

  const event = w.db.select().from(schema.events).where(eq(schema.events.kind, "exclusion_added")).get();
  expect(event).toMatchObject({ interpreterId: null, requestId: null, payload: { exclusionId, clientId } });
  const withdrawn = w.db.select().from(schema.events).where(eq(schema.events.kind, "offer_withdrawn")).get();
  expect(withdrawn?.payload).toMatchObject({ why: "coordinator" });
  const t = translator("lv");
  const told = timelineFor(by(w, "sociala"), requestId).map((entry) => timelineSentence(t, "lv", entry));
  expect(told.join("\n")).not.toMatch(/nesūt|ierobežo|Amina/i);
});

test("an exclusion of an institution holds for its clients alone, and ended it is kept with who ended it", () => {
  const w = world();
  const ours = w.request();
  w.offer(ours, "amina", OPEN);
  const theirs = w.offer(w.request({ organisationId: "crisis-riga", startAt: at("2026-04-01T10:00") }), "amina", OPEN);
  const side = { organisationId: "social-riga" };
  const added = addExclusion(by(w, "ilze"), { interpreterId: "amina", side, askedBy: "organisation", seenAhead: 1 });
  if (!added.ok) throw new Error(added.reason);
  expect(waitingFor(w, ours)).toEqual(["karim"]);
  expect(offerOf(w, theirs)?.status).toBe("pending");
  const sending = () => assignInterpreter(by(w, "ilze"), { requestId: ours, interpreterId: "amina" });
  expect(sending()).toMatchObject({ ok: false, detail: { obstacles: [{ code: "excluded" }] } });

  expect(endExclusion(by(w, "marta"), { exclusionId: added.value.exclusionId }).ok).toBe(true);
  expect(sending().ok).toBe(true);
  expect(exclusionsOf(by(w, "ilze"), "amina")).toEqual([]);
  const row = w.db.select().from(schema.exclusions).get();
  expect(row).toMatchObject({ createdBy: "user-ilze", endedBy: "user-marta", endedAt: at(NOW) });
});

test("codes of one person share their exclusions: whoever is kept from one is taken back from the other, once it was shown", () => {
  const w = world();
  const [one, two] = [w.client("K-0142"), w.client("KR-7", "crisis-riga")];
  w.exclude("amina", { clientId: one });
  const requestId = w.request({ organisationId: "crisis-riga", requesterId: "user-krize", clientId: two });
  const offerId = w.offer(requestId, "amina", OPEN);
  expect(linkable(by(w, "ilze"), one, "kr7")).toMatchObject([{ id: two, code: "KR-7", linked: 0 }]);
  expect(linkAhead(by(w, "ilze"), one, two)).toMatchObject({ seen: 1, offers: { total: 1 } });
  const linking = { clientId: one, withClientId: two };
  expect(linkClients(by(w, "ilze"), { ...linking, seenAhead: 0 })).toEqual({ ok: false, reason: "work_ahead" });
  expect(linkClients(by(w, "ilze"), { ...linking, seenAhead: 1 }).ok).toBe(true);
  expect(offerOf(w, offerId)?.status).toBe("withdrawn");
  expect(linkClients(by(w, "ilze"), { ...linking, seenAhead: 1 })).toEqual({ ok: false, reason: "already_linked" });
  expect(linkable(by(w, "ilze"), one, "kr7")).toEqual([]);
  expect(clientPage(by(w, "ilze"), two)).toMatchObject({
    linked: [{ code: "K-0142" }],
    exclusions: [{ person: "Amina Karimi" }],
  });
});

test("every code of a person points at the first, whatever was linked with what, and taken out it is a person of its own", () => {
  const w = world();
  const [a, b, c, d] = [
    w.client("A-1"),
    w.client("B-1"),
    w.client("C-1", "crisis-riga"),
    w.client("D-1", "crisis-riga"),
  ] as const;
  const pointers = () =>
    w.db
      .select()
      .from(schema.clients)
      .all()
      .map(({ code, sameAsClientId }) => [code, sameAsClientId]);
  for (const [clientId, withClientId] of [
    [d, c],
    [b, a],
    [d, b],
  ] as const)
    expect(linkClients(by(w, "ilze"), { clientId, withClientId, seenAhead: 0 }).ok).toBe(true);
  expect(pointers()).toEqual([
    ["A-1", null],
    ["B-1", a],
    ["C-1", a],
    ["D-1", a],
  ]);

  w.exclude("amina", { clientId: a });
  expect(unlinkClients(by(w, "ilze"), { clientId: a, seenLost: 0 })).toEqual({ ok: false, reason: "exclusions_lost" });
  expect(unlinkClients(by(w, "ilze"), { clientId: a, seenLost: 1 }).ok).toBe(true);
  expect(pointers()).toEqual([
    ["A-1", null],
    ["B-1", null],
    ["C-1", b],
    ["D-1", b],
  ]);
});

test("what is typed finds one when it is sure, and asks when it is not", () => {
  const w = world();
  const clientId = w.client("K-0142");
  w.client("K-142", "crisis-riga");
  const ilze = by(w, "ilze");
  expect(peopleMeant(ilze, "amina")).toEqual([{ value: "amina", label: "Amina Karimi (amina)" }]);
  expect(peopleMeant(ilze, "s").length).toBeGreaterThan(1);
  expect(peopleMeant(ilze, "Zebediāns")).toEqual([]);
  expect(institutionsMeant(ilze, "SOCIAL–RIGA")).toMatchObject([{ value: "social-riga" }]);
  expect(codesMeant(ilze, "social-riga", "k 0142")).toEqual([{ value: clientId, label: "K-0142" }]);
  expect(codesMeant(ilze, "crisis-riga", "K-0142")).toMatchObject([{ label: "K-142" }]);
  expect(clientsFound(ilze, "142").rows.map(({ code }) => code)).toEqual(["K-0142", "K-142"]);
  w.client("A1");
  expect(clientsFound(ilze, "a1").rows.map(({ code }) => code)).toEqual(["A1"]);
});
