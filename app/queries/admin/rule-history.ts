import { asc } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { isRuleKey, RULE_LIMITS, type RuleLimit } from "#app/dispatch/rule-limits";
import { DEFAULT_RULES, type RuleKey } from "#app/dispatch/rules";
import { rulesAt } from "#app/facts/rules";
import { type DateText, dateOf } from "#app/time";
import { settings } from "#db/schema";

export interface RuleRow {
  key: RuleKey;
  limit: RuleLimit;
  current: string | number;
  original: string | number;
  /** Every value with the date from which it holds, oldest first. */
  values: { value: string | number; holdsFrom: DateText; isFuture: boolean }[];
}

/** Every rule with what holds today and its dated values. */
export function ruleHistory(ctx: Ctx): RuleRow[] {
  const today = dateOf(ctx.now);
  const current = rulesAt(ctx, ctx.now);
  const rows = ctx.db.select().from(settings).orderBy(asc(settings.holdsFrom)).all();
  return Object.keys(RULE_LIMITS)
    .filter(isRuleKey)
    .map((key) => ({
      key,
      limit: RULE_LIMITS[key],
      current: current[key],
      original: DEFAULT_RULES[key],
      values: rows
        .filter((row) => row.key === key && isRuleKey(row.key))
        .map(({ value, holdsFrom }) => ({
          value,
          holdsFrom,
          isFuture: holdsFrom > today,
        })),
    }));
}
