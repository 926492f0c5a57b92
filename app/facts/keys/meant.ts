/** Which row somebody means by a code or a name that they typed: the one of that key, and those that are near it. */
import { eq, isNull, or } from "drizzle-orm";
import { codeTyped, isNear, keyOf, nearKeyOf } from "#app/text/keys";
import type { clients, interpreters, organisations } from "#db/schema";

/** More near ones than this help nobody to choose. */
const MOST_NEAR = 5;

interface Keyed {
  /** null: an older row has the key (see `db/keys`), or nobody has laid one yet. */
  key: string | null;
}

export interface Meant<Row> {
  /** The one of the same key. */
  same: Row | undefined;
  /** Of other keys that may well be meant; empty when there is one of the same key. */
  near: Row[];
}

/** Rows that `meantBy` must see, by their indexes. A row without a key is looked at as it is. */
export function perhapsMeant(table: typeof clients | typeof organisations | typeof interpreters, typed: string) {
  return or(eq(table.key, keyOf(typed)), eq(table.nearKey, nearKeyOf(typed)), isNull(table.key));
}

/** Of rows that share a key the one that is written as it was typed, else the one that holds the key. */
export function meantBy<Row extends Keyed>(
  rows: readonly Row[],
  writtenAs: (row: Row) => string,
  typed: string,
): Meant<Row> {
  const key = keyOf(typed);
  const alike = rows.filter((row) => keyOf(writtenAs(row)) === key);
  const same =
    alike.find((row) => codeTyped(writtenAs(row)) === codeTyped(typed)) ??
    alike.find((row) => row.key !== null) ??
    alike[0];
  return { same, near: same ? [] : rows.filter((row) => isNear(writtenAs(row), typed)).slice(0, MOST_NEAR) };
}
