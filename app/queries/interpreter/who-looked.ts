import { desc, eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Role } from "#app/dispatch/vocabulary";
import type { Instant } from "#app/time";
import { readings, users } from "#db/schema";

const LAST = 50;

export interface Looked {
  at: Instant;
  name: string;
  role: Role;
}

/** Who had the interpreter's own page with coordinators before them, newest first: the last fifty times. */
export function whoLooked({ db, viewer }: Ctx): Looked[] {
  if (viewer.kind !== "user" || viewer.interpreterId === null) return [];
  return db
    .select({ at: readings.at, name: users.name, role: users.role })
    .from(readings)
    .innerJoin(users, eq(users.id, readings.userId))
    .where(eq(readings.interpreterId, viewer.interpreterId))
    .orderBy(desc(readings.id))
    .limit(LAST)
    .all();
}
