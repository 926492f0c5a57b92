/** Rates as they hold today, and everything that was entered for another day than the beginning. */
import { desc } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { payerNow } from "#app/facts/pay/accounts";
import { rateRows } from "#app/facts/pay/rates";
import { maskedIban } from "#app/pay/iban";
import { HOUR_KEYS, isRateKey, MONEY_KEYS, PAY_RULES, type PayRule, type RateKey, ratesOn } from "#app/pay/rates";
import { type DateText, dateOf } from "#app/time";
import { payRates } from "#db/schema";

export interface RatesPage {
  today: DateText;
  /** Cents; null: nobody has said. */
  money: Record<string, number | null>;
  rules: Record<PayRule, number>;
  isMissing: boolean;
  /** The newest first. */
  history: { id: number; key: RateKey; holdsFrom: DateText; value: number; isFuture: boolean }[];
  payer: { name: string; iban: string } | null;
}

const LONGEST_HISTORY = 40;

export function ratesPage(ctx: Ctx): RatesPage {
  const today = dateOf(ctx.now);
  const now = ratesOn(rateRows(ctx), today);
  const rows = ctx.db
    .select({ id: payRates.id, key: payRates.key, holdsFrom: payRates.holdsFrom, value: payRates.value })
    .from(payRates)
    .orderBy(desc(payRates.id))
    .limit(LONGEST_HISTORY)
    .all();
  const payer = payerNow(ctx);
  const rules = (Object.keys(PAY_RULES) as PayRule[]).map((key) => [key, now.rule(key)] as const);
  return {
    today,
    money: Object.fromEntries(MONEY_KEYS.map((key) => [key, now.money(key)])),
    rules: Object.fromEntries(rules) as Record<PayRule, number>,
    isMissing: HOUR_KEYS.some((key) => now.money(key) === null),
    history: rows.flatMap(({ key, ...row }) =>
      isRateKey(key) ? [{ ...row, key, isFuture: row.holdsFrom > today }] : [],
    ),
    payer: payer && { name: payer.name, iban: maskedIban(payer.iban) },
  };
}
