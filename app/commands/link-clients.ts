import { inArray } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { aheadOfExcluded, codesOf, keptFrom } from "#app/facts/excluded/ahead";
import { ok, type Result, refuse } from "#app/result";
import { layOnePerson } from "#app/steps/apart/one-person";
import { takeBackThere } from "#app/steps/apart/take-back";
import { clients } from "#db/schema";

export interface Linking {
  clientId: string;
  withClientId: string;
  /** How many jobs and questions ahead, of people who will then be kept from this person, were shown. */
  seenAhead: number;
  key?: string | undefined;
}

/**
 * Two codes, and whatever is linked with either, are one person: exclusions and past services of each hold for all. What
 * somebody who is kept from one was asked for another is taken back and the next person asked. Refusals: `not_found`,
 * `already_linked`, `work_ahead` when more lies ahead than was shown.
 */
export function linkClients(
  ctx: Ctx,
  { key, ...given }: Linking,
): Result<{ clientId: string }, "not_found" | "already_linked" | "work_ahead"> {
  const { clientId, withClientId, seenAhead } = given;
  return transact(ctx, onceFor("link_clients", key, given), (work) => {
    if (!may.keepApart(work.viewer)) return refuse("not_found");
    const both = [...new Set([clientId, withClientId])];
    if (work.db.select().from(clients).where(inArray(clients.id, both)).all().length < both.length)
      return refuse("not_found");
    const own = codesOf(work, clientId);
    if (own.includes(withClientId)) return refuse("already_linked");
    const codes = [...own, ...codesOf(work, withClientId)];
    const { jobs, offers } = aheadOfExcluded(work, codes);
    if (jobs.length + offers.length > seenAhead) return refuse("work_ahead");

    layOnePerson(work, codes);
    record(work, { kind: "clients_linked", payload: { clientId, withClientId } });
    takeBackThere(work, keptFrom(work, codes), offers);
    return ok({ clientId });
  });
}
