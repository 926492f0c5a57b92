import { expect, test } from "vitest";
import { guardText, privateTextIn } from "#app/privacy";

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

test.each([
  ["with dots", "050388.12345"],
  ["with a stroke", "050388/12345"],
  ["the day apart", "05.03.88-12345"],
  ["the day apart by dashes", "05-03-88-12345"],
  ["in full-width digits", "０５０３８８－１２３４５"],
  ["in Arabic digits", "٠٥٠٣٨٨-١٢٣٤٥"],
  ["with a hard space", "050388\u00a012345"],
  ["with a narrow space and a dash", "050388\u202f–\u202f12345"],
  ["with a soft hyphen in it", "0503\u00ad88-12345"],
  ["with the end in two", "050388-12 345"],
  ["right behind a word", "p.k.050388-12345"],
  ["in a leap year", "290296-12345"],
  ["of the new form, spaced", "327654 12345"],
  ["of the new form, in pairs", "32 76 54-12345"],
  ["with spaces all over, its check digit right", "05 03 88 12 340"],
  ["behind another number", "29 050388-12345"],
])("a personal code is found %s", (_, text) => {
  expect(kinds(`Runa par ${text}, lūdzu`)).toContain("personal_code");
});

test.each([
  ["a company's number", "reģ. nr. 40103123456"],
  ["a day that is none", "310288-12345"],
  ["a month that is none", "051388-12345"],
  ["no such leap day", "290295-12345"],
  ["no such century", "050388-72345"],
])("eleven digits that cannot be a personal code only look like one: %s", (_, text) => {
  expect(kinds(text)).toEqual(["code_like"]);
});

test.each([
  "26 45 78 12",
  "26.45.78.12",
  "26-45-78-12",
  "264 578 12",
  "2645/7812",
  "26/457812",
  "(26) 457 812",
  "(+371) 26457812",
  "+371-26-457-812",
  "+371 (26) 45 78 12",
  "00371 26457812",
  "00 371 26457812",
  "371 26457812",
  "37126457812",
  "２６４５７８１２",
  "٢٦٤٥٧٨١٢",
  "26\u00a0457\u00a0812",
  "26\u2011457\u2011812",
  "2 6 4 5 7 8 1 2",
  "tel26457812",
  "+32 470 12 34 56",
  "0049 30 1234567",
  "＋371 26457812",
  "80 000 123",
])("a phone number is found however it is written: %s", (text) => {
  expect(kinds(text)).toEqual(["phone"]);
  expect(kinds(`zvanīt ${text}, pēc 14.00`)).toEqual(["phone"]);
});

test.each([
  "21.12.2026. plkst. 20.00–21.30",
  "26.03.2027 14.00",
  "2026-12-21 20.00-21.30",
  "21.12.26 14.00-15.30",
  "21.12.-22.12.",
  "27.03.2026-29.03.2026",
  "lieta 2026/1234",
  "lieta 4321/2026",
  "LV80HABA0551012345678",
  "LV-1050, 2 ieeja, 3. stāvs, 26. kab.",
  "20., 21., 22. un 23. decembrī",
  "10 000 eiro",
  "dokuments AB26457812",
])("dates, hours and numbers of cases pass: %s", (text) => {
  expect(privateTextIn(text)).toEqual([]);
});

test.each([
  ["digits", "1"],
  ["digits and spaces", "1 "],
  ["pairs", "29 "],
  ["dots", "."],
  ["spaces", " "],
  ["letters", "a"],
  ["at signs", "@"],
  ["addresses", "a@b.lv "],
  ["half addresses", "a.b@"],
  ["plus signs", "+3"],
  ["dates", "01.01.90-"],
  ["what cannot be seen", "1\u200b"],
  ["full-width digits", "２ "],
])("twice as many %s take about twice as long", (_, part) => {
  const text = (length: number) => part.repeat(Math.ceil(length / part.length));
  const timeOf = (length: number) => {
    const typed = text(length);
    return Math.min(
      ...[1, 2, 3].map(() => {
        const from = process.cpuUsage();
        privateTextIn(typed);
        return process.cpuUsage(from).user / 1000;
      }),
    );
  };
  timeOf(20_000);
  expect(timeOf(160_000)).toBeLessThan(8 * 3 * Math.max(timeOf(20_000), 20));
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

test("somebody's word lets a company's number and a phone number pass, and is told; a personal code never passes", () => {
  const vouched = { longest: 200, isVouched: true };
  expect(guardText(" reģ. nr. 40103123456 ", vouched)).toEqual({
    ok: true,
    value: { text: "reģ. nr. 40103123456", vouchedFor: ["code_like"] },
  });
  expect(guardText("sarunas numurs +371 66901234", vouched)).toMatchObject({ value: { vouchedFor: ["phone"] } });
  expect(guardText("Anna 050388-12345", vouched)).toMatchObject({ ok: false, reason: "holds_personal_code" });
  expect(guardText("zvanīt 26457812", { longest: 200 })).toMatchObject({ ok: false, reason: "holds_phone" });
  expect(guardText("Bez numuriem", vouched)).toMatchObject({ value: { vouchedFor: [] } });
});

test("what is too long is refused for that, and not searched", () => {
  expect(guardText("26457812".repeat(100), { longest: 500 })).toMatchObject({ ok: false, reason: "too_long" });
});
