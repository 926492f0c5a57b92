/** The act of one assignment, for those who may have it. */
import { and, eq, type SQL, sql } from "drizzle-orm";
import { hasRole, mayRead } from "#app/auth/policy";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { disclosureFor } from "#app/dispatch/disclosure";
import type { Rules } from "#app/dispatch/rules";
import type { ProtectionClass } from "#app/dispatch/vocabulary";
import { recordOf } from "#app/facts/proof/records";
import { askedFacts } from "#app/facts/proof/service-facts";
import { rulesAt } from "#app/facts/rules";
import type { AskedFacts } from "#app/pay/record";
import type { Sealed } from "#app/proof/chain";
import type { Instant } from "#app/time";
import { assignments, requests } from "#db/schema";

export type ActForViewer = { requestId: string; reference: string } & (
  | { record: { number: number; code: string; digest: string }; sealed: Sealed }
  | { asked: AskedFacts }
);

/**
 * What the act of an assignment is made of: attested with its record, else what is to be signed. null where it is not the viewer's,
 * was given back, names people whose time of being named is over, or has had its facts forgotten. Coordinators get every one whose
 * facts are kept.
 */
export function actForViewer(ctx: Ctx<UserViewer>, assignmentId: string): ActForViewer | null {
  const found = ctx.db
    .select({
      requestId: requests.id,
      reference: requests.reference,
      protectionClass: requests.protectionClass,
      start: assignments.startAt,
      end: assignments.endAt,
      isReleased: sql<number>`${assignments.releasedAt} is not null`,
    })
    .from(assignments)
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .where(and(eq(assignments.id, assignmentId), isTheirs(ctx.viewer)))
    .get();
  const record = recordOf(ctx, found ? assignmentId : "");
  const asked = askedFacts(ctx, found ? assignmentId : "");
  if (!found || !asked || !maySeeNames(ctx, found)) return null;
  const { requestId, reference } = found;
  if (!record) return found.isReleased ? null : { requestId, reference, asked };
  if (record.facts === null) return null;
  const { number, code, digest } = record;
  return { requestId, reference, record: { number, code, digest }, sealed: JSON.parse(record.facts) as Sealed };
}

/** The window: their institution's, or their own job. */
function isTheirs(viewer: UserViewer): SQL {
  const { organisationId, interpreterId } = viewer;
  if (mayRead(viewer, "coordinator")) return sql`1`;
  if (hasRole(viewer, "requester")) return eq(requests.organisationId, organisationId ?? "");
  return eq(assignments.interpreterId, interpreterId ?? "");
}

interface Protected {
  protectionClass: ProtectionClass;
  start: Instant;
  end: Instant;
}

/** An act names both sides to each other, for as long as their pages do. */
function maySeeNames(ctx: Ctx<UserViewer>, { protectionClass, start, end }: Protected): boolean {
  if (mayRead(ctx.viewer, "coordinator")) return true;
  const rules: Rules = rulesAt(ctx, ctx.now);
  const about = { protectionClass, stage: "accepted", now: ctx.now, start, end, rules } as const;
  return disclosureFor(about).has("organisation");
}
