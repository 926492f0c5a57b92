/** What a coordinator decides of services that are over, and what is still unsaid of a request. */
import { and, asc, eq, exists, gt, isNull, lte, sql } from "drizzle-orm";
import { type Ctx, newId } from "#app/context.server";
import { isLiveJob } from "#app/facts/live";
import { rulesAt, workCalendarAt } from "#app/facts/rules";
import { type Asked, servicesOf } from "#app/facts/took-place/of-requests";
import { stepAt } from "#app/pay/attesting";
import type { AttestationState, Said } from "#app/pay/took-place";
import { DAY, type Instant, type Interval, instantFrom } from "#app/time";
import { assignments, attestations, correctionsAsked, interpreters, reports, requests } from "#db/schema";
import { type ServiceShown, servicesShown } from "./attesting";

export interface ToSettle extends Omit<ServiceShown, "asked"> {
  /** `objected`: by the requester, against what was attested on the spot; else by the interpreter, and what the other side did. */
  question: { at: Instant; said: Said; as: "objected" | "refused" | "silent" } | null;
}

export interface ToReport {
  assignmentId: string;
  interpreter: string;
  planned: Interval;
}

const MOST = 100;
/** No dispute stays open for longer without somebody having seen it. */
const RECENT_DAYS = 366;

/** Rows in which the two sides differ, and corrections that the other side does not agree to or is silent about; oldest first. */
export function toSettle(ctx: Pick<Ctx, "db" | "now">): ToSettle[] {
  return shown(ctx, waitingRequests(ctx)).filter(isOpen);
}

/** How many of them there are, up to 100. */
export function countToSettle(ctx: Pick<Ctx, "db" | "now">): number {
  return toSettle(ctx).length;
}

/** Of one request, all that was said, and whose report is missing. */
export function tookPlaceAt(ctx: Pick<Ctx, "db" | "now">, requestId: string) {
  const request = ctx.db
    .select({ reference: requests.reference })
    .from(requests)
    .where(eq(requests.id, requestId))
    .get();
  if (!request) return null;
  const toReport = ctx.db
    .select({
      assignmentId: assignments.id,
      interpreter: interpreters.name,
      start: assignments.startAt,
      end: assignments.endAt,
    })
    .from(assignments)
    .innerJoin(interpreters, eq(interpreters.id, assignments.interpreterId))
    .where(
      and(
        eq(assignments.requestId, requestId),
        isLiveJob(),
        isNull(assignments.reportedAt),
        lte(assignments.startAt, ctx.now),
      ),
    )
    .all()
    .map(({ start, end, ...job }): ToReport => ({ ...job, planned: { start, end } }));
  return { ...request, services: shown(ctx, [requestId]), toReport, key: newId() };
}

export const isOpen = ({ state, question }: { state: AttestationState; question: ToSettle["question"] }): boolean =>
  state === "disputed" || question !== null;

function waitingRequests(ctx: Pick<Ctx, "db" | "now">): string[] {
  const since = instantFrom(ctx.now - RECENT_DAYS * DAY);
  const word = ctx.db
    .select({ one: sql`1` })
    .from(attestations)
    .where(and(eq(attestations.assignmentId, reports.assignmentId), eq(attestations.reportNumber, reports.number)));
  const disputed = ctx.db
    .select({ id: assignments.requestId })
    .from(reports)
    .innerJoin(assignments, eq(assignments.id, reports.assignmentId))
    .where(and(isNull(reports.agreedAt), gt(reports.reportedAt, since), isNull(reports.askAt), exists(word)))
    .orderBy(asc(reports.reportedAt))
    .limit(MOST)
    .all();
  const asked = ctx.db
    .select({ id: assignments.requestId })
    .from(correctionsAsked)
    .innerJoin(assignments, eq(assignments.id, correctionsAsked.assignmentId))
    .where(and(isNull(correctionsAsked.endedAt), gt(correctionsAsked.askedAt, since)))
    .orderBy(asc(correctionsAsked.askedAt))
    .limit(MOST)
    .all();
  return [...new Set([...disputed, ...asked].map(({ id }) => id))];
}

function shown(ctx: Pick<Ctx, "db" | "now">, requestIds: readonly string[]): ToSettle[] {
  const services = new Map(servicesOf(ctx, requestIds).map((service) => [service.assignmentId, service]));
  const [rules, calendar] = [rulesAt(ctx, ctx.now), workCalendarAt(ctx, ctx.now)];
  return servicesShown(ctx, requestIds).flatMap(({ asked: _, ...one }) => {
    const service = services.get(one.assignmentId);
    if (!service) return [];
    const { asked } = service;
    const isSilent = asked && stepAt(rules, calendar, asked.at, "silence") <= ctx.now;
    const question =
      asked && (!asked.isOpen || isSilent) ? { at: asked.at, said: asked.said, as: whoseTurn(asked) } : null;
    return [{ ...one, word: one.state === "disputed" ? one.word : null, question }];
  });
}

function whoseTurn({ isObjection, isOpen }: Asked): NonNullable<ToSettle["question"]>["as"] {
  if (isObjection) return "objected";
  return isOpen ? "silent" : "refused";
}
