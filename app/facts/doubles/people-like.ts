/** People of the roster who may be the one that a name or a code means, so that nobody is there twice. */
import { and, asc, ne, notInArray } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { GONE, type InterpreterStatus } from "#app/dispatch/vocabulary";
import { foundIn } from "#app/text";
import { isNear, keyOf, nearKeyOf } from "#app/text/keys";
import { interpreters } from "#db/schema";

/** More than this is no answer to "is it one of these?". */
const MOST = 5;

export interface PersonLike {
  id: string;
  name: string;
  code: string;
  status: InterpreterStatus;
}

/** What is asked about: null where it is as it was. */
interface Said {
  /** Their own id; null for somebody new. */
  id: string | null;
  name: string | null;
  code: string | null;
}

/**
 * Those whose name is the same but for case, accents and look-alike letters, or whose words are within the name, or the other
 * way round; and those whose code is near. Erased people are nobody.
 */
export function peopleLike(ctx: Pick<Ctx, "db">, { id, name, code }: Said): PersonLike[] {
  if (name === null && code === null) return [];
  const { name: called, code: coded, status } = interpreters;
  return ctx.db
    .select({ id: interpreters.id, name: called, code: coded, status })
    .from(interpreters)
    .where(and(notInArray(status, GONE), ne(interpreters.id, id ?? "")))
    .orderBy(asc(interpreters.sortKey))
    .all()
    .filter((one) => (name !== null && isNameLike(one.name, name)) || (code !== null && isCodeLike(one.code, code)))
    .slice(0, MOST);
}

function isNameLike(known: string, typed: string): boolean {
  return nearKeyOf(known) === nearKeyOf(typed) || foundIn(known, typed) || foundIn(typed, known);
}

function isCodeLike(known: string, typed: string): boolean {
  return keyOf(known) !== keyOf(typed) && isNear(known, typed);
}
