/** The statements of people, month by month: what was closed, and what is reckoned while it is open. */
import { and, asc, eq, gte, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { among, grouped } from "#app/facts/sets";
import { type Double, doublesOf } from "#app/pay/doubles";
import type { Rates } from "#app/pay/rates";
import {
  type Expense,
  firstOf,
  monthInterval,
  monthOf,
  monthsAfter,
  owedRows,
  rowsOfOpen,
  takenBy,
  type Unrated,
} from "#app/pay/statement";
import { cents, type MonthText, type PayCalendar, type Row } from "#app/pay/vocabulary";
import { type DateText, dateOf, type Instant, type Interval } from "#app/time";
import { assignments, expenses, interpreters, requests, statementRows, statements } from "#db/schema";
import { calendarFor, ratesFor } from "./rates";
import { isOwedFor, type PersonsService, type Waiting, workOf } from "./services";

/** So many months back what is closed is still set right; then it is as it is. */
export const MONTHS_BACK = 12;

export type StatementFactsRow = typeof statements.$inferSelect;

export interface StatementFact {
  interpreterId: string;
  month: MonthText;
  facts: StatementFactsRow | null;
  /** Of an approved one as they were approved, else as they are reckoned now. */
  rows: (Row & { number: number })[];
  /** Over, but not yet to be reckoned; none once it is approved. */
  waiting: Waiting[];
  unrated: Unrated[];
  doubles: Double[];
}

/** One month of these people, in their order. */
export function statementsOf(
  ctx: Pick<Ctx, "db" | "now">,
  interpreterIds: readonly string[],
  month: MonthText,
): StatementFact[] {
  const given = givenFor(ctx, interpreterIds, month);
  return interpreterIds.map((interpreterId) => statementFact(given, interpreterId, month));
}

type Frozen = ReturnType<typeof frozenSince>[number];

interface Given {
  facts: Map<string, StatementFactsRow[]>;
  /** Approved rows, also of whoever turned out to be this person. */
  frozen: Map<string, Frozen[]>;
  /** The earlier months whose remains fall to this one. */
  takes: Map<string, ReadonlySet<MonthText>>;
  services: Map<string, PersonsService[]>;
  waiting: Map<string, Waiting[]>;
  expenses: Map<string, (Expense & { interpreterId: string })[]>;
  ratesFor: (date: DateText) => Rates;
  calendarFor: (date: DateText) => PayCalendar;
}

function givenFor(ctx: Pick<Ctx, "db" | "now">, interpreterIds: readonly string[], month: MonthText): Given {
  const earliest = monthsAfter(month, -MONTHS_BACK);
  const merged = mergedInto(ctx, interpreterIds);
  const ownerOf = new Map(merged.map(({ id, into }) => [id, into]));
  const theirs = ({ interpreterId }: { interpreterId: string }) => interpreterId;
  const facts = grouped(factsSince(ctx, interpreterIds, earliest), theirs);
  const takes = takenFor(ctx, interpreterIds, month, facts);
  const furthest = Math.max(1, ...[...takes.values()].map(({ size }) => size));
  const within = { start: monthInterval(monthsAfter(month, -furthest)).start, end: monthInterval(month).end };
  const everyone = [...interpreterIds, ...ownerOf.keys()];
  const { services, waiting } = workOf(ctx, interpreterIds, within);
  return {
    facts,
    takes,
    frozen: grouped(
      frozenSince(ctx, everyone, earliest),
      ({ interpreterId }) => ownerOf.get(interpreterId) ?? interpreterId,
    ),
    services: grouped(services, theirs),
    waiting: grouped(waiting, theirs),
    expenses: grouped(
      expensesWithin(ctx, interpreterIds, dateOf(within.start), firstOf(monthsAfter(month, 1))),
      theirs,
    ),
    ratesFor: ratesFor(ctx),
    calendarFor: calendarFor(ctx),
  };
}

function statementFact(given: Given, interpreterId: string, month: MonthText): StatementFact {
  const facts = (given.facts.get(interpreterId) ?? []).find((row) => row.month === month) ?? null;
  const frozen = given.frozen.get(interpreterId) ?? [];
  if (facts?.approvedAt) {
    const rows = frozen.filter((row) => row.month === month && row.interpreterId === interpreterId);
    return { interpreterId, month, facts, rows, waiting: [], unrated: [], doubles: [] };
  }
  const takes = given.takes.get(interpreterId) ?? new Set<MonthText>();
  const falls = (date: DateText) => monthOf(date) === month || takes.has(monthOf(date));
  const begins = ({ promised }: { promised: Interval }) => falls(dateOf(promised.start));
  const services = given.services.get(interpreterId) ?? [];
  const { rows, unrated } = owedRows({
    services: services.filter(begins),
    expenses: (given.expenses.get(interpreterId) ?? []).filter(({ date }) => falls(date)),
    ratesFor: given.ratesFor,
    calendarFor: given.calendarFor,
  });
  const before = grouped(frozen, ({ key }) => key);
  return {
    interpreterId,
    month,
    facts,
    rows: rowsOfOpen(month, rows, frozen, takes).map((row) => ({ ...row, number: before.get(row.key)?.length ?? 0 })),
    waiting: (given.waiting.get(interpreterId) ?? []).filter(begins),
    unrated,
    doubles: doublesOf(services).filter(({ date }) => falls(date)),
  };
}

/** A month in which nothing was done passes on what is left of closed months before it. */
function takenFor(
  { db }: Pick<Ctx, "db">,
  interpreterIds: readonly string[],
  month: MonthText,
  facts: ReadonlyMap<string, StatementFactsRow[]>,
): Map<string, ReadonlySet<MonthText>> {
  const ids = among(JSON.stringify(interpreterIds));
  const [start, end] = [monthInterval(monthsAfter(month, -MONTHS_BACK)).start, monthInterval(month).start];
  const worked = db
    .select({ interpreterId: assignments.interpreterId, start: assignments.startAt })
    .from(assignments)
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .where(
      and(
        sql`${assignments.interpreterId} in ${ids}`,
        gte(assignments.startAt, start),
        lt(assignments.startAt, end),
        isOwedFor(),
      ),
    )
    .all()
    .map(({ interpreterId, start: at }) => ({ interpreterId, month: monthOf(dateOf(at)) }));
  const spent = expensesWithin({ db }, interpreterIds, dateOf(start), dateOf(end)).map(({ interpreterId, date }) => ({
    interpreterId,
    month: monthOf(date),
  }));
  const busy = grouped([...worked, ...spent], ({ interpreterId }) => interpreterId);
  return new Map(
    interpreterIds.map((id) => {
      const closed = new Set((facts.get(id) ?? []).filter((row) => row.approvedAt !== null).map((row) => row.month));
      const open = new Set((busy.get(id) ?? []).map((one) => one.month).filter((one) => !closed.has(one)));
      return [id, takenBy(month, (earlier) => !open.has(earlier), MONTHS_BACK)];
    }),
  );
}

/** Who turned out to be one of these: what was approved as theirs stays under their own id. */
function mergedInto({ db }: Pick<Ctx, "db">, interpreterIds: readonly string[]): { id: string; into: string }[] {
  return db
    .select({ id: interpreters.id, into: interpreters.mergedIntoId })
    .from(interpreters)
    .where(
      and(
        isNotNull(interpreters.mergedIntoId),
        sql`${interpreters.mergedIntoId} in ${among(JSON.stringify(interpreterIds))}`,
      ),
    )
    .all()
    .flatMap(({ id, into }) => (into === null ? [] : [{ id, into }]));
}

function factsSince({ db }: Pick<Ctx, "db">, interpreterIds: readonly string[], month: MonthText) {
  return db
    .select()
    .from(statements)
    .where(
      and(sql`${statements.interpreterId} in ${among(JSON.stringify(interpreterIds))}`, gte(statements.month, month)),
    )
    .all();
}

function frozenSince({ db }: Pick<Ctx, "db">, interpreterIds: readonly string[], month: MonthText) {
  return db
    .select()
    .from(statementRows)
    .where(
      and(
        sql`${statementRows.interpreterId} in ${among(JSON.stringify(interpreterIds))}`,
        gte(statementRows.date, firstOf(month)),
      ),
    )
    .orderBy(asc(statementRows.interpreterId), asc(statementRows.date), asc(statementRows.id))
    .all()
    .map((row) => ({ ...row, cents: cents(row.cents) }));
}

function expensesWithin({ db }: Pick<Ctx, "db">, interpreterIds: readonly string[], from: string, until: string) {
  return db
    .select()
    .from(expenses)
    .where(
      and(
        sql`${expenses.interpreterId} in ${among(JSON.stringify(interpreterIds))}`,
        gte(expenses.date, from),
        lt(expenses.date, until),
        isNull(expenses.withdrawnAt),
      ),
    )
    .orderBy(asc(expenses.date))
    .all()
    .map((row): Expense & { interpreterId: string } => ({
      id: row.id,
      interpreterId: row.interpreterId,
      date: row.date,
      kind: row.kind,
      cents: cents(row.cents),
      funding: "project",
    }));
}

/** The rows of an approved statement reckoned again from what is known today by the rates as they stood when it was approved. */
export function reckonedAgain(
  ctx: Pick<Ctx, "db" | "now">,
  interpreterId: string,
  month: MonthText,
  approvedAt: Instant,
): Row[] {
  const within = monthInterval(month);
  const { services } = workOf(ctx, [interpreterId], within);
  const spent = expensesWithin(ctx, [interpreterId], firstOf(month), firstOf(monthsAfter(month, 1)));
  return owedRows({
    services,
    expenses: spent,
    ratesFor: ratesFor(ctx, approvedAt),
    calendarFor: calendarFor(ctx),
  }).rows;
}

/** The statement's row of facts, if there is one. */
export function statementFacts({ db }: Pick<Ctx, "db">, interpreterId: string, month: MonthText) {
  return (
    db
      .select()
      .from(statements)
      .where(and(eq(statements.interpreterId, interpreterId), eq(statements.month, month)))
      .get() ?? null
  );
}
