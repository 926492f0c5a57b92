/**
 * What a country's history does to the pages and commands: `npm run bench:pages`. The built server runs on the demo and on the
 * same demo with a history before it; each page is asked of both in turn, and each against an empty page of the same server.
 *
 *   npm run bench:pages                        100,000 past requests
 *   npm run bench:pages -- --history 1000000   as long a history as the goals are for
 *   npm run bench:pages -- --history 10000000 --lists   the lists alone
 *   npm run bench:pages -- --only calendar --rounds 31
 *   npm run bench:pages -- --keep FOLDER       the databases stay there, and are taken from there the next time
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { hashPassword } from "#app/auth/passwords.server";
import { DEMO_PASSWORD } from "#app/queries/everyone/demo-accounts";
import { instantFrom } from "#app/time";
import { createDatabase, openDatabase } from "#db/client.server";
import { seedDemo } from "#db/seed";
import { TEST_CLOCK } from "../support/server";
import { measureCommands } from "./pages/commands";
import { layHistory } from "./pages/history";
import { measurePages } from "./pages/measure";
import { addressesIn, PAGES } from "./pages/pages";
import { printTable } from "./pages/table";
import { printWritePath } from "./pages/write-path";

const NOW = instantFrom(Date.parse(TEST_CLOCK));

const { values } = parseArgs({
  options: {
    history: { type: "string", default: "100000" },
    rounds: { type: "string", default: "15" },
    only: { type: "string" },
    keep: { type: "string" },
    lists: { type: "boolean", default: false },
  },
});

const folder = values.keep ? path.resolve(values.keep) : mkdtempSync(path.join(os.tmpdir(), "tilts-pages-"));
try {
  await bench(Number(values.history), Number(values.rounds));
} finally {
  if (!values.keep) rmSync(folder, { recursive: true, force: true });
}

async function bench(count: number, rounds: number): Promise<void> {
  const demo = await demoIn(path.join(folder, "demo"));
  const history = historyIn(path.join(folder, `history-${count}`), demo, count);
  const wanted = PAGES.filter(
    (page) => (!values.only || page.name.includes(values.only)) && (!values.lists || page.isList),
  );
  const pages = [...PAGES.filter(({ isEmpty }) => isEmpty), ...wanted.filter(({ isEmpty }) => !isEmpty)];
  printTable(
    `Pages, ${count} past requests`,
    await measurePages(addressesIn(history, pages), { demo, history }, rounds),
  );
  if (values.lists || values.only) return;
  printTable(`Commands, ${count} past requests`, measureCommands(NOW, { demo, history }, rounds));
  printWritePath(NOW, history, rounds);
}

async function demoIn(dataDir: string): Promise<string> {
  const file = path.join(dataDir, "tilts.db");
  if (existsSync(file)) return dataDir;
  mkdirSync(dataDir, { recursive: true });
  const opened = createDatabase(file);
  seedDemo(opened, NOW, { passwordHash: await hashPassword(DEMO_PASSWORD) });
  opened.sqlite.close();
  return dataDir;
}

/** The same people, so that the same addresses lead to the same things. */
function historyIn(dataDir: string, demo: string, count: number): string {
  const file = path.join(dataDir, "tilts.db");
  if (existsSync(file)) return dataDir;
  const begun = performance.now();
  mkdirSync(dataDir, { recursive: true });
  cpSync(path.join(demo, "tilts.db"), file);
  const { sqlite } = openDatabase(file);
  layHistory(sqlite, TEST_CLOCK.slice(0, 10), count);
  const laid = sqlite.prepare("select count(*) from requests").pluck().get();
  sqlite.close();
  console.log(`${laid} requests laid in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  return dataDir;
}
