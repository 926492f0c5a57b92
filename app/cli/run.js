/** `node app/cli/run.js FILE.ts ARGS…`: a tool of this project, with everything installed that it needs. Prints nothing of its own on stdout. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT, setUp, stop } from "./setup.js";

const startedIn = process.env.INIT_CWD ?? process.cwd(); // npm itself has moved to the root
const [file, ...args] = process.argv.slice(2);
if (!file) stop("Usage: node app/cli/run.js FILE.ts [ARGUMENTS]");

setUp();
process.umask(0o077); // what it writes is the owner's alone
process.env.TZ = "Europe/Riga";
process.env.STARTED_IN = startedIn; // relative paths among the arguments are meant from here
const script = path.resolve(ROOT, file);
process.argv = [process.execPath, script, ...args];

const { register } = await import("tsx/esm/api");
register();
await import(pathToFileURL(script).href);
