/** `npm run backup`: a verified copy of the database, beside a running server or without one. The nightly one is the same. */
import { clock } from "#app/context.server";
import { readConfig } from "#app/server/config.server";
import { type Taken, takeBackup } from "#db/backups.server";
import { FILES_FOLDER } from "#db/files/store.server";
import { sayRefusal, tellContents } from "./installation";

process.exitCode = backup();

function backup(): number {
  try {
    const config = readConfig(process.env);
    const taken = takeBackup(config.dataDir, config.backupDir, clock());
    console.log(`Backup: ${taken.file}`);
    console.log(`It is ${tellContents(taken)} (${(taken.bytes / 1e6).toFixed(1)} MB), read through and sound.`);
    if (taken.files.named > 0) console.log(`With it ${told(taken.files)}.`);
    return 0;
  } catch (error) {
    return sayRefusal(error);
  }
}

function told({ named, missing }: Taken["files"]): string {
  const lie = `${named} files that people brought lie in ${FILES_FOLDER} beside it`;
  return missing === 0 ? lie : `${lie}, but for ${missing} that the disk no longer has`;
}
