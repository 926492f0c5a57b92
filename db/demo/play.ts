/**
 * The service, played in memory: requests are submitted, offered, answered, reported in the order in which it happened,
 * with the same facts and rules as the commands use, until `now`. What has not happened by then is not written.
 * The rows and events it collects are those that the commands would have left.
 */
import { isLateCancellation } from "#app/dispatch/deadlines";
import { promiseAgain, promiseFor } from "#app/dispatch/promise";
import { minLevelOf, protectionClassOf } from "#app/dispatch/protection";
import { addMinutes, type Instant } from "#app/time";
import { attested, type ReportRow } from "./attesting";
import { queue, search } from "./search";
import { type AssignmentRow, liveOn, type RequestRow, type Service } from "./service";
import type { Answer, Asked, Story } from "./story";
import { byUser, requesterSide, tell, toPerson, undoOver } from "./telling";

/** Plays one request from its submission until it ends or until now. */
export function play(service: Service, asked: Asked, story: Story): void {
  const organisation = service.organisations.get(asked.organisationId)!;
  const request: RequestRow = {
    id: service.chance.id(),
    reference: freeReference(service),
    minLevel: minLevelOf(asked.topic),
    protectionClass: protectionClassOf(organisation.sector, asked.topic),
    answerDueAt: promiseFor(service.rules, service.calendar, asked.submittedAt, asked.startAt),
    interpreterCount: 1,
    ...asked,
  };
  service.requests.push(request);
  tell(service, request, request.submittedAt, "request_submitted", {
    ...byUser(request.requesterId),
    payload: {},
    tell: requesterSide(service, request, "request_received"),
  });

  if (!request.language) {
    queue(service, request, request.submittedAt, "language_not_listed");
    if (story.rejected) reject(service, request, story.rejected);
    return;
  }

  const answers = [...story.answers];
  let settledAt = request.submittedAt;
  for (let slot = 1; slot <= (request.interpreterCount ?? 1); slot++) {
    const endedAt = search(service, request, story, slot, request.submittedAt, answers);
    if (endedAt > settledAt) settledAt = endedAt;
  }
  if (story.askedAgain) askAgain(service, request, story.askedAgain);
  loseFirst(service, request, story, answers, settledAt);
  cancel(service, request, story, settledAt);
  report(service, request, story);
}

const LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

function freeReference({ chance, requests }: Service): string {
  for (;;) {
    const reference = `R-${Array.from({ length: 5 }, () => chance.pick([...LETTERS])).join("")}`;
    if (!requests.some((one) => one.reference === reference)) return reference;
  }
}

/** Given back by the person, or taken from them by a coordinator; then somebody else is asked. */
function loseFirst(service: Service, request: RequestRow, story: Story, answers: Answer[], settledAt: Instant): void {
  const at = story.givenBackAt ?? story.releasedAt;
  const [first] = liveOn(service, request);
  if (!at || !first || at <= settledAt || at > service.now || at >= request.startAt) return;
  const { id: assignmentId, slot, interpreterId } = first;
  if (story.givenBackAt) {
    const by = accountOf(service, interpreterId);
    take(service, first, at, `user:${by}`, "withdrawn");
    tell(service, request, at, "assignment_withdrawn", {
      ...byUser(by),
      interpreterId,
      payload: { assignmentId, slot },
      tell: [
        toPerson("job_given_back", interpreterId, at),
        ...requesterSide(service, request, "request_searching_again", at),
      ],
    });
    request.answerDueAt = promisedAgain(service, request, at);
    search(service, request, story, slot, at, answers);
  } else {
    const [by = ""] = service.coordinators;
    const reason = story.releaseReason ?? "Tulkam radās neparedzēts šķērslis.";
    const told = undoOver(service, at);
    take(service, first, at, by, reason);
    tell(service, request, at, "assignment_released", {
      ...byUser(by),
      interpreterId,
      payload: { assignmentId, slot, reason },
      tell: [
        toPerson("job_cancelled", interpreterId, told),
        ...requesterSide(service, request, "request_searching_again", told),
      ],
    });
    request.answerDueAt = promisedAgain(service, request, at);
    search(service, request, story, slot, addMinutes(at, 1), answers);
  }
}

