import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { assignInterpreter } from "#app/commands/assign-interpreter";
import { moveAssignment } from "#app/commands/move-assignment";
import { undoAction } from "#app/commands/undo-action";
import type { Ctx } from "#app/context.server";
import { calendarPeople, calendarScreen, entriesOf, openEntries } from "#app/queries/coordinator/calendar";
import { gravestFirst, moveChoices, obstaclesOfPerson, strengthNeeded } from "#app/queries/coordinator/move-choices";
import { undoable } from "#app/queries/coordinator/undo";
import { addMinutes } from "#app/time";
import { intervalShown } from "#app/ui/calendar/view";
import { assignments, notifications, requests } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const MONDAY = "2026-03-30";
const shown = intervalShown({ view: "day", date: MONDAY });
const noon = (w: World): Ctx => w.as("ilze", "2026-03-27T12:00");
const hour = { start: at("2026-03-30T10:00"), end: at("2026-03-30T11:00") };

describe("one day on the calendar", () => {
  test("shows who does what, and the place nobody fills yet", () => {
    const w = world();
    const both = w.request({ interpreterCount: 2 });
    w.assign(both, "amina");
    const { entries } = calendarScreen(noon(w), shown);
    expect(
      entries.map(({ slot, interpreterId, state, isMovable }) => ({ slot, interpreterId, state, isMovable })),
    ).toEqual([
      { slot: 1, interpreterId: "amina", state: "partly_secured", isMovable: true },
      { slot: 2, interpreterId: null, state: "partly_secured", isMovable: true },
    ]);
  });

  test("a night job stands on both of its days", () => {
    const w = world();
    w.request({ startAt: at("2026-03-30T22:00"), endAt: at("2026-03-31T06:00") });
    const on = (date: string) => calendarScreen(noon(w), intervalShown({ view: "day", date })).entries.length;
    expect([on("2026-03-29"), on("2026-03-30"), on("2026-03-31"), on("2026-04-01")]).toEqual([0, 1, 1, 0]);
  });

  test("says who is being asked, and no longer once the deadline has passed", () => {
    const w = world();
    w.offer(w.request(), "amina", { offeredAt: at("2026-03-27T11:00"), deadlineAt: at("2026-03-27T13:00") });
    const askedAt = (when: string) => calendarScreen(w.as("ilze", when), shown).entries[0];
    expect(askedAt("2026-03-27T12:00")).toMatchObject({ state: "offered", askedName: "Amina Karimi" });
    expect(askedAt("2026-03-27T13:00")).toMatchObject({ state: "searching", askedName: null });
  });

  test("cancelled and rejected requests are not on it", () => {
    const w = world();
    w.request({ cancelledAt: at("2026-03-26T10:00"), cancelledBy: "user:user-sociala" });
    w.request({ rejectedAt: at("2026-03-26T10:00"), rejectionReason: "…" });
    expect(calendarScreen(noon(w), shown).entries).toEqual([]);
  });

  test("what has begun or waits for its language can no longer be moved here", () => {
    const w = world();
    w.assign(w.request(), "amina");
    w.request({ language: null, languageText: "hazāru" });
    expect(calendarScreen(w.as("ilze", "2026-03-30T10:30"), shown).entries.map((entry) => entry.isMovable)).toEqual([
      false,
      false,
    ]);
  });

  test("people carry their hours and absences of these days, and whoever never said has none", () => {
    const w = world();
    w.absence("amina", "2026-03-30T12:00", "2026-03-30T14:00");
    const people = calendarPeople(noon(w), shown);
    const amina = people.find((person) => person.id === "amina");
    expect(amina?.windows).toContainEqual({ start: at("2026-03-30T08:00"), end: at("2026-03-30T18:00") });
    expect(amina?.absences).toEqual([
      { interval: { start: at("2026-03-30T12:00"), end: at("2026-03-30T14:00") }, kind: "holiday" },
    ]);
    expect(people.find((person) => person.id === "huda")?.windows).toBeNull();
  });

  test("open requests come soonest first, without the filled ones", () => {
    const w = world();
    const later = w.request({ startAt: at("2026-04-02T10:00"), endAt: at("2026-04-02T11:00") });
    const sooner = w.request();
    w.assign(w.request({ startAt: at("2026-03-31T10:00"), endAt: at("2026-03-31T11:00") }), "amina");
    expect(openEntries(noon(w)).map((entry) => entry.requestId)).toEqual([sooner, later]);
  });
});

describe("who could take it", () => {
  test("the one who has it is not in their own way when it moves", () => {
    const w = world();
    const id = w.request();
    const assignmentId = w.assign(id, "amina");
    const half = { start: addMinutes(hour.start, 30), end: addMinutes(hour.end, 30) };
    const choices = moveChoices(noon(w), id, assignmentId, half);
    expect(choices?.able.map((person) => person.interpreterId)).toContain("amina");
  });

  test("an overlap comes before what can be overruled, and cannot be overruled", () => {
    const w = world();
    w.absence("amina", "2026-03-30T00:00", "2026-03-31T00:00");
    w.assign(w.request(), "amina");
    const person = obstaclesOfPerson(noon(w), w.request(), null, hour, "amina");
    const codes = gravestFirst(person?.obstacles ?? []).map((obstacle) => obstacle.code);
    expect(codes[0]).toBe("overlap");
    expect(codes).toContain("absent");
    expect(strengthNeeded(person?.obstacles ?? [])).toBe("never");
  });

  test("there is nobody to choose from while the language is not mapped", () => {
    const w = world();
    expect(moveChoices(noon(w), w.request({ language: null, languageText: "hazāru" }), null, hour)).toBeNull();
  });
});

