/**
 * The files that administrators brought in by the browser, looked at, taken in and taken back a few rows at a time, while the
 * server answers others in between. Whatever breaks off goes on at the next start: a row is taken once, however often it is met.
 */
import { setImmediate as others } from "node:timers/promises";
import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { may } from "#app/auth/policy";
import type { UserViewer } from "#app/auth/viewer";
import { attempt, type Ctx, transact, type Work } from "#app/context.server";
import type { ImportKind } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { referringTo } from "#app/facts/brought/referring";
import { invariant, ok, refuse } from "#app/result";
import { addDays, dateOf, startOfDay } from "#app/time";
import { events, importRows, imports, interpreters, organisations, type Remembered, users } from "#db/schema";
import { type Double, doublesAmong, type Known } from "./doubles";
import { TABLES } from "./kinds";
import { KEEPING, markOf } from "./remember";
import type { TableRow } from "./rows";
import { noteVouched, ROWS_AT_ONCE, type Taken, type TakeRow } from "./table";
import { readInThread } from "./thread";

type Import = typeof imports.$inferSelect;
type Reads = typeof readInThread;

/** No service has so many; a file with more is too big. */
const MOST_ROWS = 20_000;
/** So many days what was changed can be put back, and what the file said is still known. */
export const DAYS_KEPT = 30;

/** Goes on with what waits, the oldest first, until nothing does or somebody stops it. */
export async function advanceImports(ctx: Ctx, signal: AbortSignal, readFile = readInThread): Promise<void> {
  for (let one = waiting(ctx); one && !signal.aborted; one = waiting(ctx)) {
    const mine = ctxOf(ctx, one);
    if (!mine) endOf(ctx, one);
    else if (one.lookedAt === null) await lookAt(mine, one, signal, readFile);
    else if (one.appliedAt === null) await takeIn(mine, one, signal, readFile);
    else await takeBack(mine, one, signal);
  }
}

function waiting({ db }: Ctx): Import | undefined {
  const isDue = sql`ended_at is null and (looked_at is null or (confirmed_at is not null and applied_at is null) or (take_back_at is not null and taken_back_at is null))`;
  return db.select().from(imports).where(isDue).orderBy(asc(imports.createdAt)).limit(1).get();
}

/** As whoever brought it: it is done in their name. Null: they may no longer. */
function ctxOf(ctx: Ctx, { userId }: Import): Ctx<UserViewer> | null {
  const user = ctx.db.select().from(users).where(eq(users.id, userId)).get();
  if (!user || user.disabledAt !== null) return null;
  const { name, role, locale, organisationId, interpreterId } = user;
  const viewer: UserViewer = { kind: "user", userId, name, role, locale, organisationId, interpreterId };
  return may.administer(viewer) ? { ...ctx, viewer } : null;
}

function endOf(ctx: Ctx, { id }: Import): void {
  transact(ctx, (work) => {
    work.db.update(imports).set({ endedAt: work.now, file: null, forgetAt: work.now }).where(eq(imports.id, id)).run();
    return ok(null);
  });
}

/** Nobody waits much longer for their turn, in milliseconds: on a slow machine a slice has fewer rows. */
const LONGEST_TURN = 40;

/** Slices of rows, with others answered in between. */
async function* slicesOf<T>(rows: readonly T[], signal: AbortSignal): AsyncGenerator<readonly T[]> {
  let size = ROWS_AT_ONCE;
  for (let from = 0; from < rows.length && !signal.aborted; ) {
    const begun = performance.now();
    const slice = rows.slice(from, from + size);
    yield slice;
    from += slice.length;
    size = performance.now() - begun > LONGEST_TURN ? Math.ceil(size / 2) : Math.min(size + 1, ROWS_AT_ONCE);
    await others();
  }
}

function update(ctx: Ctx, id: string, columns: Partial<Import>): void {
  transact(ctx, (work) => {
    work.db.update(imports).set(columns).where(eq(imports.id, id)).run();
    return ok(null);
  });
}

// --- looking -----------------------------------------------------------------------------------------

