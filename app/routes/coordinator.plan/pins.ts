/** Which pins of the address can be kept, in the order in which they stand there. */
import type { Ctx } from "#app/context.server";
import { obstaclesOf } from "#app/dispatch/eligibility";
import type { PlannedAssignment } from "#app/dispatch/plan/model/format";
import type { Commitment } from "#app/dispatch/vocabulary";
import type { Person } from "#app/facts/candidates";
import type { OpenRequest, PlanningFacts } from "#app/facts/planning";
import type { PlanningProblem } from "#app/facts/planning-instance";
import { whyNotSentence } from "#app/i18n/explain";
import { translator } from "#app/i18n/index";
import { planNames } from "#app/queries/coordinator/plan-page";
import { minutesBetween } from "#app/time";
import { type Pin, refOf } from "./address";

export interface Pins {
  kept: PlannedAssignment[];
  /** Why others could not be kept, in words. */
  dropped: string[];
}

/**
 * The planner holds pins even against the rules, so only those are handed to it that the product would take today, each
 * beside the ones before it. Pins of requests that are left out or gone are passed over without a word.
 */
export function keepPins(ctx: Ctx, facts: PlanningFacts, problem: PlanningProblem, pins: readonly Pin[]): Pins {
  const t = translator(ctx.locale);
  const names = planNames(ctx);
  const planned = new Set(problem.instance.requests.map(({ id }) => id));
  const byRef = new Map(facts.requests.map((request) => [refOf(request), request]));
  const work = new Map<string, Commitment[]>();
  const answer: Pins = { kept: [], dropped: [] };
  for (const { ref, interpreterIds } of pins) {
    const request = byRef.get(ref);
    const name = request && problem.requestNames.get(request.id);
    if (!request || !name || !planned.has(name)) continue;
    const people = interpreterIds.flatMap((id) => facts.people.get(id) ?? []);
    const why =
      new Set(people).size !== request.missing || people.length !== interpreterIds.length
        ? t("plan:pin.count")
        : people.map((person) => against(request, person)).find((one) => one !== null);
    if (why) {
      answer.dropped.push(t("plan:pin.dropped", { reference: request.reference, why }));
      continue;
    }
    for (const person of people) remember(work, request, person);
    answer.kept.push({ request: name, interpreters: people.map(({ row }) => problem.interpreterNames.get(row.id)!) });
  }
  return answer;

  function against(request: OpenRequest, person: Person): string | null {
    const candidate = facts.candidateFor(request, person);
    const pinned = work.get(person.row.id) ?? [];
    const obstacles = obstaclesOf(
      request.need,
      {
        ...candidate,
        commitments: [...candidate.commitments, ...pinned],
        minutesThisWeek: candidate.minutesThisWeek + minutesIn(request, pinned),
      },
      facts.contextFor(request),
    );
    if (obstacles.length === 0) return null;
    return `${person.row.name}: ${whyNotSentence(t, ctx.locale, obstacles, names(request), person.row.gender)}`;
  }
}

function minutesIn({ week }: OpenRequest, jobs: readonly Commitment[]): number {
  return jobs
    .filter(({ interval }) => interval.start >= week.start && interval.start < week.end)
    .reduce((sum, { interval }) => sum + minutesBetween(interval.start, interval.end), 0);
}

function remember(work: Map<string, Commitment[]>, { id, need }: OpenRequest, { row }: Person): void {
  const job: Commitment = {
    assignmentId: `pin ${id}`,
    requestId: id,
    interval: need.interval,
    placeId: need.placeId ?? row.homePlaceId,
    remote: need.placeId === null,
  };
  work.set(row.id, [...(work.get(row.id) ?? []), job]);
}
