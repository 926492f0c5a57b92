/** The places that can be chosen: how each is called, found and told apart. */
import { asc, desc, eq, inArray, isNotNull, max } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Locale } from "#app/dispatch/vocabulary";
import { wordsOf } from "#app/text";
import { desks, places, requests } from "#db/schema";
import { untilWritten } from "#db/until-written";

/** A place as a field shows it. Two places never share a label: it is what is typed and sent. */
export interface PlaceChoice {
  id: string;
  label: string;
  /** The municipality, where the label does not say it. */
  note: string | null;
  /** Of the desk. */
  region: string;
}

/** The same with what it is read by. */
export interface ListedPlace extends PlaceChoice {
  /** Its names in every language and its label, as folded words. */
  names: readonly string[];
  /** Its names and its municipality. */
  words: readonly string[];
}

/** Every place, in Latvian order. */
export function allPlaces({ db, locale }: Pick<Ctx, "db" | "locale">): readonly ListedPlace[] {
  return placesIn(db, locale);
}

const placesIn = untilWritten((db, locale: Locale): ListedPlace[] =>
  rowsWhere({ db }).map((row) => {
    const choice = choiceOf({ locale }, row);
    const called = [...Object.values(row.name), choice.label];
    return {
      ...choice,
      names: [...new Set(called.map((name) => wordsOf(name).join(" ")))],
      words: wordsOf([...called, row.municipality ?? ""].join(" ")),
    };
  }),
);

/** These places, as far as there are such; in Latvian order. */
export function placesNamed(ctx: Pick<Ctx, "db" | "locale">, ids: readonly (string | null)[]): PlaceChoice[] {
  const known = ids.filter((id) => id !== null);
  return known.length === 0 ? [] : rowsWhere(ctx, known).map((row) => choiceOf(ctx, row));
}

const EARLIER = 4;
/** So many of an institution's last requests are looked through for them. */
const LATELY = 300;

/**
 * What somebody is likely to mean before anything is typed: these ids first (the institution's own place), then where its
 * newest requests were, then the desks' cities.
 */
export function likelyPlaces(
  ctx: Pick<Ctx, "db" | "locale">,
  organisationId: string,
  first: readonly (string | null)[],
): PlaceChoice[] {
  const lately = ctx.db
    .select({ placeId: requests.placeId, submittedAt: requests.submittedAt })
    .from(requests)
    .where(eq(requests.organisationId, organisationId))
    .orderBy(desc(requests.startAt))
    .limit(LATELY)
    .as("lately");
  const earlier = ctx.db
    .select({ id: lately.placeId })
    .from(lately)
    .where(isNotNull(lately.placeId))
    .groupBy(lately.placeId)
    .orderBy(desc(max(lately.submittedAt)))
    .limit(EARLIER)
    .all();
  const cities = ctx.db.select({ id: desks.placeId }).from(desks).orderBy(asc(desks.region)).limit(20).all();
  const ids = [...new Set([...first, ...earlier.map(({ id }) => id), ...cities.map(({ id }) => id)])];
  const found = new Map(placesNamed(ctx, ids).map((place) => [place.id, place]));
  return ids.flatMap((id) => found.get(id ?? "") ?? []);
}

type Row = ReturnType<typeof rowsWhere>[number];

function rowsWhere({ db }: Pick<Ctx, "db">, ids?: readonly string[]) {
  return db
    .select({ id: places.id, name: places.name, municipality: places.municipality, region: places.region })
    .from(places)
    .where(ids && inArray(places.id, [...ids]))
    .orderBy(asc(places.sortKey))
    .limit(2000)
    .all();
}

/** "Rubas pagasts, Saldus novads": a parish is told by its municipality; of a town that is only a note. */
function choiceOf({ locale }: Pick<Ctx, "locale">, { id, name, municipality, region }: Row): PlaceChoice {
  const plain = name[locale].replace(/ \(.*\)$/, "");
  const isParish = / pagasts$/.test(plain) && municipality !== null;
  return {
    id,
    label: isParish ? `${plain}, ${municipality}` : plain,
    note: isParish || plain === municipality ? null : municipality,
    region,
  };
}
