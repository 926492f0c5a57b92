/** `npm run demo`: throws the demo database of DATA_DIR away and makes it anew. Refuses a real one, and one in use. */
import { readConfig } from "#app/server/config.server";
import { remakeDemo, StartRefused } from "#app/server/installation.server";
import { UnsoundDatabase } from "#db/client.server";

const MADE = 0;
const REFUSED = 1;
const MISUSED = 2;

process.exitCode = await demo();

async function demo(): Promise<number> {
  try {
    const config = readConfig(process.env);
    await remakeDemo(config);
    console.log(`The demo database is new: ${config.dataDir}`);
    return MADE;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const isRefused = error instanceof StartRefused || error instanceof UnsoundDatabase;
    if (!isRefused && !error.message.startsWith("Configuration")) throw error;
    console.error(error.message.split("\n")[0]);
    return isRefused ? REFUSED : MISUSED;
  }
}
