/** What became of each line of an applied plan, in words. */
import type { Ctx } from "#app/context.server";
import type { AppliedPlan, LineOutcome } from "#app/facts/applied-plan";
import { explainNames } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import { whyNotSentence } from "#app/i18n/explain";
import { listOf } from "#app/i18n/format";
import { translator } from "#app/i18n/index";
import { appliedNames } from "#app/queries/coordinator/plan-page";
import type { Interval } from "#app/time";

export interface AppliedLine {
  requestId: string;
  reference: string;
  interval: Interval;
  outcome: LineOutcome["outcome"];
  people: string;
  /** Why it was refused; null when it was not. */
  why: string | null;
}

/** Refused lines first, then by start. */
export function appliedInWords(ctx: Ctx, { by, outcomes }: AppliedPlan) {
  const names = appliedNames(
    ctx,
    outcomes.map(({ requestId }) => requestId),
    outcomes.flatMap(({ interpreterIds }) => [...interpreterIds]),
  );
  const lines = outcomes.flatMap((one): AppliedLine[] => {
    const request = names.requests.get(one.requestId);
    if (!request) return [];
    return [
      {
        requestId: one.requestId,
        reference: request.reference,
        interval: { start: request.startAt, end: request.endAt },
        outcome: one.outcome,
        people: listOf(
          ctx.locale,
          one.interpreterIds.map((id) => names.people.get(id) ?? "–"),
        ),
        why: whyRefused(ctx, one, names.people),
      },
    ];
  });
  const refusedFirst = ({ outcome }: AppliedLine) => (outcome === "refused" ? 0 : 1);
  lines.sort((a, b) => refusedFirst(a) - refusedFirst(b) || a.interval.start - b.interval.start);
  return { by, lines, done: lines.filter(({ outcome }) => outcome !== "refused").length };
}

function whyRefused(ctx: Ctx, line: LineOutcome, people: ReadonlyMap<string, string>): string | null {
  if (line.outcome !== "refused") return null;
  const t = translator(ctx.locale);
  const need = line.obstacles.length > 0 ? needOf(ctx, line.requestId) : null;
  if (!need)
    return t(line.reason === "too_late_to_ask" ? "plan:applied.tooLateToAsk" : `explain:refusal.${line.reason}`);
  const sentence = whyNotSentence(t, ctx.locale, line.obstacles, explainNames(ctx, need, line.obstacles));
  return `${people.get(line.interpreterId ?? "") ?? ""}: ${sentence}`;
}
