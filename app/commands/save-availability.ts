import { type Ctx, onceFor, transact } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { mayEditDaysOf } from "#app/steps/absence";
import { changeWeek } from "#app/steps/roster/person";
import type { WeeklyWindow } from "#app/time";

export interface WeekToSave {
  interpreterId: string;
  /** Minutes of the Riga day; `toMinute <= fromMinute` ends the next day, 1440 = 24:00. */
  windows: readonly WeeklyWindow[];
  key?: string;
}

/**
 * Replaces a person's weekly availability; from now on it is known, even when it is empty ("never").
 * Refuses `not_found` and `windows_invalid` (outside the day, or two that overlap on one weekday).
 */
export function saveAvailability(
  ctx: Ctx,
  { interpreterId, windows, key }: WeekToSave,
): Result<{ windows: number }, "not_found" | "windows_invalid"> {
  return transact(ctx, onceFor("save_availability", key, { interpreterId, windows }), (work) => {
    if (!mayEditDaysOf(work, interpreterId)) return refuse("not_found");
    if (!areSound(windows)) return refuse("windows_invalid");

    changeWeek(work, interpreterId, windows);
    record(work, { kind: "availability_saved", interpreterId });
    return ok({ windows: windows.length });
  });
}

function areSound(windows: readonly WeeklyWindow[]): boolean {
  return windows.every(isInBounds) && windows.every((w, i) => windows.slice(i + 1).every((o) => !collide(w, o)));
}

function isInBounds({ weekday, fromMinute, toMinute }: WeeklyWindow): boolean {
  const areWhole = [weekday, fromMinute, toMinute].every(Number.isInteger);
  return (
    areWhole &&
    weekday >= 1 &&
    weekday <= 7 &&
    fromMinute >= 0 &&
    fromMinute <= 1439 &&
    toMinute >= 1 &&
    toMinute <= 1440
  );
}

function collide(a: WeeklyWindow, b: WeeklyWindow): boolean {
  const end = (w: WeeklyWindow) => (w.toMinute <= w.fromMinute ? w.toMinute + 1440 : w.toMinute);
  return a.weekday === b.weekday && a.fromMinute < end(b) && b.fromMinute < end(a);
}
