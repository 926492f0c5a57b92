/** `npm run backup`: a verified copy of the database, beside a running server or without one. The nightly one is the same. */
import { clock } from "#app/context.server";
import { readConfig } from "#app/server/config.server";
import { takeBackup } from "#db/backups.server";
import { sayRefusal, tellContents } from "./installation";

process.exitCode = backup();

function backup(): number {
  try {
    const config = readConfig(process.env);
    const taken = takeBackup(config.dataDir, config.backupDir, clock());
    console.log(`Backup: ${taken.file}`);
    console.log(`It is ${tellContents(taken)} (${(taken.bytes / 1e6).toFixed(1)} MB), read through and sound.`);
    return 0;
  } catch (error) {
    return sayRefusal(error);
  }
}
