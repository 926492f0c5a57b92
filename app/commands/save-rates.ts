import { may } from "#app/auth/policy";
import { actorOf, type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ratesFor } from "#app/facts/pay/rates";
import { MONTHS_BACK } from "#app/facts/pay/statements";
import { canBe, isMoneyKey, isPayRule, isRateKey } from "#app/pay/rates";
import { firstOf, monthOf, monthsAfter } from "#app/pay/statement";
import { ok, refuse } from "#app/result";
import { type DateText, dateOf, isDate } from "#app/time";
import { payRates } from "#db/schema";

export interface RatesInput {
  /** Whole cents, minutes, percents by key of `app/pay/rates`; one that holds already on the date is not entered again. */
  values: Readonly<Record<string, number>>;
  holdsFrom: DateText;
  formKey?: string | undefined;
}

/**
 * What things are worth from a date on. Closed months stay as they are: what a date in the past changes of them comes into the next
 * open month as corrections. Refusals: `not_found`, `value_invalid` with the key, `date_invalid`, `date_past`, `nothing_changed`.
 */
export function saveRates(ctx: Ctx, { formKey, ...input }: RatesInput) {
  return transact(ctx, onceFor("save_rates", formKey, input), (work) => {
    if (!may.setRates(work.viewer)) return refuse("not_found");
    const { values, holdsFrom } = input;
    if (!isDate(holdsFrom)) return refuse("date_invalid");
    if (holdsFrom < firstOf(monthsAfter(monthOf(dateOf(work.now)), -MONTHS_BACK))) return refuse("date_past");
    const now = ratesFor(work)(holdsFrom);
    const keys: string[] = [];
    for (const [key, value] of Object.entries(values)) {
      if (!isRateKey(key)) return refuse("not_found");
      if (!canBe(key, value)) return refuse("value_invalid", { key });
      const holds = isPayRule(key) ? now.rule(key) : isMoneyKey(key) ? now.money(key) : null;
      if (holds === value) continue;
      keys.push(key);
      work.db
        .insert(payRates)
        .values({ key, holdsFrom, value, enteredBy: actorOf(work.viewer), enteredAt: work.now })
        .run();
    }
    if (keys.length === 0) return refuse("nothing_changed");
    record(work, { kind: "rates_saved", payload: { keys, holdsFrom } });
    return ok({ keys });
  });
}
