/** Who does a request and who was asked, as its coordinator sees them. */
import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { statusAt } from "#app/dispatch/offer";
import type { DeclineReason, Obstacle, OfferStatus } from "#app/dispatch/vocabulary";
import { eventFrom } from "#app/events/kinds";
import type { Instant, Interval } from "#app/time";
import { assignments, BY_OWN_WORD, events, interpreters, offers, reports, users } from "#db/schema";

export interface Job {
  assignmentId: string;
  interpreterId: string;
  person: string;
  phone: string | null;
  interval: Interval;
  /** Who assigned directly; null = the interpreter accepted an offer. */
  assignedBy: string | null;
  /** `byOwnWord`: its interpreter takes the call from where they are. */
  overruled: { reason: string; byOwnWord: boolean; obstacles: Obstacle[] } | null;
  report: { held: boolean } | null;
}

export interface Asked {
  offerId: string;
  slot: number;
  interpreterId: string;
  person: string;
  phone: string | null;
  status: OfferStatus;
  offeredAt: Instant;
  deadlineAt: Instant;
  seenAt: Instant | null;
  declineReason: DeclineReason | null;
  /** Obstacles a coordinator overruled when offering. */
  overruled: readonly Obstacle[];
}

/** Every job of the request, given back ones too, by place and age. */
export function jobsOf(ctx: Pick<Ctx, "db">, requestId: string) {
  return ctx.db
    .select({
      row: assignments,
      person: interpreters.name,
      phone: interpreters.phone,
      by: users.name,
      held: reports.held,
    })
    .from(assignments)
    .innerJoin(interpreters, eq(interpreters.id, assignments.interpreterId))
    .leftJoin(users, eq(users.id, assignments.assignedBy))
    .leftJoin(reports, eq(reports.assignmentId, assignments.id))
    .where(eq(assignments.requestId, requestId))
    .orderBy(asc(assignments.slot), asc(assignments.createdAt))
    .limit(100)
    .all()
    .map(({ row, person, phone, by, held }) => ({
      slot: row.slot,
      releasedAt: row.releasedAt,
      assignmentId: row.id,
      interpreterId: row.interpreterId,
      person,
      phone,
      interval: { start: row.startAt, end: row.endAt },
      assignedBy: by,
      overruled: row.overruled && {
        reason: row.overruled.reason,
        byOwnWord: row.overruled.reason === BY_OWN_WORD,
        obstacles: row.overruled.obstacles,
      },
      report: held === null ? null : { held },
    }));
}

/** Everybody who was asked, the last first. */
export function offersOf(ctx: Pick<Ctx, "db" | "now">, requestId: string): Asked[] {
  return ctx.db
    .select({
      offerId: offers.id,
      slot: offers.slot,
      interpreterId: offers.interpreterId,
      person: interpreters.name,
      phone: interpreters.phone,
      status: offers.status,
      offeredAt: offers.offeredAt,
      deadlineAt: offers.deadlineAt,
      seenAt: offers.seenAt,
      declineReason: offers.declineReason,
      overruled: offers.overruled,
    })
    .from(offers)
    .innerJoin(interpreters, eq(interpreters.id, offers.interpreterId))
    .where(eq(offers.requestId, requestId))
    .orderBy(desc(offers.offeredAt))
    .limit(100)
    .all()
    .map((offer) => ({ ...offer, status: statusAt(offer, ctx.now), overruled: offer.overruled?.obstacles ?? [] }));
}

/** Calls about it that nobody answered, the last first; one that was taken back counts for nothing. */
export function callsOf({ db }: Pick<Ctx, "db">, requestId: string): { interpreterId: string; at: Instant }[] {
  const noted = db
    .select({
      id: events.id,
      kind: events.kind,
      payload: events.payload,
      interpreterId: events.interpreterId,
      at: events.at,
    })
    .from(events)
    .where(and(eq(events.requestId, requestId), inArray(events.kind, ["call_noted", "action_undone"])))
    .orderBy(desc(events.id))
    .limit(200)
    .all();
  const undone = new Set(
    noted.map(eventFrom).flatMap((event) => (event.kind === "action_undone" ? [event.payload.eventId] : [])),
  );
  return noted.flatMap(({ id, kind, interpreterId, at }) =>
    kind === "call_noted" && interpreterId && !undone.has(id) ? [{ interpreterId, at }] : [],
  );
}

/** The places of the request, each with who does it. */
export function slotsOf(count: number, live: (Job & { slot: number })[]): { slot: number; job: Job | null }[] {
  return Array.from({ length: count }, (_, index) => ({
    slot: index + 1,
    job: live.find(({ slot }) => slot === index + 1) ?? null,
  }));
}

/** The place that is asked for next: the first that nobody does, rather one nobody is asked for. */
export function nextSlotOf(slots: { slot: number; job: Job | null }[], asked: Asked[]): number | null {
  const free = slots.filter(({ job }) => job === null);
  const unasked = free.find(({ slot }) => !asked.some((offer) => offer.slot === slot && isWaiting(offer)));
  return (unasked ?? free[0])?.slot ?? null;
}

/** The answer has not come and may still come. */
export const isWaiting = ({ status }: Asked) => status === "pending";
