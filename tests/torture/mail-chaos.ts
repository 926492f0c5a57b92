/**
 * Mail servers at their worst: `npm run mail-chaos`. Two workers killed 150 times before a server that refuses, hangs, says
 * "later", breaks off after the letter, or takes it and loses its answer; two days without a server; a server that takes half
 * a minute over some recipients. Ends with 1 when a letter is lost or falsely called sent, more than one of twenty is
 * doubled, an offer is mailed after its time, or others wait for more than a minute.
 *
 *   npm run mail-chaos
 *   npm run mail-chaos -- --kills 20 --letters 1000
 */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "./bundle";
import { goAway } from "./mail/away";
import { killWorkers, WORKER } from "./mail/killed";
import { waitBehindSlow } from "./mail/slow";

const { values } = parseArgs({
  options: { kills: { type: "string", default: "150" }, letters: { type: "string", default: "6000" } },
});
const [kills, letters] = [Number(values.kills), Number(values.letters)];

const folder = mkdtempSync(path.join(os.tmpdir(), "tilts-mail-"));
try {
  await run();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function run(): Promise<void> {
  const chaos = await killWorkers(path.join(folder, "killed"), { letters, kills }, await bundle(WORKER));
  console.log(`${kills} kills: ${JSON.stringify(chaos)}`);
  const away = await goAway(path.join(folder, "away"), letters);
  console.log(`48 hours without a server: ${JSON.stringify(away)}`);
  const slow = await waitBehindSlow(path.join(folder, "slow"));
  console.log(`a slow server: ${JSON.stringify(slow)}`);

  const share = (100 * chaos.doubled) / letters;
  const lost = chaos.lost + away.lost;
  const falsely = chaos.falselySent + away.falselySent + chaos.strange + away.strange;
  console.log(
    `${letters} letters, ${kills} kills: ${lost} lost · ${falsely} falsely sent · ${chaos.doubled} doubled (${share.toFixed(1)} %), each under its own Message-ID · after 48 h drained in ${(away.drainedMs / 1_000).toFixed(0)} s, ${away.mailedLate} of ${away.offers} past offers mailed · others behind a slow server ${slow.longest.toFixed(0)} s late`,
  );
  const isBorne = lost + falsely + away.mailedLate === 0 && away.offers > 0 && share <= 5 && slow.longest <= 60;
  process.exitCode = isBorne && away.drainedMs <= 600_000 ? 0 : 1;
}
