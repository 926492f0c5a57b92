/** What the requesters said of the reports of the last months, in every way in which it can go; before that nobody was asked. */
import { askedFrom, nextAsked, stepAt } from "#app/pay/attesting";
import type { AttestedAs, AttestingWay, Told } from "#app/pay/took-place";
import { ownText } from "#app/privacy";
import { addMinutes, DAY, type Instant, instantFrom } from "#app/time";
import type { attestations, correctionsAsked, reportCorrections, reports, settlements } from "../schema";
import { workingDay } from "./calendar";
import type { RequestRow, Service } from "./service";
import { byUser, requesterSide, tell } from "./telling";

/** What was said of services. */
export interface Words {
  attestations: (typeof attestations.$inferInsert)[];
  settlements: (typeof settlements.$inferInsert)[];
  corrections: (typeof reportCorrections.$inferInsert)[];
  asked: (typeof correctionsAsked.$inferInsert)[];
}

export type ReportRow = typeof reports.$inferInsert;

/** So long ago requesters were first asked. */
const STARTED_BEFORE = 100 * DAY;
/** What was reported so many working days ago has come to its end. */
const OVER_BEFORE = -8;
const FATES_OVER = [
  ...(["confirmed", "confirmed", "settled", "confirmed", "nearly"] as const),
  ...(["confirmed", "waiting", "confirmed", "confirmed", "corrected"] as const),
];
const WAYS_OVER = ["portal", "link", "qr", "link", "signature", "paper", "link", "code"] as const;
const FATES = [
  ...(["confirmed", "waiting", "nearly", "disputed", "settled"] as const),
  ...(["confirmed", "corrected", "question", "waiting", "confirmed"] as const),
];
const WORDS = "Sarunu beidzām krietni agrāk: klients bija jāved pie ārsta.";
const REASON = "Piezvanīju abiem; spēkā tulka norādītais laiks.";

/** Each report has the next fate; with what has no times only yes can be said. */
export function attested(service: Service, request: RequestRow, report: ReportRow): void {
  const { now, words } = service;
  if (report.reportedAt < now - STARTED_BEFORE) {
    report.agreedAt = report.reportedAt;
    return;
  }
  const { since, fate, way } = fateOf(service, report);
  askFirst(service, request, report.reportedAt);
  const end = report.endedAt ?? null;
  if (fate === "corrected" && end) correct(service, request, report, end);
  const at = addMinutes(report.reportedAt, 35 + (since % 5) * 20);
  if (fate === "waiting" || fate === "corrected" || at > now) {
    keepAsking(service, request, report);
    return;
  }
  if (!end || fate === "confirmed") say(service, request, report, "as_reported", end, at, way);
  else if (fate === "nearly") say(service, request, report, "nearly", addMinutes(end, 5), at, way);
  else if (fate === "question") {
    say(service, request, report, "as_reported", end, at);
    question(service, request, report, end, addMinutes(at, 30));
  } else {
    say(service, request, report, "differs", soonerThan(report, end), at);
    const decided = addMinutes(at, 90);
    if (fate !== "settled" || decided > now) return;
    const [by = ""] = service.coordinators;
    words.settlements.push({
      ...{ assignmentId: report.assignmentId, reportNumber: 1, at: decided, by, settledAs: "report" },
      ...{ ...toldOf(report, end), breakMinutes: 0, waitingMinutes: 0, reason: ownText(REASON) },
    });
    tell(service, request, decided, "service_settled", {
      ...byUser(by),
      payload: { assignmentId: report.assignmentId, number: 1, as: "report" },
      tell: requesterSide(service, request, "attest_settled", decided),
    });
  }
}

/** The fates of the last days stay as they are, however much happened before. */
function fateOf({ now, calendar, reports }: Service, report: ReportRow) {
  const newest = workingDay(calendar, now, OVER_BEFORE, "08:30");
  const isOver = report.reportedAt < newest;
  const since = reports.filter(({ reportedAt }) => reportedAt < newest === isOver).length;
  const fates = isOver ? FATES_OVER : FATES;
  const way: AttestingWay = isOver ? (WAYS_OVER[since % WAYS_OVER.length] ?? "link") : "portal";
  return { since, fate: fates[since % fates.length] ?? "waiting", way };
}

