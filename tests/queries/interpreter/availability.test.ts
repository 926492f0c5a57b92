import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { addAbsence } from "#app/commands/add-absence";
import { cancelAbsence } from "#app/commands/cancel-absence";
import { saveAvailability } from "#app/commands/save-availability";
import type { Ctx } from "#app/context.server";
import { absenceAffects, ownAvailability } from "#app/queries/interpreter/availability";
import { assignments, availability, events, interpreters, notifications } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOON = "2026-03-20T12:00";
const week = { start: at("2026-03-30T00:00"), end: at("2026-04-06T00:00") };
const away = { interpreterId: "amina", startAt: week.start, endAt: week.end, kind: "holiday" } as const;

const weekOf = ({ db }: World, interpreterId: string) =>
  db
    .select({ weekday: availability.weekday, fromMinute: availability.fromMinute, toMinute: availability.toMinute })
    .from(availability)
    .where(eq(availability.interpreterId, interpreterId))
    .orderBy(asc(availability.weekday), asc(availability.fromMinute))
    .all();
const recorded = ({ db }: World) => db.select({ kind: events.kind, payload: events.payload }).from(events).all();
const told = ({ db }: World) =>
  db.select({ kind: notifications.kind, recipient: notifications.recipient }).from(notifications).all();

test("a saved week replaces the one before, and the person is known from then on", () => {
  const w = world();
  const windows = [
    { weekday: 1, fromMinute: 540, toMinute: 720 },
    { weekday: 5, fromMinute: 1320, toMinute: 360 },
  ];
  expect(saveAvailability(w.as("huda", NOON), { interpreterId: "huda", windows }).ok).toBe(true);
  expect(weekOf(w, "huda")).toEqual(windows);
  expect(ownAvailability(w.as("huda", NOON) as Ctx<UserViewer>)).toMatchObject({ isKnown: true, week: windows });
  expect(recorded(w)).toEqual([{ kind: "availability_saved", payload: {} }]);
});

test("an empty week is an answer too", () => {
  const w = world();
  expect(saveAvailability(w.as("huda", NOON), { interpreterId: "huda", windows: [] }).ok).toBe(true);
  const person = w.db.select().from(interpreters).where(eq(interpreters.id, "huda")).get();
  expect(person?.availabilityKnown).toBe(true);
});

test("windows that overlap or leave the day are refused and nothing changes", () => {
  const w = world();
  const before = weekOf(w, "amina");
  const monday = { weekday: 1, fromMinute: 1200, toMinute: 120 };
  for (const windows of [
    [monday, { weekday: 1, fromMinute: 1380, toMinute: 1440 }],
    [{ weekday: 8, fromMinute: 0, toMinute: 60 }],
    [{ weekday: 1, fromMinute: 1440, toMinute: 60 }],
    [{ weekday: 1, fromMinute: 60.5, toMinute: 90 }],
  ])
    expect(saveAvailability(w.as("amina", NOON), { interpreterId: "amina", windows })).toEqual({
      ok: false,
      reason: "windows_invalid",
    });
  expect(weekOf(w, "amina")).toEqual(before);
  expect(recorded(w)).toEqual([]);
});

test("nobody edits another interpreter's week or absences, and cannot tell them from missing ones", () => {
  const w = world();
  const karim = w.as("karim", NOON);
  const refused = { ok: false, reason: "not_found" };
  expect(saveAvailability(karim, { interpreterId: "amina", windows: [] })).toEqual(refused);
  expect(saveAvailability(karim, { interpreterId: "nobody", windows: [] })).toEqual(refused);
  expect(addAbsence(karim, away)).toEqual(refused);
  const absenceId = w.absence("amina", "2026-04-01T00:00", "2026-04-02T00:00");
  expect(cancelAbsence(karim, { absenceId })).toEqual(refused);
  expect(cancelAbsence(karim, { absenceId: "missing" })).toEqual(refused);
  expect(addAbsence(w.as("ilze", NOON), away).ok).toBe(true);
});

test("an absence over accepted work names it, releases nothing, and coordinators hear", () => {
  const w = world();
  const inside = w.assign(w.request(), "amina");
  w.assign(w.request({ startAt: at("2026-04-06T10:00"), endAt: at("2026-04-06T11:00") }), "amina");
  expect(absenceAffects(w.as("amina", NOON) as Ctx<UserViewer>, week).jobs.map(({ id }) => id)).toEqual([inside]);

  const added = addAbsence(w.as("amina", NOON), away);
  expect(added).toMatchObject({ ok: true, value: { affects: [inside] } });
  expect(w.db.select().from(assignments).where(eq(assignments.id, inside)).get()?.releasedAt).toBeNull();
  expect(recorded(w)).toMatchObject([{ kind: "absence_added", payload: { affects: [inside] } }]);
  expect(
    told(w)
      .map(({ kind, recipient }) => `${kind} ${recipient}`)
      .sort(),
  ).toEqual(["absence_conflict user:user-ilze", "absence_conflict user:user-marta"]);
});

test("an absence over nothing tells nobody; a waiting offer under it is counted beforehand", () => {
  const w = world();
  w.offer(w.request(), "amina");
  expect(absenceAffects(w.as("amina", NOON) as Ctx<UserViewer>, week)).toEqual({ jobs: [], offers: 1 });
  expect(addAbsence(w.as("amina", NOON), away)).toMatchObject({ ok: true, value: { affects: [] } });
  expect(told(w)).toEqual([]);
});

test("an absence that ends before it starts, is over, or lasts longer than a year is refused", () => {
  const { as } = world();
  const add = (start: string, end: string) =>
    addAbsence(as("amina", NOON), { ...away, startAt: at(start), endAt: at(end) });
  expect(add("2026-04-02T00:00", "2026-04-02T00:00")).toEqual({ ok: false, reason: "absence_order" });
  expect(add("2026-03-01T00:00", "2026-03-20T12:00")).toEqual({ ok: false, reason: "absence_over" });
  expect(add("2026-04-01T00:00", "2027-04-03T00:00")).toEqual({ ok: false, reason: "absence_too_long" });
  expect(add("2126-04-01T00:00", "2126-04-03T00:00")).toEqual({ ok: false, reason: "absence_too_far" });
  expect(add("2026-03-19T00:00", "2026-03-21T00:00").ok).toBe(true);
});

test("pressing twice adds one absence", () => {
  const w = world();
  const first = addAbsence(w.as("amina", NOON), { ...away, key: "form-1" });
  expect(addAbsence(w.as("amina", NOON), { ...away, key: "form-1" })).toEqual(first);
  expect(recorded(w)).toHaveLength(1);
});

test("a cancelled absence is gone, twice is once, and one that is over stays", () => {
  const w = world();
  const absenceId = w.absence("amina", "2026-04-01T00:00", "2026-04-02T00:00");
  const over = w.absence("amina", "2026-03-01T00:00", "2026-03-02T00:00");
  const amina = w.as("amina", NOON) as Ctx<UserViewer>;
  expect(ownAvailability(amina).absences.map(({ id }) => id)).toEqual([absenceId]);
  expect(cancelAbsence(amina, { absenceId }).ok).toBe(true);
  expect(cancelAbsence(amina, { absenceId }).ok).toBe(true);
  expect(cancelAbsence(amina, { absenceId: over })).toEqual({ ok: false, reason: "absence_over" });
  expect(ownAvailability(amina).absences).toEqual([]);
  expect(recorded(w).map(({ kind }) => kind)).toEqual(["absence_cancelled"]);
});
