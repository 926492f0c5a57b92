/** What is wrong with the fields that a command is about to set on a request. */
import { and, eq, isNull } from "drizzle-orm";
import type { Work } from "#app/context.server";
import type { ProposedChange } from "#app/dispatch/relax";
import {
  type AskedFields,
  type KnownOfRequest,
  type Wrong,
  type WrongCode,
  wrongsIn,
} from "#app/dispatch/request-questions";
import { nearClientCodes } from "#app/facts/keys/client-codes";
import { peopleKnownTo } from "#app/facts/known-people";
import { isContactPhone } from "#app/phone";
import { privateKindsIn } from "#app/privacy";
import { type Interval, minutesBetween } from "#app/time";
import { languages, languageVariants, places, units } from "#db/schema";
import type { RequestRow } from "./live";

/** A command's refusal with everything that is wrong. */
export interface Invalid {
  ok: false;
  reason: "invalid";
  detail: Wrong[];
}

/** Every answer of the list of questions to the fields that are set, with what the database knows of them now. */
export function requestWrongs(work: Work, organisationId: string, fields: AskedFields, isVouched = false): Wrong[] {
  const { language, placeId, unitId, excludedInterpreterId, clientCode = null } = fields;
  return wrongsIn(fields, {
    now: work.now,
    language: language ? knownLanguage(work, language) : null,
    isPlaceKnown: !!placeId && !!work.db.select().from(places).where(eq(places.id, placeId)).get(),
    isUnitKnown: !!unitId && isUnitOf(work, organisationId, unitId),
    isPersonKnown:
      !!excludedInterpreterId && peopleKnownTo(work, organisationId).some(({ id }) => id === excludedInterpreterId),
    nearClients: nearClientCodes(work, organisationId, clientCode),
    isPhone: isContactPhone,
    privateKindsIn,
    isVouched,
  });
}

/** The same of a proposed change. The length of a moved request stays as it is and is not asked about. */
export function changeWrongs(work: Work, request: RequestRow, change: ProposedChange, videoLink?: string | null) {
  return requestWrongs(work, request.organisationId, fieldsSetBy(change, videoLink ?? null));
}

function fieldsSetBy(change: ProposedChange, videoLink: string | null): AskedFields {
  switch (change.kind) {
    case "time":
      return { startAt: change.start };
    case "mode":
      return { mode: change.mode, videoLink };
    case "substitute":
      return { language: change.language };
    default:
      return {};
  }
}

/** The first thing wrong with a request's new time; null when nothing is, or nothing of it is new. */
export function timeWrong(work: Work, request: RequestRow, to: Interval): WrongCode | null {
  const minutes = minutesBetween(to.start, to.end);
  const isNewLength = minutes !== minutesBetween(request.startAt, request.endAt);
  const fields: AskedFields = {
    ...(to.start !== request.startAt && { startAt: to.start }),
    ...(isNewLength && { minutes }),
  };
  return requestWrongs(work, request.organisationId, fields)[0]?.code ?? null;
}

function knownLanguage(work: Work, code: string): KnownOfRequest["language"] {
  const language = work.db.select({ served: languages.served }).from(languages).where(eq(languages.code, code)).get();
  if (!language) return null;
  const variants = work.db
    .select({ code: languageVariants.code })
    .from(languageVariants)
    .where(eq(languageVariants.language, code))
    .all();
  return { served: language.served, variants: variants.map((variant) => variant.code) };
}

function isUnitOf(work: Work, organisationId: string, unitId: string): boolean {
  const own = and(eq(units.id, unitId), eq(units.organisationId, organisationId), isNull(units.deactivatedAt));
  return work.db.select({ id: units.id }).from(units).where(own).get() !== undefined;
}
