import { eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { HOUSE_LOCALE, isGone } from "#app/dispatch/vocabulary";
import { officeNow } from "#app/facts/rules";
import { ok, type Result, refuse } from "#app/result";
import { applications, callers, interpreters, organisations, users } from "#db/schema";
import { ADDRESSES } from "./channels";
import { complaintDecided, complaintToHandle, surveyToAnswer } from "./heard/letters";
import { type Event, type NotificationKind, whyWithdrawn } from "./kinds";
import {
  isHeardByAnother,
  type MessageFacts,
  type Notice,
  noticeById,
  type Outdated,
  type Reading,
  type Told,
} from "./message";
import { PAY_LETTERS, sameOf } from "./pay/kinds";
import { monthOfPay } from "./pay/letters";
import { wordsOfLetters } from "./texts/edited";
import { applicationClosed, applicationTaken, applicationToCheck, applicationToDecide } from "./to-applicant";
import { askedOffer, closedOffer, endedYes, lostJob, standingJob } from "./to-interpreter";
import { toRequester } from "./to-requester";
import { jobsUnderAbsence, passwordLink, undecided } from "./to-users";
import { askedToAttest, notedForRequester, settledForInterpreter, settledForRequester } from "./took-place/to-attester";

/**
 * Everything one message says, read now; refuses when it is no longer true, so that nobody is told what has passed, and
 * `nobody_left` when it is true and its recipient was the last who could hear it.
 */
export function messageFacts(ctx: Reading, notificationId: string): Result<MessageFacts, Outdated | "not_found"> {
  const notice = noticeById(ctx, notificationId);
  if (!notice) return refuse("not_found");
  const told = TOLD[notice.kind](ctx, notice);
  if (!told.ok) return told;
  const to = recipientOf(ctx, notice);
  if (!to) return refuse(isHeardByAnother(ctx, notice) ? "account_closed" : "nobody_left");
  return ok({
    id: notice.id,
    kind: notice.kind,
    eventKind: notice.event.kind,
    at: notice.at,
    to,
    job: null,
    interpreterCount: 1,
    why: whyOf(notice.event),
    previous: null,
    changed: notice.event.kind === "request_edited" ? notice.event.payload.changed : [],
    isAskedAnew: false,
    account: "none",
    due: null,
    despite: [],
    calendar: null,
    code: null,
    phone: null,
    outlook: null,
    isUndecided: false,
    isPartly: false,
    took: null,
    statement: null,
    office: officeNow(ctx),
    conflicts: [],
    words: wordsOfLetters(ctx.db),
    ...told.value,
  });
}

/** Resolved at delivery: an address corrected meanwhile is the one written to. null = the account is closed. */
function recipientOf(ctx: Pick<Ctx, "db">, notice: Notice): MessageFacts["to"] | null {
  const addresses = ADDRESSES[notice.channel];
  if (notice.userId) {
    const user = ctx.db
      .select({ address: addresses.user, locale: users.locale, disabledAt: users.disabledAt })
      .from(users)
      .where(eq(users.id, notice.userId))
      .get();
    return user && user.disabledAt === null ? { address: user.address, locale: user.locale } : null;
  }
  if (notice.interpreterId) {
    const person = ctx.db
      .select({
        address: addresses.interpreter,
        locale: interpreters.locale,
        status: interpreters.status,
        accountLocale: users.locale,
      })
      .from(interpreters)
      .leftJoin(users, eq(users.interpreterId, interpreters.id))
      .where(eq(interpreters.id, notice.interpreterId))
      .get();
    if (!person || isGone(person.status)) return null;
    return { address: person.address, locale: person.accountLocale ?? person.locale };
  }
  if (notice.callerId) {
    const caller = ctx.db
      .select({ address: addresses.caller, disabledAt: users.disabledAt })
      .from(callers)
      .leftJoin(users, eq(users.email, callers.email))
      .where(eq(callers.requestId, notice.callerId))
      .get();
    return caller && caller.disabledAt === null ? { address: caller.address, locale: HOUSE_LOCALE } : null;
  }
  if (notice.applicationId) {
    const applicant = ctx.db
      .select({ address: addresses.application, locale: applications.locale })
      .from(applications)
      .where(eq(applications.id, notice.applicationId))
      .get();
    return applicant ?? null;
  }
  const mailbox = ctx.db
    .select({ address: addresses.organisation, deactivatedAt: organisations.deactivatedAt })
    .from(organisations)
    .where(eq(organisations.id, notice.organisationId ?? ""))
    .get();
  return mailbox && mailbox.deactivatedAt === null ? { address: mailbox.address, locale: HOUSE_LOCALE } : null;
}

const TOLD: Record<NotificationKind, (ctx: Reading, notice: Notice) => Told> = {
  request_received: toRequester,
  request_confirmed: toRequester,
  request_partly_confirmed: toRequester,
  request_moved: toRequester,
  request_changed: toRequester,
  request_cancelled: toRequester,
  request_rejected: toRequester,
  info_asked: toRequester,
  request_searching_again: toRequester,
  request_clarified: toRequester,
  request_undecided: toRequester,
  promise_at_risk: toRequester,
  request_unfilled: toRequester,
  request_handed_over: toRequester,
  offer: askedOffer,
  offer_closed: closedOffer,
  yes_ended: endedYes,
  job_confirmed: standingJob,
  job_moved: standingJob,
  job_changed: standingJob,
  job_cancelled: lostJob,
  job_given_back: lostJob,
  needs_decision: undecided,
  absence_conflict: jobsUnderAbsence,
  invite: passwordLink,
  password_reset: passwordLink,
  application_check: applicationToCheck,
  application_received: applicationTaken,
  application_closed: applicationClosed,
  application_waiting: applicationToDecide,
  attest_asked: askedToAttest,
  attest_again: askedToAttest,
  attest_last: askedToAttest,
  correction_asked: askedToAttest,
  attest_noted: notedForRequester,
  attest_settled: settledForRequester,
  report_settled: settledForInterpreter,
  ...sameOf(PAY_LETTERS, monthOfPay),
  survey: surveyToAnswer,
  complaint_waiting: complaintToHandle,
  complaint_answered: complaintDecided,
};

function whyOf(event: Event): MessageFacts["why"] {
  switch (event.kind) {
    case "request_queued":
      return event.payload.why;
    case "offer_withdrawn":
      return whyWithdrawn(event.payload);
    case "yes_ended":
      return event.payload.as;
    default:
      return null;
  }
}
