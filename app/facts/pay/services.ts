/** What interpreters did, or were promised and lost, as pay reckons it: one reading, for a set of people. */
import { and, eq, gte, lt, or, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Level, Mode } from "#app/dispatch/vocabulary";
import { isLiveJob } from "#app/facts/live";
import { among, grouped } from "#app/facts/sets";
import { tookPlaceOf } from "#app/facts/took-place/said";
import { type Agreed, agreedService, attestationState } from "#app/pay/took-place";
import { cents, type Outcome, type Service, type TravelClaim } from "#app/pay/vocabulary";
import { dateOf, type Instant, type Interval, overlaps } from "#app/time";
import { assignments, lateWaivers, requests } from "#db/schema";
import { fundingFor, termsFor } from "./rates";

/** A service of one of the people, with what is said of it on a page. */
export interface PersonsService extends Service {
  interpreterId: string;
  requestId: string;
}

/** `report`: nobody has said what took place · `attestation`: the requester has not yet · `decision`: the two differ. */
export type WaitsFor = "report" | "attestation" | "decision";

/** What is over and cannot be reckoned yet. */
export interface Waiting {
  assignmentId: string;
  interpreterId: string;
  requestId: string;
  promised: Interval;
  waitsFor: WaitsFor;
}

export interface Work {
  services: PersonsService[];
  waiting: Waiting[];
}

interface Row {
  id: string;
  interpreterId: string;
  requestId: string;
  organisationId: string;
  start: Instant;
  end: Instant;
  isLive: boolean;
  mode: Mode;
  level: Level;
  count: number;
  pivot: string | null;
  cancelledAt: Instant | null;
  waivedAt: Instant | null;
}

/** Services of these people that begin within the interval and are over, or were called off late. */
export function workOf(ctx: Pick<Ctx, "db" | "now">, interpreterIds: readonly string[], within: Interval): Work {
  const rows = rowsOf(ctx, interpreterIds, within);
  const said = tookPlaceOf(
    ctx,
    rows.filter(({ isLive }) => isLive).map(({ id }) => id),
  );
  const live = grouped(
    rows.filter(({ isLive }) => isLive),
    ({ interpreterId }) => interpreterId,
  );
  const terms = termsFor(ctx, interpreterIds);
  const funding = fundingFor(ctx, rows);
  const work: Work = { services: [], waiting: [] };
  const times = new Map<string, Interval>();
  for (const row of rows) {
    const tookPlace = said.get(row.id);
    const agreed = tookPlace ? agreedService(tookPlace) : null;
    if (agreed?.startedAt && agreed.endedAt) times.set(row.id, { start: agreed.startedAt, end: agreed.endedAt });
    const outcome = outcomeOf(row, agreed);
    const promised = { start: row.start, end: row.end };
    const { id: assignmentId, interpreterId, requestId, mode, level } = row;
    if (!outcome) {
      if (row.end > ctx.now) continue;
      const state = tookPlace && attestationState(tookPlace);
      const waitsFor = state === undefined ? "report" : state === "disputed" ? "decision" : "attestation";
      work.waiting.push({ assignmentId, interpreterId, requestId, promised, waitsFor });
      continue;
    }
    const date = dateOf(row.start);
    work.services.push({
      ...{ assignmentId, interpreterId, requestId, promised, mode, level, agreed: outcome },
      terms: terms(interpreterId, date),
      together: row.count === 1 ? "alone" : row.pivot === null ? "team" : "relay",
      funding: funding(row, date),
      reused: [],
    });
  }
  const reused = (service: PersonsService): Interval[] =>
    (live.get(service.interpreterId) ?? [])
      .filter(({ id }) => id !== service.assignmentId)
      .map(({ id, start, end }) => times.get(id) ?? { start, end })
      .filter((time) => overlaps(time, service.promised));
  return {
    ...work,
    services: work.services.map((service) =>
      service.agreed.kind === "held" ? service : { ...service, reused: reused(service) },
    ),
  };
}

/** A job that stands, or that its requester called off so late that it is owed. */
export const isOwedFor = (): SQL | undefined =>
  or(isLiveJob(), and(eq(requests.cancelledLate, true), eq(assignments.releasedAt, requests.cancelledAt)));

function rowsOf({ db }: Pick<Ctx, "db">, interpreterIds: readonly string[], { start, end }: Interval): Row[] {
  return db
    .select({
      id: assignments.id,
      interpreterId: assignments.interpreterId,
      requestId: assignments.requestId,
      organisationId: requests.organisationId,
      start: assignments.startAt,
      end: assignments.endAt,
      isLive: sql<number>`${isLiveJob()}`.mapWith(Boolean),
      mode: requests.mode,
      level: requests.minLevel,
      count: requests.interpreterCount,
      pivot: requests.pivotLanguage,
      cancelledAt: requests.cancelledAt,
      waivedAt: lateWaivers.at,
    })
    .from(assignments)
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .leftJoin(lateWaivers, eq(lateWaivers.assignmentId, assignments.id))
    .where(
      and(
        sql`${assignments.interpreterId} in ${among(JSON.stringify(interpreterIds))}`,
        gte(assignments.startAt, start),
        lt(assignments.startAt, end),
        isOwedFor(),
      ),
    )
    .orderBy(assignments.interpreterId, assignments.startAt)
    .all();
}

function outcomeOf(row: Row, agreed: Agreed | null): Outcome | null {
  if (!row.isLive) {
    if (row.cancelledAt === null) return null;
    return { kind: "called_off", at: row.cancelledAt, isWaived: row.waivedAt !== null };
  }
  if (!agreed) return null;
  const travel = travelIn(agreed);
  if (!agreed.held) return { kind: "not_held", reason: agreed.notHeldReason ?? "technical", travel };
  const { breakMinutes, waitingMinutes } = agreed;
  const times = { startedAt: agreed.startedAt ?? row.start, endedAt: agreed.endedAt ?? row.end };
  return { kind: "held", ...times, breakMinutes, waitingMinutes, travel };
}

function travelIn({ travelMeans, travelKm, travelMinutes, ticketCents }: Agreed): TravelClaim | null {
  if (travelMeans === null) return null;
  return { means: travelMeans, km: travelKm ?? 0, minutes: travelMinutes ?? 0, ticketCents: cents(ticketCents ?? 0) };
}
