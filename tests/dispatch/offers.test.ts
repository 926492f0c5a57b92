import { describe, expect, test } from "vitest";
import { moveOffer, type OfferMove, statusAt } from "#app/dispatch/offer";
import { OFFER_STATUSES, type OfferStatus } from "#app/dispatch/vocabulary";
import { addMinutes } from "#app/time";
import { at } from "#tests/support/world";

const DEADLINE = at("2026-03-27T12:00");
const offer = (status: OfferStatus) => ({ status, deadlineAt: DEADLINE });
const before = addMinutes(DEADLINE, -1);

test("at the deadline it is too late, even if the worker has not run", () => {
  expect(statusAt(offer("pending"), before)).toBe("pending");
  expect(statusAt(offer("pending"), DEADLINE)).toBe("expired");
  expect(moveOffer(offer("pending"), "accept", DEADLINE)).toEqual({ ok: false, reason: "offer_expired" });
});

test("an answer that stands is not undone by the deadline", () => {
  for (const status of OFFER_STATUSES)
    if (status !== "pending") expect(statusAt(offer(status), addMinutes(DEADLINE, 1000))).toBe(status);
});

describe("before the deadline", () => {
  const MOVES: OfferMove[] = ["accept", "decline", "withdraw"];
  const table: Record<OfferStatus, string[]> = {
    pending: ["accepted", "declined", "withdrawn"],
    accepted: MOVES.map(() => "already_answered"),
    declined: MOVES.map(() => "already_answered"),
    expired: MOVES.map(() => "offer_expired"),
    withdrawn: MOVES.map(() => "offer_withdrawn"),
    superseded: MOVES.map(() => "offer_taken"),
  };
  const cases = OFFER_STATUSES.flatMap((status) => MOVES.map((move, i) => [status, move, table[status][i]] as const));
  test.each(cases)("%s, %s: %s", (status, move, outcome) => {
    const moved = moveOffer(offer(status), move, before);
    expect(moved.ok ? moved.value : moved.reason).toBe(outcome);
  });
});

test("from the deadline on an unanswered offer moves no more, and one that was answered keeps its answer", () => {
  for (const move of ["accept", "decline", "withdraw"] as const) {
    expect(moveOffer(offer("pending"), move, DEADLINE)).toEqual({ ok: false, reason: "offer_expired" });
    expect(moveOffer(offer("expired"), move, DEADLINE)).toEqual({ ok: false, reason: "offer_expired" });
    expect(moveOffer(offer("accepted"), move, DEADLINE)).toEqual({ ok: false, reason: "already_answered" });
  }
});
