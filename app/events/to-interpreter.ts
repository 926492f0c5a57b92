/** What interpreters are told: offers and jobs. */
import { and, eq, isNotNull, lt, sql } from "drizzle-orm";
import { offerToken } from "#app/auth/link-token.server";
import { statusAt } from "#app/dispatch/offer";
import { ownCodes } from "#app/dispatch/own-obstacles";
import { yesTo } from "#app/facts/asked/yeses";
import { isLiveJob, isWaitingOrAccepted } from "#app/facts/live";
import { isAccountDisabled } from "#app/facts/people";
import { ok, refuse } from "#app/result";
import { assignments, events, offers } from "#db/schema";
import { jobAtSlot } from "./job-facts";
import {
  type CalendarChange,
  calendarChange,
  deskPhoneOf,
  isOnlyToRead,
  type Notice,
  type Reading,
  requestOf,
  type Told,
  timeBefore,
  wasTold,
} from "./message";

/** Somebody is asked, for as long as they can answer. */
export function askedOffer(ctx: Reading, notice: Notice): Told {
  const { event } = notice;
  if (event.kind !== "offer_made") return refuse("offer_over");
  const offer = ctx.db
    .select({
      id: offers.id,
      slot: offers.slot,
      interpreterId: offers.interpreterId,
      status: offers.status,
      deadlineAt: offers.deadlineAt,
      overruled: offers.overruled,
    })
    .from(offers)
    .where(eq(offers.id, event.payload.offerId))
    .get();
  if (!offer || offer.interpreterId !== notice.interpreterId || statusAt(offer, ctx.now) !== "pending")
    return refuse("offer_over");
  if (isAccountDisabled(ctx, offer.interpreterId)) return refuse("account_closed");
  return ok({
    job: jobAtSlot(requestOf(ctx, notice), offer.slot),
    due: offer.deadlineAt,
    despite: ownCodes(offer.overruled?.obstacles ?? []),
    isAskedAnew: wasAskedOtherwise(ctx, notice),
    opens: { page: "offer", token: offerToken(offer) },
    phone: deskPhoneOf(ctx, notice),
  });
}

/** A yes that met an obstacle, decided otherwise or overtaken; not once the job is theirs or they are asked again. */
export function endedYes(ctx: Reading, notice: Notice): Told {
  const { event } = notice;
  const yes = event.kind === "yes_ended" ? yesTo(ctx, event.payload.offerId) : null;
  if (!yes?.end) return refuse("request_open_again");
  if (yes.end === "assigned") return refuse("job_back");
  if (yes.end === "asked_again") return refuse("asked_again");
  return ok({ job: requestOf(ctx, notice).job, opens: { page: "offers" }, phone: deskPhoneOf(ctx, notice) });
}

/** They were asked before about the same request, and then it was changed. */
function wasAskedOtherwise(ctx: Reading, notice: Notice): boolean {
  return !!ctx.db
    .select({ id: events.id })
    .from(events)
    .where(
      and(
        eq(events.requestId, notice.requestId ?? ""),
        eq(events.interpreterId, notice.interpreterId ?? ""),
        eq(events.kind, "offer_withdrawn"),
        sql`json_extract(${events.payload}, '$.why') = 'changed'`,
        lt(events.id, notice.eventId),
      ),
    )
    .limit(1)
    .get();
}

/** A question that waits no more, unless the same person was asked again. */
export function closedOffer(ctx: Reading, notice: Notice): Told {
  const request = requestOf(ctx, notice);
  const again = ctx.db
    .select({ id: offers.id })
    .from(offers)
    .where(
      and(
        eq(offers.requestId, request.job.requestId),
        eq(offers.interpreterId, notice.interpreterId ?? ""),
        isWaitingOrAccepted(),
      ),
    )
    .get();
  if (again) return refuse("asked_again");
  return ok({ job: request.job, opens: { page: "offers" }, phone: deskPhoneOf(ctx, notice) });
}

/** A job that is theirs, or that has moved. */
export function standingJob(ctx: Reading, notice: Notice): Told {
  const job = jobOf(ctx, notice, "live");
  if (!job || job.interval.end <= ctx.now) return refuse("job_over");
  const request = requestOf(ctx, notice);
  return ok({
    job: { ...jobAtSlot(request, job.slot), interval: job.interval },
    previous: notice.kind === "job_moved" || notice.kind === "job_changed" ? timeBefore(notice.event) : null,
    opens: { page: "job", assignmentId: job.id },
    calendar: isOnlyToRead(notice) ? null : jobCalendar(ctx, notice, job.slot, "confirmed"),
    phone: deskPhoneOf(ctx, notice),
  });
}

/** A job that is theirs no more. A calendar entry is only taken back from whom it was given. */
export function lostJob(ctx: Reading, notice: Notice): Told {
  if (jobOf(ctx, notice, "live")) return refuse("job_back");
  const job = jobOf(ctx, notice, "released");
  if (!job) return refuse("job_over");
  const request = requestOf(ctx, notice);
  return ok({
    job: { ...jobAtSlot(request, job.slot), interval: job.interval },
    opens: { page: "job", assignmentId: job.id },
    calendar: wasTold(ctx, notice, "job_confirmed") ? jobCalendar(ctx, notice, job.slot, "cancelled") : null,
    phone: deskPhoneOf(ctx, notice),
  });
}

function jobOf({ db }: Reading, { requestId, interpreterId }: Notice, which: "live" | "released") {
  const found = db
    .select({
      id: assignments.id,
      slot: assignments.slot,
      start: assignments.startAt,
      end: assignments.endAt,
      createdAt: assignments.createdAt,
      releasedAt: assignments.releasedAt,
    })
    .from(assignments)
    .where(
      and(
        eq(assignments.requestId, requestId ?? ""),
        eq(assignments.interpreterId, interpreterId ?? ""),
        which === "live" ? isLiveJob() : isNotNull(assignments.releasedAt),
      ),
    )
    .all()
    .sort((a, b) => (b.releasedAt ?? 0) - (a.releasedAt ?? 0) || b.createdAt - a.createdAt)[0];
  return found && { id: found.id, slot: found.slot, interval: { start: found.start, end: found.end } };
}

function jobCalendar(ctx: Reading, notice: Notice, slot: number, status: CalendarChange["status"]): CalendarChange {
  return calendarChange(ctx, notice, { slot, interpreterId: notice.interpreterId ?? "" }, status);
}
