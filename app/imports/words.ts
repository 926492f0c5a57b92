/** What the import tool says, in both languages. Not part of the pages' catalogues: browsers need none of it. */

import type { Locale } from "#app/dispatch/vocabulary";
import type { FileRefusal, ImportReport, ProblemCode } from "./table";

interface Words {
  usage: string;
  noFile: (file: string) => string;
  fileProblem: Record<FileRefusal["reason"], (blamed: { line: number; columns: string }) => string>;
  problem: Record<ProblemCode, string>;
  summary: (report: ImportReport, badRows: number) => string;
  dryRun: string;
}

const lv: Words = {
  usage: "Lietošana: npm run import -- interpreters|organisations FAILS.csv [--apply] [--as-new KODS]… [--lang lv|en]",
  noFile: (file) => `Failu ${file} nevar izlasīt.`,
  fileProblem: {
    not_utf8: () => "fails nav UTF-8; izklājlapā izvēlieties “CSV UTF-8”.",
    empty: () => "failā nav virsraksta rindas.",
    not_csv: ({ line }) => `${line}. rindā tabula pārtrūkst (neaizvērtas pēdiņas?).`,
    unknown_column: ({ columns }) => `nezināma kolonna: ${columns}.`,
    missing_column: ({ columns }) => `trūkst kolonnas: ${columns}.`,
    doubled_column: ({ columns }) => `kolonna ir divreiz: ${columns}.`,
    not_found: () => "to drīkst tikai administrators.",
  },
  problem: {
    missing: "jāaizpilda",
    personal_code: "izskatās pēc personas koda; to šeit nedrīkst rakstīt",
    unseen: "neredzama rakstzīme, kuras dēļ teksts rāda ko citu, nekā tajā ir",
    too_many_cells: "rindā ir vairāk šūnu nekā virsrakstā",
    too_long: "teksts ir par garu (vairāk nekā 300 zīmju)",
    code_invalid: "kodam jāsākas ar burtu vai ciparu, un tajā drīkst būt ne vairāk kā 40 zīmju",
    code_near: "iespējams, tas pats, kas jau zināms ar līdzīgu kodu; ja tas ir cits, pievienojiet --as-new KODS",
    unit_near: "iespējams, tā pati struktūrvienība; ja tā ir cita, pievienojiet --as-new NOSAUKUMS",
    code_twice: "šāds kods failā jau bija",
    email: "nav e-pasta adrese",
    email_taken: "šī e-pasta adrese jau ir citam tulkam",
    phone: "nav tālruņa numurs",
    gender: "jābūt S vai V",
    place: "tādas vietas sarakstā nav",
    desk: "tāda kontaktpunkta nav",
    sector: "tādas nozares nav",
    language_unknown: "tādas valodas sarakstā nav",
    language_ambiguous: "der vairākām valodām; rakstiet valodas nosaukumu",
    language_not_served: "šai valodai tulka pakalpojums netiek nodrošināts",
    language_twice: "valoda ir divreiz",
    variant_unknown: "tāda paveida šai valodai nav",
    level: "līmenim jābūt 1, 2 vai 3 aiz kola",
    mode: "jābūt klātienē, telefons vai video",
    number: "jābūt skaitlim atļautajās robežās",
    date: "jābūt datumam, piemēram 27.03.2026",
    dates_reversed: "beigas ir pirms sākuma",
    date_alone: "ir beigas, bet nav sākuma",
    availability: "jābūt kā P-Pk 08:00-17:00|S 10:00-14:00",
    availability_twice: "laiki pārklājas",
    status: "jābūt aktīvs vai kandidāts",
  },
  summary: ({ added, changed, unchanged }, badRows) =>
    `Jauni: ${added} · mainīti: ${changed} · bez izmaiņām: ${unchanged} · rindas ar kļūdām: ${badRows}`,
  dryRun: "Nekas nav ierakstīts. Lai ierakstītu derīgās rindas, pievienojiet --apply.",
};

const en: Words = {
  usage: "Usage: npm run import -- interpreters|organisations FILE.csv [--apply] [--as-new CODE]… [--lang lv|en]",
  noFile: (file) => `Cannot read ${file}.`,
  fileProblem: {
    not_utf8: () => "the file is not UTF-8; choose “CSV UTF-8” in your spreadsheet.",
    empty: () => "the file has no heading.",
    not_csv: ({ line }) => `the table breaks at line ${line} (a quotation mark left open?).`,
    unknown_column: ({ columns }) => `unknown column: ${columns}.`,
    missing_column: ({ columns }) => `missing column: ${columns}.`,
    doubled_column: ({ columns }) => `column given twice: ${columns}.`,
    not_found: () => "only an administrator may do this.",
  },
  problem: {
    missing: "must be filled in",
    personal_code: "looks like a personal code, which must not be written here",
    unseen: "an invisible character, which makes the text show something else than it holds",
    too_many_cells: "the row has more cells than the heading",
    too_long: "the text is too long (more than 300 characters)",
    code_invalid: "must begin with a letter or digit and have at most 40 characters",
    code_near: "is probably one that is known by a similar code; if it is another, add --as-new CODE",
    unit_near: "is probably a unit that is known; if it is another, add --as-new NAME",
    code_twice: "this code stood in the file before",
    email: "is not an e-mail address",
    email_taken: "another interpreter has this e-mail address",
    phone: "is not a telephone number",
    gender: "must be F or M",
    place: "is not a place in the list",
    desk: "is not a desk",
    sector: "is not a sector",
    language_unknown: "is not a language in the list",
    language_ambiguous: "fits several languages; write the language's name",
    language_not_served: "is a language for which no interpreters are provided",
    language_twice: "the language is given twice",
    variant_unknown: "is not a variant of this language",
    level: "needs a level of 1, 2 or 3 after a colon",
    mode: "must be onsite, phone or video",
    number: "must be a number within the bounds",
    date: "must be a date such as 2026-03-27",
    dates_reversed: "the end is before the beginning",
    date_alone: "has an end without a beginning",
    availability: "must look like Mon-Fri 08:00-17:00|Sat 10:00-14:00",
    availability_twice: "the hours overlap",
    status: "must be active or candidate",
  },
  summary: ({ added, changed, unchanged }, badRows) =>
    `${added} added · ${changed} changed · ${unchanged} unchanged · rows with mistakes: ${badRows}`,
  dryRun: "Nothing was written. Add --apply to write the good rows.",
};

export const WORDS: Record<Locale, Words> = { lv, en };
