import { and, eq, gte, isNull, lt, notExists, sql } from "drizzle-orm";
import { surveyToken, tokenHash } from "#app/auth/link-token.server";
import { type Ctx, transact, type Work } from "#app/context.server";
import { record } from "#app/events/record";
import { isLiveJob, isStanding } from "#app/facts/live";
import { rulesAt } from "#app/facts/rules";
import { type Period, periodBefore } from "#app/heard/survey";
import { ok } from "#app/result";
import { DAY, dateOf, HOUR, type Instant, instantFrom, startOfDay } from "#app/time";
import { requests, surveyLinks, surveys, users } from "#db/schema";

/** A round asks so many, so that it ends soon. */
const BATCH = 100;
/** Nobody is written to at midnight. */
const MORNING = 9 * HOUR;

/**
 * After a month or quarter everybody who had a service in it is asked once how it was. What is over so long that its survey would be
 * closed is not asked about any more.
 */
export function sendSurveys(ctx: Ctx): void {
  const rules = rulesAt(ctx, ctx.now);
  const period = periodBefore(dateOf(ctx.now), rules["survey.months"]);
  if (!period) return;
  const closesAt = instantFrom(startOfDay(period.until) + rules["survey.days"] * DAY);
  if (ctx.now >= closesAt) return;
  if (ctx.db.select().from(surveys).where(eq(surveys.period, period.from)).get()) return;
  transact(ctx, (work) => {
    const people = whoHadOne(work, period);
    for (const userId of people) ask(work, period, userId, closesAt);
    if (people.length < BATCH) {
      const forgetAt = instantFrom(closesAt + rules["complaint.keepDays"] * DAY);
      work.db.insert(surveys).values({ period: period.from, until: period.until, closesAt, forgetAt }).run();
    }
    return ok(null);
  });
}

function ask(work: Work, { from: period, until }: Period, userId: string, closesAt: Instant): void {
  const linkHash = tokenHash(surveyToken(period, userId));
  work.db.insert(surveyLinks).values({ period, userId, linkHash, closesAt }).run();
  const tellFrom = instantFrom(startOfDay(until) + MORNING);
  record(work, { kind: "survey_sent", payload: { period, userId }, tellFrom });
}

/**
 * Requesters with an account for whom somebody interpreted in the period, and who are not asked yet: by a coordinator's decision, else
 * by their own word, else by the report, and as planned where nothing is reported.
 */
function whoHadOne({ db }: Work, { from, until }: Period): string[] {
  const asked = and(eq(surveyLinks.period, from), eq(surveyLinks.userId, requests.requesterId));
  return db
    .selectDistinct({ userId: requests.requesterId })
    .from(requests)
    .innerJoin(users, eq(users.id, requests.requesterId))
    .where(
      and(
        gte(requests.startAt, startOfDay(from)),
        lt(requests.startAt, startOfDay(until)),
        isStanding(),
        eq(users.role, "requester"),
        isNull(users.disabledAt),
        sql`exists (select 1 from assignments a left join reports r on r.assignment_id = a.id
          left join attestations w on w.assignment_id = a.id and w.report_number = r.number
          left join settlements s on s.assignment_id = a.id and s.report_number = r.number
          where a.request_id = ${requests.id} and ${isLiveJob("a")} and coalesce(s.held, w.held, r.held, 1) = 1)`,
        notExists(db.select({ one: sql`1` }).from(surveyLinks).where(asked)),
      ),
    )
    .limit(BATCH)
    .all()
    .map(({ userId }) => userId);
}
