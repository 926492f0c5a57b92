/**
 * Loaded into the server's process by the bench alone, before anything else: answers on a socket of its own what this process
 * has spent, what React needs for a document, how long the event loop has stood still, and with a profile.
 */
import { writeFileSync } from "node:fs";
import http from "node:http";
import { Session } from "node:inspector/promises";
import { monitorEventLoopDelay } from "node:perf_hooks";

delete process.env.NODE_OPTIONS; // what this process starts is not measured

const delay = monitorEventLoopDelay({ resolution: 5 });
const session = new Session();

const ANSWERS = {
  /** Microseconds of this process, all its threads. */
  spent: () => process.cpuUsage(),
  /** The longest pause of the event loop since it was last asked, in milliseconds. */
  pause: () => {
    const longest = delay.max / 1e6;
    delay.reset();
    delay.enable();
    return longest;
  },
  react: async ({ html, times }) => (await import("./react.js")).timeOf(html, times),
  "profile/begin": async () => {
    session.connect();
    await session.post("Profiler.enable");
    await session.post("Profiler.setSamplingInterval", { interval: 200 });
    await session.post("Profiler.start");
    return null;
  },
  "profile/end": async ({ file }) => {
    const { profile } = await session.post("Profiler.stop");
    session.disconnect();
    writeFileSync(file, JSON.stringify(profile));
    return null;
  },
};

const server = http.createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const asked = chunks.length ? JSON.parse(Buffer.concat(chunks).toString()) : {};
  const answer = await ANSWERS[(request.url ?? "").slice(1)](asked);
  response.end(JSON.stringify(answer));
});
server.listen(process.env.BENCH_SOCKET);
server.unref();
