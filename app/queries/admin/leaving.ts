import { and, eq, isNull } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { peopleOf } from "#app/facts/leaving/people-of";
import { requestsAhead, requestsAheadOf } from "#app/facts/leaving/requests-ahead";
import { successorsOf } from "#app/facts/leaving/successors";
import { workAhead } from "#app/facts/leaving/work-ahead";
import { countOf } from "#app/facts/pages";
import { interpreters, organisations, users } from "#db/schema";

const LONGEST_LIST = 50;

/** What an account leaves behind when it is disabled, and who can take it on. null: no such account that works. */
export function leavingOf(ctx: Pick<Ctx, "db" | "now">, userId: string) {
  const found = ctx.db
    .select({ user: users, belongsTo: organisations.name, status: interpreters.status })
    .from(users)
    .leftJoin(organisations, eq(organisations.id, users.organisationId))
    .leftJoin(interpreters, eq(interpreters.id, users.interpreterId))
    .where(and(eq(users.id, userId), isNull(users.disabledAt)))
    .get();
  if (!found) return null;
  const { user, belongsTo, status } = found;
  const requests = requestsAhead(ctx, userId);
  const work = user.interpreterId ? workAhead(ctx, user.interpreterId) : { jobs: [], offers: [] };
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role: user.role,
    belongsTo,
    requests: { total: requests.length, first: requests.slice(0, LONGEST_LIST) },
    successors: successorsOf(ctx, user, requests),
    /** null: no interpreter, or one who does not work any more. */
    interpreterId: status === "active" || status === "paused" ? user.interpreterId : null,
    jobs: { total: work.jobs.length, first: work.jobs.slice(0, LONGEST_LIST) },
    offers: { total: work.offers.length, first: work.offers.slice(0, LONGEST_LIST) },
    isLastOfRole: isLastOf(ctx, user.role),
  };
}

/** What an institution that works with us no more leaves ahead: each request is to be decided about, and whose accounts stay. */
export function farewellOf(ctx: Pick<Ctx, "db" | "now">, organisationId: string) {
  return {
    requests: requestsAheadOf(ctx, organisationId).map((request) => ({
      ...request,
      hasBegun: request.interval.start <= ctx.now,
    })),
    people: peopleOf(ctx, organisationId),
  };
}

/** Nobody else administers, or coordinates. */
function isLastOf({ db }: Pick<Ctx, "db">, role: (typeof users.$inferSelect)["role"]): boolean {
  if (role !== "admin" && role !== "coordinator") return false;
  return countOf({ db }, users, and(eq(users.role, role), isNull(users.disabledAt))) === 1;
}
