import { readdirSync, readFileSync } from "node:fs";
import loadHighs from "highs";
import { expect, test } from "vitest";
import type { Instance, Plan, Progress } from "#app/dispatch/plan/model/format";
import { planInstance } from "#app/dispatch/plan/plan";
import { planInThread } from "#app/dispatch/plan/thread";
import { judged } from "./brute-force";
import { crowdedWeek, instance, person, request } from "./small";

const small = instance([person("olena"), person("ahmed")], [request("r1"), request("r2"), request("r3")]);
const crowded = crowdedWeek(300, 30);

const withoutTime = ({ milliseconds, ...plan }: Plan) => plan;

test("the thread's plan is the planner's own, with pins and seed", async () => {
  const options = { seed: 7, pins: [{ request: "r3", interpreters: ["olena"] }] };
  const plan = await planInThread(small, options);
  expect(withoutTime(plan)).toEqual(withoutTime(planInstance(small, { ...options, solver: await loadHighs() })));
  expect(plan.milliseconds).toBeGreaterThan(0);
  expect(plan.assignments).toContainEqual({ request: "r3", interpreters: ["olena"] });
});

test("progress is told on the way and never falls", async () => {
  const told: Progress[] = [];
  const plan = await planInThread(crowded, { timeLimitMs: 1500, onProgress: (progress) => told.push(progress) });
  expect(plan.ended).toBe("time");
  expect(told.length).toBeGreaterThan(2);
  const shares = told.map(({ share }) => share);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  const filled = told.flatMap(({ objective }) => (objective ? [objective[0]] : []));
  expect(filled.at(-1)).toBe(plan.objective[0]);
});

test("aborted, it answers with the plan found so far", async () => {
  const stopping = new AbortController();
  const onProgress = ({ objective }: Progress) => objective && stopping.abort();
  const plan = await planInThread(crowded, { timeLimitMs: 50_000, signal: stopping.signal, onProgress });
  expect(plan.ended).toBe("cancelled");
  expect(judged(crowded, plan.assignments)).toEqual(plan.objective);
});

test("aborted before it began, it still answers", async () => {
  const plan = await planInThread(crowded, { signal: AbortSignal.abort() });
  expect(plan.ended).toBe("cancelled");
  expect(judged(crowded, plan.assignments)).toEqual(plan.objective);
});

test("more plans than threads are all made", async () => {
  const plans = await Promise.all([1, 2, 3, 4].map(() => planInThread(small)));
  expect(plans.map((plan) => plan.objective[0])).toEqual([2, 2, 2, 2]);
});

test("what breaks the planner is told in one line, and the next plan is made", async () => {
  await expect(planInThread({} as Instance)).rejects.toThrow(/^The planner broke: [^\n]+$/);
  await expect(planInThread(small)).resolves.toMatchObject({ ended: "proven" });
});

test("the thread steps behind the one that answers people, which stays where it was", async () => {
  if (process.platform !== "linux") return; // elsewhere a thread cannot be told from its process
  await planInThread(small);
  const niceOf = (thread: string | number) =>
    Number(readFileSync(`/proc/self/task/${thread}/stat`, "utf8").split(") ")[1]?.split(" ")[16]);
  const own = niceOf(process.pid);
  const behind = readdirSync("/proc/self/task").filter((thread) => niceOf(thread) > own);
  expect(behind.length).toBeGreaterThan(0);
});
