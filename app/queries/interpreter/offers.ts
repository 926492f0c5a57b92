import { and, count, eq, gt } from "drizzle-orm";
import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, newId } from "#app/context.server";
import type { Obstacle, YesEnd } from "#app/dispatch/vocabulary";
import { rivalryOf } from "#app/facts/asked/rivals";
import { yesesOf } from "#app/facts/asked/yeses";
import { canBeAnswered, isStanding } from "#app/facts/live";
import { joins } from "#app/facts/request-head";
import { rulesAt } from "#app/facts/rules";
import type { Instant } from "#app/time";
import { offers, requests } from "#db/schema";
import { askedBasics, type RivalOffer, rivalOffers } from "./asked-basics";
import { type DayFit, dayFit } from "./day-fit";
import { type DisclosedRequest, disclosable, disclose } from "./disclosed-request";

export interface WaitingOffer {
  id: string;
  /** Idempotency key for the answer's form. */
  key: string;
  deadline: Instant;
  /** This person has had it before them, signed in. */
  isSeen: boolean;
  request: DisclosedRequest;
  day: DayFit;
  /** Their other open offers that cannot stand beside this one, or only by their own word. */
  rivals: RivalOffer[];
}

/** A yes that met an obstacle, of a meeting that is not over. */
export interface SaidYes {
  offerId: string;
  saidAt: Instant;
  obstacles: readonly Obstacle[];
  /** null: a coordinator decides. */
  end: YesEnd | null;
  request: DisclosedRequest;
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
  const rivalry = rivalryOf(ctx, ctx.viewer.interpreterId ?? "");
  const rivalsTo = (offerId: string) => {
    const own = rivalry.asked.find((asked) => asked.offerId === offerId);
    return own ? rivalOffers(ctx, ctx.viewer.interpreterId ?? "", rivalry.against(own)) : [];
  };
  return rows.map((row) => ({
    id: row.id,
    key: newId(),
    deadline: row.deadline,
    isSeen: row.seenAt !== null,
    request: disclose(row, { ...ctx, stage: "offered", rules }),
    day: dayFit(ctx, row, { withTimes: true }),
    rivals: rivalsTo(row.id),
  }));
}

/** What became of their yeses that met an obstacle; one that is a job now, or was asked anew, is found there. */
export function yesesOfInterpreter(ctx: Ctx<UserViewer>): SaidYes[] {
  const interpreterId = ctx.viewer.interpreterId ?? "";
  const yeses = yesesOf(ctx, interpreterId).filter(({ end }) => end !== "assigned" && end !== "asked_again");
  const basics = askedBasics(
    ctx,
    interpreterId,
    yeses.map(({ offerId }) => offerId),
  );
  return yeses.flatMap(({ offerId, saidAt, obstacles, end }) => {
    const request = basics.get(offerId);
    return request ? [{ offerId, saidAt, obstacles, end, request }] : [];
  });
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
