/** How many there are, and which page of them is shown. */
import { count, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Ctx } from "#app/context.server";

/** How many rows of a table there are where that holds. Counts them all: for what stays few. */
export function countOf(ctx: Pick<Ctx, "db">, table: SQLiteTable, where: SQL | undefined): number {
  return ctx.db.select({ n: count() }).from(table).where(where).get()?.n ?? 0;
}

/** No list counts further unless somebody has leafed further: what is longer is called "more than". */
const MOST_COUNTED = 1000;
/** A search is counted less far: what lies under several indexes is dearer to count, and found by a longer word. */
const MOST_FOUND = 250;
/** Nobody leafs further: what is older is found by narrowing the list. */
const MOST_LEAFED = 20_000;

export interface Paged {
  /** How many there are, or how many were counted. */
  total: number;
  /** There are more than `total`. */
  isMore: boolean;
  /** The page shown, from 1. */
  page: number;
  /** How many pages `total` fills. */
  pages: number;
  hasNext: boolean;
}

/** How far a list is counted for the page that is asked for. */
function countedFor(size: number, wanted: number): number {
  return Math.min(MOST_LEAFED, Math.max(MOST_COUNTED, pageFrom(wanted) * size));
}

/** The same for what a search finds. */
export function foundFor(size: number, wanted: number): number {
  return Math.min(MOST_LEAFED, Math.max(MOST_FOUND, pageFrom(wanted) * size));
}

/** The page that is asked for, or the nearest there is, and where it begins. `total` is exact unless `isMore`. */
export function pageOf(total: number, size: number, wanted: number, isMore = false): Paged & { offset: number } {
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(pageFrom(wanted), pages);
  const hasNext = page < pages || (isMore && total < MOST_LEAFED);
  return { total, isMore, page, pages, hasNext, offset: (page - 1) * size };
}

/** The page that is asked for of a list that may be longer than anybody counts. */
export function pageWhere(
  ctx: Pick<Ctx, "db">,
  table: SQLiteTable,
  where: SQL | undefined,
  { size, wanted }: { size: number; wanted: number },
): Paged & { offset: number } {
  const most = countedFor(size, wanted);
  const some = ctx.db
    .select({ one: sql`1` })
    .from(table)
    .where(where)
    .limit(most + 1);
  const { n } = ctx.db.get<{ n: number }>(sql`select count(*) n from ${some}`);
  return pageOf(Math.min(n, most), size, wanted, n > most);
}

function pageFrom(wanted: number): number {
  return Math.max(1, Math.floor(wanted) || 1);
}
