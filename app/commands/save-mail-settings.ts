import { and, gt, inArray, isNull } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { sealSecret } from "#app/auth/seal.server";
import { type Ctx, transact, type Work } from "#app/context.server";
import { CHANNELS, type MailEncryption } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { isPasswordLost, mailServer } from "#app/facts/service/mail";
import { ok, type Result, refuse } from "#app/result";
import { mailSettings, notifications } from "#db/schema";

export interface MailSettings {
  host: string;
  port: number;
  encryption: MailEncryption;
  /** null: the server asks for no sign-in, and has no password. */
  username: string | null;
  /** null: the one that is stored stays, for the same person at the same server alone. */
  password: string | null;
  sender: string;
}

/**
 * How mail goes out from now on; what waits for a better server is tried at once. The password is sealed. Refusals: `not_found`,
 * `password_missing` when there is a sign-in and no password for it.
 */
export function saveMailSettings(
  ctx: Ctx,
  { password, ...typed }: MailSettings,
): Result<null, "not_found" | "password_missing"> {
  return transact(ctx, (work) => {
    if (!may.administer(work.viewer)) return refuse("not_found");
    const sealedPassword = typed.username === null ? null : sealedFor(work, typed, password);
    if (typed.username !== null && sealedPassword === null) return refuse("password_missing");
    const row = { ...typed, sealedPassword, savedAt: work.now };
    work.db
      .insert(mailSettings)
      .values({ id: 1, ...row })
      .onConflictDoUpdate({ target: mailSettings.id, set: row })
      .run();
    record(work, { kind: "mail_settings_saved" });
    tryAgain(work);
    return ok(null);
  });
}

/** A password that was typed for one server is never sent to another. */
function sealedFor(
  work: Work,
  { host, port, encryption, username }: Omit<MailSettings, "password">,
  password: string | null,
): string | null {
  if (password !== null) return sealSecret("mail_password", password);
  const before = mailServer(work.db);
  if (!before || isPasswordLost(before)) return null;
  const isSame =
    before.host === host &&
    before.port === port &&
    before.username === username &&
    (before.encryption === encryption || encryption !== "none");
  return isSame ? before.sealedPassword : null;
}

/** Messages that were put off because the server would not have them. */
function tryAgain(work: Work): void {
  work.db
    .update(notifications)
    .set({ nextAt: work.now })
    .where(
      and(
        isNull(notifications.sentAt),
        isNull(notifications.deadAt),
        isNull(notifications.suppressedAt),
        inArray(notifications.channel, CHANNELS),
        gt(notifications.nextAt, work.now),
        gt(notifications.tries, 0),
      ),
    )
    .run();
}
