import { and, asc, eq, gt, isNotNull, isNull } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, newId, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ibansOf, payerNow } from "#app/facts/pay/accounts";
import { pain001 } from "#app/pay/pain001";
import type { MonthText } from "#app/pay/vocabulary";
import { ok, refuse } from "#app/result";
import { dateOf, isoOf } from "#app/time";
import { interpreters, statements } from "#db/schema";

/**
 * The bank's file of what was approved of a month and is not paid, for those whose account is known; that it was made is written
 * down, without a number. `left`: those who have none. Refusals: `not_found`, `payer_missing`, `no_payments`.
 */
export function exportPayments(ctx: Ctx, { month }: { month: MonthText }) {
  return transact(ctx, (work) => {
    if (!may.approveStatements(work.viewer)) return refuse("not_found");
    const payer = payerNow(work);
    if (!payer) return refuse("payer_missing");
    const rows = work.db
      .select({
        id: statements.interpreterId,
        code: interpreters.code,
        name: interpreters.name,
        cents: statements.approvedCents,
      })
      .from(statements)
      .innerJoin(interpreters, eq(interpreters.id, statements.interpreterId))
      .where(
        and(
          eq(statements.month, month),
          isNotNull(statements.approvedAt),
          isNull(statements.paidAt),
          gt(statements.approvedCents, 0),
        ),
      )
      .orderBy(asc(interpreters.sortKey), asc(interpreters.id))
      .all();
    const ibans = ibansOf(
      work,
      rows.map(({ id }) => id),
    );
    const payments = rows.flatMap(({ id, code, name, cents }) => {
      const iban = ibans.get(id);
      return iban ? [{ endToEndId: `${month}-${code}`, name, iban, cents: cents ?? 0 }] : [];
    });
    if (payments.length === 0) return refuse("no_payments");
    record(work, { kind: "payments_exported", payload: { month, count: payments.length } });
    const file = pain001({
      messageId: `TILTS-${month}-${newId().slice(0, 12)}`,
      createdAt: isoOf(work.now),
      executesOn: dateOf(work.now),
      payer,
      remittance: month,
      payments,
    });
    return ok({ file, count: payments.length, left: rows.length - payments.length });
  });
}
