import { and, eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { earliestSend } from "#app/dispatch/deadlines";
import { type Office, officeAt } from "#app/dispatch/office";
import { heldUntil, type Outlook, type PromiseTerms, promiseTerms } from "#app/dispatch/promise";
import type { Instant } from "#app/time";
import { offers } from "#db/schema";
import { canBeAnswered } from "./live";
import { rulesAt, workCalendarAt } from "./rules";

type Reading = Pick<Ctx, "db" | "now">;

/** Whether somebody is at the desks now. */
export function officeNow(ctx: Reading): Office {
  return officeAt(workCalendarAt(ctx, ctx.now), ctx.now);
}

/** What a promise given now depends on. */
export function promiseTermsNow(ctx: Reading): PromiseTerms {
  return promiseTerms(rulesAt(ctx, ctx.now), workCalendarAt(ctx, ctx.now), ctx.now);
}

interface Asked {
  id: string;
  language: string | null;
  startAt: Instant;
  answerDueAt: Instant | null;
  queuedAt: Instant | null;
}

/** What whoever asked is told about the answer to this request, on every page and in every message. */
export function outlookOf(ctx: Reading, request: Asked): Outlook {
  const { startAt, answerDueAt: dueAt } = request;
  const terms = promiseTermsNow(ctx);
  const asks = request.language === null || request.queuedAt !== null ? "coordinator" : "interpreters";
  return {
    startAt,
    dueAt,
    asks,
    heldUntil: asks === "coordinator" ? null : heldOffer(ctx, request, heldUntil(terms, startAt)),
    night: terms.night,
  };
}

/** An offer made at night waits for the morning; one that has gone out is not held by the next night. */
function heldOffer(ctx: Reading, { id, startAt }: Asked, otherwise: Instant | null): Instant | null {
  const rules = rulesAt(ctx, ctx.now);
  const sent = ctx.db
    .select({ offeredAt: offers.offeredAt })
    .from(offers)
    .where(and(eq(offers.requestId, id), canBeAnswered(ctx.now)))
    .all()
    .map(({ offeredAt }) => earliestSend(rules, offeredAt, startAt));
  if (sent.length === 0) return otherwise;
  const first = Math.min(...sent) as Instant;
  return first > ctx.now ? first : null;
}
