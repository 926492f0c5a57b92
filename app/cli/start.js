/** `npm start`: set up, build when the sources changed, serve. `--build-only` stops after the build, `--dev` serves the sources. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { setUp, stop } from "./setup.js";

const STAMP = "build/.stamp";
const MAIN = "build/main";
const isDev = process.argv.includes("--dev");

setUp();
process.env.NODE_ENV = isDev ? "development" : "production";
process.env.TZ = "Europe/Riga"; // before the first Date: the calendar's Luxon is then three times faster; nothing depends on it

if (!isDev) await buildWhenChanged();
if (!process.argv.includes("--build-only")) {
  process.umask(0o077); // what it writes is the owner's alone
  if (isDev) (await import("tsx/esm/api")).register();
  // In this process, so that a supervisor's SIGTERM reaches the server itself.
  await import(isDev ? "#app/server/main.ts" : pathToFileURL(path.resolve(MAIN, "main.js")).href);
}

async function buildWhenChanged() {
  const hash = hashOfSources();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === hash) return;
  console.error("Building …");
  const built = spawnSync(process.execPath, ["node_modules/@remix-run/dev/dist/cli.js", "vite:build"], {
    stdio: ["ignore", 2, 2],
    env: process.env,
  });
  if (built.status !== 0) stop("The build failed: see its message above.");
  pack("build/client/assets");
  await buildMain();
  writeFileSync(STAMP, hash);
}

/** The process itself, from its sources to one file: compiling them at each start would take most of it. */
async function buildMain() {
  const [{ build }, { default: tsconfigPaths }] = await Promise.all([import("vite"), import("vite-tsconfig-paths")]);
  await build({
    configFile: false,
    logLevel: "error",
    plugins: [tsconfigPaths()],
    build: { ssr: path.resolve("app/server/main.ts"), outDir: MAIN, target: "node20", emptyOutDir: true },
  });
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
