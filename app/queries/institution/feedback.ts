/** What an institution can say something about: one of its requests, and whoever came or is to come. */
import { and, eq } from "drizzle-orm";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { isLiveJob } from "#app/facts/live";
import { joins, languageWords } from "#app/facts/request-head";
import { rulesAt } from "#app/facts/rules";
import { DAY } from "#app/time";
import { assignments, interpreters, languages, languageVariants, requests } from "#db/schema";
import { isOwn } from "./my-requests";

/** null: no such request of the viewer's organisation. */
export function feedbackOfInstitution(ctx: Ctx<UserViewer>, requestId: string) {
  const request = ctx.db
    .select({
      id: requests.id,
      reference: requests.reference,
      start: requests.startAt,
      end: requests.endAt,
      language: languages.name,
      languageText: requests.languageText,
      variant: languageVariants.name,
    })
    .from(requests)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .where(and(eq(requests.id, requestId), isOwn(ctx.viewer)))
    .get();
  if (!request) return null;
  const { id, reference, start, end, languageText } = request;
  const people = ctx.db
    .select({ assignmentId: assignments.id, name: interpreters.name })
    .from(assignments)
    .innerJoin(interpreters, eq(interpreters.id, assignments.interpreterId))
    .where(and(eq(assignments.requestId, requestId), isLiveJob()))
    .orderBy(assignments.slot)
    .all();
  const mayName = ctx.now < end + rulesAt(ctx, ctx.now)["disclosure.daysAfter"] * DAY;
  return {
    id,
    reference,
    interval: { start, end },
    what: languageWords(request, ctx.locale) ?? languageText ?? "",
    /** Without a name once the institution may not know it any more. */
    people: people.map(({ assignmentId, name }) => ({ assignmentId, name: mayName ? name : null })),
  };
}
