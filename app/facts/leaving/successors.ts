/** Who can take on the requests of somebody who leaves. */
import { and, asc, eq, inArray, isNull, ne } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { HandedTo, Role } from "#app/dispatch/vocabulary";
import { organisations, units, users } from "#db/schema";
import type { RequestAhead } from "./requests-ahead";

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
