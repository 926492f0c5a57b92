import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, transact } from "#app/context.server";
import { isGone } from "#app/dispatch/vocabulary";
import { workAhead } from "#app/facts/leaving/work-ahead";
import { ok, type Result, refuse } from "#app/result";
import { changeStatus, type SettableStatus } from "#app/steps/roster/status";
import { interpreters } from "#db/schema";

export interface NewStatus {
  interpreterId: string;
  status: SettableStatus;
  /** How many jobs and questions ahead the person who decides was shown. Default: they need not be. */
  seenAhead?: number;
  key?: string;
}

/**
 * A person starts, pauses or stops working. Whoever is no longer active is asked nothing more: their live offers are
 * withdrawn and the next person is asked. Accepted work is not touched: `affected` lists the future assignments that
 * now need a coordinator's decision. `work_ahead` when more lies ahead of somebody who stops than was shown.
 */
export function setInterpreterStatus(
  ctx: Ctx,
  { key, ...change }: NewStatus,
): Result<{ affected: string[] }, "not_found" | "work_ahead"> {
  const { interpreterId, status, seenAhead } = change;
  return transact(ctx, onceFor("set_interpreter_status", key, change), (work) => {
    const person = work.db.select().from(interpreters).where(eq(interpreters.id, interpreterId)).get();
    if (!person || isGone(person.status) || !may.dispatch(work.viewer)) return refuse("not_found");
    const stops = status !== "active" && status !== person.status;
    if (stops && seenAhead !== undefined && countAhead(workAhead(work, interpreterId)) > seenAhead)
      return refuse("work_ahead");
    return ok(changeStatus(work, person, status));
  });
}

const countAhead = ({ jobs, offers }: ReturnType<typeof workAhead>): number => jobs.length + offers.length;
