/** The whole database as it stands at one moment, row by row, read beside whoever writes. */
import Database from "better-sqlite3";
import { schemaVersion } from "../client.server";
import { modeIn } from "../installation.server";
import { NAME_KEY } from "../schema";
import { KEPT } from "./columns";

export type Value = string | number | null;

export interface Snapshot {
  mode: "demo" | "real";
  /** The last migration that the database has. */
  schema: string;
  /** A table's rows in the order in which they were written, each in the order of its columns. One table at a time. */
  rows(table: string): IterableIterator<Value[]>;
  /** What the service is called; null: it has no name of its own. */
  name: string | null;
  /** The ids of the files that rows name. */
  files(): string[];
  close(): void;
}

/** Opens it for reading alone, on a connection of its own: what is written from now on is not in it. */
export function takeSnapshot(file: string): Snapshot {
  const sqlite = new Database(file, { readonly: true });
  try {
    sqlite.exec("begin");
    const [mode, schema] = [modeIn(sqlite), schemaVersion(sqlite)];
    return {
      mode,
      name: nameIn(sqlite),
      schema,
      rows: (table) => {
        const columns = KEPT[table]?.columns.map((name) => `"${name}"`).join(", ");
        return sqlite.prepare<[], Value[]>(`select ${columns} from "${table}" order by rowid`).raw().iterate();
      },
      files: () => sqlite.prepare<[], string>("select id from files where is_gone = 0 order by id").pluck().all(),
      close: () => sqlite.close(),
    };
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function nameIn(sqlite: Database.Database): string | null {
  return sqlite.prepare<[string], string>("select value from installation where key = ?").pluck().get(NAME_KEY) ?? null;
}
