/**
 * A working day in ten minutes: `npm run load`. People look at pages, write and sign in at a fixed rate, whether or not the
 * answers before have come (so that a pause of the server is counted for everybody whom it keeps waiting), beside 200
 * connections that send a byte a second. In the end SIGTERM in the middle of it. Ends with 1 when a count is not as it must be:
 * an answer of 500 or more, none within ten seconds, an end that is not clean within ten, something acknowledged that is gone.
 * Speeds are printed with how quick this machine is; they are goals on two idle cores.
 *
 *   npm run load                                  ten minutes, 50 requests a second
 *   npm run load -- --minutes 120 --rate 20       memory after two hours
 *   npm run load -- --slow 0
 */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Beat, bear, type Heard } from "./load/run";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    rate: { type: "string", default: "50" },
    slow: { type: "string", default: "200" },
  },
});
const load = { seconds: Number(values.minutes) * 60, rate: Number(values.rate), slow: Number(values.slow) };

const folder = mkdtempSync(path.join(os.tmpdir(), "tilts-load-"));
try {
  await run();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function run(): Promise<void> {
  const { heard, faults, acknowledged, verdict, slow, end, beats } = await bear(folder, { ...load, warmUpSeconds: 10 });
  tell(heard, beats);
  console.log(`${load.slow} slow connections: ${slow.open} open at the end, cut off ${slow.cut} times`);
  const late = heard.filter(({ status }) => typeof status === "string").length;
  const lost = verdict.lost.length + verdict.damaged.length;
  const took = `${(end.tookMs / 1_000).toFixed(1)} s`;
  console.log(
    `${heard.length} requests at ${load.rate} a second · p50 ${ms(heard, 50)} ms · p99 ${ms(heard, 99)} ms · ${faults.length} of 5xx · ${late} without an answer · SIGTERM: code ${end.code} after ${took} · ${lost} lost of ${acknowledged} acknowledged`,
  );
  process.exitCode = faults.length + late + lost === 0 && end.code === 0 && end.tookMs <= 10_000 ? 0 : 1;
}

function tell(heard: readonly Heard[], beats: readonly Beat[]): void {
  const statuses = new Map<string, number>();
  for (const { what, status } of heard) statuses.set(`${what} ${status}`, (statuses.get(`${what} ${status}`) ?? 0) + 1);
  for (const [name, count] of [...statuses].sort()) {
    const of = heard.filter(({ what, status }) => `${what} ${status}` === name);
    console.log(`${name.padEnd(36)} ${String(count).padStart(6)}   p50 ${ms(of, 50)} ms   p99 ${ms(of, 99)} ms`);
  }
  const [first, last] = [beats[0], beats.at(-1)];
  const mega = (bytes = 0) => (bytes / 2 ** 20).toFixed(0);
  console.log(
    `event loop late: p99 ${last?.p99.toFixed(0)} ms, most ${last?.max.toFixed(0)} ms · memory ${mega(first?.rss)} MB at the start, ${mega(last?.rss)} MB at the end`,
  );
  console.log(
    `load of this machine: ${os
      .loadavg()
      .map((load) => load.toFixed(1))
      .join(" ")} on ${os.cpus().length} cores`,
  );
}

function ms(heard: readonly Heard[], share: number): string {
  const sorted = heard.map((one) => one.ms).sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * share) / 100))] ?? 0).toFixed(0);
}
