/**
 * Planning many requests at once. The address says everything (days, what is left out, what is pinned), so reload and back
 * are harmless; a post either leads to such an address or applies the lines that were ticked.
 */
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { applyPlan, type PlanLine } from "#app/commands/apply-plan";
import { actorOf, type Ctx, enter, newId, notFound } from "#app/context.server";
import { planInThread } from "#app/dispatch/plan/thread";
import { type PlanningFacts, planningFacts } from "#app/facts/planning";
import { planningProblem } from "#app/facts/planning-instance";
import { invalid, readForm } from "#app/form";
import { pageTitle } from "#app/i18n/coordinator";
import { appliedPlan } from "#app/queries/coordinator/applied-plan";
import { notYetPlannable, planRows, requestsNamed } from "#app/queries/coordinator/plan-page";
import { dateOf, isDate } from "#app/time";
import { addressSearch, type Pin, type PlanAddress, readAddress, refOf, spanAround, spanOf, stepDays } from "./address";
import { appliedInWords } from "./applied";
import { keepPins } from "./pins";
import { MOST_LISTED, proposalOf } from "./proposal";
import { PlanView } from "./view";

/** The planner ends here, with the best it has, and says so. */
const SECONDS_TO_PLAN = 8;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const today = dateOf(ctx.now);
  const address = readAddress(new URL(request.url).searchParams, today);
  const page = {
    title: pageTitle(ctx.locale, "frame.plan"),
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
  return { ...page, shown: "plan" as const, choice, ...(await planned(ctx, facts, address, request.signal)) };
}

export type PageFacts = ReturnType<typeof useLoaderData<typeof loader>>;

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

const ref = z.string().regex(/^[0-9A-Z]{3,12}$/);
const date = z.string().refine(isDate);
const SCHEMA = z.object({
  intent: z.enum(["plan", "offer", "assign"]),
  key: z.string().max(64),
  from: date,
  to: date,
  /** What stood outside the plan before and is not among the listed rows. */
  without: z.string().max(40_000).optional(),
  /** The rows that stood on the page, with a comma between them: what is not ticked among them is left out. */
  listed: z.string().max(40_000).default(""),
  /** "REF:version" of each ticked row. */
  in: z.array(z.string().regex(/^[0-9A-Z]{3,12}:\d{1,9}$/)).default([]),
  pin: z.array(ref).default([]),
  /** "REF:p:person" as proposed, "REF:c:person" changed by hand; twice for two people. */
  who: z.array(z.string().regex(/^[0-9A-Z]{3,12}:[pc]:[\w-]{1,64}$/)).default([]),
});
type Sent = z.output<typeof SCHEMA>;

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const form = readForm(SCHEMA, await request.formData());
  if (!form.ok) return invalid(form);
  const sent = form.value;
  const { from, to } = sent;
  if (sent.intent === "plan")
    return redirect(
      `/coordinator/plan${addressSearch({ from, to, without: withoutOf(sent), pins: pinsOf(sent), isPlanned: true })}`,
    );
  const lines = linesOf(ctx, sent);
  if (lines.length === 0) return invalid({ ok: false, errors: { "": ["plan:error.nothing"] }, values: { from, to } });
  const applied = applyPlan(ctx, { lines, by: sent.intent, key: sent.key });
  if (!applied.ok) throw notFound();
  return redirect(`/coordinator/plan${addressSearch({ from, to, applied: applied.value.appliedId })}`);
}

function withoutOf({ listed, without, in: ticked }: Sent): string[] {
  const rows = new Set(listed.split(",").filter((one) => ref.safeParse(one).success));
  for (const one of without?.split(",") ?? []) if (ref.safeParse(one).success) rows.add(one);
  for (const one of ticked) rows.delete(one.split(":")[0] ?? "");
  return [...rows];
}

/** The people of each row as the form has them, in the order of their places, and whether one was changed by hand. */
function peopleIn({ who }: Sent): Map<string, { interpreterIds: string[]; isChanged: boolean }> {
  const rows = new Map<string, { interpreterIds: string[]; isChanged: boolean }>();
  for (const one of who) {
    const [row = "", how, interpreterId = ""] = one.split(":");
    const known = rows.get(row) ?? { interpreterIds: [], isChanged: false };
    rows.set(row, {
      interpreterIds: [...known.interpreterIds, interpreterId],
      isChanged: known.isChanged || how === "c",
    });
  }
  return rows;
}

/** Ticked rows that are pinned, or whose people were changed. */
function pinsOf(sent: Sent): Pin[] {
  const pinned = new Set(sent.pin);
  const ticked = new Set(sent.in.map((one) => one.split(":")[0]));
  return [...peopleIn(sent)].flatMap(([row, { interpreterIds, isChanged }]) =>
    ticked.has(row) && (isChanged || pinned.has(row)) ? [{ ref: row, interpreterIds }] : [],
  );
}

function linesOf(ctx: Ctx, sent: Sent): PlanLine[] {
  const people = peopleIn(sent);
  const ticked = sent.in.map((one) => one.split(":") as [row: string, version: string]);
  const ids = requestsNamed(
    ctx,
    ticked.map(([row]) => row),
  );
  return ticked.flatMap(([row, version]): PlanLine[] => {
    const requestId = ids.get(row);
    const interpreterIds = people.get(row)?.interpreterIds;
    return requestId && interpreterIds ? [{ requestId, version: Number(version), interpreterIds }] : [];
  });
}

export default function PlanPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <PlanView page={page} answer={answer} />;
}
