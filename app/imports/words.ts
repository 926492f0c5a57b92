/** What the import tool itself says, in both languages; what is wrong with a file the pages say in the same words (`app/i18n/imports.server.ts`). */

import type { Locale } from "#app/dispatch/vocabulary";
import type { ProblemCode } from "./rows";
import type { ImportReport } from "./table";

interface Words {
  usage: string;
  noFile: (file: string) => string;
  /** Which option lets it pass all the same. */
  ways: Partial<Record<ProblemCode | "several_sheets", string>>;
  summary: (report: ImportReport, badRows: number) => string;
  dryRun: string;
}

const lv: Words = {
  usage:
    "Lietošana: npm run import -- interpreters|organisations FAILS [--sheet LAPA] [--vouched] [--apply] [--as-new KODS]… [--lang lv|en]",
  noFile: (file) => `Failu ${file} nevar izlasīt.`,
  ways: {
    holds_code_like: "; ja tas nav nevienas personas numurs, pievienojiet --vouched",
    holds_email: " (ja tā nav privātpersonas adrese, pievienojiet --vouched)",
    holds_phone: " (ja tas nav privātpersonas numurs, pievienojiet --vouched)",
    code_near: "; ja tas ir cits, pievienojiet --as-new KODS",
    unit_near: "; ja tā ir cita, pievienojiet --as-new NOSAUKUMS",
    several_sheets: ' Pievienojiet --sheet "NOSAUKUMS".',
  },
  summary: ({ added, changed, unchanged }, badRows) =>
    `Jauni: ${added} · mainīti: ${changed} · bez izmaiņām: ${unchanged} · rindas ar kļūdām: ${badRows}`,
  dryRun: "Nekas nav ierakstīts. Lai ierakstītu derīgās rindas, pievienojiet --apply.",
};

const en: Words = {
  usage:
    "Usage: npm run import -- interpreters|organisations FILE [--sheet NAME] [--vouched] [--apply] [--as-new CODE]… [--lang lv|en]",
  noFile: (file) => `Cannot read ${file}.`,
  ways: {
    holds_code_like: "; if it is no person’s number, add --vouched",
    holds_email: " (if it is no private person’s, add --vouched)",
    holds_phone: " (if it is no private person’s, add --vouched)",
    code_near: "; if it is another, add --as-new CODE",
    unit_near: "; if it is another, add --as-new NAME",
    several_sheets: ' Add --sheet "NAME".',
  },
  summary: ({ added, changed, unchanged }, badRows) =>
    `${added} added · ${changed} changed · ${unchanged} unchanged · rows with mistakes: ${badRows}`,
  dryRun: "Nothing was written. Add --apply to write the good rows.",
};

export const WORDS: Record<Locale, Words> = { lv, en };
