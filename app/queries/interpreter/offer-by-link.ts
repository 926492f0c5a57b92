import { eq } from "drizzle-orm";
import type { LinkViewer } from "#app/auth/viewer";
import { type Ctx, newId } from "#app/context.server";
import { statusAt } from "#app/dispatch/offer";
import type { Locale } from "#app/dispatch/vocabulary";
import { joins } from "#app/facts/request-head";
import { rulesAt } from "#app/facts/rules";
import type { Instant } from "#app/time";
import { desks, offers, requests, tokens } from "#db/schema";
import { type DayFit, dayFit } from "./day-fit";
import { type DisclosedRequest, disclosable, disclose } from "./disclosed-request";

/** What has become of the offer, as its person may know it. `changed`: the request is no longer what was offered. */
export type OfferByLinkState = "open" | "accepted" | "declined" | "expired" | "withdrawn" | "taken" | "changed";

/** What the page shows. Only an open offer tells what it is about. */
export interface OfferByLink {
  state: OfferByLinkState;
  locale: Locale;
  key: string;
  deskPhone: string | null;
  offer: { deadline: Instant; request: DisclosedRequest; day: DayFit } | null;
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
    .where(eq(offers.id, ctx.viewer.offerId))
    .get();
  if (!row) return null;

  const state = stateOf(row, ctx.now);
  const { locale } = ctx;
  return {
    state,
    locale,
    key: newId(),
    deskPhone: row.deskPhone,
    offer:
      state === "open"
        ? {
            deadline: row.deadlineAt,
            request: disclose(row, { ...ctx, stage: "link", rules: rulesAt(ctx, ctx.now) }),
            day: dayFit(ctx, row, { withTimes: false }).day,
          }
        : null,
  };
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
  if (status === "accepted" || status === "declined" || status === "expired" || status === "withdrawn") return status;
  if (status === "superseded") return "taken";
  if (row.cancelledAt !== null || row.rejectedAt !== null || row.usedAt !== null) return "withdrawn";
  return row.version !== row.offeredVersion || row.start <= now ? "changed" : "open";
}
