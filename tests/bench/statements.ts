/**
 * A country's month from the database to its PDFs: `npm run bench:statements` makes 300 statements of the demo's people and months,
 * `-- --all` 5,000. What is measured are ratios within one run: how late another page's question is answered meanwhile, and the
 * longest gap of the event loop, beside the same process that does nothing else.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { endThread, makePdf } from "#app/exports/pdf/thread";
import { printed } from "#app/exports/statement";
import { statementOf } from "#app/queries/everyone/statement";
import { statementsList } from "#app/queries/everyone/statements";
import { addMinutes, startOfDay } from "#app/time";
import { createDatabase } from "#db/client.server";
import { seedDemo } from "#db/seed";

const STATEMENTS = process.argv.includes("--all") ? 5_000 : 300;
const MONTHS = ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11"];
const now = addMinutes(startOfDay("2026-11-24"), 10 * 60);

const { db, sqlite } = createDatabase(":memory:");
seedDemo({ db, sqlite }, now, { passwordHash: "" });
const userId = String(sqlite.prepare("select id from users where role = 'coordinator' limit 1").pluck().get());
const people = sqlite.prepare("select id from interpreters order by id").pluck().all().map(String);
const viewer: UserViewer = {
  ...{ kind: "user", userId, name: "Ilze", role: "coordinator", locale: "lv" },
  ...{ organisationId: null, interpreterId: null },
};
const ctx: Ctx<UserViewer> = { db, now, viewer, locale: "lv" };

async function made(n: number): Promise<number> {
  const interpreterId = people[n % people.length] ?? "";
  const month = MONTHS[Math.floor(n / people.length) % MONTHS.length] ?? "";
  const statement = statementOf(ctx, { interpreterId, month });
  return statement ? (await makePdf(printed(ctx, statement))).length : 0;
}

/** Others ask for the coordinator's list of a month, twenty times a second. */
async function beside(work: Promise<void>): Promise<{ gap: number; late: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  let isOver = false;
  const over = work.finally(() => {
    isOver = true;
  });
  const waits: number[] = [];
  while (!isOver) {
    const due = performance.now() + 50;
    await wait(50);
    statementsList(ctx, "2026-10", 1);
    waits.push(performance.now() - due);
  }
  await over;
  delay.disable();
  return { gap: delay.max / 1e6, late: waits.sort((a, b) => a - b)[Math.floor(waits.length * 0.95)] ?? 0 };
}

for (let n = 0; n < people.length; n++) await made(n);
const idle = await beside(wait(3_000));
const before = process.memoryUsage().rss;
let most = before;
const begun = performance.now();
const busy = await beside(
  (async () => {
    for (let n = 0; n < STATEMENTS; n++) {
      await made(n);
      most = Math.max(most, process.memoryUsage().rss);
    }
  })(),
);
const ms = performance.now() - begun;
const ratio = (of: "gap" | "late") =>
  `${busy[of].toFixed(1)} ms, idle ${idle[of].toFixed(1)} ms, ratio ${(busy[of] / idle[of]).toFixed(1)}`;
console.log(`${STATEMENTS} statements: ${(ms / 1_000).toFixed(1)} s, ${(ms / STATEMENTS).toFixed(0)} ms each`);
console.log(`memory: ${(before / 1e6).toFixed(0)} MB before, ${(most / 1e6).toFixed(0)} MB at most`);
console.log(`longest gap of the event loop: ${ratio("gap")}`);
console.log(`another page's answer (95 of 100): ${ratio("late")}`);
await endThread();
