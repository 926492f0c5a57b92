import { randomInt } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, newId, transact, type Work } from "#app/context.server";
import { promiseFor } from "#app/dispatch/promise";
import { minLevelOf, protectionClassOf } from "#app/dispatch/protection";
import { type RequestFields, whatCounts } from "#app/dispatch/request-questions";
import { record } from "#app/events/record";
import { rulesAt, workCalendarAt } from "#app/facts/rules";
import { ok, type Result, refuse } from "#app/result";
import { dispatchRequest } from "#app/steps/dispatch-request";
import { type Invalid, requestWrongs } from "#app/steps/request-wrongs";
import { addMinutes, type Instant, minutesBetween } from "#app/time";
import { clients, desks, organisations, places, requests, users } from "#db/schema";

type Needed = "language" | "mode" | "startAt" | "topic" | "contactName" | "contactPhone";

export interface NewRequest extends Pick<RequestFields, Needed>, Partial<Omit<RequestFields, Needed | "minutes">> {
  organisationId: string;
  /** When a coordinator writes down what somebody asked by phone; else the viewer. */
  requesterId?: string | null;
  endAt: Instant;
  key?: string;
}

export type Submitted = Result<{ requestId: string; reference: string }, "not_found"> | Invalid;

/**
 * Somebody asks for an interpreter. The request gets a reference and, where time is left, a promised answer, and dispatch asks the best
 * person at once. Refuses `not_found`, and `invalid` with everything that is wrong; the same `key` again returns the
 * first reference.
 */
export function submitRequest(ctx: Ctx, input: NewRequest): Submitted {
  return transact(ctx, input.key, (work) => {
    const organisation = work.db.select().from(organisations).where(eq(organisations.id, input.organisationId)).get();
    if (
      !organisation ||
      organisation.deactivatedAt !== null ||
      !may.submitRequest(work.viewer, { organisationId: organisation.id })
    )
      return refuse("not_found");
    const requesterId = requesterOf(work, input);
    if (!requesterId) return refuse("not_found");
    const asked = fieldsOf(input);
    const wrongs = requestWrongs(work, organisation.id, asked);
    if (wrongs.length > 0) return refuse("invalid", wrongs);

    const { clientCode, minutes, ...columns } = asked;
    const id = newId();
    const reference = freeReference(work);
    work.db
      .insert(requests)
      .values({
        ...columns,
        id,
        reference,
        organisationId: organisation.id,
        deskId: deskFor(work, asked.placeId ?? organisation.placeId),
        requesterId,
        minLevel: minLevelOf(asked.topic),
        endAt: addMinutes(asked.startAt, minutes),
        protectionClass: protectionClassOf(organisation.sector, asked.topic),
        clientId: clientCode && clientFor(work, organisation.id, clientCode),
        submittedAt: work.now,
        answerDueAt: promiseFor(rulesAt(work, work.now), workCalendarAt(work, work.now), work.now, asked.startAt),
      })
      .run();
    record(work, { kind: "request_submitted", requestId: id });
    dispatchRequest(work, id);
    return ok({ requestId: id, reference });
  });
}

/** All fields of a request: what was not said is none. */
function fieldsOf(input: NewRequest): RequestFields {
  return whatCounts({
    language: input.language,
    languageText: input.languageText ?? null,
    variant: input.variant ?? null,
    mode: input.mode,
    placeId: input.placeId ?? null,
    address: input.address ?? null,
    videoLink: input.videoLink ?? null,
    startAt: input.startAt,
    minutes: minutesBetween(input.startAt, input.endAt),
    topic: input.topic,
    clientCode: input.clientCode?.toUpperCase() ?? null,
    gender: input.gender ?? null,
    genderStrength: input.genderStrength ?? null,
    variantStrength: input.variantStrength ?? "must",
    wantsSameInterpreter: input.wantsSameInterpreter ?? false,
    excludedInterpreterId: input.excludedInterpreterId ?? null,
    interpreterCount: input.interpreterCount ?? 1,
    contactName: input.contactName,
    contactPhone: input.contactPhone,
    unitId: input.unitId ?? null,
    note: input.note ?? null,
  });
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
