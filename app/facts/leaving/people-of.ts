import { and, asc, eq, isNull } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { users } from "#db/schema";

/** The accounts of an institution that work, by name. */
export function peopleOf({ db }: Pick<Ctx, "db">, organisationId: string) {
  return db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(and(eq(users.organisationId, organisationId), isNull(users.disabledAt)))
    .orderBy(asc(users.name))
    .all();
}
