import { expect, test } from "vitest";
import { speed } from "#app/ui/calendar/drag/edge-scroll";

test("in the middle nothing moves; towards an edge it moves faster the nearer the pointer is, and no faster beyond it", () => {
  for (const at of [60, 300, 540]) expect(speed(at, 600)).toBe(0);
  expect(speed(40, 600)).toBeLessThan(0);
  expect(speed(5, 600)).toBeLessThan(speed(40, 600));
  expect(speed(560, 600)).toBeGreaterThan(0);
  expect(speed(595, 600)).toBeGreaterThan(speed(560, 600));
  expect(speed(900, 600)).toBe(speed(600, 600));
  expect(speed(-300, 600)).toBe(speed(0, 600));
});

test("where the edges would meet there is no edge", () => {
  expect(speed(2, 120)).toBe(0);
});
