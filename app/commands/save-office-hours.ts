import { may } from "#app/auth/policy";
import { actorOf, type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, refuse } from "#app/result";
import { dateOf, minuteOfDay, type TimeText } from "#app/time";
import { settings } from "#db/schema";

/**
 * When somebody is at the desks, from today on; what held in the past stays. Refusals: `not_found`, `office_hours_reversed` unless
 * it opens before it closes.
 */
export function saveOfficeHours(
  ctx: Ctx,
  { key, ...given }: { opens: TimeText; closes: TimeText; key?: string | undefined },
) {
  return transact(ctx, onceFor("save_office_hours", key, given), (work) => {
    if (!may.administer(work.viewer)) return refuse("not_found");
    const { opens, closes } = given;
    if (minuteOfDay(opens) >= minuteOfDay(closes)) return refuse("office_hours_reversed");
    const holdsFrom = dateOf(work.now);
    for (const [rule, value] of [
      ["office.opens", opens],
      ["office.closes", closes],
    ] as const) {
      const row = { value, enteredBy: actorOf(work.viewer), enteredAt: work.now };
      work.db
        .insert(settings)
        .values({ key: rule, holdsFrom, ...row })
        .onConflictDoUpdate({ target: [settings.key, settings.holdsFrom], set: row })
        .run();
      record(work, { kind: "setting_saved", payload: { key: rule, holdsFrom, value } });
    }
    return ok(null);
  });
}
