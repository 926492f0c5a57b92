import { and, eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { actorOf, type Ctx, onceFor, transact } from "#app/context.server";
import { isRuleKey, readRuleValue } from "#app/dispatch/rule-limits";
import { record } from "#app/events/record";
import { rulesAt } from "#app/facts/rules";
import { ok, refuse } from "#app/result";
import { type DateText, dateOf, isDate, startOfDay } from "#app/time";
import { settings } from "#db/schema";

export interface SettingInput {
  key: string;
  /** As typed: "08:30" or a whole number in the rule's own unit. */
  value: string;
  holdsFrom: DateText;
  formKey?: string | undefined;
}

/**
 * A rule's value from a date on. What held in the past stays as it was.
 * Refusals: `not_found`, `value_invalid`, `date_invalid`, `date_past`, `office_hours_reversed`.
 */
export function saveSetting(ctx: Ctx, { key, value: typed, holdsFrom, formKey }: SettingInput) {
  return transact(ctx, onceFor("save_setting", formKey, { key, typed, holdsFrom }), (work) => {
    if (!may.administer(work.viewer) || !isRuleKey(key)) return refuse("not_found");
    const value = readRuleValue(key, typed);
    if (value === null) return refuse("value_invalid");
    if (!isDate(holdsFrom)) return refuse("date_invalid");
    if (holdsFrom < dateOf(work.now)) return refuse("date_past");

    const row = { value, enteredBy: actorOf(work.viewer), enteredAt: work.now };
    work.db
      .insert(settings)
      .values({ key, holdsFrom, ...row })
      .onConflictDoUpdate({ target: [settings.key, settings.holdsFrom], set: row })
      .run();
    const rules = rulesAt(work, startOfDay(holdsFrom));
    if (rules["office.opens"] >= rules["office.closes"] || rules["unknown.askableFrom"] >= rules["unknown.askableTo"])
      return refuse("office_hours_reversed");
    record(work, { kind: "setting_saved", payload: { key, holdsFrom, value } });
    return ok({ key });
  });
}

/** Takes back a value that does not hold yet. Refusals: `not_found`, `date_past`. */
export function removeSetting(
  ctx: Ctx,
  { key, holdsFrom, formKey }: { key: string; holdsFrom: DateText; formKey?: string | undefined },
) {
  return transact(ctx, onceFor("remove_setting", formKey, { key, holdsFrom }), (work) => {
    if (!may.administer(work.viewer)) return refuse("not_found");
    if (holdsFrom <= dateOf(work.now)) return refuse("date_past");
    const removed = work.db
      .delete(settings)
      .where(and(eq(settings.key, key), eq(settings.holdsFrom, holdsFrom)))
      .run();
    if (removed.changes === 0) return refuse("not_found");
    record(work, { kind: "setting_removed", payload: { key, holdsFrom } });
    return ok({ key });
  });
}
