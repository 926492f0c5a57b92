/** Codes that are one person: each points at the one that was there first, and that points at nothing. Not a command itself. */
import { eq, inArray, sql } from "drizzle-orm";
import type { Work } from "#app/context.server";
import { clients } from "#db/schema";

export function layOnePerson(work: Work, codes: readonly string[]): void {
  const [first, ...others] = work.db
    .select({ id: clients.id })
    .from(clients)
    .where(inArray(clients.id, [...codes]))
    .orderBy(sql`${clients}.rowid`)
    .all();
  if (!first) return;
  work.db.update(clients).set({ sameAsClientId: null }).where(eq(clients.id, first.id)).run();
  for (const { id } of others)
    work.db.update(clients).set({ sameAsClientId: first.id }).where(eq(clients.id, id)).run();
}
