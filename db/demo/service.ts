/**
 * The service, played in memory: requests are submitted, offered, answered, reported in the order in which it happened,
 * with the same rules (`app/dispatch`) as the commands use, until `now`. What has not happened by then is not written.
 * The rows and events it collects are those that the commands would have left.
 */

import { earliestSend, isLateCancellation, offerDeadline } from "#app/dispatch/deadlines";
import { obstaclesOf, overrideRule } from "#app/dispatch/eligibility";
import { match } from "#app/dispatch/match";
import { promiseFor } from "#app/dispatch/promise";
import { minLevelOf, protectionClassOf, REQUIRED_CREDENTIALS } from "#app/dispatch/protection";
import { DEFAULT_RULES } from "#app/dispatch/rules";
import type {
  Candidate,
  Commitment,
  MatchContext,
  Need,
  NotHeldReason,
  Sector,
  Travel,
} from "#app/dispatch/vocabulary";
import type { EventKind, NotificationKind, Payloads, QueuedBecause } from "#app/events/kinds";
import {
  addMinutes,
  type Instant,
  type Interval,
  minuteOfDay,
  minutesBetween,
  nextOpening,
  union,
  type WeeklyWindow,
  type WorkCalendar,
  weeklyExpander,
  weekOf,
} from "#app/time";
import type { absences, assignments, clients, credentials, Overruled, offers, reports, requests } from "../schema";
import type { Chance } from "./random";

export interface Person {
  id: string;
  /** The account that answers on pages; answers by link are the person's own. */
  userId: string;
  facts: Omit<
    Candidate,
    | "availability"
    | "absences"
    | "commitments"
    | "minutesThisWeek"
    | "timesWithClient"
    | "lastWithClientAt"
    | "excluded"
    | "alreadyAsked"
    | "hasOverlappingOffer"
  >;
  weekly: readonly WeeklyWindow[] | null;
  absences: readonly { start: Instant; end: Instant }[];
  work: Work[];
}

/** A job as this person's calendar knows it; `until` is when it was taken from them. */
interface Work extends Commitment {
  clientId: string | null;
  until: Instant | null;
}

export interface Organisation {
  id: string;
  sector: Sector;
  placeId: string;
  mailbox: boolean;
}

export type RequestRow = typeof requests.$inferInsert;
type OfferRow = typeof offers.$inferInsert;
type AssignmentRow = typeof assignments.$inferInsert;

export interface Happened {
  at: Instant;
  kind: EventKind;
  actor: { kind: "user" | "interpreter_link"; id: string } | null;
  requestId: string | null;
  interpreterId: string | null;
  payload: Record<string, unknown>;
  tell: { kind: NotificationKind; to: `${"user" | "interpreter" | "organisation"}:${string}`; from: Instant }[];
}

export interface Service {
  now: Instant;
  chance: Chance;
  calendar: WorkCalendar;
  travel: Travel;
  people: readonly Person[];
  organisations: ReadonlyMap<string, Organisation>;
  coordinators: readonly string[];
  requests: RequestRow[];
  offers: OfferRow[];
  assignments: AssignmentRow[];
  reports: (typeof reports.$inferInsert)[];
  clients: (typeof clients.$inferInsert)[];
  absences: (typeof absences.$inferInsert)[];
  credentials: (typeof credentials.$inferInsert)[];
  happened: Happened[];
  around: Map<string, Around>;
}

export type Answer = "accept" | "decline" | "lapse" | "wait";
export type Rescue = "override" | "none";

/** How one request goes. Answers are taken in turn, the last one repeats. */
export interface Story {
  answers: readonly Answer[];
  /** Minutes from the sending of an offer to its answer. */
  answersAfter: number;
  /** What a coordinator does when nobody is left. */
  rescue?: Rescue;
  rescueReason?: string;
  /** The requester calls it off then. */
  cancelledAt?: Instant;
  /** The first person gives it back then. */
  givenBackAt?: Instant;
  /** A coordinator takes the first person off then. */
  releasedAt?: Instant;
  releaseReason?: string;
  /** A coordinator refuses it; only for a language that is not in the list. */
  rejected?: { at: Instant; reason: string };
  /** A coordinator asks the requester for what is missing. */
  askedAgain?: { at: Instant; question: string };
  /** null = nobody has reported. */
  report?: { held: true } | { held: false; why: NotHeldReason } | null;
  reportAfter?: number;
}

