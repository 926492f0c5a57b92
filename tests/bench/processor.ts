/**
 * What a page costs the processor: `npm run bench:processor`. The built server runs on a quiet demo and tells the time of its own
 * process (user and system, every thread), so that it matters little what else the machine does. Each page is asked in small
 * batches, in turn with all others, after a warm-up; the median batch counts.
 *
 *   npm run bench:processor                     every page below
 *   npm run bench:processor -- --only calendar --rounds 31
 *   npm run bench:processor -- --pauses         how long the event loop stands still beside an import, a plan and an export
 *   npm run bench:processor -- --profile FOLDER     and where the time goes, a profile of each page for Chromium's tools
 *
 * Beside each page: how many times an empty page of the same server it costs, and how many times what React needs for its
 * markup. The latter is `renderToString`, in the same process, of a tree of plain elements that gives the same document: no
 * components, no hooks, no data, nothing read, sent or packed.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { addressesIn, PAGES } from "./pages/pages";
import { measureProcessor, openInside } from "./processor/measure";
import { measurePauses } from "./processor/pauses";
import { printProcessor } from "./processor/table";

const NAMES = [
  "an empty page",
  "health",
  "news",
  "coordinator: first page",
  "requests",
  "search: reference",
  "one request",
  "new, by phone",
  "calendar: day",
  "calendar: week",
  "calendar: month",
  "calendar: list",
  "plan",
  "interpreters",
  "one interpreter",
  "admin: first page",
  "organisations",
  "interpreter: first page",
  "jobs",
  "calendar of one's own",
  "availability",
  "institution: list",
  "institution: form",
  "institution: one request",
  "account",
];

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "9" },
    only: { type: "string" },
    profile: { type: "string" },
    pauses: { type: "boolean", default: false },
  },
});

const folder = mkdtempSync(path.join(os.tmpdir(), "tilts-processor-"));
try {
  const built = spawnSync(process.execPath, ["app/cli/start.js", "--build-only"], { stdio: "inherit" });
  if (built.status !== 0) throw new Error("the build failed");
  const side = await openInside(folder);
  try {
    if (values.pauses) await measurePauses(side, folder);
    else {
      const wanted = PAGES.filter(
        ({ name, isEmpty }) => NAMES.includes(name) && (isEmpty || !values.only || name.includes(values.only)),
      );
      const pages = addressesIn(side.dataDir, wanted);
      printProcessor(await measureProcessor(side, pages, Number(values.rounds), values.profile));
    }
  } finally {
    await side.server.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
