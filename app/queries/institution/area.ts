import { eq } from "drizzle-orm";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { organisations } from "#db/schema";

/** Whose room this is. */
export function institutionArea({ db, viewer }: Ctx<UserViewer>): { name: string; who: string } {
  const organisation = db
    .select({ name: organisations.name })
    .from(organisations)
    .where(eq(organisations.id, viewer.organisationId ?? ""))
    .get();
  return { name: viewer.name, who: organisation?.name ?? "" };
}
