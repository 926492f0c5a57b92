/** What an interpreter has said of a job, what became of it, and what a report is filled with before anybody types. */
import { asc, eq, sql } from "drizzle-orm";
import { attestQrToken } from "#app/auth/attest-link.server";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import type { Names } from "#app/dispatch/vocabulary";
import { servicesOf } from "#app/facts/took-place/of-requests";
import { travelBetween } from "#app/facts/travel";
import { type Agreed, type AttestationState, agreedService, attestationState, type Said } from "#app/pay/took-place";
import type { Instant } from "#app/time";
import { assignments, interpreters, languages, languageVariants, requests } from "#db/schema";

export interface OwnReport {
  number: number;
  said: Said;
  state: AttestationState;
  /** Once both agree, or a coordinator has decided. */
  holds: Agreed | null;
  asked: "open" | "refused" | "objected" | null;
  /** `corrected` at once, or `asked` of the other side; null where a coordinator decides. */
  canCorrect: "corrected" | "asked" | null;
  reportedAt: Instant;
}

/** Of a job that is the viewer's; null while it is not reported. */
export function ownReport(ctx: Ctx<UserViewer>, assignmentId: string): OwnReport | null {
  const job = ctx.db
    .select({ requestId: assignments.requestId })
    .from(assignments)
    .where(eq(assignments.id, assignmentId))
    .get();
  const service = job && servicesOf(ctx, [job.requestId]).find((one) => one.assignmentId === assignmentId);
  if (!service) return null;
  const state = attestationState(service);
  const { number, reportedAt, agreedAt: _, ...said } = service.report;
  const isOver = state === "disputed" || state === "settled" || service.asked !== null;
  return {
    number,
    said,
    state,
    reportedAt,
    holds: agreedService(service),
    asked: service.asked && (service.asked.isObjection ? "objected" : service.asked.isOpen ? "open" : "refused"),
    canCorrect: isOver ? null : state === "waiting" ? "corrected" : "asked",
  };
}

export interface ReportChoices {
  /** There and back from home; null for what is done from afar. */
  way: { km: number; minutes: number } | null;
  languages: { value: string; name: Names; variant: Names | null }[];
}

/** What can be chosen in the report of a job, and the way as it is known. */
export function reportChoices(ctx: Ctx<UserViewer>, assignmentId: string): ReportChoices {
  const job = ctx.db
    .select({ mode: requests.mode, placeId: assignments.placeId, homePlaceId: interpreters.homePlaceId })
    .from(assignments)
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .innerJoin(interpreters, eq(interpreters.id, assignments.interpreterId))
    .where(eq(assignments.id, assignmentId))
    .get();
  const leg = job?.mode === "onsite" ? travelBetween(ctx, job.homePlaceId, job.placeId) : null;
  const spoken = ctx.db
    .select({
      code: languages.code,
      name: languages.name,
      variant: languageVariants.code,
      variantName: languageVariants.name,
    })
    .from(languages)
    .leftJoin(languageVariants, eq(languageVariants.language, languages.code))
    .where(eq(languages.served, true))
    .orderBy(asc(sql`${languages.name} ->> ${ctx.locale}`), asc(languageVariants.code))
    .all();
  return {
    way: leg && { km: 2 * Math.round(leg.km), minutes: 2 * leg.minutes },
    languages: spoken.flatMap(({ code, name, variant, variantName }, place) => [
      ...(spoken[place - 1]?.code === code ? [] : [{ value: code, name, variant: null }]),
      ...(variant ? [{ value: `${code}:${variant}`, name, variant: variantName }] : []),
    ]),
  };
}

/** The link that the requester opens on their own device, shown as a code on the interpreter's; null when there is nothing to attest. */
export function spotToken(ctx: Ctx<UserViewer>, assignmentId: string): string | null {
  const row = ctx.db
    .select({ id: requests.id, requesterId: requests.requesterId })
    .from(assignments)
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .where(eq(assignments.id, assignmentId))
    .get();
  return row ? attestQrToken(row, ctx.now) : null;
}
