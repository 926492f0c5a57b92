/** Answers of clients, added up. A step that two commands share: an answer that comes, and two people of the roster who are one. */
import { and, eq } from "drizzle-orm";
import type { Work } from "#app/context.server";
import {
  type Dimension,
  type Face,
  type FaceCounts,
  plus,
  type Question,
  STEP,
  sumOf,
  withAnswer,
} from "#app/heard/evaluation";
import { evaluationCounts } from "#db/schema";

interface Cell {
  dimension: Dimension;
  thing: string;
  year: number;
  question: Question;
}
type Columns = Pick<
  typeof evaluationCounts.$inferSelect,
  "waitingGood" | "waitingMiddle" | "waitingBad" | "good" | "middle" | "bad"
>;

export function countFace(work: Work, cell: Cell, face: Face): void {
  const next = withAnswer(countsOf(readCell(work, cell)), face);
  write(work, cell, next);
}

/** Those of another cell, which is to be no more. What waits in both is shown once it is a step. */
export function addCounts(work: Work, cell: Cell, others: Columns): void {
  const [own, more] = [countsOf(readCell(work, cell)), countsOf(others)];
  const waiting = plus(own.waiting, more.waiting);
  const shown = plus(own.shown, more.shown);
  const isWhole = sumOf(waiting) >= STEP;
  write(
    work,
    cell,
    isWhole ? { waiting: { good: 0, middle: 0, bad: 0 }, shown: plus(shown, waiting) } : { waiting, shown },
  );
}

function readCell({ db }: Work, { dimension, thing, year, question }: Cell): Columns | undefined {
  return db
    .select()
    .from(evaluationCounts)
    .where(
      and(
        eq(evaluationCounts.dimension, dimension),
        eq(evaluationCounts.thing, thing),
        eq(evaluationCounts.year, year),
        eq(evaluationCounts.question, question),
      ),
    )
    .get();
}

function countsOf(row: Columns | undefined): { waiting: FaceCounts; shown: FaceCounts } {
  return {
    waiting: { good: row?.waitingGood ?? 0, middle: row?.waitingMiddle ?? 0, bad: row?.waitingBad ?? 0 },
    shown: { good: row?.good ?? 0, middle: row?.middle ?? 0, bad: row?.bad ?? 0 },
  };
}

function write({ db }: Work, cell: Cell, { waiting, shown }: { waiting: FaceCounts; shown: FaceCounts }): void {
  const { dimension, thing, year, question } = cell;
  const counts: Columns = {
    ...{ waitingGood: waiting.good, waitingMiddle: waiting.middle, waitingBad: waiting.bad },
    ...{ good: shown.good, middle: shown.middle, bad: shown.bad },
  };
  db.insert(evaluationCounts)
    .values({ dimension, thing, year, question, ...counts })
    .onConflictDoUpdate({
      target: [evaluationCounts.dimension, evaluationCounts.year, evaluationCounts.thing, evaluationCounts.question],
      set: counts,
    })
    .run();
}
