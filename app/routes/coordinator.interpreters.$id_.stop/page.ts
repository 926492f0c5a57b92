/** What still lies ahead of somebody who pauses or stops, with who could take each of it over. */
import type { useLoaderData } from "@remix-run/react";
import { type Ctx, newId, notFound } from "#app/context.server";
import type { Instance } from "#app/dispatch/plan/model/format";
import { planInThread } from "#app/dispatch/plan/thread";
import { translator } from "#app/i18n";
import { interpreterStanding } from "#app/queries/coordinator/interpreters";
import { type LostJob, standInsFor } from "#app/queries/coordinator/stand-ins";
import { DAY, dateOf, instantFrom, timeOf, weekdayOf } from "#app/time";

export type PageFacts = ReturnType<typeof useLoaderData<typeof readPage>>;
export type ComingJob = PageFacts["needs"][number]["jobs"][number];

export const STOPS = ["paused", "inactive"] as const;

export async function readPage(ctx: Ctx, id: string, search: URLSearchParams) {
  const person = interpreterStanding(ctx, id);
  if (!person) throw notFound();
  const ahead = { start: ctx.now, end: instantFrom(ctx.now + FARTHEST) };
  const found = await standInsFor(ctx, id, ahead, solve, { exchanges: false });
  const lost = found?.lost ?? [];
  return {
    title: translator(ctx.locale)("coordinator:stop.title", { name: person.name }),
    now: ctx.now,
    key: newId(),
    person,
    status: STOPS.find((one) => one === search.get("status")) ?? STOPS[0],
    begun: lost.filter(({ hasBegun }) => hasBegun),
    needs: byNeed(lost.filter(({ hasBegun }) => !hasBegun)),
    waiting: found?.waiting ?? [],
  };
}

/** Nobody asks for an interpreter so far ahead. */
const FARTHEST = 2 * 366 * DAY;

/** A few jobs are solved exactly in a moment; a person waits for no plan longer than this. */
const solve = (instance: Instance) => planInThread(instance, { timeLimitMs: 3_000 });

/** The same institution on the same day of the week at the same time: one need that comes back. In the order of their first job. */
function byNeed(jobs: readonly LostJob[]) {
  const needs = new Map<string, LostJob[]>();
  for (const job of jobs) {
    const { start, end } = job.interval;
    const when = [weekdayOf(dateOf(start)), timeOf(start), timeOf(end)];
    const name = [job.organisation, job.language?.lv, job.variant?.lv, job.mode, job.place?.lv, ...when].join("|");
    const known = needs.get(name);
    if (known) known.push(job);
    else needs.set(name, [job]);
  }
  return [...needs.values()].map((jobs) => ({ id: jobs[0]?.assignmentId ?? "", jobs }));
}
