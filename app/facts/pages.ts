/** How many there are, and which page of them is shown. */
import { count, type SQL } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Ctx } from "#app/context.server";

/** How many rows of a table there are where that holds. */
export function countOf(ctx: Pick<Ctx, "db">, table: SQLiteTable, where: SQL | undefined): number {
  return ctx.db.select({ n: count() }).from(table).where(where).get()?.n ?? 0;
}

/** The page that is asked for, or the nearest there is: its number from 1, how many there are, and where it begins. */
export function pageOf(total: number, size: number, wanted: number) {
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(Math.max(1, wanted), pages);
  return { page, pages, offset: (page - 1) * size };
}
