/** Writes a request down, whoever asks and by whichever door. */
import { randomInt } from "node:crypto";
import { eq } from "drizzle-orm";
import { newId, type Work } from "#app/context.server";
import type { LookAlike } from "#app/dispatch/look-alike";
import { promiseFor } from "#app/dispatch/promise";
import { minLevelOf, protectionClassOf } from "#app/dispatch/protection";
import { type RequestFields, whatCounts } from "#app/dispatch/request-questions";
import { record } from "#app/events/record";
import { clientsMeant } from "#app/facts/keys/client-codes";
import { rulesAt, workCalendarAt } from "#app/facts/rules";
import { ok, type Refusal, type Result, refuse } from "#app/result";
import { codeTyped, keyed } from "#app/text/keys";
import { addMinutes, type Instant, minutesBetween } from "#app/time";
import { clients, type organisations, requests } from "#db/schema";
import { type Caller, keepCaller, onBehalfOf } from "./caller";
import { dispatchRequest } from "./dispatch-request";
import { passRequest, recordVouched, type TextRefusal } from "./free-text";
import { deskFor } from "./request-desk";
import { type Invalid, requestWrongs } from "./request-wrongs";

type Needed = "language" | "mode" | "startAt" | "topic" | "contactName" | "contactPhone";

export interface NewRequest extends Pick<RequestFields, Needed>, Partial<Omit<RequestFields, Needed | "minutes">> {
  organisationId: string;
  /** Who asked, when a coordinator writes down what was said by phone. A requester asks for themselves. */
  caller?: Caller;
  endAt: Instant;
  /** Whoever asks says that the numbers in the texts are no person's. */
  isVouched?: boolean;
}

/** Requests that this one may repeat, as far as the viewer may know them. */
interface LookAlikeFound extends Refusal<"look_alike"> {
  detail: LookAlike[];
}

type Written =
  | Result<
      { requestId: string; reference: string },
      "not_found" | "caller_missing" | "caller_unknown" | "caller_email_taken"
    >
  | LookAlikeFound
  | TextRefusal
  | Invalid;

/** How it came: since when its answer is promised, and what is looked for that it may repeat. */
interface Coming {
  promised: { dueAt: Instant | null } | null;
  lookAlikes: (requestId: string) => LookAlike[];
}

/**
 * The request of an institution at work, with a reference and a promised answer; dispatch asks the best person at once. Refusals:
 * `invalid` with everything that is wrong, what is wrong with the caller, `look_alike` with what `lookAlikes` finds.
 */
export function writeRequest(
  work: Work,
  organisation: typeof organisations.$inferSelect,
  input: NewRequest,
  { promised, lookAlikes }: Coming,
): Written {
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
      answerDueAt: promised ? promised.dueAt : promiseNow(work, asked.startAt),
    })
    .run();
  const alike = lookAlikes(id);
  if (alike.length > 0) return refuse("look_alike", alike);
  const isOfCaller = contact && keepCaller(work, id, contact, input.isVouched);
  if (isOfCaller) return isOfCaller;
  record(work, { kind: "request_submitted", requestId: id });
  for (const { field, kinds } of vouched) recordVouched(work, { field, requestId: id }, kinds);
  dispatchRequest(work, id);
  return ok({ requestId: id, reference });
}

function promiseNow(work: Work, startAt: Instant): Instant | null {
  return promiseFor(rulesAt(work, work.now), workCalendarAt(work, work.now), work.now, startAt);
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
