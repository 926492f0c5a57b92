import { and, eq, inArray } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { type Closeness, MODES, type Mode } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { languageSubstitutions, languages } from "#db/schema";

export interface SubstitutionInput {
  /** Whoever asks for this language … */
  requested: string;
  /** … may be proposed this one. The other direction is a substitution of its own. */
  spoken: string;
  note: Closeness;
  modes: readonly Mode[];
  key?: string | undefined;
}

/**
 * A language may be proposed instead of another, in these ways; one that is there already is replaced. What was agreed before
 * stays. Refusals: `not_found`, `value_invalid` for a language instead of itself or for no way at all.
 */
export function saveSubstitution(
  ctx: Ctx,
  { key, ...given }: SubstitutionInput,
): Result<{ requested: string }, "not_found" | "value_invalid"> {
  const { requested, spoken, note } = given;
  return transact(ctx, onceFor("save_substitution", key, given), (work) => {
    if (!may.administer(work.viewer)) return refuse("not_found");
    if (requested === spoken || given.modes.length === 0) return refuse("value_invalid");
    const known = work.db
      .select()
      .from(languages)
      .where(inArray(languages.code, [requested, spoken]))
      .all();
    if (known.length < 2) return refuse("not_found");
    const isAll = MODES.every((mode) => given.modes.includes(mode));
    const row = { note, modes: isAll ? null : MODES.filter((mode) => given.modes.includes(mode)) };
    work.db
      .insert(languageSubstitutions)
      .values({ requested, spoken, ...row })
      .onConflictDoUpdate({ target: [languageSubstitutions.requested, languageSubstitutions.spoken], set: row })
      .run();
    record(work, { kind: "substitution_saved", payload: { language: requested, spoken } });
    return ok({ requested });
  });
}

/** It is proposed no more. Refusal: `not_found`. */
export function removeSubstitution(
  ctx: Ctx,
  { key, ...given }: { requested: string; spoken: string; key?: string | undefined },
): Result<{ requested: string }, "not_found"> {
  const { requested, spoken } = given;
  return transact(ctx, onceFor("remove_substitution", key, given), (work) => {
    if (!may.administer(work.viewer)) return refuse("not_found");
    const pair = and(eq(languageSubstitutions.requested, requested), eq(languageSubstitutions.spoken, spoken));
    if (work.db.delete(languageSubstitutions).where(pair).run().changes === 0) return refuse("not_found");
    record(work, { kind: "substitution_removed", payload: { language: requested, spoken } });
    return ok({ requested });
  });
}
