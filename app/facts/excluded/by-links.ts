import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { clients, exclusions, interpreters } from "#db/schema";
import { codesOf } from "./ahead";

/** Of a code that is taken out of its links: every exclusion that then holds no more for it, or for the others. */
export function heldByLinks(
  ctx: Pick<Ctx, "db" | "now">,
  clientId: string,
): { id: string; person: string; code: string }[] {
  const codes = codesOf(ctx, clientId);
  if (codes.length < 2) return [];
  return ctx.db
    .select({ id: exclusions.id, person: interpreters.name, code: clients.code })
    .from(exclusions)
    .innerJoin(interpreters, eq(interpreters.id, exclusions.interpreterId))
    .innerJoin(clients, eq(clients.id, exclusions.clientId))
    .where(and(inArray(exclusions.clientId, [...codes]), isNull(exclusions.endedAt)))
    .orderBy(asc(interpreters.sortKey), asc(exclusions.id))
    .all();
}
