/** What people do with months of pay, and what a model of a few lines says of them. */
import { expect } from "vitest";
import { approveStatement } from "#app/commands/approve-statement";
import { handInStatement } from "#app/commands/hand-in-statement";
import { payStatements } from "#app/commands/pay-statements";
import { returnStatement } from "#app/commands/return-statement";
import { statementsOf } from "#app/facts/pay/statements";
import { monthInterval, statementStateOf } from "#app/pay/statement";
import { dateOf, type Instant } from "#app/time";
import type { World } from "#tests/support/world";
import type { Roll, Row } from "./services";

/** The first two have services; the others what is left of them, the last what came when all others were closed. */
export const MONTHS = ["2026-03", "2026-04", "2026-05", "2026-06", "2026-07"];

/** Cents of a service that ended so many minutes after the planned hour: full quarters of 8 € an hour. */
const OWED: Record<number, number> = { 0: 800, 5: 1000, 10: 1000, 11: 1000, 30: 1200, 60: 1600 };
export const owedFor = ({ holds }: Row): number => (holds === null ? 0 : (OWED[holds] ?? Number.NaN));

/** A row that is closed: which service, and how much of it. */
interface Closed {
  month: string;
  id: string;
  cents: number;
}

/** What the model knows of one person's months. */
export interface Months {
  person: string;
  state: Map<string, "submitted" | "returned" | "approved" | "paid">;
  handedIn: Map<string, number>;
  closed: Closed[];
}

export function monthsOf(person: string): Months {
  return { person, state: new Map(), handedIn: new Map(), closed: [] };
}

const isClosed = ({ state }: Months, month: string) => state.get(month) === "approved" || state.get(month) === "paid";
const hasWork = (rows: readonly Row[], month: string) => rows.some((row) => dateOf(row.start).startsWith(month));

/** The month and those before it whose remains fall to it: each is closed, or nothing was done in it. */
function falling(months: Months, rows: readonly Row[], month: string): string[] {
  const before = MONTHS.slice(0, MONTHS.indexOf(month)).reverse();
  const stop = before.findIndex((earlier) => !isClosed(months, earlier) && hasWork(rows, earlier));
  return [month, ...(stop < 0 ? before : before.slice(0, stop))];
}

/** What one month must show: of which service, how many cents, and whether it sets a closed month right. */
export function monthModelled(months: Months, all: readonly Row[], month: string) {
  const rows = all.filter(({ person }) => person === months.person);
  const shown = (one: Closed) => ({ id: one.id, cents: one.cents, corrects: correctsOf(rows, one) });
  if (isClosed(months, month))
    return { rows: inOrder(months.closed.filter((one) => one.month === month).map(shown)), waiting: [] };
  const falls = falling(months, rows, month);
  const here = rows.filter((row) => falls.some((one) => dateOf(row.start).startsWith(one)));
  return {
    rows: inOrder(
      here.flatMap((row) => {
        if (row.holds === null) return [];
        const before = months.closed.filter(({ id }) => id === row.id);
        const cents = owedFor(row) - before.reduce((sum, one) => sum + one.cents, 0);
        return before.length > 0 && cents === 0 ? [] : [shown({ month, id: row.id, cents })];
      }),
    ),
    waiting: here.flatMap((row) => (row.holds === null ? [`${row.id} ${WAITS_FOR[row.state]}`] : [])).sort(),
  };
}

const WAITS_FOR = { unreported: "report", waiting: "attestation", disputed: "decision", agreed: "nothing" };

function correctsOf(rows: readonly Row[], { id, month }: Closed): string | null {
  const of = rows.find((row) => row.id === id);
  const own = of ? dateOf(of.start).slice(0, 7) : null;
  return own === month ? null : own;
}

export function monthRead(w: World, { person }: Pick<Months, "person">, month: string, now: Instant) {
  const [read] = statementsOf(w.as("ilze", now), [person], month);
  if (!read) throw new Error("no statement");
  return {
    rows: inOrder(read.rows.map(({ assignmentId, cents, corrects }) => ({ id: assignmentId ?? "-", cents, corrects }))),
    waiting: read.waiting.map(({ assignmentId, waitsFor }) => `${assignmentId} ${waitsFor}`).sort(),
    state: statementStateOf(read.facts),
  };
}