/** Every row is taken and taken away again at once: what stays is what would have become of it. */
async function lookAt(
  ctx: Ctx,
  { id, kind, file, choices }: Import,
  signal: AbortSignal,
  readFile: Reads,
): Promise<void> {
  invariant(file, "what is to be looked at is there");
  const read = await readFile({ kind, file, sheet: choices.sheet });
  if (!read.ok || read.value.rows.length > MOST_ROWS) {
    const refusal = read.ok ? { reason: "too_big" } : { reason: read.reason, detail: read.detail };
    return update(ctx, id, { refusal, total: 0, lookedAt: ctx.now });
  }
  const { rows, guessed } = read.value;
  transact(ctx, (work) => {
    work.db.delete(importRows).where(eq(importRows.importId, id)).run();
    work.db
      .update(imports)
      .set({ total: rows.length, passed: 0, guessed, refusal: null })
      .where(eq(imports.id, id))
      .run();
    return ok(null);
  });
  const begun = TABLES[kind].begin(choices);
  const doublesOf = doublesAmong(knownOf(ctx, kind));
  for await (const slice of slicesOf(rows, signal))
    transact(ctx, (work) => {
      const met: (typeof importRows.$inferInsert)[] = [];
      attempt(work, (part) => {
        const take = begun(part);
        for (const row of slice)
          met.push({ importId: id, line: row.line, ...lookedRow(row, take, choices.leftOut, doublesOf) });
        return refuse("dry_run");
      });
      work.db.insert(importRows).values(met).run();
      return passOn(work, id, slice.length);
    });
  if (!signal.aborted) update(ctx, id, { lookedAt: ctx.now });
}

function lookedRow(
  row: TableRow<string>,
  take: TakeRow<string>,
  leftOut: readonly number[],
  doublesOf: (one: Known) => Double[],
) {
  if (leftOut.includes(row.line)) return { became: "left_out" as const, said: saidOf(row, null, []) };
  const taken = take(row);
  const doubles = taken?.became === "added" ? doublesOf(taken) : [];
  return {
    became: taken?.became ?? ("wrong" as const),
    isMarked: !taken || doubles.length > 0,
    said: saidOf(row, taken, doubles),
  };
}

function saidOf(row: TableRow<string>, taken: Taken | null, doubles: Double[]) {
  const { code = "", name = "" } = row.cells;
  return {
    code: taken?.code ?? code,
    name: taken?.name ?? name,
    changed: [...(taken?.changed ?? [])],
    problems: row.problems.map(({ line: _, ...problem }) => problem),
    doubles,
  };
}

/** All whom a new one may be: once for a file. */
function knownOf({ db }: Ctx, kind: ImportKind): Known[] {
  if (kind === "organisations") {
    const { code, name, noticeEmail, phone } = organisations;
    return db
      .select({ code, name, email: noticeEmail, phone })
      .from(organisations)
      .where(isNull(organisations.mergedIntoId))
      .all();
  }
  const { code, name, email, phone, status } = interpreters;
  return db.select({ code, name, email, phone }).from(interpreters).where(sql`${status} <> 'erased'`).all();
}

function passOn(work: Work, id: string, rows: number) {
  work.db
    .update(imports)
    .set({ passed: sql`${imports.passed} + ${rows}` })
    .where(eq(imports.id, id))
    .run();
  return ok(null);
}

// --- taking in ---------------------------------------------------------------------------------------

