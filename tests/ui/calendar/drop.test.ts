import { describe, expect, test } from "vitest";
import { moveSearch, planOf, settleDrop } from "#app/ui/calendar/drag/drop";
import { at, entry } from "./people";

const open = entry();
const assigned = entry({ assignmentId: "a1", interpreterId: "amina", interpreterName: "Amina" });
const two = at("2026-03-30T14:00");
const four = at("2026-03-30T16:00");

describe("a change of person or time is one command", () => {
  test("an open request to a person", () => {
    expect(planOf(open, { interpreterId: "karim", startAt: two })).toEqual({
      kind: "assign",
      requestId: "dari",
      slot: 1,
      interpreterId: "karim",
      startAt: null,
    });
  });

  test("an open request to a person at another time", () => {
    expect(planOf(open, { interpreterId: "karim", startAt: four })).toMatchObject({ kind: "assign", startAt: four });
  });

  test("an open request to another time", () => {
    expect(planOf(open, { interpreterId: null, startAt: four })).toEqual({
      kind: "reschedule",
      requestId: "dari",
      startAt: four,
    });
  });

  test("an appointment to another person, another time, or both", () => {
    expect(planOf(assigned, { interpreterId: "karim", startAt: two })).toEqual({
      kind: "move",
      assignmentId: "a1",
      interpreterId: "karim",
      startAt: null,
    });
    expect(planOf(assigned, { interpreterId: "amina", startAt: four })).toMatchObject({
      kind: "move",
      interpreterId: null,
      startAt: four,
    });
    expect(planOf(assigned, { interpreterId: "karim", startAt: four })).toMatchObject({
      kind: "move",
      interpreterId: "karim",
      startAt: four,
    });
  });

  test("an appointment to nobody is a release, wherever it was dropped", () => {
    expect(planOf(assigned, { interpreterId: null, startAt: four })).toEqual({ kind: "release", assignmentId: "a1" });
  });

  test("back where it was is nothing", () => {
    expect(planOf(open, { interpreterId: null, startAt: two })).toBeNull();
    expect(planOf(assigned, { interpreterId: "amina", startAt: two })).toBeNull();
  });
});

describe("where a card was dropped, as people mean it", () => {
  test("a slip of a quarter of an hour on the way to another person keeps the agreed time", () => {
    expect(settleDrop(open, { interpreterId: "karim", startAt: at("2026-03-30T14:15") }, "2026-03-30").startAt).toBe(
      two,
    );
    expect(settleDrop(open, { interpreterId: "karim", startAt: at("2026-03-30T14:30") }, "2026-03-30").startAt).toBe(
      at("2026-03-30T14:30"),
    );
  });

  test("in its own column a quarter of an hour is meant", () => {
    const quarter = at("2026-03-30T14:15");
    expect(settleDrop(assigned, { interpreterId: "amina", startAt: quarter }, "2026-03-30").startAt).toBe(quarter);
  });

  test("a night job dragged by its second part shifts as a whole", () => {
    const night = entry({
      assignmentId: "a2",
      interpreterId: "amina",
      startAt: at("2026-03-30T22:00"),
      endAt: at("2026-03-31T06:00"),
    });
    const dropped = { interpreterId: "amina", startAt: at("2026-03-31T01:00") };
    expect(settleDrop(night, dropped, "2026-03-31").startAt).toBe(at("2026-03-30T23:00"));
  });
});

describe("the address of the Move… page", () => {
  test("names the place in the request, the person and the wall time", () => {
    const search = new URLSearchParams(
      moveSearch(assigned, { interpreterId: "karim", startAt: four }, "/coordinator/list"),
    );
    expect(Object.fromEntries(search)).toEqual({
      request: "dari",
      slot: "1",
      assignment: "a1",
      to: "karim",
      date: "2026-03-30",
      start: "16:00",
      back: "/coordinator/list",
    });
  });

  test("in the hour that happens twice it says which", () => {
    const summer = at("2026-10-25T03:30");
    const foldOf = (startAt: number) =>
      new URLSearchParams(moveSearch(open, { startAt: startAt as typeof summer })).get("fold");
    expect(foldOf(summer)).toBe("earlier");
    expect(foldOf(summer + 3_600_000)).toBe("later");
  });
});
