import { randomInt } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, newId, transact, type Work } from "#app/context.server";
import { promiseDueAt } from "#app/dispatch/deadlines";
import { minLevelOf, protectionClassOf } from "#app/dispatch/protection";
import type { Gender, Mode, Strength, Topic } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { workCalendarAt } from "#app/facts/rules";
import { privateTextIn } from "#app/privacy";
import { ok, type Result, refuse } from "#app/result";
import { dispatchRequest } from "#app/steps/dispatch-request";
import { DAY, type Instant } from "#app/time";
import {
  clients,
  desks,
  interpreters,
  languages,
  languageVariants,
  organisations,
  places,
  requests,
  units,
  users,
} from "#db/schema";

export interface NewRequest {
  organisationId: string;
  /** When a coordinator writes down what somebody asked by phone; else the viewer. */
  requesterId?: string | null;
  unitId?: string | null;
  contactName: string;
  contactPhone: string;
  /** null = "not in the list"; then `languageText` says it. */
  language: string | null;
  variant?: string | null;
  languageText?: string | null;
  mode: Mode;
  /** On site only. */
  placeId?: string | null;
  address?: string | null;
  videoLink?: string | null;
  startAt: Instant;
  endAt: Instant;
  topic: Topic;
  /** The organisation's own pseudonym for the client. */
  clientCode?: string | null;
  gender?: Gender | null;
  genderStrength?: Strength | null;
  wantsSameInterpreter?: boolean;
  excludedInterpreterId?: string | null;
  interpreterCount?: number;
  note?: string | null;
  key?: string;
}

export type SubmitRefusal =
  | "not_found"
  | "invalid_time"
  | "time_passed"
  | "language_not_served"
  | "language_missing"
  | "place_missing"
  | "personal_data"
  | "invalid";

/**
 * Somebody asks for an interpreter. The request gets a reference and a promised answer, and dispatch asks the best
 * person at once. Refuses with a SubmitRefusal; the same `key` again returns the first reference.
 */
export function submitRequest(
  ctx: Ctx,
  input: NewRequest,
): Result<{ requestId: string; reference: string }, SubmitRefusal> {
  return transact(
    ctx,
    (work): Result<{ requestId: string; reference: string }, SubmitRefusal> => {
      const organisation = work.db.select().from(organisations).where(eq(organisations.id, input.organisationId)).get();
      if (
        !organisation ||
        organisation.deactivatedAt !== null ||
        !may.submitRequest(work.viewer, { organisationId: organisation.id })
      )
        return refuse("not_found");
      const requesterId = requesterOf(work, input);
      if (!requesterId) return refuse("not_found");
      const wrong = whatIsWrong(work, input);
      if (wrong) return refuse(wrong);

      const id = newId();
      const reference = freeReference(work);
      const isOnSite = input.mode === "onsite";
      work.db
        .insert(requests)
        .values({
          id,
          reference,
          organisationId: organisation.id,
          unitId: input.unitId ?? null,
          deskId: deskFor(work, isOnSite ? (input.placeId ?? organisation.placeId) : organisation.placeId),
          requesterId,
          contactName: input.contactName,
          contactPhone: input.contactPhone,
          language: input.language,
          variant: input.language ? (input.variant ?? null) : null,
          languageText: input.language ? null : input.languageText,
          minLevel: minLevelOf(input.topic),
          mode: input.mode,
          placeId: isOnSite ? input.placeId : null,
          address: isOnSite ? (input.address ?? null) : null,
          videoLink: input.mode === "video" ? (input.videoLink ?? null) : null,
          startAt: input.startAt,
          endAt: input.endAt,
          topic: input.topic,
          protectionClass: protectionClassOf(organisation.sector, input.topic),
          clientId: input.clientCode ? clientFor(work, organisation.id, input.clientCode) : null,
          gender: input.gender ?? null,
          genderStrength: input.gender ? (input.genderStrength ?? "wish") : null,
          wantsSameInterpreter: input.wantsSameInterpreter ?? false,
          excludedInterpreterId: input.excludedInterpreterId ?? null,
          interpreterCount: input.interpreterCount ?? 1,
          note: input.note ?? null,
          submittedAt: work.now,
          answerDueAt: promiseDueAt(workCalendarAt(work, work.now), work.now),
        })
        .run();
      record(work, { kind: "request_submitted", requestId: id });
      dispatchRequest(work, id);
      return ok({ requestId: id, reference });
    },
    input.key,
  );
}

/** The person who asks: the viewer, or for a coordinator the organisation's own person they name, else themselves. */
function requesterOf(work: Work, input: NewRequest): string | undefined {
  if (work.viewer.kind !== "user") return undefined;
  if (work.viewer.role === "requester" || !input.requesterId) return work.viewer.userId;
  return work.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, input.requesterId), eq(users.organisationId, input.organisationId)))
    .get()?.id;
}

function whatIsWrong(work: Work, input: NewRequest): SubmitRefusal | null {
  if (!(input.endAt > input.startAt) || input.endAt - input.startAt > DAY) return "invalid_time";
  if (input.startAt <= work.now) return "time_passed";
  if (!input.language && !input.languageText) return "language_missing";
  if (input.language) {
    const language = work.db.select().from(languages).where(eq(languages.code, input.language)).get();
    if (!language?.served) return "language_not_served";
  }
  if (input.language && input.variant) {
    const variant = work.db
      .select()
      .from(languageVariants)
      .where(and(eq(languageVariants.language, input.language), eq(languageVariants.code, input.variant)))
      .get();
    if (!variant) return "invalid";
  }
  if (input.mode === "onsite" && !exists(work, places, input.placeId)) return "place_missing";
  if (input.excludedInterpreterId && !exists(work, interpreters, input.excludedInterpreterId)) return "invalid";
  const unit = input.unitId && work.db.select().from(units).where(eq(units.id, input.unitId)).get();
  if (input.unitId && (!unit || unit.organisationId !== input.organisationId)) return "invalid";
  const texts = [input.note, input.clientCode, input.languageText];
  if (texts.some((text) => text && privateTextIn(text).length > 0)) return "personal_data";
  return null;
}

function exists(work: Work, table: typeof places | typeof interpreters, id: string | null | undefined): boolean {
  return !!id && !!work.db.select({ id: table.id }).from(table).where(eq(table.id, id)).get();
}

/** Every request belongs to a desk: by the region of its place. */
function deskFor(work: Work, placeId: string): string {
  const desk = work.db
    .select({ id: desks.id })
    .from(places)
    .innerJoin(desks, eq(desks.region, places.region))
    .where(eq(places.id, placeId))
    .get();
  return desk?.id ?? work.db.select({ id: desks.id }).from(desks).where(eq(desks.region, "riga")).get()!.id;
}

function clientFor(work: Work, organisationId: string, code: string): string {
  const known = work.db
    .select({ id: clients.id })
    .from(clients)
    .where(and(eq(clients.organisationId, organisationId), eq(clients.code, code)))
    .get();
  if (known) return known.id;
  const id = newId();
  work.db.insert(clients).values({ id, organisationId, code }).run();
  return id;
}

/** Letters and digits that are not mistaken for each other on the phone. */
const REFERENCE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

function freeReference(work: Work): string {
  for (;;) {
    const code = Array.from({ length: 5 }, () => REFERENCE_LETTERS[randomInt(REFERENCE_LETTERS.length)]).join("");
    const reference = `R-${code}`;
    if (!work.db.select({ id: requests.id }).from(requests).where(eq(requests.reference, reference)).get())
      return reference;
  }
}
