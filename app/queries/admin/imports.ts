/** The tables that administrators brought in: the last ones, and one with what becomes of its rows. */
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, type SQL } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { type ImportKind, ROWS_BECOME, type RowBecame } from "#app/dispatch/vocabulary";
import { type Referring, referringTo } from "#app/facts/brought/referring";
import type { Instant } from "#app/time";
import {
  type ImportChoices,
  importRows,
  imports,
  interpreters,
  organisations,
  type SaidOfRow,
  users,
} from "#db/schema";

const LAST = 20;
export const ROWS_ON_PAGE = 50;
/** Of what wants to be read before it is confirmed; the rest stands in the list. */
export const MOST_MARKED = 100;

export type ImportState =
  | "looking"
  | "refused"
  | "ready"
  | "importing"
  | "imported"
  | "taking_back"
  | "taken_back"
  | "ended";

type Row = typeof imports.$inferSelect;
type Stages = Omit<Row, "file">;

function stateOf(one: Stages): ImportState {
  if (one.endedAt !== null) return "ended";
  if (one.lookedAt === null) return "looking";
  if (one.refusal !== null) return "refused";
  if (one.confirmedAt === null) return "ready";
  if (one.appliedAt === null) return "importing";
  if (one.takeBackAt === null) return "imported";
  return one.takenBackAt === null ? "taking_back" : "taken_back";
}

/** Everything but the file. */
const { file: _, ...STAGES } = {
  id: imports.id,
  kind: imports.kind,
  userId: imports.userId,
  createdAt: imports.createdAt,
  file: imports.file,
  choices: imports.choices,
  total: imports.total,
  passed: imports.passed,
  guessed: imports.guessed,
  refusal: imports.refusal,
  lookedAt: imports.lookedAt,
  confirmedAt: imports.confirmedAt,
  appliedAt: imports.appliedAt,
  takeBackAt: imports.takeBackAt,
  takenBackAt: imports.takenBackAt,
  endedAt: imports.endedAt,
  forgetAt: imports.forgetAt,
};

export interface ListedImport {
  id: string;
  kind: ImportKind;
  at: Instant;
  who: string;
  state: ImportState;
}

/** Newest first. */
export function lastImports({ db }: Pick<Ctx, "db">): ListedImport[] {
  return db
    .select({ ...STAGES, who: users.name })
    .from(imports)
    .innerJoin(users, eq(users.id, imports.userId))
    .orderBy(desc(imports.createdAt))
    .limit(LAST)
    .all()
    .map(({ who, ...one }) => ({ id: one.id, kind: one.kind, at: one.createdAt, who, state: stateOf(one) }));
}

/** "stays": what was taken in and cannot be taken back now. */
export const PARTS = [...ROWS_BECOME, "stays"] as const;
export type Part = (typeof PARTS)[number];

export interface ShownRow {
  line: number;
  became: RowBecame;
  code: string;
  name: string;
  said: SaidOfRow | null;
  isBack: boolean;
  stays: Referring | null;
}

export interface ImportPage {
  state: ImportState;
  kind: ImportKind;
  choices: ImportChoices;
  total: number | null;
  passed: number;
  guessed: string | null;
  refusal: Row["refusal"];
  appliedAt: Instant | null;
  takenBackAt: Instant | null;
  /** Until then what was changed can be put back; null: no longer. */
  forgetAt: Instant | null;
  counts: Record<Part, number>;
  marked: ShownRow[];
  leftOut: ShownRow[];
  part: Part;
  rows: ShownRow[];
  page: number;
  hasNext: boolean;
  /** Rows that can be taken back, and that were. */
  back: { possible: number; done: number };
}

