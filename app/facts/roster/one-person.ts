/** Two rows of the roster that are one person: what speaks against it. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { workAhead } from "#app/facts/leaving/work-ahead";
import { isLiveJob } from "#app/facts/live";

/** More than this need not be looked at one by one. */
const MOST = 10;

export interface AgainstOnePerson {
  /** How many jobs and questions ahead the one who goes still has. */
  ahead: number;
  /** References of requests that both did, or at the same time: nobody is in two places. */
  both: string[];
}

export function againstOnePerson(ctx: Pick<Ctx, "db" | "now">, from: string, into: string): AgainstOnePerson {
  const { jobs, offers } = workAhead(ctx, from);
  const both = ctx.db.all<{ reference: string }>(sql`
    select distinct r.reference from assignments a join assignments o on o.interpreter_id = ${into}
      and o.start_at > a.start_at - 86400000 and o.start_at < a.end_at and a.start_at < o.end_at
    join requests r on r.id = a.request_id
    where a.interpreter_id = ${from} and ${isLiveJob("a")} and ${isLiveJob("o")} order by r.reference limit ${MOST}`);
  return { ahead: jobs.length + offers.length, both: both.map(({ reference }) => reference) };
}
