/**
 * `npm run import -- interpreters|organisations FILE [--sheet NAME] [--vouched] [--apply] [--as-new CODE]… [--lang lv|en]`: a dry run unless `--apply` is given.
 * `npm run import -- --installation FOLDER`: an empty DATA_DIR takes in a whole installation that `npm run export` wrote.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { isLocale } from "#app/auth/locale";
import type { Ctx } from "#app/context.server";
import { HOUSE_LOCALE, type Locale } from "#app/dispatch/vocabulary";
import { fileWords, guessedWords, problemWords } from "#app/i18n/imports.server";
import { importInterpreters } from "#app/imports/interpreters";
import { importOrganisations } from "#app/imports/organisations";
import type { ImportReport } from "#app/imports/table";
import { WORDS } from "#app/imports/words";
import { readConfig } from "#app/server/config.server";
import { createFrom } from "#app/server/installation.server";
import { fromWhereStarted, inInstallation, say, sayRefusal } from "./installation";

const KINDS = { interpreters: importInterpreters, organisations: importOrganisations };
/** As long as a transaction takes at most, so that whoever waits to write is let in before the next. */
const PAUSE = 25;
const clock = new Int32Array(new SharedArrayBuffer(4));
const pause = () => void Atomics.wait(clock, 0, 0, PAUSE);

const ALL_GOOD = 0;
const SOME_BAD = 1;

interface Order {
  kind: keyof typeof KINDS;
  file: string;
  apply: boolean;
  asNew: string[];
  sheet: string | undefined;
  /** The numbers in its texts are no person's. */
  isVouched: boolean;
  locale: Locale;
}

process.exitCode = process.argv[2] === "--installation" ? takeIn(process.argv.slice(3)) : main();

function takeIn([folder, ...more]: string[]): number {
  if (!folder || more.length > 0) return say("Usage: npm run import -- --installation FOLDER");
  try {
    const { rows, tables, admin } = createFrom(readConfig(process.env), fromWhereStarted(folder));
    console.log(`Taken in: ${rows} rows of ${tables} tables, as their checksums say. No password came with them.`);
    console.log("Everybody sets a new one by “Aizmirsāt paroli?” on the page where they sign in.");
    if (admin) console.log(`${admin.email} sets a password here, once, within seven days:\n${admin.link}`);
    return ALL_GOOD;
  } catch (error) {
    return sayRefusal(error);
  }
}

function main(): number {
  const order = readOrder();
  const words = WORDS[order?.locale ?? localeOf(undefined)];
  if (!order) return say(words.usage);
  let table: Uint8Array;
  try {
    table = readFileSync(fromWhereStarted(order.file));
  } catch {
    return say(words.noFile(order.file));
  }
  return inInstallation(order.locale, (ctx) => importTable(ctx, order, table));
}

function importTable(ctx: Ctx, { kind, file, locale: _, ...order }: Order, table: Uint8Array): number {
  const done = KINDS[kind](ctx, { ...order, table, pause });
  if (done.ok) return tell(file, done.value, ctx.locale);
  const way = done.reason === "several_sheets" ? WORDS[ctx.locale].ways[done.reason] : "";
  return say(`${file}: ${fileWords(ctx.locale, done.reason, done.detail ?? {})}${way}`);
}

function tell(file: string, report: ImportReport, locale: Locale): number {
  const words = WORDS[locale];
  if (report.guessed) console.log(guessedWords(locale, report.guessed));
  for (const { line, column, code, text, allowed } of report.problems) {
    const told = problemWords(locale, { code, text, allowed }, words.ways[code]);
    console.log(`${file}:${line}: ${column ? `${column}: ` : ""}${told}`);
  }
  const badRows = new Set(report.problems.map((problem) => problem.line)).size;
  console.log(words.summary(report, badRows));
  if (!report.applied) console.log(words.dryRun);
  return badRows ? SOME_BAD : ALL_GOOD;
}

function readOrder(): Order | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        apply: { type: "boolean", default: false },
        "as-new": { type: "string", multiple: true, default: [] },
        vouched: { type: "boolean", default: false },
        sheet: { type: "string" },
        lang: { type: "string" },
      },
    });
    const [kind, file, ...more] = positionals;
    if (!isKind(kind) || !file || more.length) return null;
    if (values.lang !== undefined && !isLocale(values.lang)) return null;
    return {
      kind,
      file,
      apply: values.apply,
      asNew: values["as-new"],
      sheet: values.sheet,
      isVouched: values.vouched,
      locale: localeOf(values.lang),
    };
  } catch {
    return null;
  }
}

function isKind(text: string | undefined): text is Order["kind"] {
  return text !== undefined && Object.hasOwn(KINDS, text);
}

/** `--lang`, else the terminal's language if it is one of ours, else the house's. */
function localeOf(asked: string | undefined): Locale {
  const terminal = (process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "").slice(0, 2);
  return [asked, terminal].find(isLocale) ?? HOUSE_LOCALE;
}
