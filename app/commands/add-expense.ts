import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { actorOf, type Ctx, newId, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { MONTHS_BACK, statementFacts } from "#app/facts/pay/statements";
import { LARGEST_PAPER } from "#app/files/type";
import { firstOf, monthOf, monthsAfter } from "#app/pay/statement";
import type { ExpenseKind } from "#app/pay/vocabulary";
import { ok, refuse } from "#app/result";
import { keepFile } from "#app/steps/files/keep-file";
import { passText } from "#app/steps/free-text";
import { isPerson } from "#app/steps/pay/person";
import { dateOf, isDate } from "#app/time";
import { checksumOf, type FileStore } from "#db/files/store.server";
import { expenses, statementRows } from "#db/schema";

export interface ExpenseInput {
  interpreterId: string;
  date: string;
  kind: ExpenseKind;
  cents: number;
  words?: string | undefined;
  isVouched?: boolean | undefined;
  key?: string | undefined;
}

const MOST_CENTS = 1_000_000;

/** The picture of a receipt; no bytes where none was taken. */
export interface Receipt {
  store: FileStore;
  bytes: Uint8Array | null;
}

/**
 * What an interpreter spent; of a month that is closed it comes into the next open one. Refusals: `not_found`, `date_invalid`,
 * `date_past`, `date_future`, `value_invalid`, `already_handed_in`, what the guard of free text refuses, and those of a file that
 * cannot be taken.
 */
export function addExpense(ctx: Ctx, { key, ...given }: ExpenseInput, receipt?: Receipt) {
  const said = { ...given, ...(receipt?.bytes && { sha256: checksumOf(receipt.bytes) }) };
  return transact(ctx, onceFor("add_expense", key, said), (work) => {
    const { interpreterId, date, kind, cents } = given;
    if (!may.handInStatement(work.viewer, given) || !isPerson(work, interpreterId)) return refuse("not_found");
    if (!isDate(date)) return refuse("date_invalid");
    if (date > dateOf(work.now)) return refuse("date_future");
    if (date < firstOf(monthsAfter(monthOf(dateOf(work.now)), 1 - MONTHS_BACK))) return refuse("date_past");
    if (!Number.isSafeInteger(cents) || cents <= 0 || cents > MOST_CENTS) return refuse("value_invalid");
    const facts = statementFacts(work, interpreterId, monthOf(date));
    if (facts?.handedInAt && !facts.returnedAt && !facts.approvedAt) return refuse("already_handed_in");
    const words = passText(work, { field: "words" }, given.words ?? "", { longest: 200, isVouched: given.isVouched });
    if (!words.ok) return words;
    const kept = receipt?.bytes
      ? keepFile(work, receipt.store, { bytes: receipt.bytes, most: LARGEST_PAPER })
      : ok(null);
    if (!kept.ok) return kept;
    const expenseId = newId();
    const entered = { enteredBy: actorOf(work.viewer), enteredAt: work.now };
    work.db
      .insert(expenses)
      .values({
        id: expenseId,
        interpreterId,
        date,
        kind,
        cents,
        words: words.value || null,
        receiptId: kept.value?.fileId ?? null,
        ...entered,
      })
      .run();
    record(work, { kind: "expense_added", interpreterId, payload: { expenseId, cents } });
    return ok({ expenseId });
  });
}

/** Until its month is handed in; its receipt goes with it. Refusals: `not_found`, `already_handed_in`, `already_approved`. */
export function withdrawExpense(ctx: Ctx, { key, ...given }: { expenseId: string; key?: string | undefined }) {
  return transact(ctx, onceFor("withdraw_expense", key, given), (work) => {
    const row = work.db.select().from(expenses).where(eq(expenses.id, given.expenseId)).get();
    if (!row || row.withdrawnAt !== null || !may.handInStatement(work.viewer, row)) return refuse("not_found");
    const paid = work.db
      .select({ id: statementRows.id })
      .from(statementRows)
      .where(eq(statementRows.expenseId, row.id))
      .get();
    if (paid) return refuse("already_approved");
    const facts = statementFacts(work, row.interpreterId, monthOf(row.date));
    if (facts?.handedInAt && !facts.returnedAt && !facts.approvedAt) return refuse("already_handed_in");
    work.db.update(expenses).set({ withdrawnAt: work.now, receiptId: null }).where(eq(expenses.id, row.id)).run();
    record(work, { kind: "expense_withdrawn", interpreterId: row.interpreterId, payload: { expenseId: row.id } });
    return ok({ expenseId: row.id });
  });
}
