import { eq } from "drizzle-orm";
import { applicationOfLink } from "#app/auth/application-link.server";
import { type Ctx, transact, type Work } from "#app/context.server";
import { promiseFor } from "#app/dispatch/promise";
import { record } from "#app/events/record";
import { type Application, accountAt } from "#app/facts/institutions/applications";
import { promiseTermsNow, rulesAt, workCalendarAt } from "#app/facts/rules";
import { ok, type Result, refuse } from "#app/result";
import type { Instant } from "#app/time";
import { applications } from "#db/schema";

/**
 * Whoever has the mailbox says that it was they who asked: from now on a coordinator sees it, and the promise of an answer runs.
 * Once; again is the same. Refusals: `link_over`, `time_passed` (what was asked for has begun), `account_exists` (whoever has one asks there; as an
 * interpreter they may come with it).
 */
export function confirmApplication(
  ctx: Ctx,
  token: string,
): Result<null, "link_over" | "time_passed" | "account_exists"> {
  return transact(ctx, (work) => {
    const application = applicationOfLink(work.db, token, work.now);
    if (!application) return refuse("link_over");
    if (application.confirmedAt !== null) return ok(null);
    if (application.kind !== "candidate" && accountAt(work, application.email)) return refuse("account_exists");
    if (application.startAt !== null && application.startAt <= work.now) return refuse("time_passed");
    work.db
      .update(applications)
      .set({ confirmedAt: work.now, answerDueAt: promised(work, application) })
      .where(eq(applications.id, application.id))
      .run();
    record(work, { kind: "application_confirmed", payload: { applicationId: application.id } });
    return ok(null);
  });
}

/** Nothing is promised to candidates: how soon somebody is needed nobody knows. */
function promised(work: Work, { kind, startAt }: Application): Instant | null {
  if (kind === "candidate") return null;
  if (startAt === null) return promiseTermsNow(work).oneWorkingDay;
  return promiseFor(rulesAt(work, work.now), workCalendarAt(work, work.now), work.now, startAt);
}
