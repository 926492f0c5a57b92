import { expect, test } from "vitest";
import { asPhone } from "#app/imports/fields";
import { readPhone } from "#app/phone";

test.each([
  ["27 011 868", "+37127011868"],
  ["+371 27011868", "+37127011868"],
  ["0037127011868", "+37127011868"],
  ["+4915112345678", "+4915112345678"],
  ["12345", null],
  ["tālrunis", null],
])("the telephone %j in a table is what it is on a page", (typed, phone) => {
  expect(readPhone(typed)).toBe(phone);
  expect(asPhone(typed)).toEqual(phone === null ? { ok: false, reason: "phone" } : { ok: true, value: phone });
});
