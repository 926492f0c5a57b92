/** What a letter is shown with that nobody has been sent yet: a job that is nobody's. */
import type { Office } from "#app/dispatch/office";
import { OWN_CODES } from "#app/dispatch/own-obstacles";
import type { Locale } from "#app/dispatch/vocabulary";
import type { Translate } from "#app/i18n";
import { addDays, addMinutes, dateOf, HOUR, type Instant, instantFrom, startOfDay } from "#app/time";
import type { JobFacts } from "../job-facts";
import type { NotificationKind } from "../kinds";
import type { MessageFacts, Opens } from "../message";
import { PAY_LETTERS, sameOf } from "../pay/kinds";

/** Stands where a link has what opens it. */
const NOTHING = "xxxxxxxx";

interface About {
  kind: NotificationKind;
  locale: Locale;
  now: Instant;
  office: Office;
  words: (locale: Locale) => Translate;
}

/** Facts of a letter of that kind in which every text has something to fill in. */
export function sampleFacts({ kind, locale, now, office, words }: About): MessageFacts {
  const job = sampleJob(now);
  const start = job.interval.start;
  const isOfAccount =
    kind === "invite" || kind === "password_reset" || /^(application_|complaint_|survey|statement_)/.test(kind);
  return {
    id: "sample",
    kind,
    eventKind: "request_submitted",
    at: now,
    to: { address: null, locale },
    job: isOfAccount || kind === "absence_conflict" ? null : job,
    interpreterCount: 1,
    why: null,
    previous: kind.endsWith("_moved") ? shifted(job, -1).interval : null,
    changed: kind.endsWith("_changed") ? ["minutes", "address"] : [],
    isAskedAnew: false,
    account: "none",
    due: addMinutes(now, 24 * 60),
    despite: [],
    calendar: null,
    code: kind === "request_confirmed" ? "000000" : null,
    phone: "+37120000001",
    outlook: outlookBefore(start, addMinutes(now, 24 * 60)),
    isUndecided: false,
    isPartly: false,
    took: kind === "attest_noted" ? { ...TOOK, startedAt: start, endedAt: addMinutes(start, 60) } : null,
    statement: kind.startsWith("statement_") ? { month: "2026-03", cents: 12_345 } : null,
    office,
    conflicts: kind === "absence_conflict" ? [0, 1, 2, 3, 4, 5, 6].map((days) => shifted(job, days)) : [],
    words,
    opens: OPENS[kind],
  };
}

const TOOK = { held: true, notHeldReason: null, breakMinutes: 10, waitingMinutes: 5, way: "signature" } as const;

/** A link that leads nowhere: whoever looks at a letter of somebody else must not be able to use it. */
export function harmless(opens: Opens): Opens {
  return "token" in opens ? { ...opens, token: NOTHING } : opens;
}

/** Everything that a coordinator may ask somebody in spite of. */
export const EVERY_OBSTACLE = OWN_CODES;

function outlookBefore(startAt: Instant, dueAt: Instant): MessageFacts["outlook"] {
  return { startAt, dueAt, risk: null, asks: "interpreters", heldUntil: null, night: { from: "21:00", to: "08:00" } };
}

function sampleJob(now: Instant): JobFacts {
  const start = instantFrom(startOfDay(addDays(dateOf(now), 3)) + 10 * HOUR);
  return {
    requestId: NOTHING,
    reference: "R-00000",
    language: { lv: "dari", en: "Dari" },
    variant: null,
    mode: "onsite",
    town: { lv: "Rīga", en: "Rīga" },
    interval: { start, end: addMinutes(start, 60) },
  };
}

function shifted(job: JobFacts, days: number): JobFacts {
  const moved = (at: Instant) => addMinutes(at, days * 24 * 60);
  return { ...job, interval: { start: moved(job.interval.start), end: moved(job.interval.end) } };
}

const REQUEST = { page: "institution_request", requestId: NOTHING } as const;
const JOB = { page: "job", assignmentId: NOTHING } as const;
const OFFERS = { page: "offers" } as const;
const PASSWORD = { page: "set_password", token: NOTHING } as const;

const APPLICATION = { page: "application", token: NOTHING } as const;

const ATTEST = { page: "attest", token: NOTHING } as const;

const OPENS: Record<NotificationKind, Opens> = {
  request_received: REQUEST,
  request_confirmed: REQUEST,
  request_partly_confirmed: REQUEST,
  request_moved: REQUEST,
  request_changed: REQUEST,
  request_cancelled: REQUEST,
  request_rejected: REQUEST,
  info_asked: REQUEST,
  request_searching_again: REQUEST,
  request_clarified: REQUEST,
  request_undecided: REQUEST,
  promise_at_risk: REQUEST,
  request_unfilled: REQUEST,
  request_handed_over: REQUEST,
  offer: { page: "offer", token: NOTHING },
  offer_closed: OFFERS,
  yes_ended: OFFERS,
  job_confirmed: JOB,
  job_moved: JOB,
  job_changed: JOB,
  job_cancelled: JOB,
  job_given_back: JOB,
  needs_decision: { page: "coordinator_request", requestId: NOTHING },
  absence_conflict: { page: "interpreter", interpreterId: NOTHING },
  invite: PASSWORD,
  password_reset: PASSWORD,
  application_check: APPLICATION,
  application_received: APPLICATION,
  application_closed: APPLICATION,
  application_waiting: { page: "coordinator_application", applicationId: NOTHING },
  attest_asked: ATTEST,
  attest_again: ATTEST,
  attest_last: ATTEST,
  correction_asked: ATTEST,
  attest_noted: ATTEST,
  attest_settled: ATTEST,
  report_settled: JOB,
  ...sameOf(PAY_LETTERS, { page: "statement", month: "2026-03" } as const),
  survey: { page: "survey", token: NOTHING },
  complaint_waiting: { page: "coordinator_complaint", complaintId: NOTHING },
  complaint_answered: { page: "institution_feedback", requestId: NOTHING },
};
