/**
 * Lays the keys of codes and names that have none: after the migration that brought them, and of rows that another program
 * wrote. The oldest row of a key holds it. A later one of the same key stays as it is, without one, and is never lost: it is
 * found by its own spelling. Two codes of one organisation's clients that share a key are one person, and are linked, so that
 * what was asked for one holds for both.
 */
import { keyOf, nearKeyOf } from "#app/text/keys";
import type { Sqlite } from "./client.server";

interface Unkeyed {
  id: string;
  typed: string;
  scope: string;
}

const TABLES = [
  { table: "clients", typed: "code", scope: "organisation_id", hasNear: true },
  { table: "organisations", typed: "code", scope: "''", hasNear: true },
  { table: "interpreters", typed: "code", scope: "''", hasNear: true },
  { table: "units", typed: "name", scope: "organisation_id", hasNear: false },
] as const;

export function layKeys(sqlite: Sqlite): void {
  const unkeyed = () =>
    TABLES.map((one) => ({ ...one, rows: unkeyedOf(sqlite, one) })).filter(({ rows }) => rows.length > 0);
  if (unkeyed().length === 0) return;
  const layAll = sqlite.transaction(() => {
    for (const { table, scope, hasNear, rows } of unkeyed()) {
      const holder = sqlite
        .prepare<[string, string], string>(`select id from ${table} where key = ? and ${scope} = ?`)
        .pluck();
      const lay = sqlite.prepare(`update ${table} set key = ? where id = ?`);
      const layNear = hasNear && sqlite.prepare(`update ${table} set near_key = ? where id = ?`);
      for (const { id, typed, scope: of } of rows) {
        const key = keyOf(typed);
        const known = holder.get(key, of);
        if (layNear) layNear.run(nearKeyOf(typed), id);
        if (known === undefined) lay.run(key, id);
        else if (table === "clients") linkClients(sqlite, id, known);
      }
    }
  });
  // Another process may open the same file at this moment: the turn to write comes first, then what there is to do is read.
  layAll.immediate();
}

function unkeyedOf(sqlite: Sqlite, { table, typed, scope }: (typeof TABLES)[number]): Unkeyed[] {
  return sqlite
    .prepare<[], Unkeyed>(
      `select id, ${typed} typed, ${scope} scope from ${table} where key is null order by ${table}.rowid`,
    )
    .all();
}

/** One chain more, unless one is reached from the other already. */
function linkClients(sqlite: Sqlite, id: string, known: string): void {
  const next = sqlite.prepare<[string], string | null>("select same_as_client_id from clients where id = ?").pluck();
  const endOf = (from: string): string => {
    const seen = new Set<string>();
    let at = from;
    for (;;) {
      seen.add(at);
      const to = next.get(at);
      if (!to || seen.has(to)) return at;
      at = to;
    }
  };
  const [end, knownEnd] = [endOf(id), endOf(known)];
  if (end !== knownEnd) sqlite.prepare("update clients set same_as_client_id = ? where id = ?").run(knownEnd, end);
}
