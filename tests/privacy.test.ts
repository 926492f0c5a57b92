import { expect, test } from "vitest";
import { privateTextIn } from "#app/privacy";

const kinds = (text: string) => privateTextIn(text).map(({ kind }) => kind);

test.each([
  "010190-12345",
  "01019012345",
  "320123-45678",
  "32012345678",
  "Klienta p.k. 010190 - 12345.",
  "kods 010190–12345, lūdzu",
])("a personal code is found: %s", (text) => {
  expect(kinds(text)).toEqual(["personal_code"]);
});

test.each(["janis.berzins@rsd.riga.lv", "raksti uz a@b.lv!", "ĀNNA@PIEMĒRS.LV"])("an address is found: %s", (text) => {
  expect(kinds(text)).toEqual(["email"]);
});

test.each(["27011868", "tel. 27 011 868", "+371 27 011 868", "67-123-456", "+44 20 7946 0958", "0037127011868"])(
  "a phone number is found: %s",
  (text) => {
    expect(kinds(text)).toEqual(["phone"]);
  },
);

test.each([
  "Saruna par bērna uzņemšanu pirmsskolā. Klients nelasa latīņu burtus.",
  "Lieta Nr. 1234, 3. stāvs, 305. kabinets",
  "01.12.2026. plkst. 14:00–15:30",
  "Brīvības iela 123-45, Rīga, LV-1050",
  "K-0142",
  "2026. gada 1. decembrī",
  "",
])("an ordinary note passes: %s", (text) => {
  expect(privateTextIn(text)).toEqual([]);
});

test("everything is found in the order in which it was written, as it was written", () => {
  expect(privateTextIn("zvani 27011868, p.k. 010190-12345, a@b.lv")).toEqual([
    { kind: "phone", text: "27011868" },
    { kind: "personal_code", text: "010190-12345" },
    { kind: "email", text: "a@b.lv" },
  ]);
});
