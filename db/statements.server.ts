/** Statements stay prepared: SQLite reads a text once, however often it is asked. */
import type { Statement as AnyStatement } from "better-sqlite3";
import type { Sqlite } from "./client.server";

/** So many texts are kept, the ones used last: lists of ids make new ones without end. */
const MOST_KEPT = 500;

type Statement = AnyStatement<unknown[]>;

/** The prepared statements of one connection. They must be run to their end, as `all`, `get` and `run` do. */
export class Statements {
  readonly #kept = new Map<string, Statement>();

  constructor(readonly sqlite: Sqlite) {}

  /** As if prepared anew: what an earlier caller asked of its rows' form is forgotten. */
  prepare(text: string): Statement {
    const kept = this.#kept.get(text);
    const statement = kept ?? this.sqlite.prepare<unknown[]>(text);
    if (kept) {
      this.#kept.delete(text);
      if (kept.reader) kept.raw(false);
    } else if (this.#kept.size >= MOST_KEPT) {
      const [oldest = ""] = this.#kept.keys();
      this.#kept.delete(oldest);
    }
    this.#kept.set(text, statement);
    return statement;
  }
}

/** The same connection, whose statements stay prepared; for the query builder, which prepares at each call. */
export function keepingStatements(sqlite: Sqlite): Sqlite {
  const statements = new Statements(sqlite);
  return Object.create(sqlite, { prepare: { value: (text: string) => statements.prepare(text) } });
}
