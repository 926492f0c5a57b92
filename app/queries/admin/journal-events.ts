/**
 * Events newest first, however many there are and however they are narrowed: one condition chooses the index, the others are asked
 * of the rows that it gives, of a few thousand at most. What lies further back is the next page's.
 */
import { and, asc, desc, eq, gte, isNotNull, lt, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { EventKind } from "#app/events/kinds";
import { DAY, type Instant } from "#app/time";
import { events, type readings } from "#db/schema";

const AT_ONCE = 500;
const AT_ONCE_EACH = 100;
const MOST_LOOKED_AT = 2_000;

export interface EventFilter {
  /** Ids of an account and of the interpreter whose account it is. Empty: whoever. */
  actorIds: readonly string[];
  thing: { column: "request" | "interpreter" | "other"; id: string } | null;
  /** null: every kind. */
  kinds: readonly EventKind[] | null;
  /** From the first instant to before the last. */
  from: Instant | null;
  until: Instant | null;
}

export interface Looked {
  /** Newest first. */
  found: { id: number; at: Instant }[];
  /** Where looking stopped; null: there is nothing further back. */
  stoppedAt: { id: number; at: Instant } | null;
}

/** Those before the event `before`, `wanted` at most. */
export function eventsBefore(ctx: Pick<Ctx, "db">, filter: EventFilter, before: number, wanted: number): Looked {
  const found: Looked["found"] = [];
  const sides = narrowest(filter);
  let next = filter.until === null ? before : Math.min(before, firstFrom(ctx, filter.until));
  for (let looked = 0; ; ) {
    const { rows, isLast } = someBefore(ctx, sides, next);
    for (const row of rows) {
      if (isOlder(row.at, filter.from)) return { found, stoppedAt: null };
      if (!fits(row, filter)) continue;
      found.push({ id: row.id, at: row.at });
      if (found.length === wanted) return { found, stoppedAt: row };
    }
    const last = rows.at(-1);
    if (isLast || !last) return { found, stoppedAt: null };
    looked += rows.length;
    if (looked >= MOST_LOOKED_AT) return { found, stoppedAt: last };
    next = last.id;
  }
}

/** By the clock events stand in the order of their ids, but for the minute in which one was set. */
function isOlder(at: Instant, from: Instant | null): boolean {
  return from !== null && at < from - DAY;
}

type Row = Pick<typeof events.$inferSelect, "id" | "at" | "kind" | "actorId" | "requestId" | "interpreterId"> & {
  changedThing: string | null;
};

function fits(row: Row, { actorIds, thing, kinds, from, until }: EventFilter): boolean {
  const about = { request: row.requestId, interpreter: row.interpreterId, other: row.changedThing };
  return (
    (from === null || row.at >= from) &&
    (until === null || row.at < until) &&
    (actorIds.length === 0 || actorIds.includes(row.actorId ?? "")) &&
    (thing === null || about[thing.column] === thing.id) &&
    (kinds === null || kinds.some((kind) => kind === row.kind))
  );
}

/** The condition that an index answers; where it has several values, each is read by itself. */
function narrowest({ thing, actorIds, kinds }: EventFilter): (SQL | undefined)[] {
  if (thing?.column === "request") return [eq(events.requestId, thing.id)];
  if (thing?.column === "interpreter") return [eq(events.interpreterId, thing.id)];
  if (thing) return [and(isNotNull(events.changedArea), eq(events.changedThing, thing.id))];
  if (actorIds.length > 0) return actorIds.map((id) => eq(events.actorId, id));
  return kinds ? kinds.map((kind) => sql`(${events.kind} || '') = ${kind}`) : [undefined];
}

/** The next rows of all sides together, as far back as every side has been read. */
function someBefore(ctx: Pick<Ctx, "db">, sides: readonly (SQL | undefined)[], before: number) {
  const limit = sides.length > 1 ? AT_ONCE_EACH : AT_ONCE;
  const read = sides.map((where) => rowsBefore(ctx, where, before, limit));
  const reached = Math.max(0, ...read.map((rows) => (rows.length < limit ? 0 : (rows.at(-1)?.id ?? 0))));
  const rows = read
    .flat()
    .filter(({ id }) => id >= reached)
    .sort((a, b) => b.id - a.id);
  return { rows, isLast: reached === 0 };
}

function rowsBefore({ db }: Pick<Ctx, "db">, where: SQL | undefined, before: number, limit: number): Row[] {
  return db
    .select({
      id: events.id,
      at: events.at,
      kind: events.kind,
      actorId: events.actorId,
      requestId: events.requestId,
      interpreterId: events.interpreterId,
      changedThing: events.changedThing,
    })
    .from(events)
    .where(and(where, lt(events.id, before)))
    .orderBy(desc(events.id))
    .limit(limit)
    .all();
}

/** The first row from an instant on, by halving: rows stand in the order of time. One more than the last where there is none. */
export function firstFrom(
  { db }: Pick<Ctx, "db">,
  from: Instant,
  table: typeof events | typeof readings = events,
): number {
  const columns = { id: table.id, at: table.at };
  const nextTo = (id: number) =>
    db.select(columns).from(table).where(gte(table.id, id)).orderBy(asc(table.id)).limit(1).get();
  let low = 0;
  let high = (db.select(columns).from(table).orderBy(desc(table.id)).limit(1).get()?.id ?? 0) + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = nextTo(middle);
    if (row && row.at < from) low = row.id + 1;
    else high = middle;
  }
  return low;
}
