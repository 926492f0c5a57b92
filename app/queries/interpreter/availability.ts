import { and, asc, eq, gt, isNull, lt } from "drizzle-orm";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import type { AbsenceKind } from "#app/dispatch/vocabulary";
import { canBeAnswered, isStanding } from "#app/facts/live";
import type { Instant, Interval, WeeklyWindow } from "#app/time";
import { absences, availability, interpreters, offers, requests } from "#db/schema";
import { type JobBrief, jobsWithin } from "./jobs";

export interface Absence {
  id: string;
  start: Instant;
  end: Instant;
  kind: AbsenceKind;
}

/** The signed-in interpreter's week and absences that are not over, soonest first (at most 50). */
export function ownAvailability(ctx: Ctx<UserViewer>): { isKnown: boolean; week: WeeklyWindow[]; absences: Absence[] } {
  const { db, viewer } = ctx;
  const person = db
    .select({ isKnown: interpreters.availabilityKnown })
    .from(interpreters)
    .where(eq(interpreters.id, viewer.interpreterId ?? ""))
    .get();
  const week = db
    .select({ weekday: availability.weekday, fromMinute: availability.fromMinute, toMinute: availability.toMinute })
    .from(availability)
    .where(eq(availability.interpreterId, viewer.interpreterId ?? ""))
    .orderBy(availability.weekday, availability.fromMinute)
    .all();
  return { isKnown: person?.isKnown ?? false, week, absences: absencesAfter(ctx, ctx.now) };
}

/** Absences of the signed-in interpreter that touch the interval, soonest first. */
export function absencesWithin(ctx: Ctx<UserViewer>, { start, end }: Interval): Absence[] {
  return absencesAfter(ctx, start).filter((absence) => absence.start < end);
}

function absencesAfter({ db, viewer }: Ctx<UserViewer>, after: Instant): Absence[] {
  return db
    .select({ id: absences.id, start: absences.startAt, end: absences.endAt, kind: absences.kind })
    .from(absences)
    .where(
      and(
        eq(absences.interpreterId, viewer.interpreterId ?? ""),
        isNull(absences.cancelledAt),
        gt(absences.endAt, after),
      ),
    )
    .orderBy(asc(absences.startAt))
    .limit(50)
    .all();
}

export interface AbsenceAffects {
  /** Accepted jobs under it: they stay accepted, a coordinator decides. */
  jobs: JobBrief[];
  /** Offers under it that wait for an answer. */
  offers: number;
}

/** What an absence of the signed-in interpreter would touch, before it is saved. */
export function absenceAffects(ctx: Ctx<UserViewer>, { start, end }: Interval): AbsenceAffects {
  const from = start > ctx.now ? start : ctx.now;
  if (end <= from) return { jobs: [], offers: 0 };
  const waiting = ctx.db
    .select({ id: offers.id })
    .from(offers)
    .innerJoin(requests, eq(requests.id, offers.requestId))
    .where(
      and(
        eq(offers.interpreterId, ctx.viewer.interpreterId ?? ""),
        canBeAnswered(ctx.now),
        isStanding(),
        lt(requests.startAt, end),
        gt(requests.endAt, from),
      ),
    )
    .all();
  return { jobs: jobsWithin(ctx, { start: from, end }), offers: waiting.length };
}
