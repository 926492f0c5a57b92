/** `npm run restore -- FILE`: makes a backup the database of DATA_DIR. What was there is set aside. Refuses while a server runs on it. */
import { clock } from "#app/context.server";
import { readConfig } from "#app/server/config.server";
import { type Restored, restoreBackup } from "#db/restore.server";
import { fromWhereStarted, say, sayRefusal, tellContents } from "./installation";

const USAGE = "Usage: npm run restore -- FILE.db";

const SECRET: Record<Restored["secret"], string> = {
  backup: "Its secret.key came with it: links work as before.",
  kept: "No key lies beside it, so the secret.key of this folder stays. Unless it is the same one, mails about earlier offers and orders that are still to be sent carry links that do not open, and waiting invitations are not sent.",
  none: "No key lies beside it: a new one is made at the start. Mails about earlier offers and orders that are still to be sent carry links that do not open, and waiting invitations are not sent.",
};

process.exitCode = restore();

function restore(): number {
  const [file, ...more] = process.argv.slice(2);
  if (!file || file.startsWith("-") || more.length > 0) return say(USAGE);
  try {
    const done = restoreBackup(readConfig(process.env).dataDir, fromWhereStarted(file), clock());
    console.log(`Restored: ${tellContents(done)}.`);
    if (done.setAside) console.log(`What was there is in ${done.setAside}`);
    console.log(SECRET[done.secret]);
    const { named, missing } = done.files;
    if (missing > 0)
      console.log(
        `${missing} of ${named} files that people brought lie neither with the backup nor with what was set aside.`,
      );
    console.log("Everybody signs in again.");
    return 0;
  } catch (error) {
    return sayRefusal(error);
  }
}
