import { describe, expect, test } from "vitest";
import { type AssignmentFacts, metaOf, type RequestFacts, requestStateAt } from "#app/dispatch/request-state";
import { REQUEST_STATES, type RequestState } from "#app/dispatch/vocabulary";
import { addMinutes, type Instant } from "#app/time";
import { at } from "#tests/support/world";

const START = at("2026-03-30T10:00");
const END = at("2026-03-30T11:00");
const BEFORE = at("2026-03-27T12:00");
const AFTER = at("2026-03-30T11:30");

const request = (others: Partial<RequestFacts> = {}): RequestFacts => ({
  needsInfoAt: null,
  queuedAt: null,
  rejectedAt: null,
  cancelledAt: null,
  language: "prs",
  mode: "onsite",
  placeId: "riga-centrs",
  startAt: START,
  endAt: END,
  interpreterCount: 1,
  ...others,
});
const live = (slot = 1, report: AssignmentFacts["report"] = null): AssignmentFacts => ({
  slot,
  releasedAt: null,
  report,
});
const released = (slot = 1): AssignmentFacts => ({ slot, releasedAt: at("2026-03-26T09:00"), report: null });
const pendingUntil = (deadlineAt: Instant) => ({ status: "pending" as const, deadlineAt });
const declined = { status: "declined" as const, deadlineAt: at("2026-03-26T12:00") };
const held = { held: true };
const notHeld = { held: false };

describe("what has become of a request", () => {
  type Row = [
    string,
    RequestState,
    Instant,
    Partial<RequestFacts>,
    Parameters<typeof requestStateAt>[1],
    AssignmentFacts[],
  ];
  const rows: Row[] = [
    ["received, nobody asked yet", "submitted", BEFORE, {}, [], []],
    ["in a language that is not in the list", "submitted", BEFORE, { language: null }, [], []],
    ["at a place that is not in the list", "submitted", BEFORE, { placeId: null, queuedAt: BEFORE }, [], []],
    [
      "by phone, where no place is needed",
      "searching",
      BEFORE,
      { mode: "phone", placeId: null, queuedAt: BEFORE },
      [],
      [],
    ],
    ["sent back with a question", "needs_info", BEFORE, { needsInfoAt: at("2026-03-20T10:00") }, [], []],
    ["one person is being asked", "offered", BEFORE, {}, [pendingUntil(at("2026-03-27T12:01"))], []],
    ["the one who was asked has declined", "searching", BEFORE, {}, [declined], []],
    [
      "nobody answered in time, though no worker noticed",
      "searching",
      BEFORE,
      {},
      [pendingUntil(at("2026-03-27T12:00"))],
      [],
    ],
    ["nobody could be asked", "searching", BEFORE, { queuedAt: at("2026-03-20T09:00") }, [], []],
    ["someone comes", "secured", BEFORE, {}, [], [live()]],
    ["who came has been released", "searching", BEFORE, {}, [declined], [released()]],
    ["released and another found", "secured", BEFORE, {}, [], [released(), live()]],
    ["one of two comes", "partly_secured", BEFORE, { interpreterCount: 2 }, [], [live()]],
    [
      "one of two comes, another is asked",
      "partly_secured",
      BEFORE,
      { interpreterCount: 2 },
      [pendingUntil(START)],
      [live()],
    ],
    ["both come", "secured", BEFORE, { interpreterCount: 2 }, [], [live(1), live(2)]],
    ["secured to the last millisecond", "secured", (START - 1) as Instant, {}, [], [live()]],
    ["it begins", "in_progress", START, {}, [], [live()]],
    ["it begins with one of two", "in_progress", START, { interpreterCount: 2 }, [], [live()]],
    ["it ends", "to_report", END, {}, [], [live()]],
    ["reported as held", "completed", AFTER, {}, [], [live(1, held)]],
    ["reported before its planned end", "completed", addMinutes(START, 40), {}, [], [live(1, held)]],
    ["reported as not held", "not_held", AFTER, {}, [], [live(1, notHeld)]],
    ["one of two has reported", "to_report", AFTER, { interpreterCount: 2 }, [], [live(1, held), live(2)]],
    ["one of two came", "completed", AFTER, { interpreterCount: 2 }, [], [live(1, notHeld), live(2, held)]],
    ["the start came and nobody", "unfilled", START, {}, [declined], []],
    ["the start came while someone was being asked", "unfilled", START, {}, [pendingUntil(END)], []],
    ["the start came and the language is still unknown", "unfilled", START, { language: null }, [], []],
    ["rejected", "rejected", BEFORE, { rejectedAt: BEFORE }, [], []],
    ["cancelled, whoever was coming", "cancelled", AFTER, { cancelledAt: BEFORE }, [], [live()]],
  ];

  test.each(rows)("%s: %s", (_sentence, state, now, facts, offers, assignments) => {
    expect(requestStateAt(request(facts), offers, assignments, now)).toBe(state);
  });

  test("every state can be reached", () => {
    expect(new Set(rows.map(([, state]) => state))).toEqual(new Set(REQUEST_STATES));
  });
});

test("a person has still to be found only in open states", () => {
  const by = (meta: string) => REQUEST_STATES.filter((state) => metaOf(state) === meta);
  expect(by("open")).toEqual(["submitted", "needs_info", "searching", "offered", "partly_secured"]);
  expect(by("secured")).toEqual(["secured", "in_progress", "to_report"]);
  expect(by("done")).toEqual(["completed"]);
  expect(by("ended")).toEqual(["not_held", "unfilled", "rejected", "cancelled"]);
});
