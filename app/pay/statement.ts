/** A month of one interpreter: what is owed now, what was closed before, and what the one lacks beside the other. */
import { addDays, type DateText, dateOf, type Instant, startOfDay } from "#app/time";
import { groupedBy } from "./grouped";
import type { Rates } from "./rates";
import { payService } from "./service";
import { travelRows } from "./travel";
import {
  type Cents,
  cents,
  type ExpenseKind,
  type Funding,
  type MonthText,
  type PayCalendar,
  type Row,
  type Service,
  sumOf,
} from "./vocabulary";

export interface Expense {
  id: string;
  date: DateText;
  kind: ExpenseKind;
  cents: Cents;
  funding: Funding;
}

/** What a month and those before it hold; the rates and calendars are those of each date. */
export interface Claims {
  services: readonly Service[];
  expenses: readonly Expense[];
  ratesFor: (date: DateText) => Rates;
  calendarFor: (date: DateText) => PayCalendar;
}

/** A row that cannot be paid before somebody says what its hour is worth. */
export interface Unrated {
  key: string;
  date: DateText;
  assignmentId: string;
  missing: string;
}

/** Everything that is owed for what both sides agree on: one row a service, one a day of travel, one an expense. */
export function owedRows({ services, expenses, ratesFor, calendarFor }: Claims): { rows: Row[]; unrated: Unrated[] } {
  const rows: Row[] = [];
  const unrated: Unrated[] = [];
  for (const service of services) {
    const date = dateOf(service.promised.start);
    const row = payService(service, ratesFor(date), calendarFor(date));
    if ("missing" in row)
      unrated.push({ key: `service:${service.assignmentId}`, date, assignmentId: service.assignmentId, ...row });
    else rows.push(row);
  }
  const travel = travelRows(services, ratesFor);
  rows.push(...travel.rows);
  for (const { date, assignmentId, missing } of travel.unpriced)
    unrated.push({ key: `travel:${date}`, date, assignmentId, missing });
  for (const { id, date, kind, cents, funding } of expenses)
    rows.push({
      key: `expense:${id}`,
      kind: "expense",
      date,
      assignmentId: null,
      expenseId: id,
      minutes: 0,
      cents,
      funding,
      corrects: null,
      reasons: [{ code: "expense", kind }],
    });
  return { rows: rows.sort(inOrder), unrated };
}

/** A row of a month that is closed. */
export type Frozen = Pick<
  Row,
  "key" | "kind" | "date" | "minutes" | "cents" | "corrects" | "funding" | "assignmentId" | "expenseId"
>;

/**
 * The rows of an open month: those of its own dates, and of closed months before it what came too late and what is now worth
 * something else. `takes`: the closed months whose remains fall to this one. What is owed and already closed is never there
 * again; its difference is, as a row of its own.
 */
export function rowsOfOpen(
  month: MonthText,
  owed: readonly Row[],
  frozen: readonly Frozen[],
  takes: ReadonlySet<MonthText>,
): Row[] {
  const closed = groupedBy(frozen, ({ key }) => key);
  const fresh = owed.flatMap((row): Row[] => {
    const of = monthOf(row.date);
    const before = closed.get(row.key);
    if (before) return takes.has(of) ? difference(row, before) : [];
    if (of === month) return [row];
    return takes.has(of) ? [{ ...row, corrects: of, reasons: [...row.reasons, { code: "late", month: of }] }] : [];
  });
  return [...fresh, ...gone(owed, closed, takes)].sort(inOrder);
}

function difference(row: Row, before: readonly Frozen[]): Row[] {
  const paid = sumOf(before.map(({ cents }) => cents));
  if (paid === row.cents) return [];
  const month = monthOf(row.date);
  return [
    {
      ...row,
      minutes: row.minutes - before.reduce((sum, { minutes }) => sum + minutes, 0),
      cents: cents(row.cents - paid),
      corrects: month,
      reasons: [...row.reasons, { code: "correction", month, before: paid, after: row.cents }],
    },
  ];
}

/** Travel of a closed month that nobody claims any more, where all of that date is agreed again. */
function gone(owed: readonly Row[], closed: ReadonlyMap<string, Frozen[]>, takes: ReadonlySet<MonthText>): Row[] {
  const there = new Set(owed.map(({ key }) => key));
  return [...closed].flatMap(([key, rows]): Row[] => {
    const first = rows[0];
    if (first?.kind !== "travel" || there.has(key) || !takes.has(monthOf(first.date))) return [];
    if (!there.has(`service:${first.assignmentId}`)) return [];
    return difference({ ...first, cents: cents(0), minutes: 0, reasons: [] }, rows);
  });
}

function inOrder(a: Row, b: Row): number {
  return compare(a.date, b.date) || compare(a.key, b.key);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export interface Totals {
  minutes: number;
  cents: Cents;
  byFunding: Record<Funding, Cents>;
}

/** Minutes are those of services: travel has its own. */
export function totalsOf(rows: readonly Pick<Row, "kind" | "minutes" | "cents" | "funding">[]): Totals {
  const of = (funding: Funding) => sumOf(rows.filter((row) => row.funding === funding).map((row) => row.cents));
  return {
    minutes: rows.filter(({ kind }) => kind === "service").reduce((sum, { minutes }) => sum + minutes, 0),
    cents: sumOf(rows.map((row) => row.cents)),
    byFunding: { project: of("project"), municipality: of("municipality"), commercial: of("commercial") },
  };
}

// --- months ------------------------------------------------------------------------------------

export function monthOf(date: DateText): MonthText {
  return date.slice(0, 7);
}

export function isMonth(text: string): text is MonthText {
  return /^20\d\d-(0[1-9]|1[0-2])$/.test(text);
}

export function firstOf(month: MonthText): DateText {
  return `${month}-01`;
}

export function monthsAfter(month: MonthText, count: number): MonthText {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const months = year * 12 + number - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
}

/** [first midnight, first midnight of the next) in Riga. */
export function monthInterval(month: MonthText): { start: Instant; end: Instant } {
  return { start: startOfDay(firstOf(month)), end: startOfDay(firstOf(monthsAfter(month, 1))) };
}

export function lastOf(month: MonthText): DateText {
  return addDays(firstOf(monthsAfter(month, 1)), -1);
}

/** The months whose remains fall to `month`: those just behind it in which nothing is open, up to `back` of them. */
export function takenBy(month: MonthText, isPast: (earlier: MonthText) => boolean, back: number): Set<MonthText> {
  const taken = new Set<MonthText>();
  for (let i = 1; i <= back && isPast(monthsAfter(month, -i)); i++) taken.add(monthsAfter(month, -i));
  return taken;
}

// --- where a statement stands ----------------------------------------------------------------------

export const STATEMENT_STATES = ["draft", "submitted", "returned", "approved", "paid"] as const;
export type StatementState = (typeof STATEMENT_STATES)[number];

export interface StatementFacts {
  handedInAt: Instant | null;
  returnedAt: Instant | null;
  approvedAt: Instant | null;
  paidAt: Instant | null;
}

/** Of no statement yet: a draft. Handing in again takes back what was returned. */
export function statementStateOf(facts: StatementFacts | null): StatementState {
  if (!facts) return "draft";
  if (facts.paidAt !== null) return "paid";
  if (facts.approvedAt !== null) return "approved";
  if (facts.returnedAt !== null) return "returned";
  return facts.handedInAt === null ? "draft" : "submitted";
}
