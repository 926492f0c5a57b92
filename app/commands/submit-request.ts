import { randomInt } from "node:crypto";
import { and, eq, gt } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, newId, onceFor, sentBefore, transact, type Work } from "#app/context.server";
import type { LookAlike } from "#app/dispatch/look-alike";
import { promiseFor } from "#app/dispatch/promise";
import { minLevelOf, protectionClassOf } from "#app/dispatch/protection";
import { type RequestFields, whatCounts } from "#app/dispatch/request-questions";
import { record } from "#app/events/record";
import { lookAlikesOf, sentAs } from "#app/facts/doubles/look-alikes";
import { clientsMeant } from "#app/facts/keys/client-codes";
import { countOf } from "#app/facts/lists/pages";
import { rulesAt, workCalendarAt } from "#app/facts/rules";
import { ok, type Refusal, type Result, refuse } from "#app/result";
import { type Caller, keepCaller, onBehalfOf } from "#app/steps/caller";
import { dispatchRequest } from "#app/steps/dispatch-request";
import { passRequest, recordVouched, type TextRefusal } from "#app/steps/free-text";
import { deskFor } from "#app/steps/request-desk";
import { type Invalid, requestWrongs } from "#app/steps/request-wrongs";
import { codeTyped, keyed } from "#app/text/keys";
import { addMinutes, DAY, type Instant, instantFrom, MINUTE, minutesBetween } from "#app/time";
import { clients, organisations, requests } from "#db/schema";

const DEED = "submit_request";

type Needed = "language" | "mode" | "startAt" | "topic" | "contactName" | "contactPhone";

export interface NewRequest extends Pick<RequestFields, Needed>, Partial<Omit<RequestFields, Needed | "minutes">> {
  organisationId: string;
  /** Who asked, when a coordinator writes down what was said by phone. A requester asks for themselves. */
  caller?: Caller;
  /** Look-alikes that were shown, and this is another one all the same: their ids. */
  besides?: readonly string[];
  endAt: Instant;
  /** Whoever asks says that the numbers in the texts are no person's. */
  isVouched?: boolean;
  key?: string;
}

/** Requests that this one may repeat, as far as the viewer may know them. */
interface LookAlikeFound extends Refusal<"look_alike"> {
  detail: LookAlike[];
}

export type Submitted =
  | Result<
      { requestId: string; reference: string },
      "not_found" | "too_many_requests" | "caller_missing" | "caller_unknown" | "caller_email_taken"
    >
  | LookAlikeFound
  | TextRefusal
  | Invalid;

/**
 * Somebody asks for an interpreter. The request gets a reference and, where time is left, a promised answer, and dispatch asks the best
 * person at once. Refuses `not_found`, `too_many_requests` to one person (a
 * coordinator writes down as many as call), `invalid` with everything that is wrong, what is wrong with the caller, and
 * `look_alike` with the requests that it may repeat and that `besides` does not name. The same form again (its `key`, with
 * the same answers) returns the first reference; with other answers it is a look-alike of the first.
 */
export function submitRequest(ctx: Ctx, { key, besides = [], ...input }: NewRequest): Submitted {
  return transact(ctx, onceFor(DEED, key, input), (work) => {
    const organisation = work.db.select().from(organisations).where(eq(organisations.id, input.organisationId)).get();
    if (
      !organisation ||
      organisation.deactivatedAt !== null ||
      !may.submitRequest(work.viewer, { organisationId: organisation.id })
    )
      return refuse("not_found");
    if (isTooFast(work)) return refuse("too_many_requests");
    const asked = fieldsOf(input);
    const wrongs = requestWrongs(work, organisation.id, asked, input.isVouched);
    if (wrongs.length > 0) return refuse("invalid", wrongs);
    const onBehalf = onBehalfOf(work, organisation.id, input.caller);
    if (!onBehalf.ok) return onBehalf;
    const { requesterId, contact } = onBehalf.value;

    const { fields, vouched } = passRequest(asked, input.isVouched);
    const { clientCode, clientMeant, minutes, ...columns } = fields;
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
        clientId: clientCode && clientFor(work, organisation.id, clientCode, clientMeant),
        submittedAt: work.now,
        answerDueAt: promiseFor(rulesAt(work, work.now), workCalendarAt(work, work.now), work.now, asked.startAt),
      })
      .run();
    const alike = lookAlikesFor(work, id, key).filter(({ requestId }) => !besides.includes(requestId));
    if (alike.length > 0) return refuse("look_alike", alike);
    const isOfCaller = contact && keepCaller(work, id, contact, input.isVouched);
    if (isOfCaller) return isOfCaller;
    record(work, { kind: "request_submitted", requestId: id });
    for (const { field, kinds } of vouched) recordVouched(work, { field, requestId: id }, kinds);
    dispatchRequest(work, id);
    return ok({ requestId: id, reference });
  });
}

/** So many requests in the name of one person, within so long: more than anybody types, and few enough to be looked through. */
const MOST_SENT = [
  { requests: 40, within: 10 * MINUTE },
  { requests: 100, within: DAY },
] as const;

function isTooFast(work: Work): boolean {
  if (work.viewer.kind !== "user" || work.viewer.role !== "requester") return false;
  const { userId } = work.viewer;
  return MOST_SENT.some((most) => {
    const since = instantFrom(work.now - most.within);
    const isRecent = and(eq(requests.requesterId, userId), gt(requests.submittedAt, since));
    return countOf(work, requests, isRecent) >= most.requests;
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
    placeText: input.placeText ?? null,
    address: input.address ?? null,
    videoLink: input.videoLink ?? null,
    startAt: input.startAt,
    minutes: minutesBetween(input.startAt, input.endAt),
    topic: input.topic,
    clientCode: input.clientCode ? codeTyped(input.clientCode) : null,
    clientMeant: input.clientMeant ? codeTyped(input.clientMeant) : null,
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

/** What stands already and may be the same need, first what this very form was sent for; nothing that the viewer may not see. */
function lookAlikesFor(work: Work, requestId: string, key: string | undefined): LookAlike[] {
  const ofForm = lookAlikesByForm(work, key);
  const others = lookAlikesOf(work, [requestId]).get(requestId) ?? [];
  return [...ofForm, ...others.filter((one) => !ofForm.some((same) => same.requestId === one.requestId))].filter(
    (one) => may.seeRequest(work.viewer, one),
  );
}

function lookAlikesByForm(work: Work, key: string | undefined): LookAlike[] {
  const ids = sentBefore(work, DEED, key).flatMap((sent) => (isSubmitted(sent) ? [sent.value.requestId] : []));
  return sentAs(work, ids);
}

function isSubmitted(result: unknown): result is { value: { requestId: string } } {
  return typeof result === "object" && result !== null && "value" in result;
}

/** The client of the code, the near one that is meant, or a new one. */
function clientFor(work: Work, organisationId: string, code: string, meant: string | null): string {
  const { same, near } = clientsMeant(work, organisationId, code);
  const known = same ?? near.find((client) => client.code === meant);
  if (known) return known.id;
  const id = newId();
  work.db
    .insert(clients)
    .values({ id, organisationId, code, ...keyed(code) })
    .run();
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
