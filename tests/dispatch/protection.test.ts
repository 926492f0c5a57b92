import { expect, test } from "vitest";
import { minLevelOf, protectionClassOf, REQUIRED_CREDENTIALS } from "#app/dispatch/protection";
import { SECTORS, TOPICS } from "#app/dispatch/vocabulary";

test.each([
  ["bank", "finance", "A"],
  ["education", "education", "A"],
  ["landlord", "housing", "A"],
  ["social", "housing", "B"],
  ["employer", "health", "B"],
  ["health", "other", "B"],
  ["crisis", "other", "C"],
  ["bank", "asylum", "C"],
  ["social", "violence", "C"],
] as const)("%s about %s is class %s: the stricter of both holds", (sector, topic, expected) => {
  expect(protectionClassOf(sector, topic)).toBe(expected);
});

test("no topic makes a sector less protected", () => {
  for (const sector of SECTORS)
    for (const topic of TOPICS)
      expect(protectionClassOf(sector, topic) >= protectionClassOf(sector, "other")).toBe(true);
});

test("at the doctor's and at law being able to communicate is not enough", () => {
  expect(TOPICS.filter((topic) => minLevelOf(topic) > 1)).toEqual([
    "legal",
    "psychology",
    "health",
    "violence",
    "asylum",
  ]);
});

test("nobody works without having pledged confidentiality", () => {
  expect(REQUIRED_CREDENTIALS).toContain("confidentiality_pledge");
});
