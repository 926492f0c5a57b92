import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { sealSecret } from "#app/auth/seal.server";
import { actorOf, type Ctx, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { readIban } from "#app/pay/iban";
import { ok, refuse } from "#app/result";
import { passText } from "#app/steps/free-text";
import { isPerson } from "#app/steps/pay/person";
import { bankAccounts, payer } from "#db/schema";

/** Where an interpreter is paid; an empty number takes it away. No number stands in any event. Refusals: `not_found`, `iban_invalid`. */
export function saveBankAccount(ctx: Ctx, given: { interpreterId: string; iban: string }) {
  // Saving twice is saving once: no key of the form is kept, which would be a mark of the number.
  return transact(ctx, (work) => {
    const { interpreterId } = given;
    if (!may.saveBankAccount(work.viewer, given) || !isPerson(work, interpreterId)) return refuse("not_found");
    const removed = given.iban.trim() === "";
    const iban = readIban(given.iban);
    if (!removed && iban === null) return refuse("iban_invalid");
    if (iban === null) work.db.delete(bankAccounts).where(eq(bankAccounts.interpreterId, interpreterId)).run();
    else {
      const saved = { sealedIban: sealSecret("iban", iban), savedBy: actorOf(work.viewer), savedAt: work.now };
      work.db
        .insert(bankAccounts)
        .values({ interpreterId, ...saved })
        .onConflictDoUpdate({ target: bankAccounts.interpreterId, set: saved })
        .run();
    }
    record(work, { kind: "bank_account_saved", interpreterId, payload: { removed } });
    return ok({ removed });
  });
}

/** From which account is paid, and in whose name. Refusals: `not_found`, `iban_invalid`, `name_missing`, and the guard's. */
export function savePayer(ctx: Ctx, given: { name: string; iban: string; isVouched?: boolean | undefined }) {
  return transact(ctx, (work) => {
    if (!may.setRates(work.viewer)) return refuse("not_found");
    if (given.name.trim() === "") return refuse("name_missing");
    const iban = readIban(given.iban);
    if (iban === null) return refuse("iban_invalid");
    const name = passText(work, { field: "name" }, given.name, { longest: 70, isVouched: given.isVouched });
    if (!name.ok) return name;
    const saved = {
      name: name.value,
      sealedIban: sealSecret("iban", iban),
      savedBy: actorOf(work.viewer),
      savedAt: work.now,
    };
    work.db
      .insert(payer)
      .values({ id: 1, ...saved })
      .onConflictDoUpdate({ target: payer.id, set: saved })
      .run();
    record(work, { kind: "payer_saved" });
    return ok(null);
  });
}
