/**
 * `npm test`: every test, and on the last line how many passed. Arguments go to vitest: a file, a folder, `-t "words"`,
 * `--project journeys`. A server is built for `server` and `journeys`, a browser set up for `journeys`, when one of their
 * tests is asked for.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { setUp, stop } from "./setup.js";

setUp();
const asked = process.argv.slice(2);
const CACHE = "node_modules/.cache";
mkdirSync(CACHE, { recursive: true });

// Journeys mostly wait, for pages and for letters, and tests of the server for servers that start: they go on side by side.
const runs =
  asked.length > 0
    ? [asked]
    : [
        ["--project", "journeys"],
        ["--project", "server"],
        ["--project", "unit", "--project", "thorough"],
      ];
if (runs.length > 1) build();
const results = await Promise.all(runs.map(run));

const { passed, failed, skipped } = results.reduce((sum, one) => ({
  passed: sum.passed + one.passed,
  failed: sum.failed + one.failed,
  skipped: sum.skipped + one.skipped,
}));
console.log(`${passed} passed, ${failed} failed${skipped && !isByName() ? `, ${skipped} skipped` : ""}`);
process.exit(failed ? 1 : 0);

/** Once, before two need it at the same time. */
function build() {
  const built = spawnSync(process.execPath, ["app/cli/start.js", "--build-only"], { stdio: "inherit" });
  if (built.status !== 0) stop("The build failed: see its message above.");
}

/** One vitest with these arguments. Of several, only the last writes as it goes; the others are told when they have ended. */
async function run(args, index) {
  const report = `${CACHE}/test-report-${index}.json`;
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const isLast = index === runs.length - 1;
  const vitest = spawn(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...reporters, ...args], {
    stdio: isLast ? "inherit" : ["ignore", "pipe", "pipe"],
  });
  const told = [];
  for (const stream of [vitest.stdout, vitest.stderr]) stream?.on("data", (chunk) => told.push(chunk));
  const [status] = await once(vitest, "close");
  process.stdout.write(Buffer.concat(told));
  return counts(report, status);
}

/** Tests that were not asked for by name are left out, not skipped. */
function isByName() {
  return asked.some((argument) => /^(-t|--testNamePattern)\b/.test(argument));
}

/** A run that broke before it could report, or a file that failed to load, counts as a failure. */
function counts(report, status) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(report, "utf8"),
    );
    const unloaded = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
    return {
      passed: numPassedTests,
      failed: Math.max(numFailedTests + unloaded.length, status ? 1 : 0),
      skipped: numPendingTests + numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
