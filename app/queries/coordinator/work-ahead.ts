import type { Ctx } from "#app/context.server";
import { workAhead } from "#app/facts/leaving/work-ahead";

const LONGEST_LIST = 50;

/** The jobs and open questions ahead of somebody who is to stop working: the first of them, and how many. */
export function workAheadOf(ctx: Pick<Ctx, "db" | "now">, interpreterId: string) {
  const { jobs, offers } = workAhead(ctx, interpreterId);
  return {
    seen: jobs.length + offers.length,
    jobs: { total: jobs.length, first: jobs.slice(0, LONGEST_LIST) },
    offers: { total: offers.length, first: offers.slice(0, LONGEST_LIST) },
  };
}
