import { expect, test } from "vitest";
import { type DisclosureStage, disclosureFor } from "#app/dispatch/disclosure";
import { DEFAULT_RULES } from "#app/dispatch/rules";
import type { ProtectionClass } from "#app/dispatch/vocabulary";
import { addMinutes, type Instant, parseWall } from "#app/time";

const at = (date: string, time: string): Instant => {
  const wall = parseWall(date, time);
  if (!wall.ok) throw new Error(wall.reason);
  return wall.value;
};
const start = at("2026-12-01", "14:00");
const end = addMinutes(start, 60);

const told = (protectionClass: ProtectionClass, stage: DisclosureStage, now = at("2026-11-25", "12:00")) =>
  [...disclosureFor({ protectionClass, stage, now, start, end, rules: DEFAULT_RULES })].sort();

const afterAcceptance = ["address", "contact", "note", "organisation", "sector", "topic", "videoLink"];

test("a mail tells nothing beyond the basics, whatever the class", () => {
  for (const protectionClass of ["A", "B", "C"] as const) expect(told(protectionClass, "message")).toEqual([]);
});

test("the link's page tells topic and kind of institution only of ordinary requests", () => {
  expect(told("A", "link")).toEqual(["sector", "topic"]);
  expect(told("B", "link")).toEqual([]);
  expect(told("C", "link")).toEqual([]);
});

test("signed in and asked, a person is told no more than by the link", () => {
  expect(told("A", "offered")).toEqual(["sector", "topic"]);
  expect(told("B", "offered")).toEqual([]);
  expect(told("C", "offered")).toEqual([]);
});

test("from acceptance everything, the client's code for A and B", () => {
  expect(told("A", "accepted")).toEqual([...afterAcceptance, "clientCode"].sort());
  expect(told("B", "accepted")).toEqual([...afterAcceptance, "clientCode"].sort());
});

test("class C keeps address and contact until exactly 24 hours before the start", () => {
  const early = ["note", "organisation", "sector", "topic", "videoLink"];
  expect(told("C", "accepted", (start - 24 * 3_600_000 - 1) as Instant)).toEqual(early);
  expect(told("C", "accepted", (start - 24 * 3_600_000) as Instant)).toEqual(afterAcceptance);
});

test("thirty days after the end only the basics are left", () => {
  const thirtyDays = 30 * 24 * 60;
  expect(told("A", "accepted", (addMinutes(end, thirtyDays) - 1) as Instant)).toContain("address");
  expect(told("A", "accepted", addMinutes(end, thirtyDays))).toEqual([]);
  expect(told("C", "accepted", addMinutes(end, thirtyDays))).toEqual([]);
});

test("a job that was taken back tells nothing any more", () => {
  for (const protectionClass of ["A", "B", "C"] as const) expect(told(protectionClass, "released")).toEqual([]);
});
