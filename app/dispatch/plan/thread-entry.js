/**
 * What runs in the planner's thread (thread.ts starts it): one job after another, as messages. Plain JavaScript, because
 * nothing compiles it: it brings tsx for the planner's own files, in the built server, under vitest and in the tools.
 */
import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";
import { setFlagsFromString } from "node:v8";
import { parentPort } from "node:worker_threads";
import loadHighs from "highs";
import { register } from "tsx/esm/api";

const MILLISECONDS_BETWEEN_PROGRESS = 100;
/**
 * How long a function of HiGHS stays in the quickly compiled form, in bytes of code run. With V8's own, smaller value the
 * compiler works for most of a first plan on parts that are hardly used again, and a quarter of that plan's time is lost.
 */
const WASM_TIERING_BUDGET = 100_000_000;
/** A few steps behind whoever asks the server for a page: it still gets a quarter of a core that both want. */
const NICE = 5;

stepBehind();
console.log = console.error; // what a solver prints must not mix with a plan on stdout
register();
setFlagsFromString(`--wasm-tiering-budget=${WASM_TIERING_BUDGET}`);
const [{ planInstance }, solver] = await Promise.all([import("./plan.ts"), loadHighs()]);

parentPort.on("message", ({ instance, options, cancelled }) => {
  try {
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

/** Only this thread, not the server around it; Linux alone tells them apart, elsewhere nothing changes. */
function stepBehind() {
  try {
    setPriority(Number(readlinkSync("/proc/thread-self").split("/").at(-1)), NICE);
  } catch {}
}
