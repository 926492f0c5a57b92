/** A new database filled with the rows of another, as they are: guards watch what people do, and these were done already. */
import { createDatabase, type Opened, schemaVersion } from "../client.server";
import { TRIGGERS } from "../guards";
import { layKeys } from "../keys";
import { KEPT } from "./columns";
import type { Value } from "./snapshot.server";

/** So many rows are one transaction. */
const ROWS_AT_ONCE = 1_000;
/** What search words follow is written by their triggers, and stays on. */
const FOLLOWING = /^clients_words_/;

export interface Loading {
  opened: Opened;
  /** The last migration of this version. */
  schema: string;
  /** Writes a table's rows; `made`: what a column that stayed behind is in each. Throws what the schema refuses. */
  table(name: string, rows: Iterable<readonly Value[]>, made?: Made): number;
  /** Lays the guards and looks whether every reference leads somewhere; throws where one does not. */
  finish(): void;
}

/** Values of columns that are not among the rows, from each row by its columns' names. */
export type Made = { columns: readonly string[]; of: (row: Readonly<Record<string, Value>>) => readonly Value[] };

export function beginLoading(file: string): Loading {
  const opened = createDatabase(file);
  const { sqlite } = opened;
  sqlite.pragma("foreign_keys = OFF");
  sqlite.pragma("synchronous = OFF"); // a file that is not finished is thrown away
  for (const { name } of TRIGGERS) if (!FOLLOWING.test(name)) sqlite.exec(`DROP TRIGGER "${name}"`);
  return {
    opened,
    schema: schemaVersion(sqlite),
    table(name, rows, made = { columns: [], of: () => [] }) {
      const columns = KEPT[name]?.columns ?? [];
      const all = [...columns, ...made.columns];
      const insert = sqlite.prepare(
        `insert into "${name}" (${all.map((one) => `"${one}"`).join(", ")}) values (${all.map(() => "?").join(", ")})`,
      );
      let count = 0;
      sqlite.exec("begin");
      for (const row of rows) {
        const byName = Object.fromEntries(columns.map((column, i) => [column, row[i] ?? null]));
        insert.run(...row, ...made.of(byName));
        if (++count % ROWS_AT_ONCE === 0) sqlite.exec("commit; begin");
      }
      sqlite.exec("commit");
      return count;
    },
    finish() {
      for (const { name, sql } of TRIGGERS) if (!FOLLOWING.test(name)) sqlite.exec(sql);
      const [orphan] = sqlite.prepare<[], { table: string; parent: string }>("pragma foreign_key_check").all();
      if (orphan) throw new Error(`a row of ${orphan.table} refers to nothing in ${orphan.parent}`);
      layKeys(sqlite);
      sqlite.pragma("foreign_keys = ON");
      sqlite.pragma("synchronous = FULL");
    },
  };
}
