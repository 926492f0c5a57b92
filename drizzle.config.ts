import { defineConfig } from "drizzle-kit";

// Only `generate` is used: migrations are applied by db/client.server.ts, which keeps the guards (docs/decisions/0003-own-migration-runner.md).
export default defineConfig({
  dialect: "sqlite",
  schema: "./db/schema.ts",
  out: "./db/migrations",
});
