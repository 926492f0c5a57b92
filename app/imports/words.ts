/** What the import tool says, in both languages. Not part of the pages' catalogues: browsers need none of it. */

import type { Locale } from "#app/dispatch/vocabulary";
import type { FileDetail, FileRefusal, ProblemCode } from "./rows";
import type { ImportReport } from "./table";

interface Blamed {
  line: number;
  columns: string;
  detail: FileDetail;
}

interface Words {
  usage: string;
  noFile: (file: string) => string;
  fileProblem: Record<FileRefusal["reason"], (blamed: Blamed) => string>;
  problem: Record<ProblemCode, string>;
  summary: (report: ImportReport, badRows: number) => string;
  dryRun: string;
  /** The encoding that was guessed. */
  guessed: (encoding: string) => string;
  /** What may stand there instead. */
  allowed: (names: readonly string[]) => string;
}

/** “tālruns” (“tālrunis”?), and all that are known. */
function unknownColumns({ columns = [], nearest = [], known = [] }: FileDetail, words: [string, string]): string {
  const named = columns.map((name, i) => (nearest[i] ? `${name} (${words[0]} “${nearest[i]}”?)` : name));
  return `${named.join(", ")}. ${words[1]} ${known.join(", ")}.`;
}

const lv: Words = {
  usage:
    "Lietošana: npm run import -- interpreters|organisations FAILS [--sheet LAPA] [--vouched] [--apply] [--as-new KODS]… [--lang lv|en]",
  noFile: (file) => `Failu ${file} nevar izlasīt.`,
  fileProblem: {
    not_text: () =>
      "fails nav ne teksta tabula, ne Excel (.xlsx) darbgrāmata; izklājlapā izvēlieties “CSV UTF-8” vai .xlsx.",
    old_excel: () => "tā ir veca Excel (.xls) darbgrāmata; saglabājiet to kā .xlsx vai “CSV UTF-8”.",
    not_xlsx: () => "darbgrāmatu nevar izlasīt; saglabājiet to no jauna kā .xlsx vai “CSV UTF-8”.",
    too_big: () => "fails ir pārāk liels; sadaliet to vairākos.",
    several_sheets: ({ columns }) => `darbgrāmatā ir vairākas lapas (${columns}); norādiet vienu: --sheet "NOSAUKUMS".`,
    merged_cells: ({ columns }) =>
      `lapā ir apvienotas šūnas (${columns}); atdaliet tās, lai neviena rinda nepaliktu tukša.`,
    empty: () => "failā nav virsraksta rindas.",
    not_csv: ({ line }) => `${line}. rindā tabula pārtrūkst (neaizvērtas pēdiņas?).`,
    unknown_column: ({ detail }) => `nezināma kolonna: ${unknownColumns(detail, ["varbūt", "Zināmās kolonnas:"])}`,
    missing_column: ({ columns }) => `trūkst kolonnas: ${columns}.`,
    doubled_column: ({ columns }) => `kolonna ir divreiz: ${columns}.`,
    not_found: () => "to drīkst tikai administrators.",
  },
  problem: {
    missing: "jāaizpilda",
    personal_code: "ir personas kods; to šeit nedrīkst rakstīt",
    holds_personal_code: "ir personas kods; to šeit nedrīkst rakstīt",
    holds_code_like: "izskatās pēc personas koda; ja tas nav nevienas personas numurs, pievienojiet --vouched",
    holds_email:
      "tekstā ir e-pasta adrese; rakstiet to kolonnā “e-pasts” (ja tā nav privātpersonas adrese, pievienojiet --vouched)",
    holds_phone:
      "tekstā ir tālruņa numurs; rakstiet to kolonnā “tālrunis” (ja tas nav privātpersonas numurs, pievienojiet --vouched)",
    excel_error: "izklājlapas kļūda, nevis vērtība; izlabojiet to izklājlapā",
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
    sector:
      "tādas nozares nav; var būt: valsts, sociālais dienests, bāriņtiesa, krīzes centrs, izglītība, veselība, banka, darba devējs, NVO, bibliotēka, namīpašnieks, tiesa, policija, kontaktpunkts vai cits",
    language_unknown: "tādas valodas sarakstā nav",
    language_ambiguous: "der vairākām valodām; rakstiet valodas nosaukumu",
    language_not_served: "šai valodai tulka pakalpojums netiek nodrošināts",
    language_twice: "valoda ir divreiz",
    variant_unknown: "tāda paveida šai valodai nav",
    level: "līmenim jābūt 1, 2 vai 3 aiz kola",
    mode: "jābūt klātiene, telefons vai video",
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
  guessed: (encoding) => `Failā nav UTF-8; tas izlasīts kā ${encoding}. Pārbaudiet, vai garumzīmes ir pareizas.`,
  allowed: (names) => `var būt: ${names.join(", ")}`,
};

const en: Words = {
  usage:
    "Usage: npm run import -- interpreters|organisations FILE [--sheet NAME] [--vouched] [--apply] [--as-new CODE]… [--lang lv|en]",
  noFile: (file) => `Cannot read ${file}.`,
  fileProblem: {
    not_text: () => "the file is neither a table of text nor an Excel (.xlsx) workbook; choose “CSV UTF-8” or .xlsx.",
    old_excel: () => "this is an old Excel (.xls) workbook; save it as .xlsx or “CSV UTF-8”.",
    not_xlsx: () => "the workbook cannot be read; save it anew as .xlsx or “CSV UTF-8”.",
    too_big: () => "the file is too big; split it.",
    several_sheets: ({ columns }) => `the workbook has several sheets (${columns}); name one: --sheet "NAME".`,
    merged_cells: ({ columns }) =>
      `the sheet has merged cells (${columns}); separate them, so that no row is left empty.`,
    empty: () => "the file has no heading.",
    not_csv: ({ line }) => `the table breaks at line ${line} (a quotation mark left open?).`,
    unknown_column: ({ detail }) => `unknown column: ${unknownColumns(detail, ["perhaps", "Known columns:"])}`,
    missing_column: ({ columns }) => `missing column: ${columns}.`,
    doubled_column: ({ columns }) => `column given twice: ${columns}.`,
    not_found: () => "only an administrator may do this.",
  },
  problem: {
    missing: "must be filled in",
    personal_code: "is a personal code, which must not be written here",
    holds_personal_code: "is a personal code, which must not be written here",
    holds_code_like: "looks like a personal code; if it is no person’s number, add --vouched",
    holds_email:
      "the text holds an e-mail address; write it in the column “e-pasts” (if it is no private person’s, add --vouched)",
    holds_phone:
      "the text holds a phone number; write it in the column “tālrunis” (if it is no private person’s, add --vouched)",
    excel_error: "is a spreadsheet’s error, not a value; mend it there",
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
    sector:
      "is not a sector; it may be: state, social, orphans_court, crisis, education, health, bank, employer, ngo, library, landlord, court_police, ici or other",
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
  guessed: (encoding) => `The file is not UTF-8; it was read as ${encoding}. Check the letters with marks.`,
  allowed: (names) => `may be: ${names.join(", ")}`,
};

export const WORDS: Record<Locale, Words> = { lv, en };
