/** The whole database as it stands at one moment, row by row, read beside whoever writes. */
import Database from "better-sqlite3";
import { schemaVersion } from "../client.server";
import { modeIn } from "../installation.server";
import { KEPT } from "./columns";

export type Value = string | number | null;

export interface Snapshot {
  mode: "demo" | "real";
  /** The last migration that the database has. */
  schema: string;
  /** A table's rows in the order in which they were written, each in the order of its columns. One table at a time. */
  rows(table: string): IterableIterator<Value[]>;
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
      schema,
      rows: (table) => {
        const columns = KEPT[table]?.columns.map((name) => `"${name}"`).join(", ");
        return sqlite.prepare<[], Value[]>(`select ${columns} from "${table}" order by rowid`).raw().iterate();
      },
      close: () => sqlite.close(),
    };
  } catch (error) {
    sqlite.close();
    throw error;
  }
}
