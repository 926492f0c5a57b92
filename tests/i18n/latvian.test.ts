import { expect, test } from "vitest";
import { translator } from "#app/i18n";
import { awayWords } from "#app/i18n/explain";
import { dayTitle, lastDayShort, untilLong } from "#app/i18n/format";
import { at } from "#tests/support/world";

const lv = translator("lv");
const now = at("2026-03-30T10:00");

test("a deadline stands in the dative wherever it is told", () => {
  const until = untilLong("lv", at("2026-04-01T16:20"), now);
  expect(until).toBe("līdz trešdienai, 1. aprīlim, plkst. 16:20");
  for (const key of ["interpreter:offers.answerBy", "interpreter:link.answerBy", "interpreter:job.giveBack.until"])
    expect(lv(key, { until }), key).toContain(until);
  expect(lv("coordinator:call.says.request_received_promised", { reference: "T-7", due: until })).toContain(
    `solīta ${until}`,
  );
});

test("a day that a warning names is its subject, between commas", () => {
  const day = dayTitle("lv", "2026-04-05", now);
  expect(lv("request:warning.weekend", { day })).toMatch(/^Svētdiena, 5\. aprīlis, nav darbdiena\./);
  expect(lv("request:warning.moved", { day })).toMatch(/^Svētdiena, 5\. aprīlis, ir pārceltā darbdiena/);
  expect(lv("request:warning.holiday", { day, name: "Lieldienas" })).toMatch(/^Svētdiena, 5\. aprīlis, ir svētku/);
  expect(dayTitle("lv", "2027-04-05", now)).toBe("Pirmdiena, 2027. gada 5. aprīlis");
});

test("what ends at midnight is told by its last day", () => {
  expect(lastDayShort("lv", at("2026-04-01T00:00"))).toBe("31.03.2026.");
  expect(lastDayShort("lv", at("2026-04-01T10:30"))).toBe("01.04.2026.");
  expect(awayWords(lv, at("2026-04-01T00:00"))).toBe("prombūtnē līdz 31. martam");
  expect(awayWords(lv, at("2026-04-01T10:30"))).toBe("prombūtnē līdz 1. aprīlim plkst. 10:30");
});

test("an interpreter reports about herself, everybody else about the interpreter", () => {
  const reason = "domain:notHeldReason.interpreter_no_show";
  expect([lv(reason, { context: "own" }), lv(reason)]).toEqual(["es neierados", "tulks neieradās"]);
  expect(lv("domain:notHeldReason.technical", { context: "own" })).toBe(lv("domain:notHeldReason.technical"));
});

test("two interpreters are interpreters, one language is not provided", () => {
  expect(lv("request:mine.interpreters", { names: "Amina un Diego" })).toBe("Tulki: Amina un Diego");
  expect(lv("request:mine.interpreter", { names: "Amina" })).toBe("Tulks: Amina");
  expect(lv("request:choice.notServedOne")).toBe("netiek nodrošināta");
});
