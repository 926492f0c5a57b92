import { eq } from "drizzle-orm";
import { tokenHash } from "#app/auth/link-token.server";
import { type Ctx, transact, type Work } from "#app/context.server";
import { type Answers, type Dimension, QUESTIONS } from "#app/heard/evaluation";
import { ok, type Result, refuse } from "#app/result";
import { countFace } from "#app/steps/heard/evaluation-counts";
import { liveAssignments, type RequestRow } from "#app/steps/live";
import { dateOf } from "#app/time";
import { evaluationLinks, organisations, requests } from "#db/schema";

/**
 * A client has said how it was, or that they would rather not: the link is used up, and each answer is counted where it belongs and
 * kept nowhere. No event tells of it, because its time would name whose it was. Refusals: `link_over`.
 */
export function answerEvaluation(
  ctx: Ctx,
  { token, answers }: { token: string; answers: Answers },
): Result<null, "link_over"> {
  return transact(ctx, (work) => {
    const found = work.db
      .select({ link: evaluationLinks, request: requests, sector: organisations.sector })
      .from(evaluationLinks)
      .innerJoin(requests, eq(requests.id, evaluationLinks.requestId))
      .innerJoin(organisations, eq(organisations.id, requests.organisationId))
      .where(eq(evaluationLinks.linkHash, tokenHash(token)))
      .get();
    if (!found || found.link.isUsed || work.now >= found.link.closesAt) return refuse("link_over");
    const { request, sector } = found;
    work.db.update(evaluationLinks).set({ isUsed: true }).where(eq(evaluationLinks.requestId, request.id)).run();
    const year = Number(dateOf(request.startAt).slice(0, 4));
    for (const question of QUESTIONS) {
      const face = answers[question];
      if (face === null) continue;
      for (const [dimension, thing] of cellsOf(work, request, sector))
        countFace(work, { dimension, thing, year, question }, face);
    }
    return ok(null);
  });
}

/** Where two people interpreted, nobody can say whom an answer is about: it is counted for neither. */
function cellsOf(work: Work, { id, language }: RequestRow, sector: string): [Dimension, string][] {
  const jobs = liveAssignments(work, id);
  const [only] = jobs;
  return [
    ...(only && jobs.length === 1 ? [["interpreter", only.interpreterId] satisfies [Dimension, string]] : []),
    ["language", language ?? ""],
    ["sector", sector],
  ];
}
