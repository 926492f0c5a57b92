import { eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { ExplainNames } from "#app/dispatch/explain";
import { explainNames } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import { headColumns, joins, type RequestHead } from "#app/facts/request-head";
import type { WorkMet } from "#app/facts/roster/work-met";
import { requests } from "#db/schema";

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
