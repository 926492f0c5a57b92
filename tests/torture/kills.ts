/**
 * What a kill costs: `npm run torture`. The built server, killed again and again (SIGKILL) while ten people ask and accept;
 * nothing that it had acknowledged may be lost, nothing doubled, no message without its cause and nothing done without its
 * messages. Ends with 1 when something is.
 *
 *   npm run torture                    1,000 kills of the server
 *   npm run torture -- --kills 100     fewer
 *   npm run torture -- --writers 1000  kills of a process that writes without a pause: more of them meet a commit
 */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { median } from "../bench/pages/table";
import { bundle, WRITER } from "./bundle";
import { killServers } from "./kills/servers";
import { killWriters } from "./kills/writers";

const { values } = parseArgs({ options: { kills: { type: "string" }, writers: { type: "string" } } });

const folder = mkdtempSync(path.join(os.tmpdir(), "tilts-torture-"));
try {
  if (values.writers) await ofWriters(Number(values.writers));
  else await ofServers(Number(values.kills ?? 1_000));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function ofWriters(kills: number): Promise<void> {
  const { acknowledged, unsaid, wrong } = await killWriters(path.join(folder, "data"), kills, await bundle(WRITER));
  for (const one of wrong) console.log(JSON.stringify(one));
  end(
    wrong.length === 0,
    `${kills} kills of a writer · ${acknowledged} acknowledged · ${unsaid} committed and not yet said · ${countOf(wrong)}`,
  );
}

async function ofServers(kills: number): Promise<void> {
  const begun = performance.now();
  const minutes = () => ((performance.now() - begun) / 60_000).toFixed(1);
  const trial = await killServers(path.join(folder, "data"), kills, (kill, { asked, accepted, faults }) => {
    if (kill % 20 === 0 || kill === kills)
      console.log(
        `${kill} kills, ${minutes()} min · ${asked.size} requests and ${accepted.size} yeses acknowledged · ${faults.length} faults`,
      );
  });
  for (const one of [...trial.wrong, ...trial.faults]) console.log(JSON.stringify(one));
  console.log(`refused, each for its own reason: ${JSON.stringify(trial.refused)}`);
  console.log(
    `start to serving: median ${seconds(median(trial.starts))}, longest ${seconds(trial.starts.at(-1) ?? 0)}`,
  );
  end(
    trial.wrong.length === 0 && trial.faults.length === 0,
    `${kills} kills of the server · ${trial.acknowledged} acknowledged · ${trial.again} sent again · ${trial.unsaid} had been done unsaid · ${countOf(trial.wrong)} · ${trial.faults.length} other faults`,
  );
}

function countOf(wrong: Awaited<ReturnType<typeof killWriters>>["wrong"]): string {
  const names = ["lost", "doubled", "orphaned", "damaged"] as const;
  return names.map((name) => `${wrong.reduce((sum, one) => sum + one[name].length, 0)} ${name}`).join(" · ");
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function end(isSound: boolean, figure: string): void {
  console.log(figure);
  process.exitCode = isSound ? 0 : 1;
}
