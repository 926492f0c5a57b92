/** The pay of one person who stood on the roster twice. Not a command itself. */
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Work } from "#app/context.server";
import { termsFor } from "#app/facts/pay/rates";
import { MONTHS_BACK } from "#app/facts/pay/statements";
import { monthInterval, monthOf, monthsAfter } from "#app/pay/statement";
import { dateOf, type Instant } from "#app/time";
import { assignments, bankAccounts, expenses, statements } from "#db/schema";

interface Two {
  from: { id: string };
  into: { id: string };
}

/**
 * Whether work of the first that can still be reckoned, or what they do from now on, was on other terms than the second's: as the
 * second's it would be paid anew, or not at all.
 */
export function termsDiffer(work: Work, { from, into }: Two): boolean {
  const since = monthInterval(monthsAfter(monthOf(dateOf(work.now)), -MONTHS_BACK)).start;
  const done = work.db
    .select({ at: assignments.startAt })
    .from(assignments)
    .where(and(eq(assignments.interpreterId, from.id), sql`${assignments.startAt} >= ${since}`))
    .all();
  const terms = termsFor(work, [from.id, into.id]);
  const days = new Set([work.now, ...done.map(({ at }): Instant => at)].map(dateOf));
  return [...days].some((date) => terms(from.id, date) !== terms(into.id, date));
}

/**
 * What is approved stays under the first's own id, rows and payment, and is never owed again. What is open is the second's: expenses,
 * and a month that the first had handed in is reckoned in the second's, whose own handing in stands. The account is the second's, or
 * the first's where they have none.
 */
export function joinPay(work: Work, { from, into }: Two): void {
  work.db.update(expenses).set({ interpreterId: into.id }).where(eq(expenses.interpreterId, from.id)).run();
  work.db
    .update(statements)
    .set({
      handedInAt: null,
      handedInBy: null,
      handedInCents: null,
      returnedAt: null,
      returnedBy: null,
      returnReason: null,
    })
    .where(and(eq(statements.interpreterId, from.id), isNull(statements.approvedAt)))
    .run();
  const account = work.db.select().from(bankAccounts).where(eq(bankAccounts.interpreterId, from.id)).get();
  if (!account) return;
  work.db
    .insert(bankAccounts)
    .values({ ...account, interpreterId: into.id })
    .onConflictDoNothing()
    .run();
  work.db.delete(bankAccounts).where(eq(bankAccounts.interpreterId, from.id)).run();
}
