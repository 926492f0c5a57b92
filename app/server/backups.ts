/** The nightly backup: when it is due, and the process that takes it, so that nobody waits meanwhile. */
import { spawn } from "node:child_process";
import { clock, type Runtime, runtime } from "#app/context.server";
import { addDays, addMinutes, dateOf, HOUR, type Instant, minuteOfDay, resolveWall, type TimeText } from "#app/time";
import { backupsIn } from "#db/backups.server";

/** One that failed is tried again after this long. */
const AGAIN = HOUR;

/** Pure: true from the hour `at` in Riga on until there is a copy from after it. A night that was missed is made up for. */
export function isBackupDue(newest: Instant | null, at: TimeText, now: Instant): boolean {
  const onDate = (date: string) => resolveWall(date, minuteOfDay(at));
  const today = onDate(dateOf(now));
  const lastTurn = today <= now ? today : onDate(addDays(dateOf(now), -1));
  return newest === null || newest < lastTurn;
}

/**
 * Rounds for the worker: takes a copy when one is due, in a process of its own. Of a real installation only; a demo is thrown
 * away. Rejects when it could not be taken. `stop` ends a copy under way, which leaves nothing behind.
 */
export function backupRounds(stop: AbortSignal): () => Promise<void> {
  let notBefore: Instant | null = null;
  return async () => {
    const { config, isDemo } = runtime();
    const now = clock();
    if (isDemo || config.backupAt === null || (notBefore !== null && now < notBefore)) return;
    if (!isBackupDue(backupsIn(config.backupDir)[0]?.at ?? null, config.backupAt, now)) return;
    notBefore = addMinutes(now, AGAIN / 60_000);
    await takeInProcess(config, stop);
    notBefore = null;
  };
}

/** Without `app/cli/run.js`, which would install packages beneath a running server when a checkout is being updated. */
function takeInProcess({ dataDir, backupDir }: Runtime["config"], signal: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", "app/cli/backup.ts"], {
    env: { ...process.env, DATA_DIR: dataDir, BACKUP_DIR: backupDir },
    stdio: ["ignore", "ignore", "pipe"],
    signal,
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk));
  return new Promise((resolve, reject) => {
    child.once("error", (error) => (signal.aborted ? resolve() : reject(error)));
    child.once("close", (code) =>
      code === 0 || signal.aborted ? resolve() : reject(new Error(`The backup failed: ${said.trim().split("\n")[0]}`)),
    );
  });
}
