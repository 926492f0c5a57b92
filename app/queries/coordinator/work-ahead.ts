/** The work ahead of somebody who is to stop, or of whom something else is known now. */
import { eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { ExplainNames } from "#app/dispatch/explain";
import { workAhead } from "#app/facts/leaving/work-ahead";
import { explainNames } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import { headColumns, joins, type RequestHead } from "#app/facts/request-head";
import type { WorkMet } from "#app/facts/roster/work-met";
import { requests } from "#db/schema";

const LONGEST_LIST = 50;

/** The jobs and open questions ahead of somebody who is to stop working: the first of them, and how many. */
export function workAheadOf(ctx: Pick<Ctx, "db" | "now">, interpreterId: string) {
  const { jobs, offers } = workAhead(ctx, interpreterId);
  return {
    seen: jobs.length + offers.length,
    jobs: { total: jobs.length, first: jobs.slice(0, LONGEST_LIST) },
    offers: { total: offers.length, first: offers.slice(0, LONGEST_LIST) },
  };
}

export interface MetInWords extends RequestHead, Pick<WorkMet, "kind" | "id" | "obstacles"> {
  names: ExplainNames;
}

/** What an edit of somebody would put in the way of their work, with what its sentences need. */
export function metInWords(ctx: Pick<Ctx, "db" | "locale">, met: readonly WorkMet[]): MetInWords[] {
  return met.flatMap(({ kind, id, requestId, interval, obstacles }) => {
    const head = ctx.db
      .select(headColumns)
      .from(requests)
      .innerJoin(...joins.organisation)
      .leftJoin(...joins.language)
      .leftJoin(...joins.variant)
      .leftJoin(...joins.place)
      .where(eq(requests.id, requestId))
      .get();
    const need = needOf(ctx, requestId);
    return head && need ? [{ ...head, interval, kind, id, obstacles, names: explainNames(ctx, need, obstacles) }] : [];
  });
}
