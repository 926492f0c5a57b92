/** What the planning page shows beside a plan: each open request as it stands today, and the work of each person. */

import { asc, inArray, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { ExplainNames } from "#app/dispatch/explain";
import { requestStateAt } from "#app/dispatch/request-state";
import type { Names, RequestState } from "#app/dispatch/vocabulary";
import { isMappedSql, isStanding, stillNeedsSomebody } from "#app/facts/live";
import { namesOfPeople } from "#app/facts/names";
import { offersAndJobs } from "#app/facts/offers-and-jobs";
import type { OpenRequest, PlanningFacts } from "#app/facts/planning";
import { headColumns, joins, type RequestHead } from "#app/facts/request-head";
import { among } from "#app/facts/sets";
import type { Instant } from "#app/time";
import { requests } from "#db/schema";

/** One open request today. */
export interface PlanRow extends RequestHead {
  language: Names;
  version: number;
  state: RequestState;
  /** How many are still missing, of how many. */
  missing: number;
  interpreterCount: number;
  /** Who comes already (the other half of two), and whose answer is awaited. */
  coming: string[];
  waiting: { interpreterId: string; name: string; deadlineAt: Instant }[];
}

/** In the order of `open`. */
export function planRows(ctx: Pick<Ctx, "db" | "now">, open: readonly OpenRequest[]): PlanRow[] {
  const ids = open.map(({ id }) => id);
  const found = ctx.db
    .select({ ...headColumns, request: requests })
    .from(requests)
    .innerJoin(...joins.organisation)
    .innerJoin(...joins.language)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.place)
    .where(inArray(requests.id, ids))
    .all();
  const byId = new Map(found.map((row) => [row.requestId, row]));
  const work = offersAndJobs(ctx, ids);
  const asked = open.flatMap(({ waiting }) => waiting.map(({ interpreterId }) => interpreterId));
  const names = namesOfPeople(ctx, asked);
  return open.flatMap((one): PlanRow[] => {
    const row = byId.get(one.id);
    if (!row) return [];
    const { request, ...head } = row;
    const jobs = work.jobsOf(one.id);
    return [
      {
        ...head,
        version: one.version,
        interval: one.need.interval,
        state: requestStateAt(request, work.offersOf(one.id), jobs, ctx.now),
        missing: one.missing,
        interpreterCount: one.interpreterCount,
        coming: jobs.filter(({ releasedAt }) => releasedAt === null).map(({ name }) => name),
        waiting: one.waiting.map(({ interpreterId, deadlineAt }) => ({
          interpreterId,
          deadlineAt,
          name: names.get(interpreterId) ?? "",
        })),
      },
    ];
  });
}

/**
 * Requests of these days that need somebody and cannot be planned: they wait for the requester's word, their language or
 * place is not mapped, or their two places need different languages (a relay).
 */
export function notYetPlannable(ctx: Pick<Ctx, "db">, { now, horizon }: PlanningFacts): number {
  return ctx.db.get<{ count: number }>(sql`
    select count(*) count from requests r
    where start_at >= ${horizon.start} and start_at < ${horizon.end} and start_at > ${now}
      and ${isStanding("r")} and (not ${isMappedSql("r")} or needs_info_at is not null or pivot_language is not null)
      and ${stillNeedsSomebody("r")}`).count;
}

/** Names for the sentences about any of these requests, in one language: read once for all of them. */
export function planNames(ctx: Pick<Ctx, "db" | "locale">): (request: OpenRequest) => ExplainNames {
  const name = sql`json_extract(name, ${`$.${ctx.locale}`})`;
  const byCode = (rows: readonly { code: string; name: string }[]) =>
    Object.fromEntries(rows.map((row) => [row.code, row.name]));
  const spoken = byCode(ctx.db.all(sql`select code, ${name} name from languages`));
  const towns = byCode(ctx.db.all(sql`select id code, ${name} name from places`));
  const variants = new Map<string, Record<string, string>>();
  for (const row of ctx.db.all<{ language: string; code: string; name: string }>(
    sql`select language, code, ${name} name from language_variants`,
  ))
    variants.set(row.language, { ...variants.get(row.language), [row.code]: row.name });
  return ({ need }) => ({
    language: spoken[need.language] ?? need.language,
    variants: variants.get(need.language) ?? {},
    places: towns,
    need: { mode: need.mode, variant: need.variant, gender: need.gender, interval: need.interval },
  });
}

/** References as they stand in addresses ("7F3KQ" of R-7F3KQ) to the requests they name. */
export function requestsNamed(ctx: Pick<Ctx, "db">, references: readonly string[]): Map<string, string> {
  const rows = ctx.db.all<{ id: string; reference: string }>(
    sql`select id, reference from requests where reference in ${among(JSON.stringify(references.map((one) => `R-${one}`)))}`,
  );
  return new Map(rows.map(({ id, reference }) => [reference.slice(2), id]));
}

/** What an applied plan's summary calls its requests and people. */
export function appliedNames(ctx: Pick<Ctx, "db">, requestIds: readonly string[], interpreterIds: readonly string[]) {
  const rows = ctx.db
    .select({ id: requests.id, reference: requests.reference, startAt: requests.startAt, endAt: requests.endAt })
    .from(requests)
    .where(inArray(requests.id, [...requestIds]))
    .orderBy(asc(requests.startAt))
    .all();
  return { requests: new Map(rows.map((row) => [row.id, row])), people: namesOfPeople(ctx, interpreterIds) };
}
