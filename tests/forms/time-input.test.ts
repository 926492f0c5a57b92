import { expect, test } from "vitest";
import { readRuleValue } from "#app/dispatch/rule-limits";
import { saying } from "#tests/support/sources";

test("a time is typed the same on every form: one set of attributes, with a keypad that has a separator", () => {
  const own = saying(/placeholder="14:00"|type: "time"|type="time"|inputMode="(numeric|text)"/);
  // The requester's code is digits alone.
  expect(own.filter((file) => file !== "app/ui/time-input.ts")).toEqual(["app/routes/interpreter.jobs.$id/spot.tsx"]);
});

test("an administrator's times are read like everybody's; 24:00 ends a day and begins the next", () => {
  expect(["8.30", "0830", "8", "08:30"].map((typed) => readRuleValue("office.opens", typed))).toEqual([
    "08:30",
    "08:30",
    "08:00",
    "08:30",
  ]);
  expect(readRuleValue("unknown.askableTo", "24")).toBe("24:00");
  expect(readRuleValue("night.from", "24:00")).toBe("00:00");
  expect(readRuleValue("office.opens", "25:00")).toBeNull();
});
