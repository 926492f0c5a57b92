/**
 * What `npm start`, `npm test` and the tools need before anything else can run: Node's version, installed packages, and
 * for tests a browser. Plain JavaScript without dependencies, because it runs when nothing is installed yet.
 * Whatever it has to say goes to stderr, so that a tool's own output stays clean.
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const require = createRequire(import.meta.url);

/** Changes to the checkout's folder; ends the process with one line when something is missing that it cannot mend. */
export function setUp() {
  process.chdir(ROOT);
  checkNode();
  if (!packagesAreInstalled()) install();
  if (!sqliteLoads()) rebuildSqlite();
}

/** Ends the process with one line for the person who started it. */
export function stop(line) {
  console.error(line);
  process.exit(1);
}

/** Path of a Chromium for the tests: $CHROMIUM, one on the machine, one by apt, else the one in @sparticuz/chromium. */
export async function findChromium() {
  // Without the windows that nobody sees it opens a page in half the time.
  const shell = "/usr/bin/chromium-headless-shell";
  const others = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const found = (...places) => places.find((file) => file && isExecutable(file));
  const known = found(process.env.CHROMIUM, shell);
  if (known) return known;
  if (canUseApt()) {
    say("Installing Chromium for the tests …");
    if (aptInstall(["chromium-headless-shell"]) && isExecutable(shell)) return shell;
    if (!found(...others)) aptInstall(["chromium"]);
  }
  const other = found(...others);
  if (other) return other;
  const unpacked = await unpackedChromium();
  if (unpacked) return unpacked;
  return stop("The tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM to its path.");
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12);
  if (!fits) stop(`Tilts needs Node 20 (from 20.19) or 22 (from 22.12); this is ${process.versions.node}.`);
}

/** Compares what npm noted in node_modules with the lock file, version by version. */
function packagesAreInstalled() {
  const noted = "node_modules/.package-lock.json";
  if (!existsSync(noted)) return false;
  const have = JSON.parse(readFileSync(noted, "utf8")).packages;
  const want = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
  return Object.entries(want).every(
    ([where, { version, optional }]) => where === "" || (have[where] ? have[where].version === version : optional),
  );
}

function install() {
  say("Installing packages (a minute or two the first time) …");
  if (npm(["ci", "--include=dev"])) return;
  if (compilerIsMissing()) {
    getCompiler();
    if (npm(["ci", "--include=dev"])) return;
  }
  stop("npm ci failed: see its message above.");
}

function sqliteLoads() {
  try {
    const Database = require("better-sqlite3");
    new Database(":memory:").close();
    return true;
  } catch {
    return false;
  }
}

function rebuildSqlite() {
  say("Building better-sqlite3 for this Node …");
  if (compilerIsMissing()) getCompiler();
  if (!npm(["rebuild", "better-sqlite3"])) stop("better-sqlite3 could not be built: see the message above.");
}

function npm(args) {
  const env = { ...process.env };
  // A compile needs Node's headers; take those that lie beside this Node, so that nothing is downloaded for it.
  const prefix = path.resolve(path.dirname(process.execPath), "..");
  if (existsSync(path.join(prefix, "include/node/node.h"))) env.npm_config_nodedir ??= prefix;
  return spawnSync("npm", args, { stdio: ["ignore", 2, 2], env }).status === 0;
}

function compilerIsMissing() {
  return !["python3", "make", "g++"].every(isOnPath);
}

function getCompiler() {
  const tools = ["python3", "make", "g++"];
  if (!canUseApt()) stop(`better-sqlite3 has to be compiled here: install ${tools.join(", ")} and start again.`);
  say("Installing a compiler for better-sqlite3 …");
  if (!aptInstall(tools)) stop(`apt could not install ${tools.join(", ")}: see its message above.`);
}

function canUseApt() {
  return process.getuid?.() === 0 && existsSync("/etc/debian_version") && isOnPath("apt-get");
}

function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const run = (args) => spawnSync("apt-get", args, { stdio: ["ignore", 2, 2], env }).status === 0;
  return run(["update", "-qq"]) && run(["install", "-y", "-qq", "--no-install-recommends", ...packages]);
}

/** It unpacks into TMPDIR and would reuse an older version's file there, so it gets a folder of its own. */
async function unpackedChromium() {
  const folder = path.resolve("node_modules/.cache/chromium");
  const before = process.env.TMPDIR;
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    process.env.TMPDIR = folder;
    const { default: chromium } = await import("@sparticuz/chromium");
    const file = await chromium.executablePath();
    return spawnSync(file, ["--version"]).status === 0 ? file : undefined;
  } catch {
    return undefined; // not a Linux x64 machine: the caller says what to install
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

function isOnPath(name) {
  return (process.env.PATH ?? "").split(path.delimiter).some((folder) => isExecutable(path.join(folder, name)));
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function say(line) {
  console.error(line);
}
