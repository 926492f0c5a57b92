/**
 * `npm test`: every test, and on the last line how many passed. Arguments go to vitest: a file, a folder, `-t "words"`,
 * `--project journeys`. A server is built for `server` and `journeys`, a browser set up for `journeys`, when one of their
 * tests is asked for.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { setUp } from "./setup.js";

setUp();
const asked = process.argv.slice(2);
const report = "node_modules/.cache/test-report.json";
mkdirSync("node_modules/.cache", { recursive: true });
rmSync(report, { force: true });

const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
const vitest = spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...reporters, ...asked], {
  stdio: "inherit",
});

const { passed, failed, skipped } = counts();
console.log(`${passed} passed, ${failed} failed${skipped && !isByName() ? `, ${skipped} skipped` : ""}`);
process.exit(vitest.status || (failed ? 1 : 0));

/** Tests that were not asked for by name are left out, not skipped. */
function isByName() {
  return asked.some((argument) => /^(-t|--testNamePattern)\b/.test(argument));
}

/** A run that broke before it could report, or a file that failed to load, counts as a failure. */
function counts() {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(report, "utf8"),
    );
    const unloaded = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
    return {
      passed: numPassedTests,
      failed: Math.max(numFailedTests + unloaded.length, vitest.status ? 1 : 0),
      skipped: numPendingTests + numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
