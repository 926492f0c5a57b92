import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { readRequest } from "#app/forms/request";
import { phone, phoneLink } from "#app/i18n/format";
import { asContactPhone, asPhone } from "#app/imports/fields";
import { readContactPhone, readPhone } from "#app/phone";
import { choicesFor } from "#tests/support/choices";
import { world } from "#tests/support/world";

const sanita = world().as("sociala", "2026-03-20T09:00") as Ctx<UserViewer>;
const options = choicesFor(sanita);

/** The contact's number as the request form stores it; null = refused. */
function inTheForm(contactPhone: string): string | null {
  const form = new FormData();
  const rest = { language: "tr", mode: "phone", date: "2026-03-30", start: "14", minutes: "60", topic: "health" };
  const contact = { contactName: "Sanita Ozola", contactPhone };
  for (const [name, value] of Object.entries({ key: "12345678", ...rest, ...contact })) form.set(name, value);
  const read = readRequest(form, options, sanita.now);
  return read.ok ? read.value.contactPhone : null;
}
const inATable = (text: string) => {
  const read = asPhone(text);
  return read.ok ? read.value : null;
};

test.each([
  ["29 123 456", "+37129123456"],
  ["00371 29123456", "+37129123456"],
  ["(+371) 67 123 456", "+37167123456"],
  ["tālr. 29-123-456", "+37129123456"],
  ["Mob. tel.: +371 29123456", "+37129123456"],
  ["tel:+37129123456", "+37129123456"],
  ["\u202a+371 29 123 456\u202c", "+37129123456"],
  ["29\u2011123\u2011456", "+37129123456"],
  ["29\u2013123\u2013456", "+37129123456"],
  ["２９１２３４５６", "+37129123456"],
  ["+49 1511 2345678", "+4915112345678"],
  ["67123456 ext. 7", "+37167123456;ext=7"],
  ["67123456, iekšējais 7", "+37167123456;ext=7"],
  ["67123456 iekš. nr. 7", "+37167123456;ext=7"],
  ["+371 67 123 456 #7", "+37167123456;ext=7"],
  ["29123456, 29123457", "+37129123456, +37129123457"],
  ["29123456 vai 67123456 ext 7", "+37129123456, +37167123456;ext=7"],
  ["29123456/29123457", "+37129123456, +37129123457"],
])("%j is read alike in form and import, and nothing of it is lost", (typed, stored) => {
  expect(inTheForm(typed)).toBe(stored);
  expect(inATable(typed)).toBe(stored);
  expect(readPhone(phone(stored))).toBe(stored);
});

test.each([
  "+371 2912345",
  "+12345678",
  "+999999999999999",
  "+371 99999999",
  "12345",
  "00000000",
  "29123456 zvanīt Annai",
  "29123456/57",
  "29123456, 123456789012",
  "ext. 12",
  "tālrunis",
  "29123451, 29123452, 29123453, 29123454",
])("%j is refused by both", (typed) => {
  expect(inTheForm(typed)).toBeNull();
  expect(inATable(typed)).toBeNull();
});

test("a service's short number can be called about a request and stands for an institution, never for a person", () => {
  for (const short of ["112", "1188", "116006"]) {
    expect(inTheForm(short)).toBe(short);
    expect(asContactPhone(short)).toEqual({ ok: true, value: short });
    expect(inATable(short)).toBeNull();
    expect(phone(short)).toBe(short);
  }
  expect(readContactPhone("112 ext. 5")).toBeNull();
});

test("people read every number, and a tap calls the first", () => {
  expect(phone("+37129123456, +37167123456;ext=7").replaceAll("\u00a0", " ")).toBe(
    "+371 29 123 456, +371 67 123 456 #7",
  );
  expect(phoneLink("+37129123456, +37167123456;ext=7")).toBe("tel:+37129123456");
  expect(phoneLink("+37167123456;ext=7")).toBe("tel:+37167123456;ext=7");
});
