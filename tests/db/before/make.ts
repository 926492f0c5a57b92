/**
 * `node app/cli/run.js tests/db/before/make.ts`: writes a database of this version as SQL beside this file, under the name of its
 * newest migration. A few rows of every table of the demo, and whatever they refer to. Made once, before a schema is changed.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { holdSecret } from "#app/auth/link-token.server";
import { clock } from "#app/context.server";
import { createDatabase, type Sqlite } from "#db/client.server";
import { seedDemo } from "#db/seed";

const ROWS = 4;
/** Filled by people at work, and empty in a demo that nobody has used. */
const BY_HAND = [
  "insert into sessions select 'a-session', id, 0, 0, 1, 'Firefox, Linux' from users limit 1",
  "insert into tokens (hash, kind, user_id, created_at, expires_at) select 'a-token', 'invite', id, 0, 1 from users limit 1",
  "insert into exclusions (id, interpreter_id, client_id, asked_by, created_at) select 'an-exclusion', (select id from interpreters limit 1), id, 'client', 0 from clients limit 1",
  'insert into requests_before (event_id, columns, until) select id, \'{"note":"then"}\', 1 from events where request_id is not null limit 1',
  "insert into callers (request_id, name, phone, link_hash) select id, 'Zvanītāja', '+37120000000', 'a-hash' from requests limit 1",
  "insert into idempotency (actor, key, result, at) values ('system', 'a-key', '{\"ok\":true,\"value\":null}', 0)",
];

type Row = Record<string, unknown> & { nth: number };
interface Reference {
  table: string;
  from: string;
  to: string;
}

holdSecret(Buffer.alloc(32, "tests only"));
const opened = createDatabase(":memory:");
seedDemo(opened, clock(null), { passwordHash: "no password" });
for (const sql of BY_HAND) opened.sqlite.exec(sql);

const { entries } = JSON.parse(readFileSync("db/migrations/meta/_journal.json", "utf8"));
const file = `tests/db/before/${entries.at(-1).tag}.sql`;
writeFileSync(file, `${statements(opened.sqlite).join("\n")}\n`);
const empty = tablesOf(opened.sqlite).filter((table) => !opened.sqlite.prepare(`select 1 from "${table}"`).get());
console.log(`${file}${empty.length > 0 ? `, without rows of ${empty.join(", ")}` : ""}`);

/** Rows before those that refer to them. */
function statements(sqlite: Sqlite): string[] {
  const chosen = new Map<string, Row>();
  const take = (table: string, row: Row) => {
    const name = `${table} ${row.nth}`;
    if (chosen.has(name)) return;
    chosen.set(name, row);
    for (const { table: to, from, to: column } of referencesOf(sqlite, table)) {
      const value = row[from];
      if (value === null || value === undefined) continue;
      const parent = sqlite
        .prepare<[unknown], Row>(`select rowid nth, * from "${to}" where "${column}" = ?`)
        .get(value);
      if (parent) take(to, parent);
    }
    // Set again, so that it stands behind what it refers to.
    chosen.delete(name);
    chosen.set(name, row);
  };
  for (const table of tablesOf(sqlite))
    for (const row of sqlite
      .prepare<[], Row>(`select rowid nth, * from "${table}" order by rowid desc limit ${ROWS}`)
      .all())
      take(table, row);
  return [...chosen].map(([name, { nth: _, ...row }]) => {
    const values = Object.values(row).map((value) => sqlite.prepare("select quote(?)").pluck().get(value));
    const columns = Object.keys(row).map((column) => `"${column}"`);
    return `insert into "${name.split(" ")[0]}" (${columns.join(", ")}) values (${values.join(", ")});`;
  });
}

function tablesOf(sqlite: Sqlite): string[] {
  const named =
    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name <> 'migrations'";
  return sqlite.prepare<[], string>(named).pluck().all();
}

function referencesOf(sqlite: Sqlite, table: string): Reference[] {
  return sqlite.prepare<[], Reference>(`select "table", "from", "to" from pragma_foreign_key_list('${table}')`).all();
}
