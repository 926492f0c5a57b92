import type { Ctx } from "#app/context.server";
import { rulesAt } from "#app/facts/rules";
import { DAY, type Instant, type Interval, instantFrom } from "#app/time";

/** When a client may say how it was: from the beginning until some days after the end. null: nothing takes place. */
export function evaluationWindow(
  ctx: Pick<Ctx, "db" | "now">,
  request: {
    startAt: Instant;
    endAt: Instant;
    cancelledAt: Instant | null;
    rejectedAt: Instant | null;
    language: string | null;
  },
): Interval | null {
  if (request.cancelledAt !== null || request.rejectedAt !== null || request.language === null) return null;
  const days = rulesAt(ctx, ctx.now)["evaluation.days"];
  return { start: request.startAt, end: instantFrom(request.endAt + days * DAY) };
}
