/** Queries that nearly every page asks. */
import type { Reader } from "./client.server";

/**
 * A query built once for each database instead of at each call: what differs from call to call are its placeholders.
 * Inside a transaction it is built anew.
 */
export function prepared<Query>(build: (db: Reader) => Query): (db: Reader) => Query {
  const built = new WeakMap<Reader, Query>();
  return (db) => {
    const before = built.get(db);
    if (before !== undefined) return before;
    const query = build(db);
    built.set(db, query);
    return query;
  };
}