function inOrder<T extends { id: string }>(rows: T[]): T[] {
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

const sumOf = (rows: readonly { cents: number }[]) => rows.reduce((sum, { cents }) => sum + cents, 0);

/** The person looks at a month, and they or a coordinator do something about it; the model says how that ends. */
export function actOnMonth(
  w: World,
  everyone: readonly Months[],
  rows: readonly Row[],
  now: Instant,
  roll: Roll,
): void {
  const months = everyone[roll(everyone.length)];
  // Three times out of four one that is over.
  const month = MONTHS[roll(4) > 0 ? roll(2) : 2 + roll(2)];
  if (!months || !month) return;
  const is = months.state.get(month) ?? "draft";
  const modelled = monthModelled(months, rows, month);
  expect(monthRead(w, months, month, now)).toEqual({ ...modelled, state: is });
  const sum = sumOf(modelled.rows);
  // As it is now, as it was when it was handed in, or as it never was.
  const cents = [sum, sum, sum, months.handedIn.get(month) ?? sum, sum + 1][roll(5)] ?? sum;
  const given = { interpreterId: months.person, month, cents };
  const isOver = isClosed(months, month) && "already_approved";
  switch (roll(6)) {
    case 0:
    case 1: {
      const done = handInStatement(w.as(roll(4) === 0 ? "ilze" : months.person, now), given);
      const ahead = monthInterval(month).end > now && "month_not_over";
      const twice = is === "submitted" && "already_handed_in";
      expect(ended(done)).toBe(ahead || isOver || twice || (cents !== sum && "changed_meanwhile") || "done");
      if (done.ok) months.handedIn.set(month, cents);
      if (done.ok) months.state.set(month, "submitted");
      return;
    }
    case 2: {
      const done = returnStatement(w.as("ilze", now), {
        interpreterId: months.person,
        month,
        reason: "Trūkst biļetes",
      });
      expect(ended(done)).toBe(isOver || (is !== "submitted" && "not_handed_in") || "done");
      if (done.ok) months.state.set(month, "returned");
      return;
    }
    case 3:
    case 4: {
      const done = approveStatement(w.as("ilze", now), given);
      const early = !isOver && is !== "submitted" && "not_handed_in";
      expect(ended(done)).toBe(isOver || early || (cents !== sum && "changed_meanwhile") || "done");
      if (!done.ok) return;
      months.closed.push(...modelled.rows.map(({ id, cents: closed }) => ({ month, id, cents: closed })));
      months.state.set(month, "approved");
      return;
    }
    default: {
      const due = everyone.filter(({ state }) => state.get(month) === "approved");
      const seen = due.length + (roll(4) === 0 ? 1 : 0);
      const done = payStatements(w.as("ilze", now), { month, seen });
      const wrong = seen !== due.length && "changed_meanwhile";
      expect(ended(done)).toBe((due.length === 0 && "nothing_to_pay") || wrong || "done");
      if (done.ok) for (const one of due) one.state.set(month, "paid");
    }
  }
}

function ended(done: { ok: true } | { ok: false; reason: string }): string {
  return done.ok ? "done" : done.reason;
}

/** Closes whatever is open, in order: now everything that is agreed must have been paid, once. */
export function closeEverything(w: World, months: Months, rows: readonly Row[], now: Instant): void {
  for (const month of MONTHS) {
    if (isClosed(months, month)) continue;
    const modelled = monthModelled(months, rows, month);
    const given = { interpreterId: months.person, month, cents: sumOf(modelled.rows) };
    if (months.state.get(month) !== "submitted")
      expect(ended(handInStatement(w.as(months.person, now), given))).toBe("done");
    expect(ended(approveStatement(w.as("ilze", now), given))).toBe("done");
    months.closed.push(...modelled.rows.map(({ id, cents }) => ({ month, id, cents })));
    months.state.set(month, "approved");
  }
}