/** By twenty minutes, where it lasted so long. */
function soonerThan({ startedAt }: ReportRow, end: Instant): Instant {
  return instantFrom(Math.max(addMinutes(end, -20), addMinutes(startedAt ?? end, 1)));
}

/** One letter for a request, however many interpreted. */
function askFirst(service: Service, request: RequestRow, at: Instant): void {
  const before = service.happened.findLast(
    ({ kind, requestId }) => kind === "assignment_reported" && requestId === request.id,
  );
  if (before?.tell.length === 0)
    before.tell = requesterSide(service, request, "attest_asked", askedFrom(service.rules, at));
}

/** Whoever has not answered is asked again, a last time, and then their silence counts. */
function keepAsking(service: Service, request: RequestRow, report: ReportRow): void {
  const { rules, calendar, now } = service;
  for (const [number, step] of (["again", "last"] as const).entries()) {
    const at = stepAt(rules, calendar, report.reportedAt, step);
    if (at > now) break;
    report.askedAgain = number + 1;
    const kind = step === "last" ? "attest_last" : "attest_again";
    tell(service, request, at, "attestation_asked_again", {
      payload: { isLast: step === "last" },
      tell: requesterSide(service, request, kind, at),
    });
  }
  const { at, step } = nextAsked(rules, calendar, report.reportedAt, report.askedAgain ?? 0);
  if (step === "silence" && at <= now)
    say(service, request, report, "as_reported", report.endedAt ?? null, at, "silence");
  else report.askAt = at;
}

function toldOf({ held, notHeldReason = null, startedAt = null }: ReportRow, endedAt: Instant | null): Told {
  return { held, notHeldReason, startedAt, endedAt };
}

function say(
  service: Service,
  request: RequestRow,
  report: ReportRow,
  as: AttestedAs,
  end: Instant | null,
  at: Instant,
  way: AttestingWay = "portal",
): void {
  const { assignmentId, number = 1 } = report;
  const by = sayer(service, request, way);
  service.words.attestations.push({
    ...{ assignmentId, reportNumber: number, at, way, attestedAs: as, ...toldOf(report, end) },
    attestedBy: by && `user:${by}`,
    name: way === "signature" || way === "code" ? request.contactName : null,
    words: as === "differs" ? ownText(WORDS) : null,
  });
  tell(service, request, at, "service_attested", {
    ...(by ? byUser(by) : {}),
    payload: { assignmentId, number, way, as },
  });
}

/** Whom an event names: in silence and by a link nobody is signed in. */
function sayer({ coordinators: [by = ""] }: Service, request: RequestRow, way: AttestingWay): string | null {
  if (way === "portal") return request.requesterId;
  return way === "paper" ? by : null;
}

function saidOf(report: ReportRow, endedAt: Instant) {
  const nothing = { travelMeans: null, travelKm: null, travelMinutes: null, ticketCents: null };
  const asAsked = { usedLanguage: null, usedVariant: null };
  return { ...toldOf(report, endedAt), breakMinutes: 0, waitingMinutes: 0, ...nothing, ...asAsked };
}

/** Five minutes more, before anybody had answered. */
function correct(service: Service, request: RequestRow, report: ReportRow, end: Instant): void {
  const { assignmentId, reportedBy, reportedAt } = report;
  const at = addMinutes(reportedAt, 6);
  if (at > service.now) return;
  const before = { ...saidOf(report, end), number: 1, reportedAt, agreedAt: null };
  service.words.corrections.push({ assignmentId, number: 1, said: before, reportedBy, replacedAt: at });
  Object.assign(report, { number: 2, endedAt: addMinutes(end, 5), reportedAt: at });
  tell(service, request, at, "report_corrected", {
    ...byUser(reportedBy.replace("user:", "")),
    payload: { assignmentId, number: 1 },
  });
}

function question(service: Service, request: RequestRow, report: ReportRow, end: Instant, at: Instant): void {
  const { assignmentId, reportedBy } = report;
  if (at > service.now) return;
  service.words.asked.push({
    ...{ assignmentId, number: 1, askedAt: at, askedBy: reportedBy },
    said: saidOf(report, addMinutes(end, 25)),
  });
  tell(service, request, at, "correction_asked", {
    ...byUser(reportedBy.replace("user:", "")),
    payload: { assignmentId, number: 1 },
    tell: requesterSide(service, request, "correction_asked", at),
  });
}
