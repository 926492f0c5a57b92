/**
 * Every statement that the program prepares in a test is asked how SQLite would go about it: one that reads the whole of a
 * table that grows with the years is refused there and then, without a clock. Without statistics, which this database never
 * has, a plan does not depend on what the tables hold: the plan in a test is the plan after ten years.
 */
import Database from "better-sqlite3";
import { Statements } from "#db/statements.server";

/** Tables that nothing ever empties. */
const GROWING = new Set(
  "requests events offers assignments reports notifications callers clients tokens idempotency readings complaints".split(
    " ",
  ),
);

/** What stands in these has not ended yet, or has gone wrong, and stays few. */
const SMALL = new Set(
  "complaints_open complaints_forget clients_unkeyed notifications_dead assignments_to_report notifications_outbox notifications_calls offers_person_live offers_deadline offers_yes_open offers_yes_of_person".split(
    " ",
  ),
);

/** One value of these has few rows, however many years there are. */
const NARROW =
  /\b(rowid|id|request_id|assignment_id|event_id|offer_id|client_id|caller_id|application_id|hash|link_hash|reference|key|near_key|code|user_id|same_as_client_id)=\?/;

/** Statements that may read a history, and why. */
const ALLOWED: readonly (readonly [statement: RegExp, why: string])[] = [
  [
    /from "?(events|readings)"? order by ("\w+".)?"?id"? desc limit/,
    "the newest is the last row, and no other is read",
  ],
  [
    /^\s*with recursive contact\(found\)/,
    "the least contact of an organisation is the first of its index, and so the next",
  ],
  [/^select count\(\*\) from "\w+"$/, "a migration counts the rows before and after"],
  [
    /^(update "(clients|requests|notifications)" set .*where \(?"(clients|requests|notifications)"\."organisation_id" = \?|\s*select f\.id fromId)/,
    "all that was an institution's becomes another's, once",
  ],
  [
    /^(update "assignments" set "interpreter_id" = \? where "assignments"\."interpreter_id" = \?|\s*select distinct r\.reference from assignments a join)/,
    "all that was one person's becomes another's, once",
  ],
  [
    /^delete from "(units|organisations)" where/,
    "only what nothing refers to is deleted, which the database sees by its indexes",
  ],
  [/^select ("\w+"(, )?)+ from "\w+" order by rowid$/, "the whole installation as open files: all of it, once"],
  [/from clients where key is null order by clients.rowid/, "once at a start: what has no key yet"],
];

/** The program stands beneath the frames of the query builder. */
Error.stackTraceLimit = 40;

const Prepared = Database.prototype.prepare;
const known = new Map<string, string | null>();

Database.prototype.prepare = function prepare(this: Database.Database, text: string) {
  const statement = Prepared.call(this, text);
  watch(this, text);
  return statement;
} as typeof Database.prototype.prepare;

/** One that stays prepared is asked again: a test may have prepared it before the program, or changed the schema since. */
const kept = Statements.prototype.prepare;
Statements.prototype.prepare = function prepare(text) {
  const statement = kept.call(this, text);
  watch(this.sqlite, text);
  return statement;
};

function watch(sqlite: Database.Database, text: string): void {
  let walk = known.get(text);
  if (walk === undefined) known.set(text, (walk = historyWalk(sqlite, text)));
  const at = walk && programAt(new Error().stack ?? "");
  if (at) throw new Error(`${at} goes through a history: ${walk}\n${text}`);
}

/** After the schema of a test's database has changed. */
export function forgetPlans(): void {
  known.clear();
}

/** The step of the statement's plan that reads a history; null: there is none, or it may. */
export function historyWalk(sqlite: Database.Database, text: string): string | null {
  if (!/^\s*(select|with|update|delete)\b/i.test(text) || ALLOWED.some(([allowed]) => allowed.test(text))) return null;
  return walkIn(stepsOf(sqlite, text), text, indexesOf(sqlite));
}

function prepared(sqlite: Database.Database, text: string): Database.Statement<unknown[]> {
  return Prepared.call(sqlite, text) as Database.Statement<unknown[]>;
}

interface Step {
  id: number;
  parent: number;
  detail: string;
}

function stepsOf(sqlite: Database.Database, text: string): Step[] {
  const bare = text.replace(/'[^']*'/g, "");
  const values: unknown[] = bare.match(/\?/g)?.map(() => "[]") ?? [];
  const names = [...bare.matchAll(/[@:$](\w+)/g)].map(([, name = ""]) => [name, "[]"]);
  if (names.length > 0) values.push(Object.fromEntries(names));
  return prepared(sqlite, `explain query plan ${text}`).all(...values) as Step[];
}

function indexesOf(sqlite: Database.Database): Map<string, string> {
  const rows = prepared(sqlite, "select name, tbl_name from sqlite_master where type = 'index'").raw().all();
  return new Map(rows as [string, string][]);
}

function walkIn(steps: Step[], text: string, indexes: Map<string, string>): string | null {
  if (/\b(where|and) false\b(?!\s*or\b)/.test(text)) return null;
  const isBounded = /\blimit\b/i.test(text);
  for (const step of steps) {
    const { detail } = step;
    const [, how, alias = ""] = /^(SCAN|SEARCH) (\w+)/.exec(detail) ?? [];
    if (!how) continue;
    const index = / USING (?:COVERING )?INDEX (\w+)/.exec(detail)?.[1];
    const table = index ? indexes.get(index) : tableOf(alias, text);
    if (!table || !GROWING.has(table) || (index && SMALL.has(index))) continue;
    // Without a condition it is one jump to the least or the greatest.
    const isOneStep = how === "SEARCH" && !detail.endsWith(")");
    if (isOneStep || NARROW.test(detail) || /\w>\?/.test(detail)) continue;
    const isOrdered = index !== undefined || / USING INTEGER PRIMARY KEY/.test(detail);
    if (isOrdered && isBounded && !isSorted(step, steps)) continue;
    return detail;
  }
  return null;
}

/** What the step reads is put in order, so that all of it is read before anything stops. */
function isSorted({ parent }: Step, steps: Step[]): boolean {
  if (steps.some((step) => step.parent === parent && /^USE TEMP B-TREE FOR (?!(LAST|RIGHT|\d))/.test(step.detail)))
    return true;
  const above = steps.find(({ id }) => id === parent);
  const isQueryOfItsOwn = !above || /^(CO-ROUTINE|MATERIALIZE|SCALAR|CORRELATED|LIST)/.test(above.detail);
  return !isQueryOfItsOwn && isSorted(above, steps);
}

/** What an alias of the statement stands for. */
function tableOf(alias: string, text: string): string {
  const named = new RegExp(`"?(\\w+)"?\\s+(?:as\\s+)?"?${alias}"?(?![\\w"])`, "gi");
  const tables = [...text.matchAll(named)].map(([, table = ""]) => table).filter((table) => GROWING.has(table));
  return tables[0] ?? alias;
}

/** The file of the program, or its build, that the statement comes from; null: a test's own. */
function programAt(stack: string): string | null {
  const at = stack
    .split("\n")
    .find((line) => !/node_modules|support\/plans|db\/statements/.test(line) && /\/(app|db|tests|build)\//.test(line));
  return at?.includes("/tests/") ? null : (/\/((?:app|db|build)\/[^:?]+)/.exec(at ?? "")?.[1] ?? null);
}
