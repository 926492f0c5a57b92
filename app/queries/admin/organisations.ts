import { asc, count, eq, isNull } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { earlierNames, formerNames } from "#app/facts/institutions/former-names";
import { foundBy } from "#app/queries/everyone/found-by";
import { organisations, places, units, users } from "#db/schema";

const LONGEST_LIST = 200;

/** Organisations whose name, code or place holds the words, in Latvian order. */
export function organisationList({ db, locale }: Ctx, words: string, most = LONGEST_LIST) {
  const isFound = words ? foundBy(words) : () => true;
  const people = db
    .select({ organisationId: users.organisationId, n: count() })
    .from(users)
    .groupBy(users.organisationId)
    .all();
  const former = formerNames({ db });
  const rows = db
    .select({
      id: organisations.id,
      code: organisations.code,
      key: organisations.key,
      nearKey: organisations.nearKey,
      name: organisations.name,
      sector: organisations.sector,
      place: places.name,
      phone: organisations.phone,
      deactivatedAt: organisations.deactivatedAt,
    })
    .from(organisations)
    .innerJoin(places, eq(places.id, organisations.placeId))
    .where(isNull(organisations.mergedIntoId))
    .orderBy(asc(organisations.sortKey))
    .all()
    .map((row) => ({ ...row, place: row.place[locale] }))
    .filter((row) => isFound({ ...row, words: [row.name, row.place, ...(former.get(row.id) ?? [])].join(" ") }));
  return {
    total: rows.length,
    rows: rows.slice(0, most).map(({ deactivatedAt, key: _key, nearKey: _near, ...row }) => ({
      ...row,
      isActive: deactivatedAt === null,
      people: people.find(({ organisationId }) => organisationId === row.id)?.n ?? 0,
    })),
  };
}

/** One organisation for its form, or null. */
export function organisationOf({ db }: Ctx, id: string) {
  const row = db.select().from(organisations).where(eq(organisations.id, id)).get();
  if (!row || row.mergedIntoId !== null) return null;
  const { sortKey: _, key: _key, nearKey: _near, mergedIntoId: _into, deactivatedAt, ...organisation } = row;
  return {
    ...organisation,
    earlier: earlierNames({ db }, id),
    isActive: deactivatedAt === null,
    units: db
      .select({ name: units.name })
      .from(units)
      .where(eq(units.organisationId, id))
      .orderBy(asc(units.name))
      .all()
      .map(({ name }) => name),
  };
}
