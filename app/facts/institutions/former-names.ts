/** What institutions were called before: they are still looked for by it, and it stands on the days when it held. */
import { desc, eq, type SQLWrapper, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { listOf } from "#app/facts/sets";
import type { Instant } from "#app/time";
import { organisationNames, organisations, requests } from "#db/schema";

/** By institution. */
export function formerNames({ db }: Pick<Ctx, "db">): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { organisationId, name } of db.select().from(organisationNames).all())
    listOf(names, organisationId).push(name);
  return names;
}

export interface EarlierName {
  name: string;
  until: Instant;
  /** It was that of another, which was merged into this one. */
  isOfMerged: boolean;
}

/** Of one, the latest first, and until when. */
export function earlierNames({ db }: Pick<Ctx, "db">, organisationId: string): EarlierName[] {
  const { name, until, mergedFromId } = organisationNames;
  return db
    .select({ name, until, isOfMerged: sql<boolean>`${mergedFromId} is not null`.mapWith(Boolean) })
    .from(organisationNames)
    .where(eq(organisationNames.organisationId, organisationId))
    .orderBy(desc(organisationNames.until))
    .limit(50)
    .all();
}

interface Asked {
  organisation: SQLWrapper;
  /** Of which it was before a merger; null: of the same. */
  askedAs: SQLWrapper;
  day: SQLWrapper;
  /** What it is called today. */
  now: SQLWrapper;
}

/**
 * What an institution was called at an instant: its own first name that held beyond it; of one that was merged into another, from
 * the merger on that other's. A column of SQL, looked up by indexes, whatever the length of its history.
 */
export function organisationOn({ organisation, askedAs, day, now }: Asked) {
  return sql<string>`coalesce((
    with recursive held(id, step) as (
      select coalesce(${askedAs}, ${organisation}), 0
      union all
      select gone.merged_into_id, held.step + 1 from held
        join organisations gone on gone.id = held.id where gone.merged_into_id is not null)
    select n.name from held
      join organisation_names n on n.merged_from_id = held.id or (n.organisation_id = held.id and n.merged_from_id is null)
      where n.until > ${day} order by held.step, n.until limit 1), ${now})`;
}

/** The institution of a request, as it was called on the day of the service. Needs the join of organisation. */
export const organisationThen = organisationOn({
  organisation: requests.organisationId,
  askedAs: requests.askedAsId,
  day: requests.startAt,
  now: organisations.name,
});
