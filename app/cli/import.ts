/** `npm run import -- interpreters|organisations FILE.csv [--apply] [--lang lv|en]`: a dry run unless `--apply` is given. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { isLocale } from "#app/auth/locale";
import { SYSTEM } from "#app/auth/viewer";
import { clock } from "#app/context.server";
import { HOUSE_LOCALE, type Locale } from "#app/dispatch/vocabulary";
import { importInterpreters } from "#app/imports/interpreters";
import { importOrganisations } from "#app/imports/organisations";
import type { ImportReport } from "#app/imports/table";
import { WORDS } from "#app/imports/words";
import { readConfig } from "#app/server/config.server";
import { openDatabase, UnsoundDatabase } from "#db/client.server";
import { DATABASE_FILE } from "#db/installation.server";

const KINDS = { interpreters: importInterpreters, organisations: importOrganisations };
const ALL_GOOD = 0;
const SOME_BAD = 1;
const MISUSED = 2;

interface Order {
  kind: keyof typeof KINDS;
  file: string;
  apply: boolean;
  locale: Locale;
}

process.exitCode = main();

function main(): number {
  const order = readOrder();
  const words = WORDS[order?.locale ?? localeOf(undefined)];
  if (!order) return say(words.usage);
  let table: Uint8Array;
  try {
    table = readFileSync(path.resolve(process.env.STARTED_IN ?? ".", order.file));
  } catch {
    return say(words.noFile(order.file));
  }
  try {
    return importTable(order, table);
  } catch (error) {
    const isOurs = error instanceof Error && error.message.startsWith("Configuration");
    if (error instanceof UnsoundDatabase || isOurs) return say(error.message.split("\n")[0] ?? "");
    throw error;
  }
}

function importTable({ kind, file, apply, locale }: Order, table: Uint8Array): number {
  const words = WORDS[locale];
  const config = readConfig(process.env);
  const { db, sqlite } = openDatabase(path.join(config.dataDir, DATABASE_FILE));
  const done = KINDS[kind]({ db, now: clock(config.clockOffset), viewer: SYSTEM, locale }, { table, apply });
  sqlite.close();
  if (!done.ok) return say(`${file}: ${words.fileProblem(done.reason, done.detail)}`);
  return tell(file, done.value, locale);
}

function tell(file: string, report: ImportReport, locale: Locale): number {
  const words = WORDS[locale];
  for (const { line, column, code, text } of report.problems)
    console.log(`${file}:${line}: ${column ? `${column}: ` : ""}${words.problem[code]}${text ? `: “${text}”` : ""}`);
  const badRows = new Set(report.problems.map((problem) => problem.line)).size;
  console.log(words.summary(report, badRows));
  if (!report.applied) console.log(words.dryRun);
  return badRows ? SOME_BAD : ALL_GOOD;
}

function readOrder(): Order | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { apply: { type: "boolean", default: false }, lang: { type: "string" } },
    });
    const [kind, file, ...more] = positionals;
    if (!kind || !Object.hasOwn(KINDS, kind) || !file || more.length) return null;
    if (values.lang !== undefined && !isLocale(values.lang)) return null;
    return { kind: kind as Order["kind"], file, apply: values.apply, locale: localeOf(values.lang) };
  } catch {
    return null;
  }
}

/** `--lang`, else the terminal's language if it is one of ours, else the house's. */
function localeOf(asked: string | undefined): Locale {
  const terminal = (process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "").slice(0, 2);
  return [asked, terminal].find(isLocale) ?? HOUSE_LOCALE;
}

function say(line: string): number {
  console.error(line);
  return MISUSED;
}
