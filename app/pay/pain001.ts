/**
 * A payment file for a bank: ISO 20022, pain.001.001.09, SEPA credit transfers in euros, one batch. Amounts are made of whole cents.
 * The identification of a payment is told from end to end and has no name in it.
 */
import type { DateText } from "#app/time";
import { eurosText } from "./money";

export interface Payment {
  /** At most 35 of the letters that SEPA knows. */
  endToEndId: string;
  name: string;
  iban: string;
  cents: number;
}

export interface Transfer {
  /** At most 35 of the letters that SEPA knows; another one for every file. */
  messageId: string;
  /** "2026-04-05T10:00:00Z". */
  createdAt: string;
  /** The day on which the bank is to pay. */
  executesOn: DateText;
  payer: { name: string; iban: string };
  remittance: string;
  payments: readonly Payment[];
}

/** The whole file; its sums are those of its payments. */
export function pain001({ messageId, createdAt, executesOn, payer, remittance, payments }: Transfer): string {
  const total = eurosText(payments.reduce((sum, { cents }) => sum + cents, 0));
  const sums = `<NbOfTxs>${payments.length}</NbOfTxs><CtrlSum>${total}</CtrlSum>`;
  const agent = (of: "Dbtr" | "Cdtr") =>
    `<${of}Agt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></${of}Agt>`;
  const account = (of: "Dbtr" | "Cdtr", iban: string) => `<${of}Acct><Id><IBAN>${iban}</IBAN></Id></${of}Acct>`;
  const one = ({ endToEndId, name, iban, cents }: Payment) =>
    `<CdtTrfTxInf><PmtId><EndToEndId>${sepa(endToEndId, 35)}</EndToEndId></PmtId>` +
    `<Amt><InstdAmt Ccy="EUR">${eurosText(cents)}</InstdAmt></Amt>${agent("Cdtr")}` +
    `<Cdtr><Nm>${sepa(name, 70)}</Nm></Cdtr>${account("Cdtr", iban)}` +
    `<RmtInf><Ustrd>${sepa(remittance, 140)}</Ustrd></RmtInf></CdtTrfTxInf>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>',
    `<GrpHdr><MsgId>${sepa(messageId, 35)}</MsgId><CreDtTm>${createdAt}</CreDtTm>${sums}`,
    `<InitgPty><Nm>${sepa(payer.name, 70)}</Nm></InitgPty></GrpHdr>`,
    `<PmtInf><PmtInfId>${sepa(messageId, 35)}</PmtInfId><PmtMtd>TRF</PmtMtd><BtchBookg>false</BtchBookg>${sums}`,
    "<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf>",
    `<ReqdExctnDt><Dt>${executesOn}</Dt></ReqdExctnDt>`,
    `<Dbtr><Nm>${sepa(payer.name, 70)}</Nm></Dbtr>${account("Dbtr", payer.iban)}${agent("Dbtr")}<ChrgBr>SLEV</ChrgBr>`,
    ...payments.map(one),
    "</PmtInf></CstmrCdtTrfInitn></Document>",
    "",
  ].join("\n");
}

/** What SEPA's letters leave of a text: no diacritics, and a space for what has no place. */
function sepa(text: string, longest: number): string {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9/\-?:().,'+ ]/g, " ")
    .replace(/ +/g, " ")
    .trim();
  return plain.slice(0, longest).trim() || "-";
}
