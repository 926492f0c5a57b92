/** People of the roster who may be the one that a name, a code, a number or an address means, so that nobody is there twice. */
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
  phone: string | null;
  email?: string;
}

/**
 * Those whose name is the same but for case, accents and look-alike letters, or whose words are within the name, or the other
 * way round; those whose code is near; and those who are reached at the same number or address. Erased people are nobody.
 */
export function peopleLike(ctx: Pick<Ctx, "db">, { id, name, code, phone, email }: Said): PersonLike[] {
  if (name === null && code === null && phone === null && email === undefined) return [];
  const { name: called, code: coded, status, phone: number, email: address } = interpreters;
  return ctx.db
    .select({ id: interpreters.id, name: called, code: coded, status, number, address })
    .from(interpreters)
    .where(and(notInArray(status, GONE), ne(interpreters.id, id ?? "")))
    .orderBy(asc(interpreters.sortKey))
    .all()
    .filter(
      (one) =>
        (name !== null && isNameLike(one.name, name)) ||
        (code !== null && isCodeLike(one.code, code)) ||
        (phone !== null && sharesNumber(one.number, phone)) ||
        (email !== undefined && one.address === email),
    )
    .slice(0, MOST)
    .map(({ number: _number, address: _address, ...one }) => one);
}

/** The same but for case, accents and look-alike letters; or its words are within the other. */
export function isNameLike(known: string, typed: string): boolean {
  return nearKeyOf(known) === nearKeyOf(typed) || foundIn(known, typed) || foundIn(typed, known);
}

function isCodeLike(known: string, typed: string): boolean {
  return keyOf(known) !== keyOf(typed) && isNear(known, typed);
}

/** One of somebody's numbers is one of another's. */
export function sharesNumber(known: string | null, said: string): boolean {
  const numbers = said.split(", ");
  return (known?.split(", ") ?? []).some((one) => numbers.includes(one));
}
