import { eq } from "drizzle-orm";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, transact } from "#app/context.server";
import type { Locale } from "#app/dispatch/vocabulary";
import { ok } from "#app/result";
import { users } from "#db/schema";

export interface AccountSettings {
  locale?: Locale | undefined;
  theme?: "system" | "light" | "dark" | undefined;
}

/** A person's own language and theme. Mails come in this language from the next one on. */
export function saveAccount(ctx: Ctx<UserViewer>, { locale, theme }: AccountSettings) {
  return transact(ctx, (work) => {
    if (locale || theme)
      work.db
        .update(users)
        .set({ ...(locale && { locale }), ...(theme && { theme }) })
        .where(eq(users.id, work.viewer.userId))
        .run();
    return ok(null);
  });
}
