/** Facts are asked for a set of ids in one statement, and answered by id. */
import { type SQL, sql } from "drizzle-orm";

/** A list of ids as one bound value. */
export const among = (ids: string): SQL => sql`(select value from json_each(${ids}))`;

/** The list as `among` takes it, made once for many statements. */
export const idsOf = (rows: readonly { id: string }[]): string => JSON.stringify(rows.map(({ id }) => id));

/** The list under this id, begun when there is none. */
export function listOf<K, T>(lists: Map<K, T[]>, id: K): T[] {
  const list = lists.get(id);
  if (list) return list;
  const first: T[] = [];
  lists.set(id, first);
  return first;
}

/** The rows under their ids, each list in the rows' order. */
export function grouped<T>(rows: readonly T[], idOf: (row: T) => string): Map<string, T[]> {
  const lists = new Map<string, T[]>();
  for (const row of rows) listOf(lists, idOf(row)).push(row);
  return lists;
}

/** Each answer is worked out once. */
export function remembered<K, V>(answer: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = answer(key);
    known.set(key, value);
    return value;
  };
}

export const NOBODY: ReadonlyMap<string, never> = new Map<string, never>();
