import { asc, eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Closeness, Mode } from "#app/dispatch/vocabulary";
import { languageSubstitutions } from "#db/schema";

/** Languages that may be proposed instead of this one, held in that way, and how well they are understood. */
export function substitutesFor(
  { db }: Pick<Ctx, "db">,
  language: string,
  mode: Mode,
): { spoken: string; note: Closeness }[] {
  return db
    .select()
    .from(languageSubstitutions)
    .where(eq(languageSubstitutions.requested, language))
    .orderBy(asc(languageSubstitutions.spoken))
    .all()
    .filter(({ modes }) => modes === null || modes.includes(mode))
    .map(({ spoken, note }) => ({ spoken, note }));
}
