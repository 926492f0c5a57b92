/** What nearly every page asks and hardly anybody changes: rules, holidays, languages. */
import type { Statement } from "better-sqlite3";
import type { Db, Reader, Sqlite } from "./client.server";

/** So many answers of one question are kept at a time. */
const MOST_KEPT = 200;

interface Kept<Key, Answer> {
  stamp: string;
  answers: Map<Key, Answer>;
}

/**
 * `read`, asked once for each key and then only when a row of the database has been written meanwhile, by whatever process: the
 * answer is always what reading again would give. Inside a transaction it is read anew, as what stands there may yet be undone.
 * Everybody is given the same answer, so it is frozen.
 */
export function untilWritten<Key extends string, Answer>(
  read: (db: Reader, key: Key) => Answer,
): (db: Reader, key: Key) => Answer {
  const kept = new WeakMap<Reader, Kept<Key, Answer>>();
  return (db, key) => {
    const stamp = stampOf(db);
    if (stamp === null) return read(db, key);
    let all = kept.get(db);
    if (all?.stamp !== stamp || all.answers.size >= MOST_KEPT) {
      all = { stamp, answers: new Map() };
      kept.set(db, all);
    }
    const before = all.answers.get(key);
    if (before !== undefined) return before;
    const answer = Object.freeze(read(db, key));
    all.answers.set(key, answer);
    return answer;
  };
}

type Asking = { ours: Statement<[], number>; others: Statement<[], number> };
const asking = new WeakMap<Reader, Asking>();

/**
 * How often this connection and all others have written: SQLite counts the rows of the one and the commits of the others. Null
 * inside a transaction.
 */
function stampOf(db: Reader): string | null {
  if (!isOpened(db) || db.$client.inTransaction) return null;
  let statements = asking.get(db);
  if (!statements) {
    statements = {
      ours: db.$client.prepare<[], number>("select total_changes()").pluck(),
      others: db.$client.prepare<[], number>("pragma data_version").pluck(),
    };
    asking.set(db, statements);
  }
  return `${statements.others.get()}.${statements.ours.get()}`;
}

/** A transaction has no connection of its own to ask. */
function isOpened(db: Reader): db is Db & { $client: Sqlite } {
  return "$client" in db;
}