/** null: there is no such import. */
export function importPage(
  ctx: Pick<Ctx, "db">,
  id: string,
  asked: { part: Part | null; page: number },
): ImportPage | null {
  const one = ctx.db.select(STAGES).from(imports).where(eq(imports.id, id)).get();
  if (!one) return null;
  const state = stateOf(one);
  const stays = one.appliedAt === null ? new Map<number, Referring>() : referringTo(ctx, one);
  const counts = countsOf(ctx, id, stays.size);
  const part = asked.part ?? PARTS.find((name) => counts[name] > 0) ?? "added";
  const read = (where: SQL | undefined, limit: number, offset = 0) =>
    rowsWhere(ctx, one.kind, id, where, { limit, offset });
  const rows = read(whereOf(part, stays), ROWS_ON_PAGE + 1, (asked.page - 1) * ROWS_ON_PAGE);
  const shown = (row: Omit<ShownRow, "stays">): ShownRow => ({ ...row, stays: stays.get(row.line) ?? null });
  return {
    ...one,
    state,
    counts,
    part,
    marked: read(eq(importRows.isMarked, true), MOST_MARKED).map(shown),
    leftOut: state === "ready" ? read(eq(importRows.became, "left_out"), MOST_MARKED).map(shown) : [],
    rows: rows.slice(0, ROWS_ON_PAGE).map(shown),
    page: asked.page,
    hasNext: rows.length > ROWS_ON_PAGE,
    back: backOf(ctx, id, stays.size),
  };
}

function whereOf(part: Part, stays: ReadonlyMap<number, Referring>): SQL | undefined {
  return part === "stays" ? inArray(importRows.line, [...stays.keys()].slice(0, 1_000)) : eq(importRows.became, part);
}

function countsOf({ db }: Pick<Ctx, "db">, id: string, stays: number): Record<Part, number> {
  const found = db
    .select({ became: importRows.became, count: count() })
    .from(importRows)
    .where(eq(importRows.importId, id))
    .groupBy(importRows.became)
    .all();
  const of = (became: RowBecame) => found.find((row) => row.became === became)?.count ?? 0;
  return {
    added: of("added"),
    changed: of("changed"),
    unchanged: of("unchanged"),
    wrong: of("wrong"),
    left_out: of("left_out"),
    stays,
  };
}

function backOf({ db }: Pick<Ctx, "db">, id: string, stays: number): ImportPage["back"] {
  const counted = (where: SQL | undefined) =>
    db
      .select({ count: count() })
      .from(importRows)
      .where(and(eq(importRows.importId, id), isNotNull(importRows.thingId), where))
      .get()?.count ?? 0;
  return {
    possible: counted(isNull(importRows.takenBackAt)) - stays,
    done: counted(isNotNull(importRows.takenBackAt)),
  };
}

const THINGS = { interpreters, organisations };

function rowsWhere(
  { db }: Pick<Ctx, "db">,
  kind: ImportKind,
  id: string,
  where: SQL | undefined,
  { limit, offset }: { limit: number; offset: number },
): Omit<ShownRow, "stays">[] {
  const thing = THINGS[kind];
  return db
    .select({
      line: importRows.line,
      became: importRows.became,
      said: importRows.said,
      takenBackAt: importRows.takenBackAt,
      code: thing.code,
      name: thing.name,
    })
    .from(importRows)
    .leftJoin(thing, eq(thing.id, importRows.thingId))
    .where(and(eq(importRows.importId, id), where))
    .orderBy(asc(importRows.line))
    .limit(limit)
    .offset(offset)
    .all()
    .map(({ takenBackAt, code, name, said, ...row }) => ({
      ...row,
      said,
      isBack: takenBackAt !== null,
      // What was taken back is nobody any more.
      code: said?.code ?? (takenBackAt === null ? code : null) ?? "",
      name: said?.name ?? (takenBackAt === null ? name : null) ?? "",
    }));
}

/** What was said about it before it was last looked at; null: there is no such import. */
export function choicesOf({ db }: Pick<Ctx, "db">, id: string): ImportChoices | null {
  return db.select({ choices: imports.choices }).from(imports).where(eq(imports.id, id)).get()?.choices ?? null;
}
