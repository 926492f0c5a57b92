import { eq } from "drizzle-orm";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, transact } from "#app/context.server";
import type { Locale } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { ok } from "#app/result";
import { users } from "#db/schema";

export interface AccountSettings {
  locale?: Locale | undefined;
  theme?: "system" | "light" | "dark" | undefined;
}

/** A person's own language and theme. Mails come in this language from the next one on. */
export function saveAccount(ctx: Ctx<UserViewer>, { locale, theme }: AccountSettings) {
  return transact(ctx, (work) => {
    if (!locale && !theme) return ok(null);
    work.db
      .update(users)
      .set({ ...(locale && { locale }), ...(theme && { theme }) })
      .where(eq(users.id, work.viewer.userId))
      .run();
    record(work, { kind: "account_saved", payload: { userId: work.viewer.userId } });
    return ok(null);
  });
}
