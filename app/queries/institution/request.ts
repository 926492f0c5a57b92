/** One request as those who asked may see it: their own words, the state, and who comes from acceptance on. */
import { and, asc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { isLateCancellation } from "#app/dispatch/deadlines";
import { metaOf, requestStateAt } from "#app/dispatch/request-state";
import { outlookOf } from "#app/facts/answer";
import { rulesAt, workCalendarAt } from "#app/facts/rules";
import { languageNames, proposed } from "#app/queries/everyone/proposed";
import { timelineFor } from "#app/queries/everyone/timeline";
import { addMinutes, DAY, type Instant, instantFrom, MINUTE } from "#app/time";
import {
  assignments,
  clients,
  desks,
  interpreters,
  languages,
  languageVariants,
  offers,
  places,
  reports,
  requests,
  units,
  users,
} from "#db/schema";
import { isOwn } from "./my-requests";

const unwanted = alias(interpreters, "unwanted");

/** null: no such request of the viewer's organisation. */
export function requestForInstitution(ctx: Ctx<UserViewer>, requestId: string) {
  const found = factsOf(ctx, requestId);
  if (!found) return null;
  const { request } = found;
  const jobs = jobsOf(ctx, requestId);
  const asked = ctx.db.select().from(offers).where(eq(offers.requestId, requestId)).all();
  const state = requestStateAt(request, asked, jobs, ctx.now);
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
    people: mayName ? live.map(({ name, phone }) => ({ name, phone })) : [],
    deskPhone: found.deskPhone,
    outlook: outlookOf(ctx, request),
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
      place: places.name,
      clientCode: clients.code,
      unit: units.name,
      requester: users.name,
      unwanted: unwanted.name,
      deskPhone: desks.phone,
    })
    .from(requests)
    .innerJoin(desks, eq(desks.id, requests.deskId))
    .leftJoin(languages, eq(languages.code, requests.language))
    .leftJoin(
      languageVariants,
      and(eq(languageVariants.language, requests.language), eq(languageVariants.code, requests.variant)),
    )
    .leftJoin(places, eq(places.id, requests.placeId))
    .leftJoin(clients, eq(clients.id, requests.clientId))
    .leftJoin(units, eq(units.id, requests.unitId))
    .leftJoin(users, eq(users.id, requests.requesterId))
    .leftJoin(unwanted, eq(unwanted.id, requests.excludedInterpreterId))
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
    address: request.address,
    videoLink: request.videoLink,
    interval: { start: request.startAt, end: request.endAt },
    topic: request.topic,
    clientCode,
    unit,
    requester,
    contact: { name: request.contactName, phone: request.contactPhone },
    gender: request.gender,
    genderStrength: request.genderStrength,
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
    isListed: request.language !== null,
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

function jobsOf(ctx: Pick<Ctx, "db">, requestId: string) {
  return ctx.db
    .select({
      slot: assignments.slot,
      releasedAt: assignments.releasedAt,
      name: interpreters.name,
      phone: interpreters.phone,
      held: reports.held,
    })
    .from(assignments)
    .innerJoin(interpreters, eq(interpreters.id, assignments.interpreterId))
    .leftJoin(reports, eq(reports.assignmentId, assignments.id))
    .where(eq(assignments.requestId, requestId))
    .orderBy(asc(assignments.slot))
    .all()
    .map(({ held, ...job }) => ({ ...job, report: held === null ? null : { held } }));
}

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
