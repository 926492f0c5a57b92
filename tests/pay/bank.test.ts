/** Account numbers, sums as people type them, and the bank's payment file. */
import { expect, test } from "vitest";
import { maskedIban, readIban } from "#app/pay/iban";
import { eurosText, readEuros } from "#app/pay/money";
import { pain001 } from "#app/pay/pain001";

const OURS = "LV80BANK0000435195001";

test("an account number is taken however it was typed, and checked by its digits and its country's length", () => {
  expect(readIban(" lv80 bank 0000 4351 9500 1 ")).toBe(OURS);
  expect(readIban("LV80-BANK-0000-4351-9500-1")).toBe(OURS);
  expect(readIban("DE89370400440532013000")).toBe("DE89370400440532013000");
  expect(readIban("GB82WEST12345698765432")).toBe("GB82WEST12345698765432");
  for (const wrong of ["", "LV", "LV81BANK0000435195001", "LV80BANK000043519500", "XX", "<script>", "9".repeat(500)])
    expect([wrong, readIban(wrong)]).toEqual([wrong, null]);
  expect(maskedIban(OURS)).toBe("LV80 •••• 5001");
});

test("one digit changed, or two neighbours exchanged, is no account number any more", () => {
  for (let at = 8; at < OURS.length; at++) {
    const other = (Number(OURS[at]) + 1) % 10;
    expect(readIban(OURS.slice(0, at) + other + OURS.slice(at + 1))).toBeNull();
    const [one, next] = [OURS[at] ?? "", OURS[at + 1] ?? ""];
    if (next !== "" && one !== next) expect(readIban(OURS.slice(0, at) + next + one + OURS.slice(at + 2))).toBeNull();
  }
});

test("euros are read and written in whole cents", () => {
  const typed = ["12,50", "12.5", "€ 12", "1 200,00", "0,07", "12,505", "-1", "1,2,3", "abc", ""];
  expect(typed.map(readEuros)).toEqual([1250, 1250, 1200, 120000, 7, null, null, null, null, null]);
  expect([0, 7, 70, 1250, -5, -12345].map((cents) => eurosText(cents))).toEqual([
    "0.00",
    "0.07",
    "0.70",
    "12.50",
    "-0.05",
    "-123.45",
  ]);
});

const FILE = pain001({
  messageId: "TILTS-2026-03-abc",
  createdAt: "2026-04-05T07:00:00.000Z",
  executesOn: "2026-04-05",
  payer: { name: "Biedrība “Patvērums”", iban: OURS },
  remittance: "2026-03",
  payments: [
    { endToEndId: "2026-03-amina", name: "Amīna <Karimi> & Co", iban: "GB82WEST12345698765432", cents: 120005 },
    { endToEndId: "2026-03-karim", name: "د.", iban: "DE89370400440532013000", cents: 7 },
  ],
});
const all = (name: string) =>
  [...FILE.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, "g"))].map(([, text]) => text);

test("the bank's file says how many and how much, the same in the head, in the batch and in its payments", () => {
  expect(all("NbOfTxs")).toEqual(["2", "2"]);
  expect(all("CtrlSum")).toEqual(["1200.12", "1200.12"]);
  expect(all("InstdAmt")).toEqual(["1200.05", "0.07"]);
  expect(all("EndToEndId")).toEqual(["2026-03-amina", "2026-03-karim"]);
  expect(all("IBAN")).toEqual([OURS, "GB82WEST12345698765432", "DE89370400440532013000"]);
  expect(all("Nm")).toEqual(["Biedriba Patverums", "Biedriba Patverums", "Amina Karimi Co", "."]);
});

test("its elements stand in the order that the schema asks for, each closed, and its letters are those of SEPA", () => {
  const order = [...FILE.matchAll(/<([A-Za-z]+)(?: [^>]*)?>/g)].map(([, name]) => name);
  expect(order.slice(0, 8)).toEqual([
    "Document",
    "CstmrCdtTrfInitn",
    "GrpHdr",
    "MsgId",
    "CreDtTm",
    "NbOfTxs",
    "CtrlSum",
    "InitgPty",
  ]);
  const batch = order.slice(order.indexOf("PmtInf"), order.indexOf("CdtTrfTxInf"));
  const wanted =
    "PmtInf PmtInfId PmtMtd BtchBookg NbOfTxs CtrlSum PmtTpInf SvcLvl Cd ReqdExctnDt Dt Dbtr Nm DbtrAcct Id IBAN DbtrAgt FinInstnId Othr Id ChrgBr";
  expect(batch.join(" ")).toBe(wanted);
  const payment = order.slice(order.indexOf("CdtTrfTxInf"), order.lastIndexOf("CdtTrfTxInf"));
  expect(payment.join(" ")).toBe(
    "CdtTrfTxInf PmtId EndToEndId Amt InstdAmt CdtrAgt FinInstnId Othr Id Cdtr Nm CdtrAcct Id IBAN RmtInf Ustrd",
  );
  const open: string[] = [];
  for (const [, closes, name = ""] of FILE.matchAll(/<(\/?)([A-Za-z]+)[^>]*>/g))
    if (closes) expect(open.pop()).toBe(name);
    else open.push(name);
  expect(open).toEqual([]);
  expect(FILE.replace(/<[^>]*>/g, "")).toMatch(/^[A-Za-z0-9/\-?:().,'+\s]*$/);
});
