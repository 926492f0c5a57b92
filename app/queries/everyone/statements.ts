/** The statements of a month, for those who look at them and pay them. */
import { and, asc, eq, gte, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { isClosed, isLiveJob } from "#app/facts/live";
import { type StatementFact, statementsOf } from "#app/facts/pay/statements";
import { among } from "#app/facts/sets";
import { firstOf, lastOf, monthInterval, type StatementState, statementStateOf, totalsOf } from "#app/pay/statement";
import type { Cents, Funding, MonthText } from "#app/pay/vocabulary";
import { assignments, expenses, interpreters, requests, statements } from "#db/schema";

const PAGE = 50;

export interface ListedStatement {
  interpreterId: string;
  name: string;
  state: StatementState;
  minutes: number;
  cents: Cents;
  waiting: number;
  /** Two places at once. */
  overlaps: number;
  isClean: boolean;
}

export interface StatementList {
  rows: ListedStatement[];
  page: number;
  hasNext: boolean;
  /** Of the whole month. */
  submitted: number;
  unpaid: { count: number; cents: number };
}

/** People who have something in the month, by name, 50 a page (from 1). */
export function statementsList(ctx: Ctx, month: MonthText, page: number): StatementList {
  const people = peopleIn(ctx, month, page);
  const ids = people.slice(0, PAGE).map(({ id }) => id);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const unpaid = ctx.db
    .select({ cents: statements.approvedCents })
    .from(statements)
    .where(and(eq(statements.month, month), isNotNull(statements.approvedAt), isNull(statements.paidAt)))
    .all();
  return {
    rows: statementsOf(ctx, ids, month).map((fact) => listed(fact, names.get(fact.interpreterId) ?? "")),
    page,
    hasNext: people.length > PAGE,
    submitted: submittedIn(ctx, month, 10_000).length,
    unpaid: { count: unpaid.length, cents: unpaid.reduce((sum, row) => sum + (row.cents ?? 0), 0) },
  };
}

function listed(fact: StatementFact, name: string): ListedStatement {
  const { minutes, cents } = totalsOf(fact.rows);
  return {
    interpreterId: fact.interpreterId,
    name,
    state: statementStateOf(fact.facts),
    minutes,
    cents,
    waiting: fact.waiting.length + fact.unrated.length,
    overlaps: overlapsOf(fact),
    isClean: isClean(fact),
  };
}

const overlapsOf = ({ doubles }: StatementFact) => doubles.filter(({ code }) => code === "overlap").length;

/** Handed in, the same sum still, nothing that waits and nothing claimed in two places at once. */
function isClean(fact: StatementFact): boolean {
  const { facts, waiting, unrated, rows } = fact;
  return (
    statementStateOf(facts) === "submitted" &&
    facts?.handedInCents === totalsOf(rows).cents &&
    waiting.length + unrated.length + overlapsOf(fact) === 0
  );
}

/** Of these people those whose month is clean, with its sum. */
export function cleanAmong(
  ctx: Ctx,
  month: MonthText,
  interpreterIds: readonly string[],
): { interpreterId: string; cents: Cents }[] {
  return statementsOf(ctx, interpreterIds, month)
    .filter(isClean)
    .map(({ interpreterId, rows }) => ({ interpreterId, cents: totalsOf(rows).cents }));
}

/** Whose month waits for a coordinator, at most `most` of them. */
export function submittedIn({ db }: Pick<Ctx, "db">, month: MonthText, most: number): string[] {
  return db
    .select({ id: statements.interpreterId })
    .from(statements)
    .where(
      and(eq(statements.month, month), sql`handed_in_at is not null and returned_at is null and approved_at is null`),
    )
    .limit(most)
    .all()
    .map(({ id }) => id);
}

function peopleIn({ db }: Pick<Ctx, "db">, month: MonthText, page: number): { id: string; name: string }[] {
  const { start, end } = monthInterval(month);
  const working = db
    .selectDistinct({ id: assignments.interpreterId })
    .from(assignments)
    .where(and(isLiveJob(), gte(assignments.startAt, start), lt(assignments.startAt, end)));
  const calledOff = db
    .selectDistinct({ id: assignments.interpreterId })
    .from(requests)
    .innerJoin(assignments, eq(assignments.requestId, requests.id))
    .where(
      and(
        isNotNull(requests.cancelledAt),
        isClosed(),
        gte(requests.startAt, start),
        lt(requests.startAt, end),
        eq(requests.cancelledLate, true),
        eq(assignments.releasedAt, requests.cancelledAt),
      ),
    );
  const handedIn = db
    .select({ id: statements.interpreterId })
    .from(statements)
    .where(and(eq(statements.month, month), isNotNull(statements.handedInAt)));
  const spent = db
    .selectDistinct({ id: expenses.interpreterId })
    .from(expenses)
    .where(and(gte(expenses.date, firstOf(month)), sql`${expenses.date} <= ${lastOf(month)}`));
  const ids = [...new Set([working, calledOff, handedIn, spent].flatMap((query) => query.all()).map(({ id }) => id))];
  return db
    .select({ id: interpreters.id, name: interpreters.name })
    .from(interpreters)
    .where(sql`${interpreters.id} in ${among(JSON.stringify(ids))}`)
    .orderBy(asc(interpreters.sortKey), asc(interpreters.id))
    .limit(PAGE + 1)
    .offset((page - 1) * PAGE)
    .all();
}

export interface ApprovedStatement {
  interpreterId: string;
  code: string;
  name: string;
  minutes: number;
  cents: number;
  byFunding: Record<Funding, number>;
  isPaid: boolean;
}

/** What was approved of a month, for the bookkeeper: 500 a page (from 1), by name. */
export function approvedStatements(
  ctx: Ctx,
  month: MonthText,
  page: number,
): { rows: ApprovedStatement[]; hasNext: boolean } {
  const found = ctx.db
    .select({
      id: statements.interpreterId,
      code: interpreters.code,
      name: interpreters.name,
      paidAt: statements.paidAt,
    })
    .from(statements)
    .innerJoin(interpreters, eq(interpreters.id, statements.interpreterId))
    .where(and(eq(statements.month, month), isNotNull(statements.approvedAt)))
    .orderBy(asc(interpreters.sortKey), asc(interpreters.id))
    .limit(501)
    .offset((page - 1) * 500)
    .all();
  const some = found.slice(0, 500);
  const facts = new Map(
    statementsOf(
      ctx,
      some.map(({ id }) => id),
      month,
    ).map((fact) => [fact.interpreterId, totalsOf(fact.rows)]),
  );
  return {
    rows: some.flatMap(({ id, code, name, paidAt }) => {
      const totals = facts.get(id);
      if (!totals) return [];
      const { minutes, cents, byFunding } = totals;
      return [{ interpreterId: id, code, name, minutes, cents, byFunding, isPaid: paidAt !== null }];
    }),
    hasNext: found.length > 500,
  };
}
