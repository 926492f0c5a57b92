/** What may be wrong with the languages that somebody says they speak. */
import { and, eq } from "drizzle-orm";
import type { Work } from "#app/context.server";
import { languages, languageVariants } from "#db/schema";
import { isSaidBefore, type SpokenRow } from "./person";

export type SpokenWrong = "language_missing" | "language_unknown" | "language_twice";

/** What somebody speaks `already` they may go on speaking, whether or not it is still served. */
export function spokenWrong(
  work: Work,
  spoken: readonly SpokenRow[],
  already: readonly SpokenRow[],
): SpokenWrong | null {
  if (spoken.length === 0) return "language_missing";
  if (spoken.some((one, i) => isSaidBefore(spoken.slice(0, i), one))) return "language_twice";
  const isKnown = (row: SpokenRow) => isSaidBefore(already, row) || isServed(work, row);
  return spoken.every(isKnown) ? null : "language_unknown";
}

function isServed(work: Work, { language, variant }: SpokenRow): boolean {
  const named = work.db.select().from(languages).where(eq(languages.code, language)).get();
  const one = and(eq(languageVariants.language, language), eq(languageVariants.code, variant));
  return !!named?.served && (variant === "" || !!work.db.select().from(languageVariants).where(one).get());
}
