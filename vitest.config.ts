import tsconfigPaths from "vite-tsconfig-paths";
import { defineConfig } from "vitest/config";

// Which test belongs where: docs/contributing.md.
const THOROUGH = "tests/**/*.thorough.test.{ts,tsx}";

// Not vite.config.ts: the Remix plugin must not run under vitest.
export default defineConfig({
  plugins: [tsconfigPaths()],
  test: {
    // A foreign zone on purpose: correctness must not depend on the machine's.
    env: { TZ: "UTC" },
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
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: "thorough",
          include: [THOROUGH],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "server",
          include: ["tests/server/**/*.test.ts"],
          globalSetup: ["tests/support/server.ts"],
          testTimeout: 600_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: "journeys",
          include: ["tests/journeys/**/*.test.ts"],
          globalSetup: ["tests/support/journeys-browser.js", "tests/support/server.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
