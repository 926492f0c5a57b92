/** Accounts that may be those of whoever asks at the door, so that nobody has two. */
import { asc, eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Role } from "#app/dispatch/vocabulary";
import { nearKeyOf } from "#app/text/keys";
import { organisations, users } from "#db/schema";
import { isNameLike, sharesNumber } from "./people-like";

/** More than this is no answer to "is it one of these?". */
const MOST = 5;

export interface AccountLike {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** Of requesters: where. */
  organisation: string | null;
  /** What is asked in that institution can be asked by this account. */
  mayAskThere: boolean;
}

/**
 * Accounts of whoever asks at the door in the name of an institution, as it seems: reached at the same number or address, or of a name
 * that is the same but for case, accents and look-alike letters; within that institution, also of a name whose words are within
 * theirs, or the other way round. Those of the institution first.
 */
export function accountsLike(
  ctx: Pick<Ctx, "db">,
  { name, email, phone, organisationId }: { name: string; email: string; phone: string; organisationId: string },
): AccountLike[] {
  const rows = ctx.db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      phone: users.phone,
      role: users.role,
      organisationId: users.organisationId,
      organisation: organisations.name,
      disabledAt: users.disabledAt,
    })
    .from(users)
    .leftJoin(organisations, eq(organisations.id, users.organisationId))
    .orderBy(asc(users.name))
    .all();
  const wanted = nearKeyOf(name);
  return rows
    .map((row) => ({ ...row, isThere: row.organisationId === organisationId }))
    .filter(
      (one) =>
        one.email === email ||
        sharesNumber(one.phone, phone) ||
        (one.isThere ? isNameLike(one.name, name) : nearKeyOf(one.name) === wanted),
    )
    .sort((a, b) => Number(b.isThere) - Number(a.isThere))
    .slice(0, MOST)
    .map(({ id, name: called, email: address, role, organisation, isThere, disabledAt }) => ({
      ...{ id, name: called, email: address, role, organisation },
      mayAskThere: isThere && disabledAt === null,
    }));
}
