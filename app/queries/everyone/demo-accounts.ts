import { and, inArray, isNull } from "drizzle-orm";
import { type Ctx, runtime } from "#app/context.server";
import type { Role } from "#app/dispatch/vocabulary";
import { users } from "#db/schema";

/** One account of each kind, shown on the sign-in page of a demo installation and nowhere else. */
const SHOWN = ["ilze", "sociala", "krize", "konsultants", "amina", "finance", "admin"].map(
  (slug) => `${slug}@demo.tilts.test`,
);

/** What every demo account is opened with. */
export const DEMO_PASSWORD = "tilts-demo";

/** Empty outside demo mode: such addresses exist in no real installation, and are not looked for there. */
export function demoAccounts(ctx: Pick<Ctx, "db">): { email: string; name: string; role: Role }[] {
  if (!runtime().isDemo) return [];
  return ctx.db
    .select({ email: users.email, name: users.name, role: users.role })
    .from(users)
    .where(and(inArray(users.email, SHOWN), isNull(users.disabledAt)))
    .all()
    .sort((a, b) => SHOWN.indexOf(a.email) - SHOWN.indexOf(b.email));
}
