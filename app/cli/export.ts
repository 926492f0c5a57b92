/** `npm run export -- FOLDER`: the whole installation as open files, beside a running server or without one. Secrets stay behind. */
import path from "node:path";
import { noteExport } from "#app/commands/export-installation";
import type { Ctx } from "#app/context.server";
import { HOUSE_LOCALE } from "#app/dispatch/vocabulary";
import { readConfig } from "#app/server/config.server";
import { writeTo } from "#app/whole/folder";
import { piecesOf } from "#app/whole/pieces";
import { isDiskTrouble } from "#db/disk";
import { storeIn } from "#db/files/store.server";
import { DATABASE_FILE } from "#db/installation.server";
import { takeSnapshot } from "#db/whole/snapshot.server";
import { fromWhereStarted, inInstallation, say, sayRefusal } from "./installation";

const USAGE = "Usage: npm run export -- FOLDER";
const REFUSED = 1;

process.exitCode = main();

function main(): number {
  const [folder, ...more] = process.argv.slice(2);
  if (!folder || folder.startsWith("-") || more.length > 0) return say(USAGE);
  return inInstallation(HOUSE_LOCALE, (ctx) => exportTo(ctx, folder));
}

function exportTo(ctx: Ctx, folder: string): number {
  const { dataDir } = readConfig(process.env);
  const snapshot = takeSnapshot(path.join(dataDir, DATABASE_FILE));
  try {
    const written = writeTo(fromWhereStarted(folder), piecesOf(snapshot, ctx.now, storeIn(dataDir)));
    if (!written.ok) return say(`${folder} holds files already: name an empty or a new folder.`, REFUSED);
    noteExport(ctx);
    console.log(
      `Exported: ${written.value.files} files in ${fromWhereStarted(folder)}; README.md there tells what they are.`,
    );
    console.log("They name people, and hold no passwords or keys. Keep them as you keep the service itself.");
    return 0;
  } catch (error) {
    if (isDiskTrouble(error)) return sayRefusal(error);
    throw error;
  } finally {
    snapshot.close();
  }
}
