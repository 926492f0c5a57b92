import { and, eq, isNull } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, newId, onceFor, transact, type Work } from "#app/context.server";
import { type ExclusionAsker, isGone } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { aheadOfPair, type Side } from "#app/facts/excluded/ahead";
import { ok, type Result, refuse } from "#app/result";
import { takeBackThere } from "#app/steps/apart/take-back";
import { clients, exclusions, interpreters, organisations } from "#db/schema";

export interface NewExclusion {
  interpreterId: string;
  side: Side;
  askedBy: ExclusionAsker;
  /** How many jobs and questions ahead of that pair the person who decides was shown. */
  seenAhead: number;
  key?: string | undefined;
}

/**
 * From now on this interpreter is not sent to this client, under any linked code, or to this institution. What they were asked
 * there is taken back and the next person asked; `affected` lists the requests of their jobs there, which stay until a
 * coordinator decides. Refusals: `not_found`, `already_excluded`, `work_ahead` when more lies ahead than was shown.
 */
export function addExclusion(
  ctx: Ctx,
  { key, ...given }: NewExclusion,
): Result<{ exclusionId: string; affected: string[] }, "not_found" | "already_excluded" | "work_ahead"> {
  const { interpreterId, side, askedBy, seenAhead } = given;
  return transact(ctx, onceFor("add_exclusion", key, given), (work) => {
    if (!may.keepApart(work.viewer) || work.viewer.kind !== "user") return refuse("not_found");
    if (!isThere(work, interpreterId, side)) return refuse("not_found");
    if (isExcluded(work, interpreterId, side)) return refuse("already_excluded");
    const { jobs, offers } = aheadOfPair(work, interpreterId, side);
    if (jobs.length + offers.length > seenAhead) return refuse("work_ahead");

    const exclusionId = newId();
    const clientId = "clientId" in side ? side.clientId : null;
    work.db
      .insert(exclusions)
      .values({
        id: exclusionId,
        interpreterId,
        ...side,
        askedBy,
        createdAt: work.now,
        createdBy: work.viewer.userId,
      })
      .run();
    record(work, { kind: "exclusion_added", payload: { exclusionId, clientId } });
    takeBackThere(work, [interpreterId], offers);
    return ok({ exclusionId, affected: jobs.map(({ requestId }) => requestId) });
  });
}

function isThere(work: Work, interpreterId: string, side: Side): boolean {
  const person = work.db.select().from(interpreters).where(eq(interpreters.id, interpreterId)).get();
  const other =
    "clientId" in side
      ? work.db.select().from(clients).where(eq(clients.id, side.clientId)).get()
      : work.db.select().from(organisations).where(eq(organisations.id, side.organisationId)).get();
  return person !== undefined && !isGone(person.status) && other !== undefined;
}

function isExcluded(work: Work, interpreterId: string, side: Side): boolean {
  const same =
    "clientId" in side ? eq(exclusions.clientId, side.clientId) : eq(exclusions.organisationId, side.organisationId);
  const where = and(eq(exclusions.interpreterId, interpreterId), same, isNull(exclusions.endedAt));
  return work.db.select({ id: exclusions.id }).from(exclusions).where(where).get() !== undefined;
}
