import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, newId, transact } from "#app/context.server";
import { type MailTest, sendTestLetter } from "#app/events/mail-test";
import { record } from "#app/events/record";
import { wordsOfLetters } from "#app/events/texts/edited";
import type { MailConfig } from "#app/facts/service/mail";
import { ok, type Result, refuse } from "#app/result";
import { users } from "#db/schema";

/** A letter to the administrator who asks, sent at once and beside the outbox. Refusal: `not_found`. */
export async function testMail(ctx: Ctx<UserViewer>, config: MailConfig): Promise<Result<MailTest, "not_found">> {
  const user = ctx.db.select().from(users).where(eq(users.id, ctx.viewer.userId)).get();
  if (!user || !may.administer(ctx.viewer)) return refuse("not_found");
  const test = await sendTestLetter(
    config,
    { address: user.email, words: wordsOfLetters(ctx.db)(user.locale) },
    { id: newId(), now: ctx.now },
  );
  return transact(ctx, (work) => {
    record(work, { kind: "mail_tested", payload: { outcome: test.outcome } });
    return ok(test);
  });
}
