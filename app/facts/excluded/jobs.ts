/** Accepted work of somebody who by now must not come: a coordinator decides. */
import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { clientFacts } from "#app/facts/clients";
import { isLiveJob, isStanding } from "#app/facts/live";

export interface ExcludedJob {
  assignmentId: string;
  requestId: string;
  interpreterId: string;
  organisationId: string;
  clientId: string | null;
}

/**
 * The jobs ahead, soonest first, of whoever an exclusion keeps from their institution or their client; not those on which a
 * coordinator has overruled that. `of` narrows them: `a` is the job, `r` its request.
 */
export function excludedJobs(ctx: Pick<Ctx, "db" | "now">, of: SQL = sql`true`): ExcludedJob[] {
  const rows = ctx.db.all<ExcludedJob & { excludedClientId: string | null }>(sql`
    select a.id assignmentId, a.request_id requestId, a.interpreter_id interpreterId, r.organisation_id organisationId,
      r.client_id clientId, e.client_id excludedClientId
    from exclusions e cross join assignments a on a.interpreter_id = e.interpreter_id cross join requests r on r.id = a.request_id
    where e.ended_at is null and ${isLiveJob("a")} and a.start_at > ${ctx.now} and ${isStanding("r")} and ${of}
      and (e.organisation_id = r.organisation_id or (e.client_id is not null and r.client_id is not null))
      and not exists (select 1 from json_each(a.overruled, '$.obstacles') where json_extract(value, '$.code') = 'excluded')
    order by a.start_at, a.id`);
  const { linked } = clientFacts(ctx, clientIdsOf(rows), ctx.now);
  const found = new Map<string, ExcludedJob>();
  for (const { excludedClientId, ...job } of rows)
    if (excludedClientId === null || linked(excludedClientId).includes(job.clientId ?? ""))
      found.set(job.assignmentId, job);
  return [...found.values()];
}

const clientIdsOf = (rows: readonly { excludedClientId: string | null }[]) =>
  rows.flatMap(({ excludedClientId }) => excludedClientId ?? []);
