/** Whose name an organisation may know. */
import { and, asc, eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { DAY, instantFrom } from "#app/time";
import { assignments, interpreters, requests } from "#db/schema";
import { isLiveJob, isNotOver } from "./live";
import { rulesAt } from "./rules";

/** Interpreters who came, or are to come, to this organisation lately enough for it to know their names; at most 100. */
export function peopleKnownTo(ctx: Pick<Ctx, "db" | "now">, organisationId: string): { id: string; name: string }[] {
  const since = instantFrom(ctx.now - rulesAt(ctx, ctx.now)["disclosure.daysAfter"] * DAY);
  return ctx.db
    .selectDistinct({ id: interpreters.id, name: interpreters.name, sortKey: interpreters.sortKey })
    .from(assignments)
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .innerJoin(interpreters, eq(interpreters.id, assignments.interpreterId))
    .where(and(eq(requests.organisationId, organisationId), isLiveJob(), isNotOver(since, "requests")))
    .orderBy(asc(interpreters.sortKey))
    .limit(100)
    .all()
    .map(({ id, name }) => ({ id, name }));
}
