import { and, count, eq, gt } from "drizzle-orm";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, newId } from "#app/context.server";
import type { Obstacle } from "#app/dispatch/vocabulary";
import { canBeAnswered, isStanding } from "#app/facts/live";
import { joins } from "#app/facts/request-head";
import { rulesAt } from "#app/facts/rules";
import type { Instant } from "#app/time";
import { offers, requests } from "#db/schema";
import { type DayFit, dayFit } from "./day-fit";
import { type DisclosedRequest, disclosable, disclose } from "./disclosed-request";

export interface WaitingOffer {
  id: string;
  /** Idempotency key for the answer's form. */
  key: string;
  deadline: Instant;
  offeredAt: Instant;
  /** This person has had it before them, signed in. */
  isSeen: boolean;
  request: DisclosedRequest;
  day: DayFit;
  /** Things of their own that would stand in the way of accepting now, without those a coordinator has overruled. */
  obstacles: Obstacle["code"][];
}

/** Offers that wait for the signed-in interpreter's answer, the most pressing first. At most 50. */
export function offersForInterpreter(ctx: Ctx<UserViewer>): WaitingOffer[] {
  const rules = rulesAt(ctx, ctx.now);
  const rows = ctx.db
    .select({
      ...disclosable,
      id: offers.id,
      slot: offers.slot,
      requestId: offers.requestId,
      interpreterId: offers.interpreterId,
      deadline: offers.deadlineAt,
      offeredAt: offers.offeredAt,
      overruled: offers.overruled,
      seenAt: offers.seenAt,
    })
    .from(offers)
    .innerJoin(requests, eq(requests.id, offers.requestId))
    .innerJoin(...joins.language)
    .innerJoin(...joins.organisation)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.place)
    .leftJoin(...joins.client)
    .where(waitingFor(ctx))
    .orderBy(offers.deadlineAt)
    .limit(50)
    .all();
  return rows.map((row) => ({
    id: row.id,
    key: newId(),
    deadline: row.deadline,
    offeredAt: row.offeredAt,
    isSeen: row.seenAt !== null,
    request: disclose(row, { ...ctx, stage: "offered", rules }),
    ...dayFit(ctx, row, { withTimes: true }),
  }));
}

/** How many offers wait for the signed-in interpreter's answer. */
export function countOffersForInterpreter(ctx: Ctx<UserViewer>): number {
  const waiting = ctx.db
    .select({ offers: count() })
    .from(offers)
    .innerJoin(requests, eq(requests.id, offers.requestId))
    .where(waitingFor(ctx))
    .get();
  return waiting?.offers ?? 0;
}

function waitingFor({ viewer, now }: Ctx<UserViewer>) {
  return and(
    eq(offers.interpreterId, viewer.interpreterId ?? ""),
    canBeAnswered(now),
    gt(requests.startAt, now),
    isStanding(),
  );
}
