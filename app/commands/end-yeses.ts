import { sql } from "drizzle-orm";
import { type Ctx, transact, type Work } from "#app/context.server";
import { record } from "#app/events/record";
import { openYeses } from "#app/facts/asked/yeses";
import { rulesAt } from "#app/facts/rules";
import { ok } from "#app/result";
import { changeOffer } from "#app/steps/live";
import { instantFrom } from "#app/time";

/** How many one tick looks at; the rest waits for the next. */
const BATCH = 200;

/**
 * Tells whoever said yes and met an obstacle how that ended, once, whichever way it did. A request in which something
 * happened within the undo window waits, so that nobody hears of what is then taken back. Returns how many ended.
 */
export function endYeses(ctx: Ctx): number {
  const quietSince = instantFrom(ctx.now - rulesAt(ctx, ctx.now)["undo.seconds"] * 1000);
  const isQuiet = sql`not exists (select 1 from events e where e.request_id = o.request_id and e.at > ${quietSince})`;
  const ended = openYeses(ctx, isQuiet, BATCH).filter(({ end }) => end !== null);
  for (const { offerId } of ended) transact(ctx, (work) => endYes(work, offerId));
  return ended.length;
}

function endYes(work: Work, offerId: string) {
  const [yes] = openYeses(work, sql`o.id = ${offerId}`, 1);
  if (!yes?.end) return ok(null);
  const { requestId, interpreterId, end } = yes;
  changeOffer(work, offerId, { yesEndedAs: end });
  record(work, { kind: "yes_ended", requestId, interpreterId, payload: { offerId, as: end } });
  return ok(null);
}
