/** One person who stood on the roster twice: what the one entry had is the other's, and nothing leads nowhere. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { mergeInterpreters } from "#app/commands/merge-interpreters";
import { setInterpreterStatus } from "#app/commands/set-interpreter-status";
import { matchRequest } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import { importInterpreters } from "#app/imports/interpreters";
import {
  interpreterProfile,
  interpreterStanding,
  interpretersList,
  mergedInto,
} from "#app/queries/coordinator/interpreters";
import { absences, assignments, credentials, events, interpreters, sessions, users } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOW = "2026-03-20T10:00";
const ONE = { from: "karim", into: "amina" };

const merge = (w: World, two = ONE, who = "ilze") => mergeInterpreters(w.as(who, NOW), two);
const past = (hour: string) => ({ startAt: at(`2026-03-10T${hour}:00`), endAt: at(`2026-03-10T${hour}:50`) });

test("work, absences, papers and languages of the one are the other's, who otherwise stays as they are", () => {
  const w = world();
  const job = w.assign(w.request(past("10")), "karim");
  w.absence("karim", "2026-04-01T00:00", "2026-04-03T00:00");
  const before = interpreterProfile(w.as("ilze", NOW), "amina")!;
  const papers = w.db.select().from(credentials).where(eq(credentials.interpreterId, "karim")).all().length;
  expect(merge(w)).toEqual({ ok: true, value: { interpreterId: "amina" } });

  const row = w.db.select().from(assignments).where(eq(assignments.id, job)).get();
  expect(row?.interpreterId).toBe("amina");
  expect(
    w.db
      .select()
      .from(absences)
      .all()
      .map(({ interpreterId }) => interpreterId),
  ).toEqual(["amina"]);
  const after = interpreterProfile(w.as("ilze", NOW), "amina")!;
  expect(after).toMatchObject({ name: before.name, code: before.code, phone: before.phone, status: "active" });
  expect(after.languages.map(({ name }) => name.lv).sort()).toEqual(["dari", "farsi"]);
  expect(papers).toBeGreaterThan(0);
  expect(after.credentials.length).toBeGreaterThanOrEqual(before.credentials.length);
  expect(w.db.select().from(events).all().at(-1)).toMatchObject({
    kind: "interpreters_merged",
    interpreterId: "amina",
    payload: { from: "karim" },
  });
});

test("the one who is no more is nowhere, and their page and code lead to the other", () => {
  const w = world();
  const requestId = w.request();
  expect(merge(w).ok).toBe(true);
  const ctx = w.as("ilze", NOW);
  const all = { q: null, language: null, deskId: null, mode: null, status: null, page: 1 };
  expect(interpretersList(ctx, all).rows.map(({ id }) => id)).not.toContain("karim");
  expect(interpreterStanding(ctx, "karim")).toBeNull();
  expect(mergedInto(ctx, "karim")).toBe("amina");
  const { matching } = matchRequest(ctx, needOf(ctx, requestId)!);
  const known = [...matching.able, ...matching.passed, ...matching.blocked].map(({ interpreterId }) => interpreterId);
  expect(known).toContain("amina");
  expect(known).not.toContain("karim");
  expect(setInterpreterStatus(ctx, { interpreterId: "karim", status: "active" })).toMatchObject({ ok: false });
  expect(merge(w, { from: "karim", into: "amina" })).toEqual({ ok: false, reason: "not_found" });
});

test("an account becomes the other's where that one has none, and ends where they have", () => {
  const w = world();
  expect(w.db.select().from(users).where(eq(users.interpreterId, "karim")).get()?.disabledAt).toBeNull();
  expect(merge(w).ok).toBe(true);
  expect(w.db.select().from(users).where(eq(users.id, "user-karim")).get()?.disabledAt).toBe(at(NOW));
  expect(w.db.select().from(sessions).where(eq(sessions.userId, "user-karim")).all()).toEqual([]);

  const without = world();
  without.db.delete(users).where(eq(users.id, "user-amina")).run();
  expect(merge(without).ok).toBe(true);
  expect(without.db.select().from(users).where(eq(users.id, "user-karim")).get()).toMatchObject({
    interpreterId: "amina",
    disabledAt: null,
  });
});

test("whoever has work ahead, or worked when the other did, is not merged", () => {
  const ahead = world();
  ahead.assign(ahead.request(), "karim");
  expect(merge(ahead)).toEqual({ ok: false, reason: "work_ahead" });

  const both = world();
  both.assign(both.request(past("10")), "karim");
  both.assign(both.request({ startAt: at("2026-03-10T10:30"), endAt: at("2026-03-10T11:30") }), "amina");
  expect(merge(both)).toEqual({ ok: false, reason: "at_once" });
  expect(both.db.select().from(interpreters).where(eq(interpreters.id, "karim")).get()?.status).toBe("active");

  const w = world();
  expect(merge(w, { from: "amina", into: "amina" })).toEqual({ ok: false, reason: "same_person" });
  expect(merge(w, ONE, "amina")).toEqual({ ok: false, reason: "not_found" });
  expect(merge(w, { from: "karim", into: "nobody" })).toEqual({ ok: false, reason: "not_found" });
});

test("a table that still names the old code changes the one who stays", () => {
  const w = world();
  const code = w.db.select().from(interpreters).where(eq(interpreters.id, "karim")).get()?.code;
  expect(merge(w).ok).toBe(true);
  const table = new TextEncoder().encode(`kods;vārds;dzīvesvieta;valodas\n${code};Amina Karimi;Liepāja;dari:3\n`);
  expect(importInterpreters(w.as("system", NOW), { table, apply: true })).toMatchObject({
    ok: true,
    value: { added: 0, changed: 1, problems: [] },
  });
  const rows = w.db
    .select()
    .from(interpreters)
    .all()
    .filter(({ status }) => status !== "merged");
  expect(rows.find(({ id }) => id === "amina")?.homePlaceId).toBe("liepaja");
  expect(rows.map(({ id }) => id)).not.toContain("karim");
});
