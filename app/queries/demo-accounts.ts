import { and, inArray, isNull } from "drizzle-orm";
import { type Ctx, runtime } from "#app/context.server";
import type { Role } from "#app/dispatch/vocabulary";
import { users } from "#db/schema";

/** One account of each kind, shown on the sign-in page of a demo installation and nowhere else. */
const SHOWN = ["ilze", "sociala", "krize", "konsultants", "amina", "admin"].map((slug) => `${slug}@demo.tilts.test`);

export const DEMO_PASSWORD = "tilts-demo";

export function demoAccounts({ db }: Pick<Ctx, "db">): { email: string; name: string; role: Role }[] {
  if (!runtime().isDemo) return [];
  return db
    .select({ email: users.email, name: users.name, role: users.role })
    .from(users)
    .where(and(inArray(users.email, SHOWN), isNull(users.disabledAt)))
    .all()
    .sort((a, b) => SHOWN.indexOf(a.email) - SHOWN.indexOf(b.email));
}
