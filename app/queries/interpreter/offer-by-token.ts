import { eq, sql } from "drizzle-orm";
import { tokenHash } from "#app/auth/link-token.server";
import type { Viewer } from "#app/auth/viewer";
import { type Ctx, newId } from "#app/context.server";
import { statusAt } from "#app/dispatch/offer";
import type { Locale } from "#app/dispatch/vocabulary";
import { rulesAt } from "#app/facts/rules";
import type { Instant } from "#app/time";
import { desks, interpreters, offers, requests, tokens, users } from "#db/schema";
import { type DayFit, dayFit } from "./day-fit";
import { type DisclosedRequest, disclosable, disclose, disclosableJoins as joins } from "./disclosed-request";

/** What has become of the offer, as its person may know it. `changed`: the request is no longer what was offered. */
export type OfferByLinkState = "open" | "accepted" | "declined" | "expired" | "withdrawn" | "taken" | "changed";

export interface OfferByLink {
  state: OfferByLinkState;
  /** Who the link stands for; may answer this offer and nothing else. */
  viewer: Extract<Viewer, { kind: "link" }>;
  /** What the page shows. Only an open offer tells what it is about. */
  page: {
    state: OfferByLinkState;
    locale: Locale;
    key: string;
    deskPhone: string;
    offer: { deadline: Instant; request: DisclosedRequest; day: DayFit } | null;
  };
}

/**
 * The offer behind a mail's link, read without changing anything. `null` for a token that opens no offer, whatever it
 * is otherwise; a person who was erased has no links any more.
 */
export function offerByToken(ctx: Ctx, token: string): OfferByLink | null {
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
      locale: sql<Locale>`coalesce(${users.locale}, ${interpreters.locale})`,
      personStatus: interpreters.status,
      deskPhone: desks.phone,
    })
    .from(tokens)
    .innerJoin(offers, eq(offers.id, tokens.offerId))
    .innerJoin(requests, eq(requests.id, offers.requestId))
    .innerJoin(interpreters, eq(interpreters.id, offers.interpreterId))
    .innerJoin(desks, eq(desks.id, requests.deskId))
    .leftJoin(users, eq(users.interpreterId, interpreters.id))
    .innerJoin(...joins.language)
    .innerJoin(...joins.organisation)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.place)
    .leftJoin(...joins.client)
    .where(eq(tokens.hash, tokenHash(token)))
    .get();
  if (!row || row.personStatus === "erased") return null;

  const { locale } = row;
  const state = stateOf(row, ctx.now);
  const seen: Ctx = { ...ctx, locale };
  return {
    state,
    viewer: { kind: "link", interpreterId: row.interpreterId, offerId: row.offerId, locale },
    page: {
      state,
      locale,
      key: newId(),
      deskPhone: row.deskPhone,
      offer:
        state === "open"
          ? {
              deadline: row.deadlineAt,
              request: disclose(row, { ...seen, stage: "link", rules: rulesAt(ctx, ctx.now) }),
              day: dayFit(seen, row, { withTimes: false }).day,
            }
          : null,
    },
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
