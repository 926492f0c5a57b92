/** One file of a tool and all that it needs, so that a process that lives for a moment starts in a moment. */
import path from "node:path";
import { build } from "vite";
import tsconfigPaths from "vite-tsconfig-paths";

/** In the project, so that native packages are found from there. */
const FOLDER = path.resolve("node_modules/.cache/torture");

/** What holds machine code, or is found by its own path. */
const NATIVE = ["better-sqlite3", "@node-rs/argon2", "highs"];

export const WRITER = "tests/torture/writer.ts";

/** The path of the bundle of `entry`, made anew. */
export async function bundle(entry: string): Promise<string> {
  const name = path.basename(entry, ".ts");
  await build({
    configFile: false,
    logLevel: "error",
    plugins: [tsconfigPaths()],
    ssr: { noExternal: true, external: NATIVE },
    build: {
      ssr: path.resolve(entry),
      outDir: path.join(FOLDER, name),
      target: "node20",
      rollupOptions: { output: { entryFileNames: `${name}.mjs`, inlineDynamicImports: true } },
    },
  });
  return path.join(FOLDER, name, `${name}.mjs`);
}
