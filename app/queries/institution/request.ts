/** One request as those who asked may see it: their own words, the state, and who comes from acceptance on. */
import { and, eq, sql } from "drizzle-orm";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { isLateCancellation } from "#app/dispatch/deadlines";
import { isMapped, metaOf, requestStateAt } from "#app/dispatch/request-state";
import { offersAndJobs, outlookOf } from "#app/facts/offers-and-jobs";
import { addressOf, excluded, joins, placeNamed } from "#app/facts/request-head";
import { rulesAt, workCalendarAt } from "#app/facts/rules";
import { languageNames, proposed } from "#app/queries/everyone/proposed";
import { timelineFor } from "#app/queries/everyone/timeline";
import { addMinutes, DAY, type Instant, instantFrom, MINUTE } from "#app/time";
import { callers, clients, desks, languages, languageVariants, requests, units, users } from "#db/schema";
import { isOwn } from "./my-requests";

/** null: no such request of the viewer's organisation. */
export function requestForInstitution(ctx: Ctx<UserViewer>, requestId: string) {
  const found = factsOf(ctx, requestId);
  if (!found) return null;
  const { request } = found;
  const { offersOf, jobsOf } = offersAndJobs(ctx, [requestId]);
  const jobs = jobsOf(requestId);
  const state = requestStateAt(request, offersOf(requestId), jobs, ctx.now);
  const live = jobs.filter((job) => job.releasedAt === null);
  const namingDays = rulesAt(ctx, ctx.now)["disclosure.daysAfter"];
  const mayName = ctx.now < request.endAt + namingDays * DAY;
  return {
    ...askedFor(ctx, found),
    ...languagesOf(ctx, found),
    ...(metaOf(state) === "open" ? questionOf(ctx, request) : { infoQuestion: null, proposal: null }),
    state,
    meta: metaOf(state),
    /** Named only while the organisation may know the name. */
    unwanted: request.excludedInterpreterId ? { name: mayName ? found.unwanted : null } : null,
    hadInterpreter: jobs.length > 0,
    isNamingOver: live.length > 0 && !mayName,
    namingDays,
    people: mayName ? live.map(({ id, name, phone }) => ({ assignmentId: id, name, phone })) : [],
    deskPhone: found.deskPhone,
    outlook: outlookOf(ctx, request),
    /** Until it has ended or been called off. */
    canEdit: request.cancelledAt === null && request.rejectedAt === null && request.endAt > ctx.now,
    cancelling: cancellingOf(ctx, request, live.length > 0),
    timeline: timelineFor(ctx, requestId),
  };
}

type Found = NonNullable<ReturnType<typeof factsOf>>;

function factsOf({ db, viewer }: Ctx<UserViewer>, requestId: string) {
  return db
    .select({
      request: requests,
      language: languages.name,
      variant: languageVariants.name,
      place: placeNamed,
      clientCode: clients.code,
      unit: units.name,
      /** Who called has no account; how they are reached is for coordinators alone. */
      requester: sql<string | null>`coalesce(${callers.name}, ${users.name})`,
      unwanted: excluded.name,
      deskPhone: desks.phone,
    })
    .from(requests)
    .innerJoin(desks, eq(desks.id, requests.deskId))
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.place)
    .leftJoin(...joins.client)
    .leftJoin(...joins.unit)
    .leftJoin(...joins.requester)
    .leftJoin(...joins.caller)
    .leftJoin(...joins.excluded)
    .where(and(eq(requests.id, requestId), isOwn(viewer)))
    .get();
}

/** The request in the words of whoever made it. */
function askedFor({ locale }: Pick<Ctx, "locale">, { request, place, clientCode, unit, requester }: Found) {
  return {
    id: request.id,
    reference: request.reference,
    mode: request.mode,
    place: place?.[locale] ?? null,
    address: addressOf(request),
    videoLink: request.videoLink,
    interval: { start: request.startAt, end: request.endAt },
    topic: request.topic,
    clientCode,
    unit,
    requester,
    contact: { name: request.contactName, phone: request.contactPhone },
    gender: request.gender,
    genderStrength: request.genderStrength,
    isVariantWished: request.variant !== null && request.variantStrength === "wish",
    wantsSame: request.wantsSameInterpreter,
    count: request.interpreterCount,
    note: request.note,
    rejectionReason: request.rejectionReason,
  };
}

function languagesOf(ctx: Pick<Ctx, "db" | "locale">, { request, language, variant }: Found) {
  const nameOf = (code: string | null) => languageNames(ctx, code)?.[ctx.locale] ?? null;
  return {
    language: language?.[ctx.locale] ?? request.languageText ?? "",
    isListed: isMapped(request),
    isLanguageListed: request.language !== null,
    /** What was typed for a place that a coordinator still has to find; null once it is known. */
    unknownPlace: request.mode === "onsite" && request.placeId === null ? request.placeText : null,
    variant: variant?.[ctx.locale] ?? null,
    requestedLanguage: nameOf(request.requestedLanguage),
    pivot: nameOf(request.pivotLanguage),
    languageNames: language,
  };
}

/** What the coordinator must know before the search goes on, and a change that is proposed and waits for their word. */
function questionOf(ctx: Pick<Ctx, "db" | "now">, request: Found["request"]) {
  const { proposal, needsInfoAt, infoQuestion } = request;
  return {
    /** null when nothing is asked, or when it was not written down. */
    infoQuestion,
    /** Who could come with it is not theirs to know. */
    proposal:
      proposal && needsInfoAt !== null && ctx.now < request.startAt
        ? { ...proposed(ctx, proposal.change), askedAt: needsInfoAt }
        : null,
  };
}

export type InstitutionRequest = NonNullable<ReturnType<typeof requestForInstitution>>;

export interface Cancelling {
  /** Somebody is confirmed, so the rule counts. */
  isSecured: boolean;
  isLate: boolean;
  /** The last minute at which cancelling is in good time. */
  inTimeUntil: Instant;
}

/** The rule and its cut-off, said before the click; null when there is nothing left to cancel. */
function cancellingOf(
  ctx: Pick<Ctx, "db" | "now">,
  request: { startAt: Instant; cancelledAt: Instant | null; rejectedAt: Instant | null },
  isSecured: boolean,
): Cancelling | null {
  if (request.cancelledAt !== null || request.rejectedAt !== null || request.startAt <= ctx.now) return null;
  const rules = rulesAt(ctx, ctx.now);
  const calendar = workCalendarAt(ctx, ctx.now);
  const isLateAt = (at: Instant) => isLateCancellation(rules, calendar, at, request.startAt);
  return { isSecured, isLate: isLateAt(ctx.now), inTimeUntil: lastMinuteBefore(isLateAt, request.startAt) };
}

/** `isLateAt` is false long before the start and true at it; the last minute before that turns is found by halving. */
function lastMinuteBefore(isLateAt: (at: Instant) => boolean, start: Instant): Instant {
  let early = instantFrom(start - 30 * DAY);
  let late = start;
  while (late - early > MINUTE) {
    const middle = addMinutes(early, Math.floor((late - early) / 2 / MINUTE));
    if (isLateAt(middle)) late = middle;
    else early = middle;
  }
  return early;
}
