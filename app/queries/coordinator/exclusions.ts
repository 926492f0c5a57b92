/** Whom nobody sends where, for coordinators alone. */
import { and, asc, desc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Ctx } from "#app/context.server";
import { type ExclusionAsker, isGone } from "#app/dispatch/vocabulary";
import { aheadOfPair, type Side } from "#app/facts/excluded/ahead";
import { clientsMeant } from "#app/facts/keys/client-codes";
import { meantBy } from "#app/facts/keys/meant";
import type { Instant } from "#app/time";
import { clients, exclusions, interpreters, organisations, users } from "#db/schema";
import { organisationsFound, peopleFound } from "./search";

const LONGEST_LIST = 50;

export interface Exclusion {
  id: string;
  interpreterId: string;
  person: string;
  organisation: string;
  /** null: it is of the whole institution. */
  clientId: string | null;
  clientCode: string | null;
  askedBy: ExclusionAsker;
  createdAt: Instant;
  /** null: it came with the data. */
  createdBy: string | null;
  endedAt: Instant | null;
  endedBy: string | null;
}

const creator = alias(users, "creator");
const ender = alias(users, "ender");

function exclusionsWhere({ db }: Pick<Ctx, "db">, where: SQL | undefined): Exclusion[] {
  return db
    .select({
      id: exclusions.id,
      interpreterId: exclusions.interpreterId,
      person: interpreters.name,
      organisation: organisations.name,
      clientId: exclusions.clientId,
      clientCode: clients.code,
      askedBy: exclusions.askedBy,
      createdAt: exclusions.createdAt,
      createdBy: creator.name,
      endedAt: exclusions.endedAt,
      endedBy: ender.name,
    })
    .from(exclusions)
    .innerJoin(interpreters, eq(interpreters.id, exclusions.interpreterId))
    .leftJoin(clients, eq(clients.id, exclusions.clientId))
    .innerJoin(
      organisations,
      sql`${organisations.id} = coalesce(${exclusions.organisationId}, ${clients.organisationId})`,
    )
    .leftJoin(creator, eq(creator.id, exclusions.createdBy))
    .leftJoin(ender, eq(ender.id, exclusions.endedBy))
    .where(where)
    .orderBy(sql`${exclusions.endedAt} is not null`, asc(interpreters.sortKey), desc(exclusions.createdAt))
    .limit(LONGEST_LIST)
    .all();
}

/** Those of one interpreter that hold. */
export function exclusionsOf(ctx: Pick<Ctx, "db">, interpreterId: string): Exclusion[] {
  return exclusionsWhere(ctx, and(eq(exclusions.interpreterId, interpreterId), isNull(exclusions.endedAt)));
}

/** Those that hold or held for a person under any of these codes, or for the institutions of the codes. */
export function exclusionsFor(ctx: Pick<Ctx, "db">, codes: readonly string[]): Exclusion[] {
  const theirs = ctx.db
    .select({ id: clients.organisationId })
    .from(clients)
    .where(inArray(clients.id, [...codes]));
  return exclusionsWhere(ctx, or(inArray(exclusions.clientId, [...codes]), inArray(exclusions.organisationId, theirs)));
}

/** One, whether or not it still holds. */
export function exclusionById(ctx: Pick<Ctx, "db">, id: string): Exclusion | null {
  return exclusionsWhere(ctx, eq(exclusions.id, id))[0] ?? null;
}

// --- the form ------------------------------------------------------------------------------------------

/** null: there is no such person, or they are erased. */
export function personOf({ db }: Pick<Ctx, "db">, id: string): { id: string; name: string } | null {
  const row = db.select().from(interpreters).where(eq(interpreters.id, id)).get();
  return row && !isGone(row.status) ? { id: row.id, name: row.name } : null;
}

/** A client's code with its institution; null when there is none. */
export function clientOf({ db }: Pick<Ctx, "db">, id: string) {
  const row = db
    .select({ id: clients.id, code: clients.code, organisationId: organisations.id, organisation: organisations.name })
    .from(clients)
    .innerJoin(organisations, eq(organisations.id, clients.organisationId))
    .where(eq(clients.id, id))
    .get();
  return row ?? null;
}

export interface Meant {
  value: string;
  label: string;
}

/** Whom what was typed may mean: one when it is sure. */
export function peopleMeant(ctx: Pick<Ctx, "db">, typed: string): Meant[] {
  return sureFirst(peopleFound(ctx, typed), typed).map(({ id, name, code }) => ({
    value: id,
    label: `${name} (${code})`,
  }));
}

/** Which institution what was typed may mean: one when it is sure. */
export function institutionsMeant(ctx: Pick<Ctx, "db">, typed: string): Meant[] {
  return sureFirst(organisationsFound(ctx, typed), typed)
    .slice(0, LONGEST_LIST)
    .map(({ id, name, code }) => ({ value: id, label: `${name} (${code})` }));
}

/** Of an institution which client's code what was typed may mean: one when it is sure. */
export function codesMeant(ctx: Pick<Ctx, "db">, organisationId: string, typed: string): Meant[] {
  const { same, near } = clientsMeant(ctx, organisationId, typed);
  return (same ? [same] : near).map(({ id, code }) => ({ value: id, label: code }));
}

/** A whole name or code beats one that holds it. */
function sureFirst<Row extends { name: string; code: string; key?: string | null }>(
  rows: readonly Row[],
  typed: string,
): Row[] {
  const keyed = rows.map((row) => ({ ...row, key: row.key ?? null }));
  const byCode = meantBy(keyed, ({ code }) => code, typed).same;
  const byName = keyed.filter(({ name }) => name.toLocaleLowerCase() === typed.toLocaleLowerCase());
  if (byCode) return [byCode];
  return byName.length === 1 ? byName : keyed;
}

// --- what lies ahead -------------------------------------------------------------------------------------

/** The jobs and open questions of the pair: the first of them, and how many. */
export function pairAhead(ctx: Pick<Ctx, "db" | "now">, interpreterId: string, side: Side) {
  return aheadShown(aheadOfPair(ctx, interpreterId, side));
}

export function aheadShown({ jobs, offers }: ReturnType<typeof aheadOfPair>) {
  return {
    seen: jobs.length + offers.length,
    jobs: { total: jobs.length, first: jobs.slice(0, LONGEST_LIST) },
    offers: { total: offers.length, first: offers.slice(0, LONGEST_LIST) },
  };
}
