/** One request as its caller may see it by their link: what became of it, never whom it is for. */
import { and, eq, isNotNull, notExists } from "drizzle-orm";
import { tokenHash } from "#app/auth/link-token.server";
import type { Ctx } from "#app/context.server";
import { metaOf, requestStateAt } from "#app/dispatch/request-state";
import { offersAndJobs, outlookOf } from "#app/facts/offers-and-jobs";
import { joins, placeNamed } from "#app/facts/request-head";
import { rulesAt } from "#app/facts/rules";
import { DAY } from "#app/time";
import { callers, desks, languages, languageVariants, requests, users } from "#db/schema";
import { proposed } from "./proposed";

/** null: a link that opens nothing, or no more: the meeting is long past, or the caller's own account is disabled. */
export function requestOfCaller(ctx: Pick<Ctx, "db" | "now">, token: string) {
  const found = ctx.db
    .select({
      request: requests,
      language: languages.name,
      variant: languageVariants.name,
      place: placeNamed,
      deskPhone: desks.phone,
    })
    .from(callers)
    .innerJoin(requests, eq(requests.id, callers.requestId))
    .innerJoin(...joins.desk)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.place)
    .where(and(eq(callers.linkHash, tokenHash(token)), notExists(disabledAccount(ctx))))
    .get();
  if (!found) return null;
  const { request, ...names } = found;
  const days = rulesAt(ctx, ctx.now)["disclosure.daysAfter"];
  if (ctx.now >= request.endAt + days * DAY) return null;
  const { offersOf, jobsOf } = offersAndJobs(ctx, [request.id]);
  const jobs = jobsOf(request.id);
  const state = requestStateAt(request, offersOf(request.id), jobs, ctx.now);
  const isOpen = metaOf(state) === "open";
  const { proposal } = request;
  return {
    ...names,
    reference: request.reference,
    languageText: request.languageText,
    /** A coordinator still has to find the place; what was typed stands for it. */
    isPlaceUnknown: request.mode === "onsite" && request.placeId === null,
    mode: request.mode,
    gender: request.gender,
    interval: { start: request.startAt, end: request.endAt },
    state,
    question: isOpen ? request.infoQuestion : null,
    /** A change that the coordinator asks about. */
    proposal: isOpen && proposal && request.needsInfoAt !== null ? proposed(ctx, proposal.change) : null,
    rejectionReason: request.rejectionReason,
    /** Who comes, from acceptance on. */
    people: jobs.filter(({ releasedAt }) => releasedAt === null).map(({ name, phone }) => ({ name, phone })),
    outlook: outlookOf(ctx, request),
  };
}

/** Whoever called had an account by the same address before or since, and it was disabled. */
function disabledAccount({ db }: Pick<Ctx, "db">) {
  return db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.email, callers.email), isNotNull(users.disabledAt)));
}
