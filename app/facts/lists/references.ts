import { and, gte, lt } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { requests } from "#db/schema";

/** A shorter beginning is that of too many. */
const SHORTEST = "R-".length + 3;
const MOST = 200;

/** The requests whose reference begins so; looked up first, because beside a span of time SQLite would rather read the span. */
export function referencesBegun(ctx: Pick<Ctx, "db">, reference: string): string[] {
  if (reference.length < SHORTEST) return [];
  return ctx.db
    .select({ id: requests.id })
    .from(requests)
    .where(and(gte(requests.reference, reference), lt(requests.reference, `${reference}~`)))
    .limit(MOST)
    .all()
    .map(({ id }) => id);
}
