/** What an institution was called, and which one it turned out to be. Not a command itself. */
import { eq } from "drizzle-orm";
import type { Work } from "#app/context.server";
import { invariant } from "#app/result";
import { organisationNames, organisations } from "#db/schema";

type Row = typeof organisations.$inferSelect;

/** The name of one that is merged into another, until now. */
export function keepMergedName(work: Work, gone: Pick<Row, "id" | "name">, into: string): void {
  work.db
    .insert(organisationNames)
    .values({ organisationId: into, name: gone.name, until: work.now, mergedFromId: gone.id })
    .onConflictDoNothing()
    .run();
}

/** Its name until now is kept, where it gets another. */
export function keepName(work: Work, before: Pick<Row, "id" | "name">, name: string): void {
  if (before.name === name) return;
  work.db
    .insert(organisationNames)
    .values({ organisationId: before.id, name: before.name, until: work.now })
    .onConflictDoNothing()
    .run();
}

/** The institution that has all that was this one's. */
export function survivorOf(work: Work, row: Row): string {
  let at = row;
  while (at.mergedIntoId !== null) {
    const next = work.db.select().from(organisations).where(eq(organisations.id, at.mergedIntoId)).get();
    invariant(next, "a row that is referred to stays");
    at = next;
  }
  return at.id;
}
