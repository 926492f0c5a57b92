/** Where people are paid, and from where: sealed, and opened for the bank's file alone. */
import { eq, sql } from "drizzle-orm";
import { unsealSecret } from "#app/auth/seal.server";
import type { Ctx } from "#app/context.server";
import { among } from "#app/facts/sets";
import { maskedIban } from "#app/pay/iban";
import { bankAccounts, interpreters, payer } from "#db/schema";

/** "LV80 •••• 6789"; null where none is entered, or another installation's key sealed it. */
export function maskedAccountOf({ db }: Pick<Ctx, "db">, interpreterId: string): string | null {
  const row = db
    .select({ sealed: bankAccounts.sealedIban })
    .from(bankAccounts)
    .where(eq(bankAccounts.interpreterId, interpreterId))
    .get();
  const iban = row && unsealSecret("iban", row.sealed);
  return iban ? maskedIban(iban) : null;
}

/** The numbers themselves, of those who have one; of who turned out to be somebody else, that one's. For the bank's file. */
export function ibansOf({ db }: Pick<Ctx, "db">, interpreterIds: readonly string[]): Map<string, string> {
  const rows = db
    .select({ id: interpreters.id, sealed: bankAccounts.sealedIban })
    .from(interpreters)
    .innerJoin(
      bankAccounts,
      eq(bankAccounts.interpreterId, sql`coalesce(${interpreters.mergedIntoId}, ${interpreters.id})`),
    )
    .where(sql`${interpreters.id} in ${among(JSON.stringify(interpreterIds))}`)
    .all();
  const opened = rows.map(({ id, sealed }) => [id, unsealSecret("iban", sealed)] as const);
  return new Map(opened.flatMap(([id, iban]) => (iban === null ? [] : [[id, iban]])));
}

/** Who pays, and from which account; null until somebody has said. */
export function payerNow({ db }: Pick<Ctx, "db">): { name: string; iban: string } | null {
  const row = db.select().from(payer).where(eq(payer.id, 1)).get();
  const iban = row && unsealSecret("iban", row.sealedIban);
  return row && iban ? { name: row.name, iban } : null;
}