/** What is asked; the rest follows from the organisation, the topic and the rules. */
export type Asked = Pick<
  RequestRow,
  | "organisationId"
  | "requesterId"
  | "contactName"
  | "contactPhone"
  | "language"
  | "mode"
  | "startAt"
  | "endAt"
  | "topic"
> &
  Partial<RequestRow> & { submittedAt: Instant; deskId: string };

/** Plays one request from its submission until it ends or until now. Returns its row. */
export function play(service: Service, asked: Asked, story: Story): RequestRow {
  const organisation = service.organisations.get(asked.organisationId)!;
  const request: RequestRow = {
    id: service.chance.id(),
    reference: freeReference(service),
    minLevel: minLevelOf(asked.topic),
    protectionClass: protectionClassOf(organisation.sector, asked.topic),
    answerDueAt: promiseFor(DEFAULT_RULES, service.calendar, asked.submittedAt, asked.startAt),
    interpreterCount: 1,
    ...asked,
  };
  service.requests.push(request);
  tell(service, request, request.submittedAt, "request_submitted", {
    actor: { kind: "user", id: request.requesterId },
    payload: {},
    tell: requesterSide(service, request, "request_received"),
  });

  if (!request.language) {
    queue(service, request, request.submittedAt, "language_not_listed");
    if (story.rejected) reject(service, request, story.rejected);
    return request;
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
  return request;
}

// --- asking ----------------------------------------------------------------------------------------

/** Asks one after the other until somebody says yes, nobody is left, or now. Returns when that was. */
function search(
  service: Service,
  request: RequestRow,
  story: Story,
  slot: number,
  from: Instant,
  answers: Answer[],
): Instant {
  for (let at = from; ; ) {
    const need = needOf(service, request);
    const { able } = match(need, candidates(service, need, at), context(service, need, at));
    const passedOver = new Set([
      ...service.offers
        .filter((o) => o.requestId === request.id && o.status !== "superseded")
        .map((o) => o.interpreterId),
      ...service.assignments.filter((a) => a.requestId === request.id).map((a) => a.interpreterId),
    ]);
    const next = able.find((person) => !passedOver.has(person.interpreterId));
    const sendAt = earliestSend(DEFAULT_RULES, at, request.startAt);
    const deadlineAt = offerDeadline(DEFAULT_RULES, service.calendar, sendAt, request.startAt);
    const why = deadlineAt === null ? "no_time" : next ? null : able.length === 0 ? "nobody_able" : "nobody_left";
    if (why || !next || deadlineAt === null) {
      queue(service, request, at, why ?? "nobody_left");
      return rescue(service, request, story, slot, at) ?? at;
    }

    const offer: OfferRow = {
      id: service.chance.id(),
      requestId: request.id,
      slot,
      interpreterId: next.interpreterId,
      requestVersion: 1,
      status: "pending",
      offeredAt: at,
      deadlineAt,
      points: next.points.map((point) => ({ ...point })),
    };
    service.offers.push(offer);
    request.queuedAt = null;
    tell(service, request, at, "offer_made", {
      interpreterId: offer.interpreterId,
      payload: { offerId: offer.id, slot, deadlineAt, points: next.points },
      tell: [{ kind: "offer", to: `interpreter:${offer.interpreterId}`, from: sendAt }],
    });

    const answer = answers.length > 1 ? answers.shift()! : (answers[0] ?? "accept");
    const waits = Math.floor(minutesBetween(sendAt, deadlineAt) * 0.9);
    const answeredAt =
      answer === "lapse" ? deadlineAt : addMinutes(sendAt, Math.max(1, Math.min(story.answersAfter, waits)));
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

function see(service: Service, request: RequestRow, offer: OfferRow, at: Instant): void {
  offer.seenAt = at;
  tell(service, request, at, "offer_seen", {
    actor: { kind: "interpreter_link", id: offer.interpreterId },
    interpreterId: offer.interpreterId,
    payload: { offerId: offer.id },
  });
}

function accept(service: Service, request: RequestRow, offer: OfferRow, at: Instant): void {
  offer.status = "accepted";
  offer.answeredAt = at;
  const assignment = assign(service, request, offer.slot, offer.interpreterId, at, { offerId: offer.id });
  tell(service, request, at, "offer_accepted", {
    actor: { kind: "interpreter_link", id: offer.interpreterId },
    interpreterId: offer.interpreterId,
    payload: { offerId: offer.id, assignmentId: assignment.id, slot: offer.slot },
    tell: confirmation(service, request, offer.interpreterId),
  });
}

function decline(service: Service, request: RequestRow, offer: OfferRow, at: Instant): void {
  const reason = service.chance.weighted([
    ["busy", 6],
    ["too_far", request.mode === "onsite" ? 3 : 0],
    ["topic", 1],
    ["other", 1],
  ] as const);
  offer.status = "declined";
  offer.answeredAt = at;
  offer.declineReason = reason;
  tell(service, request, at, "offer_declined", {
    actor: { kind: "interpreter_link", id: offer.interpreterId },
    interpreterId: offer.interpreterId,
    payload: { offerId: offer.id, reason },
  });
}

function lapse(service: Service, request: RequestRow, offer: OfferRow): void {
  offer.status = "expired";
  tell(service, request, offer.deadlineAt, "offer_expired", {
    interpreterId: offer.interpreterId,
    payload: { offerId: offer.id },
    tell: [{ kind: "offer_closed", to: `interpreter:${offer.interpreterId}`, from: offer.deadlineAt }],
  });
}

function queue(service: Service, request: RequestRow, at: Instant, why: QueuedBecause): void {
  if (request.queuedAt) return;
  request.queuedAt = at;
  tell(service, request, at, "request_queued", {
    payload: { why },
    tell: service.coordinators.map((id) => ({ kind: "needs_decision", to: `user:${id}` as const, from: at })),
  });
}

/** A coordinator finds somebody whom a good reason lets go. Returns when, or null. */
function rescue(service: Service, request: RequestRow, story: Story, slot: number, queuedAt: Instant): Instant | null {
  if (story.rescue !== "override") return null;
  const opening = nextOpening(service.calendar, addMinutes(queuedAt, 12));
  const at = opening < request.startAt ? opening : addMinutes(queuedAt, 1);
  if (at > service.now || at >= request.startAt) return null;
  const need = needOf(service, request);
  const people = candidates(service, need, at);
  const circumstances = context(service, need, at);
  const asked = people
    .map((person) => ({ person, obstacles: obstaclesOf(need, person, circumstances) }))
    .filter(({ obstacles }) => obstacles.every(({ code }) => overrideRule(code) === "reason"))
    .sort((a, b) => a.obstacles.length - b.obstacles.length || (a.person.id < b.person.id ? -1 : 1))[0];
  if (!asked) return null;
  const by = service.coordinators[0]!;
  const reason = story.rescueReason ?? service.chance.pick(REASONS);
  const overruled = asked.obstacles.length ? { by, reason, twice: false, obstacles: asked.obstacles } : null;
  const assignment = assign(service, request, slot, asked.person.id, at, { assignedBy: by, overruled });
  tell(service, request, at, "assignment_made", {
    actor: { kind: "user", id: by },
    interpreterId: asked.person.id,
    payload: { assignmentId: assignment.id, slot, overruled },
    tell: confirmation(service, request, asked.person.id, undoOver(at)),
  });
  return at;
}

const REASONS = [
  "Sarunāts pa tālruni, tulks piekrīt.",
  "Steidzami, tulks pielāgos savu dienu.",
  "Citu tulku šai valodai nav, tulks piekrīt izņēmuma kārtā.",
];

function assign(
  service: Service,
  request: RequestRow,
  slot: number,
  interpreterId: string,
  at: Instant,
  how: { offerId?: string; assignedBy?: string; overruled?: Overruled | null },
): AssignmentRow & { id: string } {
  const person = service.people.find((one) => one.id === interpreterId)!;
  const remote = request.mode !== "onsite";
  const assignment = {
    id: service.chance.id(),
    requestId: request.id,
    slot,
    interpreterId,
    startAt: request.startAt,
    endAt: request.endAt,
    placeId: remote ? person.facts.homePlaceId : request.placeId!,
    remote,
    createdAt: at,
    ...how,
  };
  service.assignments.push(assignment);
  person.work.push({
    assignmentId: assignment.id,
    requestId: request.id,
    interval: { start: request.startAt, end: request.endAt },
    placeId: assignment.placeId,
    remote,
    clientId: request.clientId ?? null,
    until: null,
  });
  if (live(service, request).length >= (request.interpreterCount ?? 1)) request.queuedAt = null;
  return assignment;
}

// --- changing --------------------------------------------------------------------------------------

/** Given back by the person, or taken from them by a coordinator; then somebody else is asked. */
function loseFirst(service: Service, request: RequestRow, story: Story, answers: Answer[], settledAt: Instant): void {
  const at = story.givenBackAt ?? story.releasedAt;
  const first = live(service, request)[0];
  if (!at || !first || at <= settledAt || at > service.now || at >= request.startAt) return;
  const isGivenBack = story.givenBackAt !== undefined;
  const reason = isGivenBack ? "withdrawn" : (story.releaseReason ?? "Tulkam radās neparedzēts šķērslis.");
  const by = service.coordinators[0]!;
  take(service, first, at, isGivenBack ? `user:${userOf(service, first.interpreterId)}` : by, reason);
  tell(service, request, at, isGivenBack ? "assignment_withdrawn" : "assignment_released", {
    actor: { kind: "user", id: isGivenBack ? userOf(service, first.interpreterId) : by },
    interpreterId: first.interpreterId,
    payload: { assignmentId: first.id, slot: first.slot, ...(isGivenBack ? {} : { reason }) },
    tell: [
      ...(isGivenBack
        ? []
        : [{ kind: "job_cancelled" as const, to: `interpreter:${first.interpreterId}` as const, from: undoOver(at) }]),
      ...requesterSide(service, request, "request_searching_again", isGivenBack ? at : undoOver(at)),
    ],
  });
  search(service, request, story, first.slot, isGivenBack ? at : addMinutes(at, 1), answers);
}

function cancel(service: Service, request: RequestRow, story: Story, settledAt: Instant): void {
  const at = story.cancelledAt;
  if (!at || at <= settledAt || at > service.now || at >= request.startAt) return;
  const onIt = live(service, request);
  const late = onIt.length > 0 && isLateCancellation(DEFAULT_RULES, service.calendar, at, request.startAt);
  const actor = `user:${request.requesterId}`;
  for (const offer of service.offers) {
    if (offer.requestId !== request.id || offer.status !== "pending") continue;
    offer.status = "withdrawn";
    tell(service, request, at, "offer_withdrawn", {
      actor: { kind: "user", id: request.requesterId },
      interpreterId: offer.interpreterId,
      payload: { offerId: offer.id, why: "cancelled" },
      tell: [{ kind: "offer_closed", to: `interpreter:${offer.interpreterId}`, from: at }],
    });
  }
  for (const assignment of onIt) take(service, assignment, at, actor, "cancelled");
  Object.assign(request, { cancelledAt: at, cancelledBy: actor, cancelledLate: late, queuedAt: null });
  tell(service, request, at, "request_cancelled", {
    actor: { kind: "user", id: request.requesterId },
    payload: { late, wasSecured: onIt.length > 0, releasedInterpreterIds: onIt.map((one) => one.interpreterId) },
    tell: [
      ...requesterSide(service, request, "request_cancelled", at),
      ...onIt.map((one) => ({
        kind: "job_cancelled" as const,
        to: `interpreter:${one.interpreterId}` as const,
        from: at,
      })),
    ],
  });
}

function askAgain(service: Service, request: RequestRow, { at, question }: { at: Instant; question: string }): void {
  Object.assign(request, { needsInfoAt: at, infoQuestion: question });
  tell(service, request, at, "info_asked", {
    actor: { kind: "user", id: service.coordinators[0]! },
    payload: {},
    tell: requesterSide(service, request, "info_asked", at),
  });
}

function reject(service: Service, request: RequestRow, { at, reason }: { at: Instant; reason: string }): void {
  Object.assign(request, { rejectedAt: at, rejectionReason: reason, queuedAt: null });
  tell(service, request, at, "request_rejected", {
    actor: { kind: "user", id: service.coordinators[0]! },
    payload: {},
    tell: requesterSide(service, request, "request_rejected", at),
  });
}

function take(service: Service, assignment: AssignmentRow, at: Instant, by: string, reason: string): void {
  Object.assign(assignment, { releasedAt: at, releasedBy: by, releaseReason: reason });
  const offer = service.offers.find((one) => one.id === assignment.offerId);
  if (offer) offer.status = "withdrawn";
  const person = service.people.find((one) => one.id === assignment.interpreterId)!;
  for (const work of person.work) if (work.assignmentId === assignment.id) work.until = at;
}

function report(service: Service, request: RequestRow, story: Story): void {
  const at = addMinutes(request.endAt, story.reportAfter ?? 20);
  if (!story.report || at > service.now) return;
  const { held } = story.report;
  const notHeldReason = story.report.held ? null : story.report.why;
  for (const assignment of live(service, request)) {
    const by = userOf(service, assignment.interpreterId);
    service.reports.push({
      assignmentId: assignment.id,
      held,
      notHeldReason,
      startedAt: held ? request.startAt : null,
      endedAt: held ? addMinutes(request.endAt, service.chance.pick([-15, -10, -5, 0, 0, 0, 0, 5, 10, 15])) : null,
      reportedBy: `user:${by}`,
      reportedAt: at,
    });
    tell(service, request, at, "assignment_reported", {
      actor: { kind: "user", id: by },
      interpreterId: assignment.interpreterId,
      payload: { assignmentId: assignment.id, held, ...(notHeldReason ? { notHeldReason } : {}) },
    });
  }
}

// --- facts for the rules -----------------------------------------------------------------------------

function live(service: Service, request: RequestRow): AssignmentRow[] {
  return service.assignments.filter((one) => one.requestId === request.id && !one.releasedAt);
}

function needOf(service: Service, request: RequestRow): Need {
  return {
    requestId: request.id,
    language: request.language ?? "",
    variant: request.variant ?? null,
    minLevel: request.minLevel ?? 1,
    mode: request.mode,
    placeId: request.placeId ?? null,
    interval: { start: request.startAt, end: request.endAt },
    gender:
      request.gender && request.genderStrength ? { value: request.gender, strength: request.genderStrength } : null,
    excludedInterpreterIds: request.excludedInterpreterId ? [request.excludedInterpreterId] : [],
    preferredInterpreterIds: request.wantsSameInterpreter && request.clientId ? before(service, request) : [],
    clientId: request.clientId ?? null,
    organisationId: request.organisationId,
    protectionClass: request.protectionClass,
    requiredCredentials: REQUIRED_CREDENTIALS,
    takenInterpreterIds: live(service, request).map((one) => one.interpreterId),
  };
}

/** Who served this client before, newest first. */
function before(service: Service, request: RequestRow): string[] {
  return service.people
    .map((person) => ({ id: person.id, last: lastWith(person, request.clientId ?? null, request.startAt).at(-1) }))
    .filter(({ last }) => last !== undefined)
    .sort((a, b) => (b.last ?? 0) - (a.last ?? 0))
    .map(({ id }) => id);
}

function lastWith(person: Person, clientId: string | null, start: Instant): Instant[] {
  if (clientId === null) return [];
  return person.work
    .filter((work) => work.clientId === clientId && work.until === null && work.interval.end <= start)
    .map((work) => work.interval.start)
    .sort((a, b) => a - b);
}

function candidates(service: Service, need: Need, at: Instant): Candidate[] {
  const { week, windows } = around(service, need.interval);
  return service.people
    .filter((person) => person.facts.languages.some(({ language }) => language === need.language))
    .map((person) => {
      const work = person.work.filter(
        (one) => one.requestId !== need.requestId && (one.until === null || one.until > at),
      );
      const times = lastWith(person, need.clientId, need.interval.start);
      return {
        ...person.facts,
        availability: person.weekly && windows(person.weekly),
        absences: person.absences,
        commitments: work,
        minutesThisWeek: work
          .filter(({ interval }) => interval.start >= week.start && interval.start < week.end)
          .reduce((sum, { interval }) => sum + minutesBetween(interval.start, interval.end), 0),
        excluded: false,
        timesWithClient: times.length,
        lastWithClientAt: times.at(-1) ?? null,
        alreadyAsked: null,
        hasOverlappingOffer: false,
      };
    });
}

function context(service: Service, need: Need, now: Instant): MatchContext {
  return {
    now,
    travel: service.travel,
    askableWhenUnknown: around(service, need.interval).windows(ASKABLE),
    capMinutesPerWeek: DEFAULT_RULES["hours.capMinutes"],
  };
}

const ASKABLE: readonly WeeklyWindow[] = [1, 2, 3, 4, 5].map((weekday) => ({
  weekday,
  fromMinute: minuteOfDay(DEFAULT_RULES["unknown.askableFrom"]),
  toMinute: minuteOfDay(DEFAULT_RULES["unknown.askableTo"]),
}));

interface Around {
  week: Interval;
  windows: (weekly: readonly WeeklyWindow[]) => Interval[];
}

/** The week and the expansion of weekly windows around an interval, worked out once for everybody. */
function around(service: Service, interval: Interval): Around {
  const key = `${interval.start} ${interval.end}`;
  const known = service.around.get(key);
  if (known) return known;
  const expand = weeklyExpander(interval);
  const made: Around = {
    week: weekOf(interval.start),
    windows: (weekly) => union(weekly.flatMap((window) => expand.windows(window))),
  };
  service.around.set(key, made);
  return made;
}

// --- what happened, and who is told --------------------------------------------------------------------

function tell<K extends EventKind>(
  service: Service,
  request: RequestRow,
  at: Instant,
  kind: K,
  event: Partial<Pick<Happened, "actor" | "interpreterId" | "tell">> & { payload: Payloads[K] },
): void {
  service.happened.push({
    at,
    kind,
    actor: null,
    requestId: request.id,
    interpreterId: null,
    tell: [],
    ...event,
  });
}

function requesterSide(
  service: Service,
  request: RequestRow,
  kind: NotificationKind,
  from = request.submittedAt,
): Happened["tell"] {
  const organisation = service.organisations.get(request.organisationId)!;
  return [
    { kind, to: `user:${request.requesterId}`, from },
    ...(organisation.mailbox ? [{ kind, to: `organisation:${organisation.id}` as const, from }] : []),
  ];
}

/** The person has the job; the requester hears who comes, or that one of two is found. */
function confirmation(service: Service, request: RequestRow, interpreterId: string, from?: Instant): Happened["tell"] {
  const at = from ?? service.assignments.at(-1)!.createdAt;
  const isWhole = live(service, request).length >= (request.interpreterCount ?? 1);
  return [
    { kind: "job_confirmed", to: `interpreter:${interpreterId}`, from: at },
    ...requesterSide(service, request, isWhole ? "request_confirmed" : "request_partly_confirmed", at),
  ];
}

function undoOver(at: Instant): Instant {
  return (at + DEFAULT_RULES["undo.seconds"] * 1000) as Instant;
}

function userOf(service: Service, interpreterId: string): string {
  return service.people.find((one) => one.id === interpreterId)!.userId;
}

const LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

function freeReference({ chance, requests }: Service): string {
  for (;;) {
    const reference = `R-${Array.from({ length: 5 }, () => chance.pick([...LETTERS])).join("")}`;
    if (!requests.some((one) => one.reference === reference)) return reference;
  }
}