function promisedAgain({ rules, calendar }: Service, request: RequestRow, at: Instant): Instant | null {
  return promiseAgain(rules, calendar, at, request.answerDueAt ?? null, request.startAt);
}

function cancel(service: Service, request: RequestRow, story: Story, settledAt: Instant): void {
  const at = story.cancelledAt;
  if (!at || at <= settledAt || at > service.now || at >= request.startAt) return;
  const onIt = liveOn(service, request);
  const late = onIt.length > 0 && isLateCancellation(service.rules, service.calendar, at, request.startAt);
  const actor = `user:${request.requesterId}`;
  for (const offer of service.offers) {
    if (offer.requestId !== request.id || offer.status !== "pending") continue;
    offer.status = "withdrawn";
    tell(service, request, at, "offer_withdrawn", {
      ...byUser(request.requesterId),
      interpreterId: offer.interpreterId,
      payload: { offerId: offer.id, why: "cancelled" },
      tell: [toPerson("offer_closed", offer.interpreterId, at)],
    });
  }
  for (const assignment of onIt) take(service, assignment, at, actor, "cancelled");
  Object.assign(request, { cancelledAt: at, cancelledBy: actor, cancelledLate: late, queuedAt: null });
  tell(service, request, at, "request_cancelled", {
    ...byUser(request.requesterId),
    payload: { late, wasSecured: onIt.length > 0, releasedInterpreterIds: onIt.map((one) => one.interpreterId) },
    tell: [
      ...requesterSide(service, request, "request_cancelled", at),
      ...onIt.map((one) => toPerson("job_cancelled", one.interpreterId, at)),
    ],
  });
}

function askAgain(service: Service, request: RequestRow, { at, question }: { at: Instant; question: string }): void {
  Object.assign(request, { needsInfoAt: at, infoQuestion: question });
  answer(service, request, at, "info_asked");
}

function reject(service: Service, request: RequestRow, { at, reason }: { at: Instant; reason: string }): void {
  Object.assign(request, { rejectedAt: at, rejectionReason: reason, queuedAt: null });
  answer(service, request, at, "request_rejected");
}

/** A coordinator tells the requester what stands on the request. */
function answer(service: Service, request: RequestRow, at: Instant, kind: "info_asked" | "request_rejected"): void {
  const [by = ""] = service.coordinators;
  tell(service, request, at, kind, { ...byUser(by), payload: {}, tell: requesterSide(service, request, kind, at) });
}

function take(service: Service, assignment: AssignmentRow, at: Instant, by: string, reason: string): void {
  Object.assign(assignment, { releasedAt: at, releasedBy: by, releaseReason: reason });
  const offer = service.offers.find((one) => one.id === assignment.offerId);
  if (offer) offer.status = "withdrawn";
}

function report(service: Service, request: RequestRow, story: Story): void {
  const at = addMinutes(request.endAt, story.reportAfter ?? 20);
  if (!story.report || at > service.now) return;
  const { held } = story.report;
  const notHeldReason = story.report.held ? null : story.report.why;
  for (const { id: assignmentId, interpreterId } of liveOn(service, request)) {
    const by = accountOf(service, interpreterId);
    const said: ReportRow = {
      assignmentId,
      held,
      notHeldReason,
      startedAt: held ? request.startAt : null,
      endedAt: held ? addMinutes(request.endAt, service.chance.pick([-15, -10, -5, 0, 0, 0, 0, 5, 10, 15])) : null,
      reportedBy: `user:${by}`,
      reportedAt: at,
    };
    service.reports.push(said);
    tell(service, request, at, "assignment_reported", {
      ...byUser(by),
      interpreterId,
      payload: { assignmentId, held, ...(notHeldReason ? { notHeldReason } : {}) },
    });
    attested(service, request, said);
  }
}

function accountOf({ accounts }: Service, interpreterId: string): string {
  return accounts.get(interpreterId)!;
}
