/** `npm start`: set up, build when the sources changed, serve. `--build-only` stops after the build, `--dev` serves the sources. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import { setUp, stop } from "./setup.js";

const STAMP = "build/.stamp";
const isDev = process.argv.includes("--dev");

setUp();
process.env.NODE_ENV = isDev ? "development" : "production";
process.env.TZ = "Europe/Riga"; // before the first Date: the calendar's Luxon is then three times faster; nothing depends on it

if (!isDev) buildWhenChanged();
if (!process.argv.includes("--build-only")) {
  process.umask(0o077); // what it writes is the owner's alone
  const { register } = await import("tsx/esm/api");
  register();
  // In this process, so that a supervisor's SIGTERM reaches the server itself.
  await import("#app/server/main.ts");
}

function buildWhenChanged() {
  const hash = hashOfSources();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === hash) return;
  console.error("Building …");
  const built = spawnSync(process.execPath, ["node_modules/@remix-run/dev/dist/cli.js", "vite:build"], {
    stdio: ["ignore", 2, 2],
    env: process.env,
  });
  if (built.status !== 0) stop("The build failed: see its message above.");
  pack("build/client/assets");
  writeFileSync(STAMP, hash);
}

/** A copy of every text beside it, packed as small as it goes. */
function pack(folder) {
  for (const name of readdirSync(folder).filter((file) => /\.(js|css)$/.test(file)))
    writeFileSync(path.join(folder, `${name}.br`), brotliCompressSync(readFileSync(path.join(folder, name))));
}

function hashOfSources() {
  const hash = createHash("sha256").update(process.version);
  const files = ["app", "db", "public"].filter(existsSync).flatMap(filesUnder);
  files.push("package.json", "package-lock.json", "remix.config.js", "vite.config.ts", "tsconfig.json");
  for (const file of files) hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}
