/**
 * A country's month as PDFs: `npm run bench:pdf` makes 500 statements of 25 rows, `-- --all` 5,000. What is measured is a ratio within
 * one run: the longest gap of the event loop and its memory while the thread draws, beside the same process that does nothing.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { statementDocument } from "#app/exports/pdf/statement";
import { endThread, makePdf } from "#app/exports/pdf/thread";
import { instantFrom } from "#app/time";

const STATEMENTS = process.argv.includes("--all") ? 5_000 : 500;
const ROWS = 25;
/** So many are asked for before the first is there: whoever asks for all at once holds all in memory. */
const AT_ONCE = 4;
const MARCH = instantFrom(Date.UTC(2026, 2, 30, 6));

function statement(n: number) {
  const rows = Array.from({ length: ROWS }, (_, i) => ({
    at: instantFrom(MARCH - i * 86_400_000),
    reference: `R-${n}${i}`,
    kind: "tulkojums",
    minutes: 60 + i,
    why: "1 stunda pa 14,20, vakarā 25 % vairāk",
    cents: 1420 + i,
    code: "ABCDE12345",
  }));
  const cents = rows.reduce((sum, row) => sum + row.cents, 0);
  return statementDocument(
    {
      service: "Tilts",
      interpreter: `Tulks ${n}`,
      month: "2026-03",
      state: "Apstiprināts",
      rows,
      minutes: 1800,
      cents,
    },
    MARCH,
  );
}

async function gapWhile(work: () => Promise<void>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
}

await makePdf(statement(0));
const idle = await gapWhile(() => wait(3_000));
const before = process.memoryUsage().rss;
let most = before;
let bytes = 0;
const begun = performance.now();
const busy = await gapWhile(async () => {
  let next = 0;
  const one = async () => {
    while (next < STATEMENTS) {
      bytes += (await makePdf(statement(next++))).length;
      most = Math.max(most, process.memoryUsage().rss);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
});
const seconds = (performance.now() - begun) / 1_000;
console.log(
  `${STATEMENTS} statements of ${ROWS} rows: ${seconds.toFixed(1)} s, ${((seconds / STATEMENTS) * 1_000).toFixed(0)} ms each, ${(bytes / STATEMENTS / 1024).toFixed(0)} kB each`,
);
console.log(
  `longest gap of the event loop: ${busy.toFixed(1)} ms, idle ${idle.toFixed(1)} ms, ratio ${(busy / idle).toFixed(1)}`,
);
console.log(`memory: ${(before / 1e6).toFixed(0)} MB before, ${(most / 1e6).toFixed(0)} MB at most`);
await endThread();
