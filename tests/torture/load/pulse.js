/**
 * Loaded before the server (`--import`) by the load trial alone: each second, how late the event loop has been since SIGUSR2 and
 * how much memory there is.
 */
import { appendFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";

const file = process.env.PULSE_FILE;
if (file) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  process.on("SIGUSR2", () => delay.reset());
  setInterval(() => {
    const beat = { max: delay.max / 1e6, p99: delay.percentile(99) / 1e6, rss: process.memoryUsage.rss() };
    appendFileSync(file, `${JSON.stringify(beat)}\n`);
  }, 1_000).unref();
}
