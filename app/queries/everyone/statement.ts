/** One interpreter's month as its page, its files and its PDF show it: the same rows, the same cents. */
import { eq, sql } from "drizzle-orm";
import { may } from "#app/auth/policy";
import type { Ctx } from "#app/context.server";
import type { Mode, Names } from "#app/dispatch/vocabulary";
import type { WaitsFor } from "#app/facts/pay/services";
import { type StatementFact, statementsOf } from "#app/facts/pay/statements";
import { among } from "#app/facts/sets";
import type { Double } from "#app/pay/doubles";
import {
  isMonth,
  monthInterval,
  type StatementState,
  statementStateOf,
  type Totals,
  totalsOf,
} from "#app/pay/statement";
import type { Cents, ExpenseKind, Funding, MonthText, Reason, RowKind } from "#app/pay/vocabulary";
import { type DateText, dateOf, type Instant } from "#app/time";
import { assignments, expenses, files, interpreters, languages, requests, serviceRecords } from "#db/schema";

/** One row, with what names its service. */
export interface StatementRow {
  key: string;
  kind: RowKind;
  date: DateText;
  /** Of the service's plan; null for an expense. */
  start: Instant | null;
  reference: string | null;
  language: Names | null;
  mode: Mode | null;
  minutes: number;
  cents: Cents;
  funding: Funding;
  /** The closed month that it comes too late for or corrects. */
  corrects: MonthText | null;
  reasons: Reason[];
  /** Of the record that proves the service; null where there is none. */
  code: string | null;
}

/** What is over and cannot be counted yet, and on whom it waits: `rate` on whoever sets rates. */
export interface WaitingRow {
  key: string;
  date: DateText;
  reference: string | null;
  waitsFor: WaitsFor | "rate";
}

export interface StatementExpense {
  id: string;
  date: DateText;
  kind: ExpenseKind;
  cents: number;
  words: string | null;
  /** The picture of its receipt; null: there is none. */
  receipt: { type: string; kilobytes: number } | null;
}

export interface Statement {
  interpreterId: string;
  name: string;
  month: MonthText;
  state: StatementState;
  handedInAt: Instant | null;
  /** The sum as it was handed in, where it is another one by now. */
  handedInCents: number | null;
  returnReason: string | null;
  approvedAt: Instant | null;
  paidAt: Instant | null;
  rows: StatementRow[];
  waiting: WaitingRow[];
  doubles: { code: Double["code"]; date: DateText; references: string[] }[];
  totals: Totals;
  expenses: StatementExpense[];
  isOver: boolean;
}

/** null where there is no such month or person, or it is not for this viewer. */
export function statementOf(
  ctx: Ctx,
  { interpreterId, month }: { interpreterId: string; month: MonthText },
): Statement | null {
  if (!isMonth(month) || !may.seeStatement(ctx.viewer, { interpreterId })) return null;
  const person = ctx.db
    .select({ name: interpreters.name })
    .from(interpreters)
    .where(eq(interpreters.id, interpreterId))
    .get();
  const [fact] = person ? statementsOf(ctx, [interpreterId], month) : [];
  if (!person || !fact) return null;
  const { facts } = fact;
  const jobs = jobsOf(ctx, fact);
  const totals = totalsOf(fact.rows);
  return {
    interpreterId,
    name: person.name,
    month,
    state: statementStateOf(facts),
    handedInAt: facts?.handedInAt ?? null,
    handedInCents: facts?.handedInCents === totals.cents ? null : (facts?.handedInCents ?? null),
    returnReason: facts?.returnedAt ? facts.returnReason : null,
    approvedAt: facts?.approvedAt ?? null,
    paidAt: facts?.paidAt ?? null,
    rows: fact.rows.map((row): StatementRow => {
      const job = jobs.get(row.assignmentId ?? "");
      const { key, kind, date, minutes, cents, funding, corrects, reasons } = row;
      return {
        ...{ key: `${key}:${row.number}`, kind, date, minutes, cents, funding, corrects, reasons },
        start: job?.start ?? null,
        reference: job?.reference ?? null,
        language: job?.language ?? null,
        mode: job?.mode ?? null,
        code: kind === "service" ? (job?.code ?? null) : null,
      };
    }),
    waiting: waitingOf(fact, jobs),
    doubles: fact.doubles.map(({ code, date, assignmentIds }) => ({
      code,
      date,
      references: assignmentIds.map((id) => jobs.get(id)?.reference ?? ""),
    })),
    totals,
    expenses: expensesOf(ctx, fact),
    isOver: monthInterval(month).end <= ctx.now,
  };
}

interface Job {
  reference: string;
  start: Instant;
  language: Names | null;
  mode: Mode;
  code: string | null;
}
type Jobs = Map<string, Job>;

/** As `recordOf` reads it, for a set of assignments. */
const newestCode = sql<string | null>`(select ${serviceRecords.code} from ${serviceRecords}
  where ${serviceRecords.assignmentId} = ${assignments.id} order by ${serviceRecords.number} desc limit 1)`;

function jobsOf({ db }: Ctx, { rows, waiting, unrated, doubles }: StatementFact): Jobs {
  const ids = [
    ...[...rows, ...waiting, ...unrated].flatMap(({ assignmentId }) => assignmentId ?? []),
    ...doubles.flatMap(({ assignmentIds }) => assignmentIds),
  ];
  const jobs = db
    .select({
      id: assignments.id,
      start: assignments.startAt,
      reference: requests.reference,
      language: languages.name,
      mode: requests.mode,
      code: newestCode,
    })
    .from(assignments)
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .leftJoin(languages, eq(languages.code, requests.language))
    .where(sql`${assignments.id} in ${among(JSON.stringify([...new Set(ids)]))}`)
    .all();
  return new Map(jobs.map(({ id, ...job }) => [id, job]));
}

function waitingOf({ waiting, unrated }: StatementFact, jobs: Jobs): WaitingRow[] {
  const reference = (id: string) => jobs.get(id)?.reference ?? null;
  return [
    ...waiting.map(({ assignmentId, promised, waitsFor }) => ({
      key: assignmentId,
      date: dateOf(promised.start),
      reference: reference(assignmentId),
      waitsFor,
    })),
    ...unrated.map(({ key, date, assignmentId }) => ({
      key,
      date,
      reference: reference(assignmentId),
      waitsFor: "rate" as const,
    })),
  ].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function expensesOf({ db }: Ctx, { rows }: StatementFact): StatementExpense[] {
  const ids = rows.flatMap(({ expenseId }) => expenseId ?? []);
  return db
    .select({
      ...{ id: expenses.id, date: expenses.date, kind: expenses.kind, cents: expenses.cents, words: expenses.words },
      receipt: { type: files.type, bytes: files.bytes },
    })
    .from(expenses)
    .leftJoin(files, eq(files.id, expenses.receiptId))
    .where(sql`${expenses.id} in ${among(JSON.stringify(ids))}`)
    .orderBy(expenses.date)
    .all()
    .map(({ receipt, ...expense }) => ({
      ...expense,
      receipt: receipt && { type: receipt.type.toUpperCase(), kilobytes: Math.ceil(receipt.bytes / 1024) },
    }));
}
