import tsconfigPaths from "vite-tsconfig-paths";
import { defineConfig } from "vitest/config";

// Which test belongs where: docs/contributing.md.
const THOROUGH = "tests/**/*.thorough.test.{ts,tsx}";

/** Long after anything has ended on the busiest machine: what takes longer hangs. No test is about time. */
const HANGS_MS = 600_000;

// Not vite.config.ts: the Remix plugin must not run under vitest.
export default defineConfig({
  plugins: [tsconfigPaths()],
  test: {
    // A foreign zone on purpose: correctness must not depend on the machine's.
    env: { TZ: "UTC" },
    testTimeout: HANGS_MS,
    hookTimeout: HANGS_MS,
    setupFiles: ["tests/support/secret.ts", "tests/support/plans.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: ["tests/journeys/**", "tests/server/**", THOROUGH],
          // One set of modules for all files: no unit test changes what a module holds.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "thorough",
          include: [THOROUGH],
        },
      },
      {
        extends: true,
        test: {
          name: "server",
          // React as it is served: another, and twice as quick.
          env: { NODE_ENV: "production" },
          include: ["tests/server/**/*.test.ts"],
          globalSetup: ["tests/support/server.ts"],
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: "journeys",
          include: ["tests/journeys/**/*.test.ts"],
          globalSetup: ["tests/support/journeys-browser.js", "tests/support/server.ts"],
          fileParallelism: false,
        },
      },
    ],
  },
});
