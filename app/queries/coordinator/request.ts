/** One request as a coordinator sees it: what is asked, who does it, who was asked, who could and who could not. */
import { asc, eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { isLateCancellation } from "#app/dispatch/deadlines";
import type { ExplainNames } from "#app/dispatch/explain";
import { requestStateAt } from "#app/dispatch/request-state";
import type { Obstacle, OverrideRule } from "#app/dispatch/vocabulary";
import { lookAlikesOf } from "#app/facts/doubles/look-alikes";
import { organisationThen } from "#app/facts/institutions/former-names";
import { explainNames, obstaclesFor } from "#app/facts/matching";
import { personNamed } from "#app/facts/names";
import { needOf } from "#app/facts/needs";
import { addressOf, excluded, joins, placeNamed } from "#app/facts/request-head";
import { rulesAt, workCalendarAt } from "#app/facts/rules";
import { languageNames, proposed } from "#app/queries/everyone/proposed";
import type { Interval } from "#app/time";
import {
  callers,
  clients,
  desks,
  languages,
  languageVariants,
  organisations,
  requests,
  units,
  users,
} from "#db/schema";
import { type Candidates, candidatesOf, strictest } from "./request-candidates";
import { callsOf, isWaiting, jobsOf, nextSlotOf, offersOf, slotsOf } from "./request-work";

/**
 * null when there is no such request. `withOthers` also names the people who do not speak the language; `alsoSay` are
 * obstacles from elsewhere (the timeline, a refused action) whose sentences the page makes too.
 */
export function requestForCoordinator(
  ctx: Pick<Ctx, "db" | "now" | "locale">,
  requestId: string,
  { withOthers = false, alsoSay = [] }: { withOthers?: boolean; alsoSay?: readonly Obstacle[] } = {},
) {
  const found = factsOf(ctx, requestId);
  if (!found) return null;
  const { request } = found;
  const jobs = jobsOf(ctx, requestId);
  const asked = offersOf(ctx, requestId);
  const live = jobs.filter(({ releasedAt }) => releasedAt === null);
  const deeds = deedsFor(ctx, request, live.length);
  const need = needOf(ctx, requestId);
  const isNeeded = deeds.isStanding && live.length < request.interpreterCount;
  const candidates = isNeeded && need ? candidatesOf(ctx, need, asked, { withOthers }) : null;
  const slots = slotsOf(request.interpreterCount, live);
  const obstaclesToSay = [
    ...alsoSay,
    ...(candidates?.blocked.flatMap(({ obstacles }) => obstacles) ?? []),
    ...jobs.flatMap(({ overruled }) => overruled?.obstacles ?? []),
    ...asked.flatMap(({ overruled }) => overruled),
  ];
  return {
    ...askedFor(ctx, found),
    ...languagesOf(ctx, found),
    ...deeds,
    state: requestStateAt(request, asked, jobs, ctx.now),
    info: infoOf(ctx, request),
    /** Others that may be the same need, of other institutions too where codes are linked. */
    alike: lookAlikesOf(ctx, [requestId]).get(requestId) ?? [],
    nextSlot: nextSlotOf(slots, asked),
    /** Somebody is needed, nobody is being asked, and everybody who can has said no or let it lapse. */
    isStuck: isStuck(ctx, request, candidates) && !asked.some(isWaiting),
    /** Calls that nobody answered, the last first. */
    calls: callsOf(ctx, requestId),
    jobs: slots,
    offers: asked,
    /** null while the language or the place is not known, or when nobody is needed any more. */
    candidates,
    /** What sentences about obstacles need; null while the language or the place is not known. */
    names: need ? explainNames(ctx, need, obstaclesToSay) : null,
  };
}

type Found = NonNullable<ReturnType<typeof factsOf>>;

/** The request in the words of whoever made it. */
function askedFor({ now }: Pick<Ctx, "now">, { request, ...found }: Found) {
  const { gender, genderStrength } = request;
  return {
    id: request.id,
    reference: request.reference,
    version: request.version,
    minLevel: request.minLevel,
    mode: request.mode,
    place: found.place,
    placeText: request.placeText,
    isPlaceUnknown: request.mode === "onsite" && request.placeId === null,
    address: addressOf(request),
    videoLink: request.videoLink,
    interval: { start: request.startAt, end: request.endAt },
    topic: request.topic,
    protectionClass: request.protectionClass,
    organisation: {
      id: request.organisationId,
      /** As it was called on the day of the service. */
      name: found.organisation,
      nameNow: found.organisationNow,
      unit: found.unit,
    },
    desk: found.desk,
    requester: found.requester,
    /** Who asked by phone and has no account. */
    caller: found.caller,
    canCorrectCaller: found.caller !== null && request.endAt > now,
    contact: { name: request.contactName, phone: request.contactPhone },
    clientCode: found.clientCode,
    gender: gender && genderStrength ? { value: gender, strength: genderStrength } : null,
    isVariantWished: request.variant !== null && request.variantStrength === "wish",
    wantsSameInterpreter: request.wantsSameInterpreter,
    excluded: found.excluded,
    interpreterCount: request.interpreterCount,
    note: request.note,
    submittedAt: request.submittedAt,
    answerDueAt: request.answerDueAt,
    queuedAt: request.queuedAt,
    rejectionReason: request.rejectionReason,
    cancelledLate: request.cancelledLate === true,
  };
}

function languagesOf(ctx: Pick<Ctx, "db">, { request, language, variant }: Found) {
  return {
    language,
    variant,
    languageText: request.languageText,
    /** What was asked for before an approved substitute was agreed to, and the pivot of a relay. */
    requestedLanguage: languageNames(ctx, request.requestedLanguage),
    pivot: languageNames(ctx, request.pivotLanguage),
  };
}

/** Sent back to the requester, with this question, or asked whether a change would do; null when it was not. */
function infoOf(ctx: Pick<Ctx, "db">, { needsInfoAt, infoQuestion, proposal }: Found["request"]) {
  if (needsInfoAt === null) return null;
  return { question: infoQuestion, askedAt: needsInfoAt, proposal: proposal && proposed(ctx, proposal.change) };
}

/** What may be done with it now. */
function deedsFor(ctx: Pick<Ctx, "db" | "now">, request: Found["request"], liveJobs: number) {
  const { now } = ctx;
  /** Nothing has ended it and its time has not passed. */
  const isStanding = request.cancelledAt === null && request.rejectedAt === null && request.endAt > now;
  const isAhead = isStanding && request.startAt > now;
  return {
    isStanding,
    canCall: isAhead,
    canAskForInfo: isAhead && request.needsInfoAt === null,
    canReject: isStanding && liveJobs === 0,
    canCancel: isAhead,
    /** Cancelling now would count as late. */
    wouldBeLate: isLateCancellation(rulesAt(ctx, now), workCalendarAt(ctx, now), now, request.startAt),
  };
}

function isStuck(ctx: Pick<Ctx, "now">, request: Found["request"], candidates: Candidates | null): boolean {
  if (candidates === null || request.startAt <= ctx.now || request.needsInfoAt !== null) return false;
  return candidates.able.length === 0;
}

function factsOf(ctx: Pick<Ctx, "db">, requestId: string) {
  return ctx.db
    .select({
      request: requests,
      language: languages.name,
      variant: languageVariants.name,
      place: placeNamed,
      organisation: organisationThen,
      organisationNow: organisations.name,
      unit: units.name,
      desk: desks.name,
      requester: users.name,
      caller: { name: callers.name, email: callers.email, phone: callers.phone },
      excluded: excluded.name,
      clientCode: clients.code,
    })
    .from(requests)
    .innerJoin(...joins.organisation)
    .innerJoin(...joins.desk)
    .innerJoin(...joins.requester)
    .leftJoin(...joins.unit)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.place)
    .leftJoin(...joins.excluded)
    .leftJoin(...joins.client)
    .leftJoin(...joins.caller)
    .where(eq(requests.id, requestId))
    .get();
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
  const person = personNamed(ctx, interpreterId);
  if (!need || !person) return null;
  const obstacles = obstaclesFor(ctx, need, interpreterId);
  return { person: person.name, obstacles, rule: strictest(obstacles) };
}

/** The served languages with their variants, to choose from when a typed language is mapped. */
export function languageChoices(ctx: Pick<Ctx, "db">) {
  return ctx.db
    .select({
      code: languages.code,
      name: languages.name,
      variant: languageVariants.code,
      variantName: languageVariants.name,
    })
    .from(languages)
    .leftJoin(languageVariants, eq(languageVariants.language, languages.code))
    .where(eq(languages.served, true))
    .orderBy(asc(languages.sortKey), asc(languageVariants.code))
    .limit(1000)
    .all();
}
