/**
 * What runs in the planner's thread (thread.ts starts it): one job after another, as messages. Plain JavaScript, because
 * nothing compiles it: it brings tsx for the planner's own files, in the built server, under vitest and in the tools.
 */
import { parentPort } from "node:worker_threads";
import loadHighs from "highs";
import { register } from "tsx/esm/api";

const MILLISECONDS_BETWEEN_PROGRESS = 100;

console.log = console.error; // what a solver prints must not mix with a plan on stdout
register();
const { planInstance } = await import("./plan.ts");
let solver = null;

parentPort.on("message", async ({ instance, options, cancelled }) => {
  try {
    solver ??= await loadHighs();
    const plan = planInstance(instance, {
      ...options,
      solver,
      clock: () => performance.now(),
      isCancelled: () => Atomics.load(cancelled, 0) === 1,
      onProgress: throttled((progress) => parentPort.postMessage({ kind: "progress", progress })),
    });
    parentPort.postMessage({ kind: "done", plan });
  } catch (error) {
    const [line] = String(error instanceof Error ? error.message : error).split("\n");
    parentPort.postMessage({ kind: "failed", message: `The planner broke: ${line}` });
  }
});

/** Passes on what opens a new phase, and else what comes long enough after the last one. */
function throttled(tell) {
  let told = Number.NEGATIVE_INFINITY;
  let phase = null;
  return (progress) => {
    const now = performance.now();
    if (progress.phase === phase && now - told < MILLISECONDS_BETWEEN_PROGRESS) return;
    told = now;
    phase = progress.phase;
    tell(progress);
  };
}
