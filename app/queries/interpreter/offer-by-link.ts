import { and, eq } from "drizzle-orm";
import type { LinkViewer } from "#app/auth/viewer";
import { type Ctx, newId } from "#app/context.server";
import { statusAt } from "#app/dispatch/offer";
import type { Locale, Obstacle, YesEnd } from "#app/dispatch/vocabulary";
import { rivalryOf } from "#app/facts/asked/rivals";
import { type Yes, yesTo } from "#app/facts/asked/yeses";
import { isLiveJob } from "#app/facts/live";
import { joins } from "#app/facts/request-head";
import { rulesAt } from "#app/facts/rules";
import type { Instant } from "#app/time";
import { assignments, desks, offers, requests, tokens } from "#db/schema";
import { type RivalOffer, rivalOffers } from "./asked-basics";
import { type DayFit, dayFit } from "./day-fit";
import { type DisclosedRequest, disclosable, disclose } from "./disclosed-request";

/**
 * What has become of the offer, as its person may know it. `changed`: the request is no longer what was offered. `yes_…`:
 * they said yes, something stood in its way, and a coordinator decides or that has ended otherwise.
 */
export type OfferByLinkState =
  | "open"
  | "accepted"
  | "declined"
  | "expired"
  | "withdrawn"
  | "taken"
  | "changed"
  | "yes_waits"
  | `yes_${Exclude<YesEnd, "assigned">}`;

/** What the page shows. Only an offer that is open or was answered tells what it is about. */
export interface OfferByLink {
  state: OfferByLinkState;
  locale: Locale;
  key: string;
  deskPhone: string | null;
  offer: { deadline: Instant; request: DisclosedRequest; day: DayFit; rivals: RivalOffer[] } | null;
  answered: {
    at: Instant | null;
    request: DisclosedRequest;
    /** Of a yes: what stood in its way. */
    obstacles: readonly Obstacle[];
    /** The job, while it is theirs. */
    jobId: string | null;
  } | null;
}

/** The offer of the link by which the viewer came, read without changing anything. */
export function offerByLink(ctx: Ctx<LinkViewer>): OfferByLink | null {
  const row = ctx.db
    .select({
      ...disclosable,
      offerId: offers.id,
      slot: offers.slot,
      requestId: offers.requestId,
      interpreterId: offers.interpreterId,
      status: offers.status,
      deadlineAt: offers.deadlineAt,
      offeredVersion: offers.requestVersion,
      overruled: offers.overruled,
      version: requests.version,
      cancelledAt: requests.cancelledAt,
      rejectedAt: requests.rejectedAt,
      answeredAt: offers.answeredAt,
      jobId: assignments.id,
      usedAt: tokens.usedAt,
      deskPhone: desks.phone,
    })
    .from(offers)
    .innerJoin(tokens, eq(tokens.offerId, offers.id))
    .innerJoin(requests, eq(requests.id, offers.requestId))
    .innerJoin(...joins.desk)
    .innerJoin(...joins.language)
    .innerJoin(...joins.organisation)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.place)
    .leftJoin(...joins.client)
    .leftJoin(
      assignments,
      and(
        eq(assignments.requestId, offers.requestId),
        eq(assignments.interpreterId, offers.interpreterId),
        isLiveJob(),
      ),
    )
    .where(eq(offers.id, ctx.viewer.offerId))
    .get();
  if (!row) return null;

  const yes = yesTo(ctx, row.offerId);
  const state = yes ? stateOfYes(yes) : stateOf(row, ctx.now);
  const { locale } = ctx;
  const request = disclose(row, { ...ctx, stage: "link", rules: rulesAt(ctx, ctx.now) });
  const isAnswered = yes !== null || state === "accepted" || state === "declined";
  return {
    state,
    locale,
    key: newId(),
    deskPhone: row.deskPhone,
    offer:
      state === "open"
        ? {
            deadline: row.deadlineAt,
            request,
            day: dayFit(ctx, row, { withTimes: false }),
            rivals: rivalsTo(ctx, row.offerId),
          }
        : null,
    answered: isAnswered
      ? { at: row.answeredAt, request, obstacles: yes?.obstacles ?? [], jobId: state === "declined" ? null : row.jobId }
      : null,
  };
}

/** What a yes to this offer does to the others that wait for the same person: their basics went to the same mailbox. */
function rivalsTo(ctx: Ctx<LinkViewer>, offerId: string): RivalOffer[] {
  const rivalry = rivalryOf(ctx, ctx.viewer.interpreterId);
  const own = rivalry.asked.find((asked) => asked.offerId === offerId);
  return own ? rivalOffers(ctx, ctx.viewer.interpreterId, rivalry.against(own)) : [];
}

/** The job that came of it counts while it is theirs. */
function stateOfYes({ end, jobId }: Yes): OfferByLinkState {
  if (end === "assigned") return jobId === null ? "withdrawn" : "accepted";
  return end === null ? "yes_waits" : `yes_${end}`;
}

type OfferFacts = Parameters<typeof statusAt>[0] & {
  offeredVersion: number;
  version: number;
  start: Instant;
  cancelledAt: Instant | null;
  rejectedAt: Instant | null;
  usedAt: Instant | null;
};

function stateOf(row: OfferFacts, now: Instant): OfferByLinkState {
  const status = statusAt(row, now);
  const isStanding = row.cancelledAt === null && row.rejectedAt === null;
  if (status === "withdrawn" && isStanding && row.version !== row.offeredVersion) return "changed";
  if (status === "accepted" || status === "declined" || status === "expired" || status === "withdrawn") return status;
  if (status === "superseded") return "taken";
  if (!isStanding || row.usedAt !== null) return "withdrawn";
  return row.version !== row.offeredVersion || row.start <= now ? "changed" : "open";
}
