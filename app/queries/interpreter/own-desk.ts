import { eq } from "drizzle-orm";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { invariant } from "#app/result";
import { desks, interpreters } from "#db/schema";

/** The desk the signed-in interpreter belongs to: whom they call. */
export function ownDesk({ db, viewer, locale }: Ctx<UserViewer>): { name: string; phone: string | null } {
  const desk = db
    .select({ name: desks.name, phone: desks.phone })
    .from(interpreters)
    .innerJoin(desks, eq(desks.id, interpreters.deskId))
    .where(eq(interpreters.id, viewer.interpreterId ?? ""))
    .get();
  invariant(desk, "an interpreter's account has an interpreter with a desk");
  return { ...desk, name: desk.name[locale] };
}
