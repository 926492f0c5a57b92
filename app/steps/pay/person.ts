/** What the commands of statements share. Not a command itself. */
import { eq } from "drizzle-orm";
import type { Work } from "#app/context.server";
import { interpreters } from "#db/schema";

/** Somebody of the roster, working or not: a month outlives the work. */
export function isPerson(work: Work, interpreterId: string): boolean {
  const row = work.db
    .select({ id: interpreters.id })
    .from(interpreters)
    .where(eq(interpreters.id, interpreterId))
    .get();
  return row !== undefined;
}
