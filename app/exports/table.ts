/** A list as a file has it: heads, and rows read a page at a time, so that nothing is held that has been written. */
import type { ListName } from "#app/events/kinds";

/** Money as whole cents, which a file writes as euros. */
export type Cell = string | number | { cents: number } | null;

export interface ListTable {
  list: ListName;
  heads: readonly string[];
  /** Read anew each time that it is called. */
  pages: () => Iterable<readonly (readonly Cell[])[]>;
}

/** A list longer than this is narrowed first: its file ends with a line that says so. */
export const MOST_ROWS = 20_000;
const MOST_PAGES = 1_000;

interface ReadPage<Row> {
  rows: readonly Row[];
  hasNext: boolean;
  /** Rows are left that no page shows. */
  isCut?: boolean;
}

/** The pages of a list from the first on; `note` is the last line of one that is cut short. */
export function* pagesOf<Row>(
  read: (page: number) => ReadPage<Row>,
  cellsOf: (row: Row) => readonly Cell[],
  note: string,
): Generator<readonly (readonly Cell[])[]> {
  let written = 0;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { rows, hasNext, isCut } = read(page);
    yield rows.slice(0, MOST_ROWS - written).map(cellsOf);
    written += rows.length;
    if (!hasNext && !isCut && written <= MOST_ROWS) return;
    if (!hasNext || written >= MOST_ROWS) break;
  }
  yield [[note]];
}

const AT_ONCE = 500;

/** The same of rows that are all there; one more than `MOST_ROWS` of them tells that there are more. */
export function slicesOf<Row>(
  rows: readonly Row[],
  cellsOf: (row: Row) => readonly Cell[],
  note: string,
): Generator<readonly (readonly Cell[])[]> {
  const read = (page: number) => ({
    rows: rows.slice((page - 1) * AT_ONCE, page * AT_ONCE),
    hasNext: rows.length > page * AT_ONCE,
  });
  return pagesOf(read, cellsOf, note);
}
