/** Two institutions that are one: what would move, and what has to be said first. */
import { and, eq, isNull } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { clashesOf } from "#app/facts/institutions/clashes";
import { peopleOf } from "#app/facts/leaving/people-of";
import { requestsAheadOf } from "#app/facts/leaving/requests-ahead";
import { organisations, units } from "#db/schema";
import { organisationList } from "./organisations";

const LONGEST_LIST = 20;

/** One that is not yet another's; null when there is none. */
export function standingOf({ db }: Pick<Ctx, "db">, id: string) {
  const row = db
    .select({ id: organisations.id, name: organisations.name, code: organisations.code })
    .from(organisations)
    .where(and(eq(organisations.id, id), isNull(organisations.mergedIntoId)))
    .get();
  return row ?? null;
}

/** Others that the words name and that may request. */
export function mergeable(ctx: Ctx, id: string, words: string) {
  return organisationList(ctx, words)
    .rows.filter((row) => row.id !== id && row.isActive)
    .slice(0, LONGEST_LIST)
    .map(({ id, name, code, place }) => ({ id, name, code, place }));
}

/** What of the first becomes the second's. */
export function mergerOf(ctx: Pick<Ctx, "db" | "now">, from: string, into: string) {
  const theirs = ctx.db.select({ name: units.name }).from(units).where(eq(units.organisationId, from)).all();
  return {
    people: peopleOf(ctx, from).map(({ name, email }) => ({ name, email })),
    units: theirs.map(({ name }) => name),
    ahead: requestsAheadOf(ctx, from).length,
    clashes: clashesOf(ctx, from, into).map(({ fromId, fromCode, intoCode }) => ({ fromId, fromCode, intoCode })),
  };
}
