/** One request as a coordinator sees it: what is asked, who does it, who was asked, who could and who could not. */
import { and, asc, desc, eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { isLateCancellation } from "#app/dispatch/deadlines";
import type { ExplainNames } from "#app/dispatch/explain";
import { statusAt } from "#app/dispatch/offer";
import type { ProposedChange } from "#app/dispatch/relax";
import { requestStateAt } from "#app/dispatch/request-state";
import type {
  DeclineReason,
  Gender,
  Level,
  Mode,
  Need,
  Obstacle,
  OfferStatus,
  OverrideRule,
  ProtectionClass,
  Ranked,
  RequestState,
  Strength,
  Topic,
} from "#app/dispatch/vocabulary";
import { explainNames, matchRequest, notSpeakingPeople, obstaclesFor } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import type { PersonCard } from "#app/facts/people";
import { rulesAt, workCalendarAt } from "#app/facts/rules";
import type { Instant, Interval } from "#app/time";
import {
  assignments,
  clients,
  desks,
  interpreters,
  languages,
  languageVariants,
  offers,
  organisations,
  places,
  reports,
  requests,
  units,
  users,
} from "#db/schema";
import { strengthNeeded } from "./move-choices";

/** So many of each list are shown; the rest is counted. */
const ABLE_LIMIT = 40;
const BLOCKED_LIMIT = 80;
const NOT_SPEAKING_LIMIT = 60;

export interface Job {
  assignmentId: string;
  interpreterId: string;
  person: string;
  phone: string | null;
  interval: Interval;
  /** Who assigned directly; null = the interpreter accepted an offer. */
  assignedBy: string | null;
  overruled: { reason: string; obstacles: Obstacle[] } | null;
  report: { held: boolean } | null;
}

export interface Asked {
  offerId: string;
  slot: number;
  interpreterId: string;
  person: string;
  phone: string | null;
  status: OfferStatus;
  offeredAt: Instant;
  deadlineAt: Instant;
  seenAt: Instant | null;
  declineReason: DeclineReason | null;
  /** Obstacles a coordinator overruled when offering. */
  overruled: readonly Obstacle[];
}

export interface AbleCandidate extends Ranked {
  person: PersonCard;
  /** This person's offer that still waits for an answer. */
  liveOfferId: string | null;
}

export interface BlockedCandidate {
  person: PersonCard;
  obstacles: readonly Obstacle[];
  /** The strictest rule among the obstacles decides what an override takes. */
  rule: OverrideRule;
}

export interface Candidates {
  able: AbleCandidate[];
  ableTotal: number;
  blocked: BlockedCandidate[];
  blockedTotal: number;
  /** Active people who do not speak the language: a number, and their names when asked for. */
  notSpeaking: number;
  others: PersonCard[];
}

/** A change put to the requester, with the name of the language it speaks of. */
export interface Proposed {
  change: ProposedChange;
  language: { lv: string; en: string } | null;
}

export interface RequestForCoordinator {
  id: string;
  reference: string;
  version: number;
  state: RequestState;
  language: { code: string; lv: string; en: string } | null;
  variant: { lv: string; en: string } | null;
  languageText: string | null;
  minLevel: Level;
  mode: Mode;
  place: { lv: string; en: string } | null;
  address: string | null;
  videoLink: string | null;
  interval: Interval;
  topic: Topic;
  protectionClass: ProtectionClass;
  organisation: { id: string; name: string; phone: string | null; unit: string | null };
  desk: { lv: string; en: string };
  requester: string;
  contact: { name: string; phone: string };
  clientCode: string | null;
  gender: { value: Gender; strength: Strength } | null;
  wantsSameInterpreter: boolean;
  excluded: string | null;
  interpreterCount: number;
  note: string | null;
  submittedAt: Instant;
  answerDueAt: Instant;
  queuedAt: Instant | null;
  rejectionReason: string | null;
  /** Sent back to the requester, with this question, or asked whether a change would do; null when it was not. */
  info: { question: string | null; askedAt: Instant; proposal: Proposed | null } | null;
  /** What was asked for before an approved substitute was agreed to, and the pivot of a relay. */
  requestedLanguage: { lv: string; en: string } | null;
  pivot: { lv: string; en: string } | null;
  cancelledLate: boolean;
  /** Nothing has ended it and its time has not passed. */
  isStanding: boolean;
  canAskForInfo: boolean;
  canReject: boolean;
  canCancel: boolean;
  /** Cancelling now would count as late. */
  wouldBeLate: boolean;
  /** The place that an offer or assignment is made for: the first that nobody does, rather one nobody is asked for. */
  nextSlot: number | null;
  /** Somebody is needed, nobody is being asked, and everybody who can has said no or let it lapse. */
  isStuck: boolean;
  jobs: { slot: number; job: Job | null }[];
  offers: Asked[];
  /** null while the language is not known, or when nobody is needed any more. */
  candidates: Candidates | null;
  /** What sentences about obstacles need; null while the language is not known. */
  names: ExplainNames | null;
}

/**
 * null when there is no such request. `withOthers` also names the people who do not speak the language; `alsoSay` are
 * obstacles from elsewhere (the timeline, a refused action) whose sentences the page makes too.
 */
export function requestForCoordinator(
  ctx: Pick<Ctx, "db" | "now" | "locale">,
  requestId: string,
  { withOthers = false, alsoSay = [] }: { withOthers?: boolean; alsoSay?: readonly Obstacle[] } = {},
): RequestForCoordinator | null {
  const found = factsOf(ctx, requestId);
  if (!found) return null;
  const { request } = found;
  const jobs = jobsOf(ctx, requestId);
  const asked = offersOf(ctx, requestId);
  const live = jobs.filter(({ releasedAt }) => releasedAt === null);
  const state = requestStateAt(request, asked, jobs, ctx.now);
  const need = needOf(ctx, requestId);
  const isStanding = isStillNeeded(request, ctx.now);
  const slots = slotsOf(request.interpreterCount, live);
  const isNeeded = isStanding && live.length < request.interpreterCount;
  const candidates = isNeeded && need ? candidatesOf(ctx, need, asked, withOthers) : null;
  const obstaclesToSay = [
    ...alsoSay,
    ...(candidates?.blocked.flatMap(({ obstacles }) => obstacles) ?? []),
    ...jobs.flatMap(({ overruled }) => overruled?.obstacles ?? []),
    ...asked.flatMap(({ overruled }) => overruled),
  ];
  const excludedName = request.excludedInterpreterId ? nameOf(ctx, request.excludedInterpreterId) : null;
  const { language, variant, gender, genderStrength } = request;
  return {
    id: request.id,
    reference: request.reference,
    version: request.version,
    state,
    language:
      language && found.languageLv && found.languageEn
        ? { code: language, lv: found.languageLv, en: found.languageEn }
        : null,
    variant: variant && found.variantLv && found.variantEn ? { lv: found.variantLv, en: found.variantEn } : null,
    languageText: request.languageText,
    minLevel: request.minLevel,
    mode: request.mode,
    place: found.place,
    address: request.address,
    videoLink: request.videoLink,
    interval: { start: request.startAt, end: request.endAt },
    topic: request.topic,
    protectionClass: request.protectionClass,
    organisation: {
      id: request.organisationId,
      name: found.organisation,
      phone: found.organisationPhone,
      unit: found.unit,
    },
    desk: { lv: found.deskLv, en: found.deskEn },
    requester: found.requester,
    contact: { name: request.contactName, phone: request.contactPhone },
    clientCode: found.clientCode,
    gender: gender && genderStrength ? { value: gender, strength: genderStrength } : null,
    wantsSameInterpreter: request.wantsSameInterpreter,
    excluded: excludedName,
    interpreterCount: request.interpreterCount,
    note: request.note,
    submittedAt: request.submittedAt,
    answerDueAt: request.answerDueAt,
    queuedAt: request.queuedAt,
    rejectionReason: request.rejectionReason,
    info:
      request.needsInfoAt === null
        ? null
        : {
            question: request.infoQuestion,
            askedAt: request.needsInfoAt,
            proposal: request.proposal && proposed(ctx, request.proposal.change),
          },
    requestedLanguage: request.requestedLanguage ? languageNames(ctx, request.requestedLanguage) : null,
    pivot: request.pivotLanguage ? languageNames(ctx, request.pivotLanguage) : null,
    cancelledLate: request.cancelledLate === true,
    isStanding,
    canAskForInfo: isStanding && request.startAt > ctx.now && request.needsInfoAt === null,
    canReject: isStanding && live.length === 0,
    canCancel: isStanding && request.startAt > ctx.now,
    wouldBeLate: isLateCancellation(rulesAt(ctx, ctx.now), workCalendarAt(ctx, ctx.now), ctx.now, request.startAt),
    nextSlot: nextSlotOf(slots, asked),
    isStuck:
      candidates !== null &&
      request.startAt > ctx.now &&
      request.needsInfoAt === null &&
      !asked.some(isWaiting) &&
      candidates.able.every(({ alreadyAsked }) => alreadyAsked !== null),
    jobs: slots,
    offers: asked,
    candidates,
    names: need ? explainNames(ctx, need, obstaclesToSay) : null,
  };
}

/** The change with the name of its language, for the page of whoever asked and of whoever proposed it. */
export function proposed(ctx: Pick<Ctx, "db">, change: ProposedChange): Proposed {
  const code = change.kind === "substitute" ? change.language : change.kind === "relay" ? change.pivot : null;
  return { change, language: code ? languageNames(ctx, code) : null };
}

export function languageNames(ctx: Pick<Ctx, "db">, code: string): { lv: string; en: string } | null {
  const names = { lv: languages.name, en: languages.nameEn };
  return ctx.db.select(names).from(languages).where(eq(languages.code, code)).get() ?? null;
}

function isStillNeeded(
  request: { cancelledAt: Instant | null; rejectedAt: Instant | null; endAt: Instant },
  now: Instant,
) {
  return request.cancelledAt === null && request.rejectedAt === null && request.endAt > now;
}

function slotsOf(count: number, live: (Job & { slot: number })[]): { slot: number; job: Job | null }[] {
  return Array.from({ length: count }, (_, index) => ({
    slot: index + 1,
    job: live.find(({ slot }) => slot === index + 1) ?? null,
  }));
}

function factsOf(ctx: Pick<Ctx, "db">, requestId: string) {
  return ctx.db
    .select({
      request: requests,
      languageLv: languages.name,
      languageEn: languages.nameEn,
      variantLv: languageVariants.name,
      variantEn: languageVariants.nameEn,
      place: { lv: places.name, en: places.nameEn },
      organisation: organisations.name,
      organisationPhone: organisations.phone,
      unit: units.name,
      deskLv: desks.name,
      deskEn: desks.nameEn,
      requester: users.name,
      clientCode: clients.code,
    })
    .from(requests)
    .innerJoin(organisations, eq(organisations.id, requests.organisationId))
    .innerJoin(desks, eq(desks.id, requests.deskId))
    .innerJoin(users, eq(users.id, requests.requesterId))
    .leftJoin(units, eq(units.id, requests.unitId))
    .leftJoin(languages, eq(languages.code, requests.language))
    .leftJoin(
      languageVariants,
      and(eq(languageVariants.language, requests.language), eq(languageVariants.code, requests.variant)),
    )
    .leftJoin(places, eq(places.id, requests.placeId))
    .leftJoin(clients, eq(clients.id, requests.clientId))
    .where(eq(requests.id, requestId))
    .get();
}

function jobsOf(ctx: Pick<Ctx, "db">, requestId: string) {
  return ctx.db
    .select({
      row: assignments,
      person: interpreters.name,
      phone: interpreters.phone,
      by: users.name,
      held: reports.held,
    })
    .from(assignments)
    .innerJoin(interpreters, eq(interpreters.id, assignments.interpreterId))
    .leftJoin(users, eq(users.id, assignments.assignedBy))
    .leftJoin(reports, eq(reports.assignmentId, assignments.id))
    .where(eq(assignments.requestId, requestId))
    .orderBy(asc(assignments.slot), asc(assignments.createdAt))
    .limit(100)
    .all()
    .map(({ row, person, phone, by, held }) => ({
      slot: row.slot,
      releasedAt: row.releasedAt,
      assignmentId: row.id,
      interpreterId: row.interpreterId,
      person,
      phone,
      interval: { start: row.startAt, end: row.endAt },
      assignedBy: by,
      overruled: row.overruled ? { reason: row.overruled.reason, obstacles: row.overruled.obstacles } : null,
      report: held === null ? null : { held },
    }));
}

function offersOf(ctx: Pick<Ctx, "db" | "now">, requestId: string): Asked[] {
  return ctx.db
    .select({ row: offers, person: interpreters.name, phone: interpreters.phone })
    .from(offers)
    .innerJoin(interpreters, eq(interpreters.id, offers.interpreterId))
    .where(eq(offers.requestId, requestId))
    .orderBy(desc(offers.offeredAt))
    .limit(100)
    .all()
    .map(({ row, person, phone }) => ({
      offerId: row.id,
      slot: row.slot,
      interpreterId: row.interpreterId,
      person,
      phone,
      status: statusAt(row, ctx.now),
      offeredAt: row.offeredAt,
      deadlineAt: row.deadlineAt,
      seenAt: row.seenAt,
      declineReason: row.declineReason,
      overruled: row.overruled?.obstacles ?? [],
    }));
}

function nextSlotOf(slots: { slot: number; job: Job | null }[], asked: Asked[]): number | null {
  const free = slots.filter(({ job }) => job === null);
  const unasked = free.find(({ slot }) => !asked.some((offer) => offer.slot === slot && isWaiting(offer)));
  return (unasked ?? free[0])?.slot ?? null;
}

const isWaiting = ({ status }: Asked) => status === "pending" || status === "countered";

function candidatesOf(ctx: Pick<Ctx, "db" | "now">, need: Need, asked: Asked[], withOthers: boolean): Candidates {
  const { matching, people, notSpeaking } = matchRequest(ctx, need);
  const waiting = new Map(asked.filter(isWaiting).map((offer) => [offer.interpreterId, offer.offerId]));
  const able = matching.able.slice(0, ABLE_LIMIT).flatMap((ranked) => {
    const person = people.get(ranked.interpreterId);
    return person ? [{ ...ranked, person, liveOfferId: waiting.get(ranked.interpreterId) ?? null }] : [];
  });
  const blocked = matching.blocked.slice(0, BLOCKED_LIMIT).flatMap(({ interpreterId, obstacles }) => {
    const person = people.get(interpreterId);
    return person ? [{ person, obstacles, rule: strictest(obstacles) }] : [];
  });
  return {
    able,
    ableTotal: matching.able.length,
    blocked,
    blockedTotal: matching.blocked.length,
    notSpeaking,
    others: withOthers ? notSpeakingPeople(ctx, need, NOT_SPEAKING_LIMIT) : [],
  };
}

/** What it takes to overrule all of them together; a reason where nothing stands in the way. */
export function strictest(obstacles: readonly Obstacle[]): OverrideRule {
  return strengthNeeded(obstacles) ?? "reason";
}

function nameOf(ctx: Pick<Ctx, "db">, interpreterId: string): string | null {
  return (
    ctx.db.select({ name: interpreters.name }).from(interpreters).where(eq(interpreters.id, interpreterId)).get()
      ?.name ?? null
  );
}

/** Names for the sentences about obstacles that an action met, at the time it was about. null: no such request. */
export function namesForObstacles(
  ctx: Pick<Ctx, "db" | "locale">,
  requestId: string,
  obstacles: readonly Obstacle[],
  at?: Interval,
): ExplainNames | null {
  const need = needOf(ctx, requestId, at);
  return need && explainNames(ctx, need, obstacles);
}

/** All obstacles of one person for a request now, for the page that asks whether to overrule them. */
export function obstaclesBefore(
  ctx: Pick<Ctx, "db" | "now">,
  requestId: string,
  interpreterId: string,
): { person: string; obstacles: Obstacle[]; rule: OverrideRule } | null {
  const need = needOf(ctx, requestId);
  const person = nameOf(ctx, interpreterId);
  if (!need || person === null) return null;
  const obstacles = obstaclesFor(ctx, need, interpreterId);
  return { person, obstacles, rule: strictest(obstacles) };
}

/** The served languages with their variants, to choose from when a typed language is mapped. */
export function languageChoices(ctx: Pick<Ctx, "db">) {
  const rows = ctx.db
    .select({
      code: languages.code,
      lv: languages.name,
      en: languages.nameEn,
      variant: languageVariants.code,
      variantLv: languageVariants.name,
      variantEn: languageVariants.nameEn,
    })
    .from(languages)
    .leftJoin(languageVariants, eq(languageVariants.language, languages.code))
    .where(eq(languages.served, true))
    .orderBy(asc(languages.sortKey), asc(languageVariants.code))
    .limit(1000)
    .all();
  return rows;
}