describe("a person and a new time for an open request", () => {
  test("is one action: the request has both, and one undo takes both back", () => {
    const w = world();
    const id = w.request();
    const ilze = noon(w);
    const done = assignInterpreter(ilze, { requestId: id, interpreterId: "amina", startAt: at("2026-03-30T13:00") });
    expect(done).toMatchObject({ ok: true });
    expect(entriesOf(ilze, id)).toMatchObject([
      { interpreterId: "amina", startAt: at("2026-03-30T13:00"), version: 2 },
    ]);

    if (done.ok) undoAction(ilze, { eventId: done.value.eventId });
    expect(entriesOf(ilze, id)).toMatchObject([{ interpreterId: null, startAt: hour.start, version: 1 }]);
  });

  test("obstacles are those of the new time", () => {
    const w = world();
    w.absence("amina", "2026-03-30T12:00", "2026-03-30T18:00");
    const refused = assignInterpreter(noon(w), {
      requestId: w.request(),
      interpreterId: "amina",
      startAt: at("2026-03-30T13:00"),
    });
    expect(refused).toMatchObject({ ok: false, reason: "obstacles", detail: { obstacles: [{ code: "absent" }] } });
    expect(w.db.select().from(assignments).all()).toEqual([]);
  });

  test("the other interpreter of the request moves with it, and must be able to", () => {
    const w = world();
    const id = w.request({ interpreterCount: 2 });
    w.assign(id, "karim");
    w.absence("karim", "2026-03-30T12:00", "2026-03-30T18:00");
    const one = { requestId: id, interpreterId: "amina", startAt: at("2026-03-30T13:00") };
    expect(assignInterpreter(noon(w), one)).toMatchObject({ ok: false, reason: "obstacles" });

    const override = { reason: "Karims piekrita pa tālruni", twice: false };
    expect(assignInterpreter(noon(w), { ...one, override })).toMatchObject({ ok: true });
    const karim = w.db.select().from(assignments).where(eq(assignments.interpreterId, "karim")).get();
    expect(karim).toMatchObject({ startAt: at("2026-03-30T13:00"), overruled: { obstacles: [{ code: "absent" }] } });
  });

  test("the other interpreter is told of the new time, whether it came with a person or with a move", () => {
    const w = world();
    const id = w.request({ interpreterCount: 2 });
    w.assign(id, "karim");
    assignInterpreter(noon(w), { requestId: id, interpreterId: "amina", startAt: at("2026-03-30T13:00") });
    const amina = w.db.select().from(assignments).where(eq(assignments.interpreterId, "amina")).get();
    moveAssignment(noon(w), { assignmentId: amina?.id ?? "", startAt: at("2026-03-30T14:00") });
    const toldKarim = w.db.select().from(notifications).where(eq(notifications.interpreterId, "karim")).all();
    expect(toldKarim.map((told) => told.kind)).toEqual(["job_moved", "job_moved"]);
  });

  test("a time that has passed is refused", () => {
    const w = world();
    const past = { requestId: w.request(), interpreterId: "amina", startAt: at("2026-03-26T10:00") };
    expect(assignInterpreter(noon(w), past)).toMatchObject({ ok: false, reason: "time_passed" });
    expect(w.db.select({ startAt: requests.startAt }).from(requests).all()).toEqual([{ startAt: hour.start }]);
  });
});

describe("how long an action can be taken back", () => {
  function moved() {
    const w = world();
    const id = w.request();
    const done = moveAssignment(noon(w), { assignmentId: w.assign(id, "amina"), interpreterId: "karim" });
    if (!done.ok) throw new Error(done.reason);
    return { w, eventId: done.value.eventId };
  }
  const secondsLater = (w: World, seconds: number) => w.as("ilze", addMinutes(at("2026-03-27T12:00"), seconds / 60));

  test("ten seconds, counted by the server", () => {
    const { w, eventId } = moved();
    const left = (seconds: number) => undoable(secondsLater(w, seconds), eventId)?.leftMs;
    expect([left(0), left(4), left(10), left(60)]).toEqual([10_000, 6_000, 0, 0]);
  });

  test("nobody is told before", () => {
    const { w } = moved();
    const due = w.db.select({ nextAt: notifications.nextAt }).from(notifications).all();
    expect(due.length).toBeGreaterThan(0);
    expect(due.every(({ nextAt }) => nextAt >= at("2026-03-27T12:00") + 10_000)).toBe(true);
  });

  test("once taken back it is over", () => {
    const { w, eventId } = moved();
    undoAction(secondsLater(w, 3), { eventId });
    expect(undoable(secondsLater(w, 4), eventId)?.leftMs).toBe(0);
  });

  test("what cannot be taken back is nothing to show", () => {
    expect(undoable(noon(world()), 999)).toBeNull();
  });
});
