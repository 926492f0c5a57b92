/** The basics of questions one person was asked, for pages that show several of them beside each other. */
import { and, eq, inArray } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Clash } from "#app/dispatch/travel";
import type { Rival } from "#app/facts/asked/rivals";
import { joins } from "#app/facts/request-head";
import { rulesAt } from "#app/facts/rules";
import { offers, requests } from "#db/schema";
import { type DisclosedRequest, disclosable, disclose } from "./disclosed-request";

/** As much as stood in the offers' mails; by offer, and only of those that this person was asked. */
export function askedBasics(ctx: Ctx, interpreterId: string, offerIds: readonly string[]) {
  const rules = rulesAt(ctx, ctx.now);
  const rows = ctx.db
    .select({ ...disclosable, id: offers.id, slot: offers.slot })
    .from(offers)
    .innerJoin(requests, eq(requests.id, offers.requestId))
    .innerJoin(...joins.language)
    .innerJoin(...joins.organisation)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.place)
    .leftJoin(...joins.client)
    .where(and(eq(offers.interpreterId, interpreterId), inArray(offers.id, [...offerIds])))
    .limit(100)
    .all();
  return new Map(rows.map((row) => [row.id, disclose(row, { ...ctx, stage: "link", rules })]));
}

/** Another offer of theirs, and what a yes to the one in hand does to it. */
export interface RivalOffer {
  offerId: string;
  clash: Clash;
  ends: boolean;
  request: Pick<DisclosedRequest, "reference" | "language" | "variant" | "mode" | "start" | "end" | "town">;
}

export function rivalOffers(ctx: Ctx, interpreterId: string, rivals: readonly Rival[]): RivalOffer[] {
  if (rivals.length === 0) return [];
  const basics = askedBasics(
    ctx,
    interpreterId,
    rivals.map(({ offerId }) => offerId),
  );
  return rivals.flatMap(({ offerId, clash, ends }) => {
    const request = basics.get(offerId);
    if (!request) return [];
    const { reference, language, variant, mode, start, end, town } = request;
    return [{ offerId, clash, ends, request: { reference, language, variant, mode, start, end, town } }];
  });
}
