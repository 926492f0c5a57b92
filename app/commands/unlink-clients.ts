import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { codesOf } from "#app/facts/excluded/ahead";
import { heldByLinks } from "#app/facts/excluded/by-links";
import { ok, type Result, refuse } from "#app/result";
import { layOnePerson } from "#app/steps/apart/one-person";
import { clients } from "#db/schema";

export interface Unlinking {
  /** The code that is another person. */
  clientId: string;
  /** How many exclusions that then hold no more on one side were shown. */
  seenLost: number;
  key?: string | undefined;
}

/**
 * This code is another person than those it was linked with, which stay one. An exclusion holds where it was written down, and no
 * more on the other side. Refusals: `not_found`, `exclusions_lost` when more of them than were shown end for somebody.
 */
export function unlinkClients(
  ctx: Ctx,
  { key, ...given }: Unlinking,
): Result<{ clientId: string }, "not_found" | "exclusions_lost"> {
  const { clientId, seenLost } = given;
  return transact(ctx, onceFor("unlink_clients", key, given), (work) => {
    if (!may.keepApart(work.viewer)) return refuse("not_found");
    if (!work.db.select().from(clients).where(eq(clients.id, clientId)).get()) return refuse("not_found");
    const others = codesOf(work, clientId).filter((id) => id !== clientId);
    if (others.length === 0) return ok({ clientId });
    if (heldByLinks(work, clientId).length > seenLost) return refuse("exclusions_lost");

    layOnePerson(work, [clientId]);
    layOnePerson(work, others);
    record(work, { kind: "clients_unlinked", payload: { clientId } });
    return ok({ clientId });
  });
}
