/** Asking one after the other until somebody says yes, nobody is left, or now. */
import { earliestSend, offerDeadline } from "#app/dispatch/deadlines";
import { obstaclesOf, overrideRule } from "#app/dispatch/eligibility";
import { match } from "#app/dispatch/match";
import type { DeclineReason } from "#app/dispatch/vocabulary";
import { type QueuedBecause, UNDECIDED_INSIDE } from "#app/events/kinds";
import { ownText } from "#app/privacy";
import { addMinutes, type Instant, minutesBetween, nextOpening } from "#app/time";
import {
  type AssignmentRow,
  isWhole,
  matchingAt,
  needIn,
  type OfferRow,
  type RequestRow,
  type Service,
} from "./service";
import type { Answer, Story } from "./story";
import { byLink, byUser, confirmation, requesterSide, tell, toPerson, undoOver } from "./telling";

/** Fills one place of the request. Takes its answers from `answers`, of which the last repeats. Returns when it was over. */
export function search(
  service: Service,
  request: RequestRow,
  story: Story,
  slot: number,
  from: Instant,
  answers: Answer[],
): Instant {
  for (let at = from; ; ) {
    const sent = offerToNext(service, request, slot, at);
    if ("why" in sent) {
      queue(service, request, at, sent.why);
      return rescue(service, request, story, slot, at) ?? at;
    }
    const { offer, sendAt } = sent;
    const answer = answers.length > 1 ? answers.shift() : (answers[0] ?? "accept");
    const waits = Math.floor(minutesBetween(sendAt, offer.deadlineAt) * 0.9);
    const answeredAt =
      answer === "lapse" ? offer.deadlineAt : addMinutes(sendAt, Math.max(1, Math.min(story.answersAfter, waits)));
    const seenAt = addMinutes(sendAt, Math.max(0, Math.floor(minutesBetween(sendAt, answeredAt) / 2)));
    if (answer !== "lapse" && seenAt <= service.now) see(service, request, offer, seenAt);
    if (answer === "wait" || answeredAt > service.now) return at;

    if (answer === "accept") {
      accept(service, request, offer, answeredAt);
      return answeredAt;
    }
    if (answer === "decline") decline(service, request, offer, answeredAt);
    else lapse(service, request, offer);
    at = answeredAt;
  }
}

/** An offer to the best of those not yet asked, or why there is none. */
function offerToNext(
  service: Service,
  request: RequestRow,
  slot: number,
  at: Instant,
): { offer: OfferRow; sendAt: Instant } | { why: QueuedBecause } {
  const sendAt = earliestSend(service.rules, at, request.startAt);
  const deadlineAt = offerDeadline(service.rules, service.calendar, sendAt, request.startAt);
  if (deadlineAt === null) return { why: "no_time" };

  const need = needIn(service, request);
  const { able } = match(need, ...matchingAt(service, need, at));
  const asked = service.offers.filter(({ status }) => status !== "superseded");
  const passedOver = [...asked, ...service.assignments].filter(({ requestId }) => requestId === request.id);
  const next = able.find((person) => passedOver.every((one) => one.interpreterId !== person.interpreterId));
  if (!next) return { why: able.length === 0 ? "nobody_able" : "nobody_left" };

  const { interpreterId, points } = next;
  const offer: OfferRow = {
    id: service.chance.id(),
    requestId: request.id,
    slot,
    interpreterId,
    requestVersion: 1,
    status: "pending",
    offeredAt: at,
    deadlineAt,
    points: [...points],
  };
  service.offers.push(offer);
  request.queuedAt = null;
  tell(service, request, at, "offer_made", {
    interpreterId,
    payload: { offerId: offer.id, slot, deadlineAt, points },
    tell: [toPerson("offer", interpreterId, sendAt)],
  });
  return { offer, sendAt };
}

function see(service: Service, request: RequestRow, offer: OfferRow, at: Instant): void {
  offer.seenAt = at;
  tell(service, request, at, "offer_seen", { ...byLink(offer), payload: { offerId: offer.id } });
}

function accept(service: Service, request: RequestRow, offer: OfferRow, at: Instant): void {
  const { id: offerId, slot, interpreterId } = offer;
  Object.assign(offer, { status: "accepted", answeredAt: at });
  const assignment = assign(service, request, slot, interpreterId, at, { offerId });
  tell(service, request, at, "offer_accepted", {
    ...byLink(offer),
    payload: { offerId, assignmentId: assignment.id, slot },
    tell: confirmation(service, request, interpreterId, at),
  });
}

