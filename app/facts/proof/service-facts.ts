/** What an act says of a service, as it stands at this moment: names and languages in the language of the house. */
import { and, eq, sql } from "drizzle-orm";
import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Ctx } from "#app/context.server";
import { HOUSE_LOCALE, type Names } from "#app/dispatch/vocabulary";
import { joins } from "#app/facts/request-head";
import { serviceName } from "#app/facts/service/name";
import { type AskedFacts, isRecorded, type ServiceFacts, servedMinutes } from "#app/pay/record";
import { agreedService, type TookPlace } from "#app/pay/took-place";
import {
  assignments,
  attestations,
  interpreters,
  languages,
  languageVariants,
  organisations,
  places,
  reports,
  requests,
  units,
  users,
} from "#db/schema";

/** Who was to do what for whom; null when there is no such assignment. */
export function askedFacts(ctx: Pick<Ctx, "db">, assignmentId: string): AskedFacts | null {
  const found = ctx.db
    .select({
      slot: assignments.slot,
      reference: requests.reference,
      institution: organisations.name,
      unit: units.name,
      interpreter: interpreters.name,
      language: languages.name,
      languageText: requests.languageText,
      pivot: sql`(select p.name from languages p where p.code = ${requests.pivotLanguage})`.mapWith(languages.name),
      variant: languageVariants.name,
      mode: requests.mode,
      place: places.name,
      plannedStart: assignments.startAt,
      plannedEnd: assignments.endAt,
    })
    .from(assignments)
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .innerJoin(organisations, eq(organisations.id, requests.organisationId))
    .innerJoin(interpreters, eq(interpreters.id, assignments.interpreterId))
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.unit)
    .leftJoin(places, eq(places.id, requests.placeId))
    .where(eq(assignments.id, assignmentId))
    .get();
  if (!found) return null;
  const { slot, language, languageText, pivot, variant, place, mode, ...rest } = found;
  return {
    service: serviceName(ctx),
    ...rest,
    language: inWords({ slot, language, languageText, pivot, variant }),
    mode,
    place: mode === "onsite" ? inHouse(place) : null,
  };
}

const inHouse = (name: Names | null): string | null => name?.[HOUSE_LOCALE] ?? null;

interface Spoken {
  slot: number;
  language: Names | null;
  languageText: string | null;
  pivot: Names | null;
  variant: Names | null;
}

/** In a relay the part of this place. */
function inWords({ slot, language, languageText, pivot, variant }: Spoken): string {
  const whole = [inHouse(language) ?? languageText ?? "", inHouse(variant)].filter(Boolean).join(", ");
  if (!pivot) return whole;
  return slot === 1 ? `${whole}–${inHouse(pivot)}` : (inHouse(pivot) ?? "");
}

/** The facts of the act of a service that is agreed and was attested; null of any other. */
export function serviceFacts(ctx: Pick<Ctx, "db">, assignmentId: string, tookPlace: TookPlace): ServiceFacts | null {
  const agreed = agreedService(tookPlace);
  const asked = askedFacts(ctx, assignmentId);
  if (!agreed || !asked || !isRecorded(agreed.state)) return null;
  const { report, attestation, settlement } = tookPlace;
  const { held, notHeldReason, startedAt, endedAt, breakMinutes, waitingMinutes, at, state } = agreed;
  const told = { held, notHeldReason, startedAt, endedAt };
  return {
    form: 1,
    ...asked,
    spoken: spokenInstead(ctx, agreed),
    report: {
      held: report.held,
      notHeldReason: report.notHeldReason,
      startedAt: report.startedAt,
      endedAt: report.endedAt,
      at: report.reportedAt,
      byInterpreter: isByInterpreter(ctx, assignmentId),
      breakMinutes: report.breakMinutes,
      waitingMinutes: report.waitingMinutes,
    },
    word: attestation && {
      held: attestation.held,
      notHeldReason: attestation.notHeldReason,
      startedAt: attestation.startedAt,
      endedAt: attestation.endedAt,
      at: attestation.at,
      way: attestation.way,
      as: attestation.as,
      name: attestedBy(ctx, assignmentId, attestation.reportNumber),
    },
    decision: settlement && { at: settlement.at, as: settlement.as },
    agreed: { ...told, at, state, breakMinutes, waitingMinutes, minutes: servedMinutes(agreed) },
  };
}

function spokenInstead(
  { db }: Pick<Ctx, "db">,
  { usedLanguage, usedVariant }: { usedLanguage: string | null; usedVariant: string | null },
): string | null {
  if (usedLanguage === null) return null;
  const language = db.select({ name: languages.name }).from(languages).where(eq(languages.code, usedLanguage)).get();
  const variant =
    usedVariant === null
      ? undefined
      : db
          .select({ name: languageVariants.name })
          .from(languageVariants)
          .where(and(eq(languageVariants.language, usedLanguage), eq(languageVariants.code, usedVariant)))
          .get();
  return [inHouse(language?.name ?? null), inHouse(variant?.name ?? null)].filter(Boolean).join(", ");
}

/** "user:ID" without its kind; of anybody else what is no account's id. */
const accountIn = (actor: AnySQLiteColumn) => sql`substr(${actor}, 6)`;

/** As they wrote it on the spot, or the name of their account; null where nobody was named. */
function attestedBy({ db }: Pick<Ctx, "db">, assignmentId: string, reportNumber: number): string | null {
  const row = db
    .select({ name: attestations.name, account: users.name })
    .from(attestations)
    .leftJoin(users, eq(users.id, accountIn(attestations.attestedBy)))
    .where(and(eq(attestations.assignmentId, assignmentId), eq(attestations.reportNumber, reportNumber)))
    .get();
  return row?.name ?? row?.account ?? null;
}

/** By themselves, signed in or by a link; else a coordinator did it for them. */
function isByInterpreter({ db }: Pick<Ctx, "db">, assignmentId: string): boolean {
  const row = db
    .select({ reportedBy: reports.reportedBy, interpreterId: assignments.interpreterId, own: users.interpreterId })
    .from(reports)
    .innerJoin(assignments, eq(assignments.id, reports.assignmentId))
    .leftJoin(users, eq(users.id, accountIn(reports.reportedBy)))
    .where(eq(reports.assignmentId, assignmentId))
    .get();
  return row !== undefined && (row.own === row.interpreterId || row.reportedBy === `interpreter:${row.interpreterId}`);
}
