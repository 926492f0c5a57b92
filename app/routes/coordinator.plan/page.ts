/** What the planning page shows: the choice of requests, a plan, or what became of one that was applied. */
import type { useLoaderData } from "@remix-run/react";
import { actorOf, type Ctx, newId } from "#app/context.server";
import { planInThread } from "#app/dispatch/plan/thread";
import { appliedPlan } from "#app/facts/applied-plan";
import { type PlanningFacts, planningFacts } from "#app/facts/planning";
import { planningProblem } from "#app/facts/planning-instance";
import { translator } from "#app/i18n/index";
import { notYetPlannable, planRows } from "#app/queries/coordinator/plan-page";
import { dateOf } from "#app/time";
import { addressSearch, type PlanAddress, readAddress, refOf, spanAround, spanOf, stepDays } from "./address";
import { appliedInWords } from "./applied";
import { keepPins } from "./pins";
import { MOST_LISTED, proposalOf } from "./proposal";

/** The planner ends here, with the best it has, and says so. */
const SECONDS_TO_PLAN = 8;

export type PageFacts = ReturnType<typeof useLoaderData<typeof readPage>>;

/** `signal` ends the planner when nobody waits for the page any more. */
export async function readPage(ctx: Ctx, search: URLSearchParams, signal: AbortSignal) {
  const today = dateOf(ctx.now);
  const address = readAddress(search, today);
  const page = {
    title: translator(ctx.locale)("coordinator:frame.plan"),
    now: ctx.now,
    today,
    key: newId(),
    address,
    days: daysAround(address),
  };
  if (address.applied) {
    const applied = appliedPlan(ctx, actorOf(ctx.viewer), address.applied);
    return { ...page, shown: "applied" as const, applied: applied && appliedInWords(ctx, applied) };
  }
  const facts = planningFacts(ctx, address);
  const left = new Set(address.without);
  const asked = facts.requests.filter((one) => !left.has(refOf(one)));
  const leftOut = facts.requests.filter((one) => left.has(refOf(one)));
  const choice = {
    total: facts.requests.length,
    notYet: notYetPlannable(ctx, facts),
    leftOut: planRows(ctx, leftOut.slice(0, MOST_LISTED)),
  };
  if (!address.isPlanned || asked.length === 0) {
    const rows = planRows(ctx, facts.requests.slice(0, MOST_LISTED));
    return { ...page, shown: "choice" as const, choice, rows };
  }
  return { ...page, shown: "plan" as const, choice, ...(await planned(ctx, facts, address, signal)) };
}

async function planned(ctx: Ctx, facts: PlanningFacts, { without, pins }: PlanAddress, signal: AbortSignal) {
  const left = new Set(without);
  const asked = facts.requests.filter((one) => !left.has(refOf(one)));
  const leftIds = new Set(facts.requests.filter((one) => left.has(refOf(one))).map(({ id }) => id));
  const problem = planningProblem(facts, leftIds);
  const kept = keepPins(ctx, facts, problem, pins);
  try {
    const plan = await planInThread(problem.instance, {
      pins: kept.kept,
      timeLimitMs: SECONDS_TO_PLAN * 1000,
      signal,
    });
    return { proposal: proposalOf(ctx, facts, asked, problem, plan, { pins: kept, seconds: SECONDS_TO_PLAN }) };
  } catch {
    return { proposal: null }; // The planner broke or ran out of memory: the page says that there is no plan.
  }
}

function daysAround(address: PlanAddress) {
  const to = (days: { from: string; to: string }) => addressSearch(days);
  return {
    span: spanOf(address),
    spans: (["day", "week", "month"] as const).map((span) => ({ span, to: to(spanAround(span, address.from)) })),
    previous: to(stepDays(address, -1)),
    next: to(stepDays(address, 1)),
    again: addressSearch({ ...address, applied: null, isPlanned: false }),
  };
}