function decline(service: Service, request: RequestRow, offer: OfferRow, at: Instant): void {
  const tooFar = request.mode === "onsite" ? 3 : 0;
  const reason = service.chance.word<DeclineReason>({ busy: 6, too_far: tooFar, topic: 1, other: 1 });
  Object.assign(offer, { status: "declined", answeredAt: at, declineReason: reason });
  tell(service, request, at, "offer_declined", { ...byLink(offer), payload: { offerId: offer.id, reason } });
}

function lapse(service: Service, request: RequestRow, offer: OfferRow): void {
  const { id: offerId, interpreterId, deadlineAt } = offer;
  offer.status = "expired";
  tell(service, request, deadlineAt, "offer_expired", {
    interpreterId,
    payload: { offerId },
    tell: [toPerson("offer_closed", interpreterId, deadlineAt)],
  });
}

/** Nobody is left to ask: a coordinator must decide. */
export function queue(service: Service, request: RequestRow, at: Instant, why: QueuedBecause): void {
  if (request.queuedAt) return;
  request.queuedAt = at;
  const toRequester = isSaidBesides(service, request, at)
    ? []
    : requesterSide(service, request, "request_undecided", earliestSend(service.rules, at, request.startAt));
  tell(service, request, at, "request_queued", {
    payload: { why },
    tell: [
      ...service.coordinators.map((id) => ({ kind: "needs_decision" as const, to: `user:${id}` as const, from: at })),
      ...toRequester,
    ],
  });
}

/** A message of the same moment is read when it goes out and says it itself. */
function isSaidBesides({ happened }: Service, request: RequestRow, at: Instant): boolean {
  return happened.some(
    (one) =>
      one.at === at &&
      one.requestId === request.id &&
      one.tell.some(({ kind }) => UNDECIDED_INSIDE.some((it) => it === kind)),
  );
}

const REASONS = [
  "Sarunāts pa tālruni, tulks piekrīt.",
  "Steidzami, tulks pielāgos savu dienu.",
  "Citu tulku šai valodai nav, tulks piekrīt izņēmuma kārtā.",
];

/** A coordinator finds somebody whom a good reason lets go. Returns when, or null. */
function rescue(service: Service, request: RequestRow, story: Story, slot: number, queuedAt: Instant): Instant | null {
  if (!story.isRescued) return null;
  const opening = nextOpening(service.calendar, addMinutes(queuedAt, 12));
  const at = opening < request.startAt ? opening : addMinutes(queuedAt, 1);
  if (at > service.now || at >= request.startAt) return null;
  const need = needIn(service, request);
  const [candidates, context] = matchingAt(service, need, at);
  const [asked] = candidates
    .map((person) => ({ id: person.id, obstacles: obstaclesOf(need, person, context) }))
    .filter(({ obstacles }) => obstacles.every(({ code }) => overrideRule(code) === "reason"))
    .sort((a, b) => a.obstacles.length - b.obstacles.length || (a.id < b.id ? -1 : 1));
  if (!asked) return null;
  const { id: interpreterId, obstacles } = asked;
  const by = service.coordinators[0]!;
  const reason = story.rescueReason ?? service.chance.pick(REASONS);
  const overruled = obstacles.length ? { by, reason: ownText(reason), twice: false, obstacles } : null;
  const assignment = assign(service, request, slot, interpreterId, at, { assignedBy: by, overruled });
  tell(service, request, at, "assignment_made", {
    ...byUser(by),
    interpreterId,
    payload: { assignmentId: assignment.id, slot, overruled },
    tell: confirmation(service, request, interpreterId, undoOver(service, at)),
  });
  return at;
}

function assign(
  service: Service,
  request: RequestRow,
  slot: number,
  interpreterId: string,
  at: Instant,
  how: Pick<AssignmentRow, "offerId" | "assignedBy" | "overruled">,
): AssignmentRow {
  const remote = request.mode !== "onsite";
  const assignment: AssignmentRow = {
    id: service.chance.id(),
    requestId: request.id,
    slot,
    interpreterId,
    startAt: request.startAt,
    endAt: request.endAt,
    placeId: remote ? service.people.get(interpreterId)!.row.homePlaceId : request.placeId!,
    remote,
    createdAt: at,
    ...how,
  };
  service.assignments.push(assignment);
  if (isWhole(service, request)) request.queuedAt = null;
  return assignment;
}
