/** What hangs on a person who leaves: requests of which they hear, work that they have or are asked for, and who can take it on. */
import { and, asc, eq, gt, inArray, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { HandedTo, Role } from "#app/dispatch/vocabulary";
import { assignments, offers, organisations, requests, units, users } from "#db/schema";
import { canBeAnswered, isLiveJob, isStanding, stillNeedsSomebody } from "./live";
import { headColumns, joins, type RequestHead } from "./request-head";

export interface RequestAhead extends RequestHead {
  organisationId: string;
  /** Every place has its person. */
  isSecured: boolean;
}

/** The requests of one account that are open or still to come, soonest first. */
export function requestsAhead(ctx: Pick<Ctx, "db" | "now">, requesterId: string): RequestAhead[] {
  return ctx.db
    .select({
      ...headColumns,
      organisationId: requests.organisationId,
      start: requests.startAt,
      end: requests.endAt,
      isOpen: sql<number>`${stillNeedsSomebody()}`,
    })
    .from(requests)
    .innerJoin(...joins.organisation)
    .leftJoin(...joins.language)
    .leftJoin(...joins.place)
    .where(and(eq(requests.requesterId, requesterId), isStanding(), gt(requests.endAt, ctx.now)))
    .orderBy(asc(requests.startAt))
    .all()
    .map(({ start, end, isOpen, ...head }) => ({ ...head, interval: { start, end }, isSecured: isOpen === 0 }));
}

/** The jobs that an interpreter still has and the questions that still wait for their answer, soonest first. */
export function workAhead(ctx: Pick<Ctx, "db" | "now">, interpreterId: string) {
  return {
    jobs: headsOf(
      ctx,
      sql`${requests.id} in (select ${assignments.requestId} from ${assignments}
        where ${eq(assignments.interpreterId, interpreterId)} and ${isLiveJob()} and ${gt(assignments.endAt, ctx.now)})`,
    ),
    offers: headsOf(
      ctx,
      sql`${requests.id} in (select ${offers.requestId} from ${offers}
        where ${eq(offers.interpreterId, interpreterId)} and ${canBeAnswered(ctx.now)})`,
    ),
  };
}

function headsOf(ctx: Pick<Ctx, "db">, where: SQL): RequestHead[] {
  return ctx.db
    .select({ ...headColumns, start: requests.startAt, end: requests.endAt })
    .from(requests)
    .innerJoin(...joins.organisation)
    .leftJoin(...joins.language)
    .leftJoin(...joins.place)
    .where(and(isStanding(), where))
    .orderBy(asc(requests.startAt))
    .all()
    .map(({ start, end, ...head }) => ({ ...head, interval: { start, end } }));
}

interface Leaving {
  id: string;
  role: Role;
  organisationId: string | null;
  unitId: string | null;
}

export interface Successors {
  /** Those of the same unit first. */
  colleagues: { id: string; name: string; unit: string | null }[];
  /** Every institution concerned has a functional mailbox that is read. */
  hasMailbox: boolean;
  /** There is neither: what would be told becomes a coordinator's card. */
  hasNobody: boolean;
}

/** Who can hear of these requests instead of somebody. */
export function successorsOf(ctx: Pick<Ctx, "db">, leaving: Leaving, ahead: readonly RequestAhead[]): Successors {
  const colleagues = ctx.db
    .select({ id: users.id, name: users.name, unit: units.name, unitId: users.unitId })
    .from(users)
    .leftJoin(units, eq(units.id, users.unitId))
    .where(
      and(
        ne(users.id, leaving.id),
        isNull(users.disabledAt),
        leaving.organisationId === null
          ? inArray(users.role, ["coordinator", "admin"])
          : eq(users.organisationId, leaving.organisationId),
      ),
    )
    .orderBy(asc(users.name))
    .limit(200)
    .all();
  const isNear = ({ unitId }: { unitId: string | null }) => Number(unitId !== null && unitId === leaving.unitId);
  const hasMailbox = everyMailbox(ctx, new Set(ahead.map(({ organisationId }) => organisationId)));
  return {
    colleagues: colleagues.sort((a, b) => isNear(b) - isNear(a)).map(({ id, name, unit }) => ({ id, name, unit })),
    hasMailbox,
    hasNobody: colleagues.length === 0 && !hasMailbox,
  };
}

function everyMailbox(ctx: Pick<Ctx, "db">, organisationIds: ReadonlySet<string>): boolean {
  const rows = ctx.db
    .select({ mailbox: organisations.noticeEmail, deactivatedAt: organisations.deactivatedAt })
    .from(organisations)
    .where(inArray(organisations.id, [...organisationIds]))
    .all();
  return rows.length > 0 && rows.every(({ mailbox, deactivatedAt }) => mailbox !== null && deactivatedAt === null);
}

/** Whether the requests can go there. */
export function canGoTo({ colleagues, hasMailbox, hasNobody }: Successors, to: HandedTo): boolean {
  if (to === "mailbox") return hasMailbox;
  if (to === "coordinators") return hasNobody;
  return colleagues.some(({ id }) => id === to.colleague);
}
