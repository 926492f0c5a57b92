import { expect, test } from "vitest";
import { agreedService, attestationState, attestedAs, type Reported, type TookPlace } from "#app/pay/took-place";
import { addMinutes } from "#app/time";
import { at } from "#tests/support/world";

const NINE = at("2026-03-30T09:00");
const TEN = at("2026-03-30T10:00");
const AFTER = at("2026-03-30T12:00");

const report: Reported = {
  held: true,
  notHeldReason: null,
  startedAt: NINE,
  endedAt: TEN,
  breakMinutes: 0,
  waitingMinutes: 0,
  travelMeans: "own_car",
  travelKm: 12,
  travelMinutes: 20,
  ticketCents: null,
  usedLanguage: null,
  usedVariant: null,
  number: 1,
  reportedAt: AFTER,
  agreedAt: null,
};
const told = { held: true, notHeldReason: null, startedAt: NINE, endedAt: TEN };
const word = { ...told, reportNumber: 1, at: AFTER, way: "link", as: "as_reported" } as const;

const tookPlace = (parts: Partial<TookPlace>): TookPlace => ({ report, attestation: null, settlement: null, ...parts });

test("up to ten minutes and the same outcome are nearly the same; beyond that, or another outcome, it differs", () => {
  const ends = (minutes: number) => attestedAs(told, { ...told, endedAt: addMinutes(TEN, minutes) }, 10);
  expect([0, 1, 10, 11, -10, -11].map(ends)).toEqual([
    "as_reported",
    "nearly",
    "nearly",
    "differs",
    "nearly",
    "differs",
  ]);
  const absent = { held: false, notHeldReason: "client_no_show", startedAt: null, endedAt: null } as const;
  expect(attestedAs(told, absent, 10)).toBe("differs");
  expect(attestedAs(absent, absent, 10)).toBe("as_reported");
  expect(attestedAs(absent, { ...absent, notHeldReason: "technical" }, 10)).toBe("differs");
});

test("the state says who said what last", () => {
  const agreed = { ...report, agreedAt: AFTER };
  const states = [
    tookPlace({}),
    tookPlace({ report: agreed, attestation: word }),
    tookPlace({ attestation: { ...word, as: "differs" } }),
    tookPlace({ report: agreed, attestation: { ...word, way: "silence" } }),
    tookPlace({ report: agreed }),
  ].map(attestationState);
  expect(states).toEqual(["waiting", "confirmed", "disputed", "auto_confirmed", "before"]);
});

test("while the two differ nothing holds; then what the coordinator decided does, with the interpreter's journey", () => {
  const disputed = tookPlace({ attestation: { ...word, as: "differs", endedAt: addMinutes(TEN, -30) } });
  expect(agreedService(disputed)).toBeNull();
  const decided = { ...told, endedAt: addMinutes(TEN, -30), breakMinutes: 5, waitingMinutes: 0 };
  const settlement = { ...decided, reportNumber: 1, at: AFTER, as: "attestation" } as const;
  expect(agreedService({ ...disputed, report: { ...report, agreedAt: AFTER }, settlement })).toEqual({
    ...decided,
    travelMeans: "own_car",
    travelKm: 12,
    travelMinutes: 20,
    ticketCents: null,
    usedLanguage: null,
    usedVariant: null,
    state: "settled",
    at: AFTER,
  });
});
