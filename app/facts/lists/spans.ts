/**
 * Requests that lie under several indexes at once, of which none has all of them in order. They are read a span of time after
 * the other, in the order of the list, each three times as long as the one before, until there is enough: nobody sorts the past.
 */
import { and, asc, desc, gte, lt, type SQL } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { DAY, type Instant, instantFrom } from "#app/time";
import { type assignments, requests } from "#db/schema";

/** A span of starts; `until` null: without end. */
export interface Span {
  from: Instant;
  until: Instant | null;
}

/** A stretch of the list: its spans in order, and in which order each is read. */
export interface Stretch {
  spans: readonly Span[];
  order: "soonestFirst" | "newestFirst";
  where?: SQL;
}

const FIRST_SPAN = 7 * DAY;
const SPANS = 8;
/** Nothing begins earlier. */
export const LONG_AGO = instantFrom(0);

export function spansFrom(begin: Instant): Span[] {
  const ends = Array.from({ length: SPANS }, (_, i) => instantFrom(begin + FIRST_SPAN * 3 ** i));
  return ends.map((end, i) => ({ from: ends[i - 1] ?? begin, until: i === SPANS - 1 ? null : end }));
}

export function spansBefore(end: Instant): Span[] {
  const begins = Array.from({ length: SPANS }, (_, i) => instantFrom(end - FIRST_SPAN * 3 ** i));
  return begins.map((begin, i) => ({ from: i === SPANS - 1 ? LONG_AGO : begin, until: begins[i - 1] ?? end }));
}

/** What begins in the span. */
export function within(
  start: typeof requests.startAt | typeof assignments.startAt,
  { from, until }: Span,
): SQL | undefined {
  return and(gte(start, from), until === null ? undefined : lt(start, until));
}

/** The first ids of the list, at most so many. `meant` names the span in every one of its meanings, for its index. */
export function idsInSpans(
  ctx: Pick<Ctx, "db">,
  stretches: readonly Stretch[],
  meant: (span: Span) => SQL | undefined,
  most: number,
): string[] {
  const { id, startAt } = requests;
  const ids: string[] = [];
  for (const { spans, order, where } of stretches)
    for (const span of spans) {
      const rows = ctx.db
        .select({ id })
        .from(requests)
        .where(and(where, meant(span)))
        .orderBy(order === "soonestFirst" ? asc(startAt) : desc(startAt), asc(id))
        .limit(most - ids.length)
        .all();
      for (const row of rows) ids.push(row.id);
      if (ids.length >= most) return ids;
    }
  return ids;
}
