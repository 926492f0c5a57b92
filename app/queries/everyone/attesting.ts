/** What a requester is asked about: services that are reported, by a link or in the portal. Never whom it was for. */
import { and, asc, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import { attestingViewer } from "#app/auth/attest-link.server";
import type { AttestingViewer, UserViewer } from "#app/auth/viewer";
import { type Ctx, newId } from "#app/context.server";
import type { Names } from "#app/dispatch/vocabulary";
import { namesOfLanguages } from "#app/facts/names";
import { joins } from "#app/facts/request-head";
import { rulesAt, workCalendarAt } from "#app/facts/rules";
import { among } from "#app/facts/sets";
import { objectedTo, type Service, servicesOf } from "#app/facts/took-place/of-requests";
import { stepAt } from "#app/pay/attesting";
import {
  type Agreed,
  type AttestationState,
  agreedService,
  attestationState,
  canBeContradicted,
  type Said,
  type SettledAs,
  type Told,
} from "#app/pay/took-place";
import { DAY, type Instant, type Interval, instantFrom } from "#app/time";
import {
  assignments,
  attestations,
  correctionsAsked,
  desks,
  languages,
  languageVariants,
  reports,
  requests,
} from "#db/schema";

export interface ServiceShown {
  assignmentId: string;
  number: number;
  requestId: string;
  reference: string;
  language: Names | null;
  variant: Names | null;
  planned: Interval;
  interpreter: string;
  state: AttestationState;
  /** What the interpreter says, and what holds once both agree. */
  report: Said;
  usedLanguage: Names | null;
  holds: Agreed | null;
  /** What those who asked said themselves, where it is not simply the report; and against what was attested on the spot. */
  word: Word | null;
  /** How a coordinator decided. */
  settledAs: SettledAs | null;
  /** It was attested on the spot, and they can still say otherwise. */
  canObject: boolean;
  /** They have, and a coordinator has not decided yet. */
  isObjected: boolean;
  /** A coordinator reported for the interpreter. */
  isByCoordinator: boolean;
  /** Until when somebody's silence counts for nothing yet. */
  until: Instant | null;
  asked: { at: Instant; said: Said } | null;
}

/** As they said it, and in which words. */
export interface Word extends Told {
  words: string | null;
}

/** As many as anybody reads, or attests at once. */
const MOST = 100;
/** Nobody is asked for longer. */
const RECENT_DAYS = 90;

/** The services of one request; none while nothing is reported. */
export function servicesShown(ctx: Pick<Ctx, "db" | "now">, requestIds: readonly string[]): ServiceShown[] {
  const services = servicesOf(ctx, requestIds);
  const heads = new Map(headsOf(ctx, requestIds).map((head) => [head.requestId, head]));
  const spoken = namesOfLanguages(
    ctx,
    services.flatMap(({ report }) => report.usedLanguage ?? []),
  );
  const reporters = reportersOf(
    ctx,
    services.map(({ assignmentId }) => assignmentId),
  );
  const ids = services.map(({ assignmentId }) => assignmentId);
  const [words, objected] = [wordsOf(ctx, ids), objectedTo(ctx, services)];
  const [rules, calendar] = [rulesAt(ctx, ctx.now), workCalendarAt(ctx, ctx.now)];
  return services.flatMap((service): ServiceShown[] => {
    const head = heads.get(service.requestId);
    if (!head) return [];
    const state = attestationState(service);
    const { number, reportedAt, agreedAt: _, ...report } = service.report;
    return [
      {
        ...head,
        assignmentId: service.assignmentId,
        number,
        planned: service.planned,
        interpreter: service.interpreter,
        state,
        report,
        usedLanguage: report.usedLanguage ? (spoken.get(report.usedLanguage) ?? null) : null,
        holds: agreedService(service),
        word: wordOf(service, words.get(service.assignmentId) ?? null),
        settledAs: service.settlement?.as ?? null,
        canObject: canBeContradicted(service) && !service.asked && !objected.has(service.assignmentId),
        isObjected: service.asked?.isObjection ?? false,
        isByCoordinator: reporters.get(service.assignmentId) === false,
        until: state === "waiting" ? stepAt(rules, calendar, reportedAt, "silence") : null,
        asked: service.asked?.isOpen ? { at: service.asked.at, said: service.asked.said } : null,
      },
    ];
  });
}

/** Silence is nobody's word, and "as reported" is the report. */
function wordOf({ attestation, asked }: Service, words: string | null): Word | null {
  if (asked?.isObjection) return { ...toldIn(asked.said), words: null };
  if (!attestation || attestation.as === "as_reported") return null;
  return { ...toldIn(attestation), words };
}

function toldIn({ held, notHeldReason, startedAt, endedAt }: Told): Told {
  return { held, notHeldReason, startedAt, endedAt };
}

function wordsOf({ db }: Pick<Ctx, "db">, ids: readonly string[]): Map<string, string> {
  const rows = db
    .select({ id: attestations.assignmentId, words: attestations.words })
    .from(attestations)
    .where(and(sql`${attestations.assignmentId} in ${among(JSON.stringify(ids))}`, isNotNull(attestations.words)))
    .orderBy(asc(attestations.reportNumber))
    .all();
  return new Map(rows.map(({ id, words }) => [id, words ?? ""]));
}

const needsWord = ({ state, asked }: Pick<ServiceShown, "state" | "asked">): boolean =>
  state === "waiting" || asked !== null;

/** What a link opens: null when it opens nothing, or nothing any more. */
export function attestedByLink(ctx: Ctx, token: string) {
  const viewer = attestingViewer(ctx.db, token, ctx.now);
  if (!viewer) return null;
  const services = servicesShown(ctx, [viewer.requestId]);
  const days = rulesAt(ctx, ctx.now)["disclosure.daysAfter"];
  const isOld = services.every(({ planned }) => planned.end + days * DAY <= ctx.now);
  if (services.length === 0 || (isOld && !services.some(needsWord))) return null;
  const desk = ctx.db
    .select({ phone: desks.phone })
    .from(requests)
    .innerJoin(...joins.desk)
    .where(eq(requests.id, viewer.requestId))
    .get();
  return { viewer, services, key: newId(), deskPhone: desk?.phone ?? null, isAsked: services.some(needsWord) };
}

export type ByLink = Ctx<AttestingViewer>;

/** Of the viewer's own organisation, oldest first: what waits for a word. At most 100. */
export function toAttest(ctx: Ctx<UserViewer>): ServiceShown[] {
  // Few wait at any time, and an institution has had many: the plus sign keeps its index out of it.
  const own = sql`+${requests.organisationId} = ${ctx.viewer.organisationId ?? ""}`;
  const since = instantFrom(ctx.now - RECENT_DAYS * DAY);
  const waiting = ctx.db
    .select({ id: assignments.requestId })
    .from(reports)
    .innerJoin(assignments, eq(assignments.id, reports.assignmentId))
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .where(and(isNull(reports.agreedAt), gt(reports.reportedAt, since), own))
    .orderBy(asc(reports.reportedAt))
    .limit(MOST)
    .all();
  const asked = ctx.db
    .select({ id: assignments.requestId })
    .from(correctionsAsked)
    .innerJoin(assignments, eq(assignments.id, correctionsAsked.assignmentId))
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .where(and(isNull(correctionsAsked.endedAt), gt(correctionsAsked.askedAt, since), own))
    .limit(MOST)
    .all();
  const ids = [...new Set([...waiting, ...asked].map(({ id }) => id))];
  return servicesShown(ctx, ids).filter(needsWord).slice(0, MOST);
}

function headsOf({ db }: Pick<Ctx, "db">, requestIds: readonly string[]) {
  return db
    .select({
      requestId: requests.id,
      reference: requests.reference,
      language: languages.name,
      variant: languageVariants.name,
    })
    .from(requests)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .where(sql`${requests.id} in ${among(JSON.stringify(requestIds))}`)
    .all();
}

/** By assignment, whether its interpreter reported themselves. */
function reportersOf({ db }: Pick<Ctx, "db">, ids: readonly string[]): Map<string, boolean> {
  const rows = db
    .select({
      id: reports.assignmentId,
      isOwn: sql<number>`exists (select 1 from users u where 'user:' || u.id = ${reports.reportedBy} and u.interpreter_id = ${assignments.interpreterId})`,
      by: reports.reportedBy,
    })
    .from(reports)
    .innerJoin(assignments, eq(assignments.id, reports.assignmentId))
    .where(sql`${reports.assignmentId} in ${among(JSON.stringify(ids))}`)
    .all();
  return new Map(rows.map(({ id, isOwn, by }) => [id, isOwn === 1 || !by.startsWith("user:")]));
}
