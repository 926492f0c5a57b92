/** Starting the browser that the tests and the screenshots use. */
import { accessSync, constants, mkdirSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The first opens a page in half the time: it has no windows that nobody sees. */
const PLACES = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** $CHROMIUM, else a system browser, else the one inside the npm package @sparticuz/chromium (Linux x64 only). */
export async function launch(): Promise<Browser> {
  const known = [process.env.CHROMIUM, ...PLACES].find(isProgram);
  return chromium.launch({ executablePath: known ?? (await unpacked()), args: FLAGS });
}

function isProgram(file: string | undefined): boolean {
  try {
    accessSync(file ?? "", constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** It unpacks into TMPDIR and reuses whatever an older version left there, so it gets a folder that `npm ci` empties. */
async function unpacked(): Promise<string> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = path.resolve("node_modules/.cache/sparticuz");
  mkdirSync(process.env.TMPDIR, { recursive: true });
  const file = await (await import("@sparticuz/chromium")).default.executablePath();
  process.env.TMPDIR = before ?? "/tmp";
  return file;
}
