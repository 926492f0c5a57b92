import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import tsconfigPaths from "vite-tsconfig-paths";
import remixConfig from "./remix.config.js";

/**
 * What many pages need is one file each, not many small ones: every file comes with a head of its own, and packs badly alone.
 * The first that fits.
 */
const CHUNKS: readonly [name: string, modules: RegExp][] = [
  ["framework", /node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|turbo-stream|@remix-run)\//],
  [
    "kit",
    /\/app\/(ui\/(?!undo|dialog|timeline|search-box|place-field|downloads)[\w-]+|time|zone|result|text|dispatch\/(vocabulary|request-questions|promise))\.tsx?$/,
  ],
  [
    "kit",
    /\/app\/(ui\/request-form\/draft|i18n\/(index|format|promise|formats\/[\w-]+|translate|catalogues\.browser))\.ts$/,
  ],
  [
    "request-form",
    /\/app\/(ui\/(request-form\/(?!draft)|place-field)|privacy|private-numbers|dispatch\/(request-shown|request-warnings)\.)/,
  ],
  ["interpreter", /\/app\/ui\/interpreter\//],
];

const chunkOf = (id: string) => CHUNKS.find(([, modules]) => modules.test(id))?.[0];

export default defineConfig(({ isSsrBuild }) => ({
  server: { host: "127.0.0.1" },
  plugins: [remix(remixConfig), tsconfigPaths()],
  build: isSsrBuild
    ? {}
    : {
        // 4 kB less on a first visit than what the default leaves.
        minify: "terser",
        terserOptions: { compress: { passes: 2 } },
        rollupOptions: { output: { manualChunks: chunkOf } },
      },
}));
