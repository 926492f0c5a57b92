/** What is said of a change put to the requester, on the page of whoever asked and of whoever proposed it. */
import { eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { ProposedChange } from "#app/dispatch/relax";
import type { Names } from "#app/dispatch/vocabulary";
import { languages } from "#db/schema";

/** A change put to the requester, with the name of the language it speaks of. */
export interface Proposed {
  change: ProposedChange;
  language: Names | null;
}

export function proposed(ctx: Pick<Ctx, "db">, change: ProposedChange): Proposed {
  return { change, language: languageNames(ctx, languageIn(change)) };
}

/** The language that a change speaks of: the substitute, or the pivot of a relay. */
export function languageIn(change: ProposedChange): string | null {
  return change.kind === "substitute" ? change.language : change.kind === "relay" ? change.pivot : null;
}

/** What a language is called. null: none is meant, or there is none of that code. */
export function languageNames(ctx: Pick<Ctx, "db">, code: string | null): Names | null {
  if (code === null) return null;
  return ctx.db.select({ name: languages.name }).from(languages).where(eq(languages.code, code)).get()?.name ?? null;
}
