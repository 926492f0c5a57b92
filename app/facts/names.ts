/** What people, languages and places are called. */
import { eq, inArray } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Gender, Names } from "#app/dispatch/vocabulary";
import { interpreters, languages, places } from "#db/schema";

/** A person, as sentences speak of them. */
export interface Named {
  id: string;
  name: string;
  gender: Gender | null;
}

/** One interpreter; null when there is none. */
export function personNamed(ctx: Pick<Ctx, "db">, id: string): Named | null {
  const columns = { id: interpreters.id, name: interpreters.name, gender: interpreters.gender };
  return ctx.db.select(columns).from(interpreters).where(eq(interpreters.id, id)).get() ?? null;
}

/** Interpreters' names by id. */
export function namesOfPeople(ctx: Pick<Ctx, "db">, ids: readonly string[]): Map<string, string> {
  if (ids.length === 0) return new Map();
  const rows = ctx.db
    .select({ id: interpreters.id, name: interpreters.name })
    .from(interpreters)
    .where(inArray(interpreters.id, [...new Set(ids)]))
    .all();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Languages' names by code: of these, or of all. */
export function namesOfLanguages(ctx: Pick<Ctx, "db">, codes?: readonly string[]): Map<string, Names> {
  const rows = ctx.db
    .select({ code: languages.code, name: languages.name })
    .from(languages)
    .where(codes && inArray(languages.code, [...codes]))
    .all();
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/** Places' names by id. */
export function namesOfPlaces(ctx: Pick<Ctx, "db">, ids: readonly string[]): Map<string, Names> {
  if (ids.length === 0) return new Map();
  const rows = ctx.db
    .select({ id: places.id, name: places.name })
    .from(places)
    .where(inArray(places.id, [...new Set(ids)]))
    .all();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
