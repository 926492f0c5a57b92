import { asc, eq, inArray } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { assignments, interpreters, offers, reports } from "#db/schema";
import { grouped } from "./sets";

/** Offers, and assignments with who has them and their reports, of the given requests: what their states are made of. */
export function offersAndJobs(ctx: Pick<Ctx, "db">, requestIds: readonly string[]) {
  const asked = ctx.db
    .select()
    .from(offers)
    .where(inArray(offers.requestId, [...requestIds]))
    .all();
  const jobs = ctx.db
    .select({ job: assignments, name: interpreters.name, phone: interpreters.phone, held: reports.held })
    .from(assignments)
    .innerJoin(interpreters, eq(interpreters.id, assignments.interpreterId))
    .leftJoin(reports, eq(reports.assignmentId, assignments.id))
    .where(inArray(assignments.requestId, [...requestIds]))
    .orderBy(asc(assignments.slot))
    .all()
    .map(({ job, held, ...person }) => ({ ...job, ...person, report: held === null ? null : { held } }));
  const offersBy = grouped(asked, ({ requestId }) => requestId);
  const jobsBy = grouped(jobs, ({ requestId }) => requestId);
  return {
    offersOf: (requestId: string) => offersBy.get(requestId) ?? [],
    jobsOf: (requestId: string) => jobsBy.get(requestId) ?? [],
  };
}
