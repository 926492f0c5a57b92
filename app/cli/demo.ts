/** `npm run demo`: throws the demo database of DATA_DIR away and makes it anew. Refuses a real one, and one in use. */
import { readConfig } from "#app/server/config.server";
import { remakeDemo } from "#app/server/installation.server";
import { sayRefusal } from "./installation";

process.exitCode = await demo();

async function demo(): Promise<number> {
  try {
    const config = readConfig(process.env);
    await remakeDemo(config);
    console.log(`The demo database is new: ${config.dataDir}`);
    return 0;
  } catch (error) {
    return sayRefusal(error);
  }
}