async function takeIn(
  ctx: Ctx,
  { id, kind, file, choices }: Import,
  signal: AbortSignal,
  readFile: Reads,
): Promise<void> {
  invariant(file, "what is to be taken in is there");
  const read = await readFile({ kind, file, sheet: choices.sheet });
  invariant(read.ok, "it could be read when it was looked at");
  update(ctx, id, { passed: 0 });
  const keeping = KEEPING[kind];
  let before: Remembered | null = null;
  const begun = TABLES[kind].begin({ ...choices, watch: (work, thing) => void (before = keeping.read(work, thing)) });
  for await (const slice of slicesOf(read.value.rows, signal))
    transact(ctx, (work) => {
      const take = begun(work);
      for (const row of slice) {
        if (choices.leftOut.includes(row.line)) continue;
        before = null;
        const taken = take(row);
        if (taken) noteVouched(work, row, choices.isVouched);
        noteTaken(work, id, row, taken, before, keeping.read);
      }
      return passOn(work, id, slice.length);
    });
  if (signal.aborted) return;
  transact(ctx, (work) => {
    const forgetAt = startOfDay(addDays(dateOf(work.now), DAYS_KEPT + 1));
    work.db.update(imports).set({ appliedAt: work.now, file: null, forgetAt }).where(eq(imports.id, id)).run();
    const [added, changed] = [countOf(work, id, "added"), countOf(work, id, "changed")];
    record(work, { kind: "import_applied", payload: { importId: id, table: kind, added, changed } });
    return ok(null);
  });
}

/** One that was written before the process broke off is as its row says. */
function noteTaken(
  work: Work,
  importId: string,
  row: TableRow<string>,
  taken: Taken | null,
  before: Remembered | null,
  read: (work: Work, id: string) => Remembered | null,
): void {
  const mine = and(eq(importRows.importId, importId), eq(importRows.line, row.line), isNull(importRows.thingId));
  const isWritten = taken !== null && taken.became !== "unchanged";
  const written = isWritten && {
    thingId: taken.id,
    before,
    mark: markOf(read(work, taken.id)),
    eventId: newestEvent(work),
  };
  const isMarked = taken === null;
  work.db
    .update(importRows)
    .set({ became: taken?.became ?? "wrong", said: saidOf(row, taken, []), isMarked, ...written })
    .where(mine)
    .run();
}

function newestEvent({ db }: Work): number {
  return (
    db
      .select({ id: sql<number>`coalesce(max(${events.id}), 0)` })
      .from(events)
      .get()?.id ?? 0
  );
}

function countOf({ db }: Work, id: string, became: "added" | "changed"): number {
  const where = and(eq(importRows.importId, id), eq(importRows.became, became));
  return db.select({ count: sql<number>`count(*)` }).from(importRows).where(where).get()?.count ?? 0;
}

// --- taking back -------------------------------------------------------------------------------------

/** The last row first. What something refers to, or what is other than it was left, stays. */
async function takeBack(ctx: Ctx, one: Import, signal: AbortSignal): Promise<void> {
  const { id, kind } = one;
  const rows = ctx.db
    .select({ line: importRows.line })
    .from(importRows)
    .where(and(eq(importRows.importId, id), isNotNull(importRows.thingId), isNull(importRows.takenBackAt)))
    .orderBy(sql`${importRows.line} desc`)
    .all();
  update(ctx, id, { passed: 0, total: rows.length });
  const back = { removed: 0, restored: 0, kept: 0 };
  for await (const slice of slicesOf(rows, signal))
    transact(ctx, (work) => {
      for (const { line } of slice) back[takeRowBack(work, one, line)]++;
      return passOn(work, id, slice.length);
    });
  if (signal.aborted) return;
  transact(ctx, (work) => {
    work.db.update(imports).set({ takenBackAt: work.now }).where(eq(imports.id, id)).run();
    record(work, { kind: "import_taken_back", payload: { importId: id, table: kind, ...back } });
    return ok(null);
  });
}

function takeRowBack(work: Work, { id, kind, confirmedAt }: Import, line: number): "removed" | "restored" | "kept" {
  const mine = and(eq(importRows.importId, id), eq(importRows.line, line));
  const row = work.db.select().from(importRows).where(mine).get();
  const keeping = KEEPING[kind];
  invariant(row?.thingId && confirmedAt !== null, "only what was taken in is taken back");
  if (referringTo(work, { id, kind }, line).has(line)) return "kept";
  if (markOf(keeping.read(work, row.thingId)) !== row.mark) return "kept";
  if (row.became === "changed" && !row.before) return "kept";
  if (row.before) keeping.putBack(work, row.before, confirmedAt);
  else keeping.remove(work, row.thingId);
  work.db.update(importRows).set({ takenBackAt: work.now, said: null, before: null }).where(mine).run();
  return row.before ? "restored" : "removed";
}
