/** Two built servers side by side, asked the same pages in turn. */
import { readFileSync } from "node:fs";
import { type Visitor, visitor } from "../../support/http";
import { offsetTo, type RunningServer, startServer, TEST_CLOCK } from "../../support/server";
import type { BenchPage } from "./pages";
import { type Line, median } from "./table";

const WARM_UP = 4;

export interface Folders {
  demo: string;
  history: string;
}

interface Side {
  server: RunningServer;
  visitors: Map<string, Visitor>;
}

export async function measurePages(pages: readonly BenchPage[], folders: Folders, rounds: number): Promise<Line[]> {
  const demo = await openSide(folders.demo, pages);
  const history = await openSide(folders.history, pages);
  try {
    const lines: Line[] = [];
    let empty: number | null = null;
    for (const page of pages) {
      const took = { demo: await warmed(demo, page), history: await warmed(history, page) };
      for (let round = 0; round < rounds; round++) {
        took.demo.push(await ask(demo, page));
        took.history.push(await ask(history, page));
      }
      const [demoMs, historyMs] = [median(took.demo.map(({ ms }) => ms)), median(took.history.map(({ ms }) => ms))];
      const [demoCpuMs, historyCpuMs] = [await cpuOf(demo, page, rounds), await cpuOf(history, page, rounds)];
      const spent = historyCpuMs ?? historyMs;
      if (page.isEmpty) empty = spent;
      lines.push({ name: page.name, demoMs, historyMs, demoCpuMs, historyCpuMs, overEmpty: empty && spent / empty });
    }
    return lines;
  } finally {
    await Promise.all([demo.server.stop(), history.server.stop()]);
  }
}

async function openSide(dataDir: string, pages: readonly BenchPage[]): Promise<Side> {
  const server = startServer({ DATA_DIR: dataDir, CLOCK_OFFSET: offsetTo(TEST_CLOCK) });
  const base = await server.ready;
  const visitors = new Map<string, Visitor>();
  for (const who of new Set(pages.map((page) => page.who))) {
    const one = visitor(base);
    const signed = await one.signIn(`${who}@demo.tilts.test`);
    if (signed.status >= 400) throw new Error(`${who} is not let in: ${signed.status}`);
    visitors.set(who, one);
  }
  return { server, visitors };
}

async function warmed(side: Side, page: BenchPage): Promise<{ ms: number }[]> {
  for (let i = 0; i < WARM_UP; i++) await ask(side, page);
  return [];
}

async function ask({ visitors }: Side, { who, address, name }: BenchPage): Promise<{ ms: number }> {
  const one = visitors.get(who);
  if (!one) throw new Error(`nobody looks at ${name}`);
  const begun = performance.now();
  const answer = await one.get(address);
  const ms = performance.now() - begun;
  if (answer.status !== 200) throw new Error(`${name}, ${address}: ${answer.status} ${answer.location ?? ""}`);
  return { ms };
}

/** Linux alone tells it of another process, in hundredths of a second: so the page is asked often. */
async function cpuOf(side: Side, page: BenchPage, rounds: number): Promise<number | null> {
  const spent = () => {
    try {
      const fields = readFileSync(`/proc/${side.server.child.pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
      return 10 * (Number(fields[11]) + Number(fields[12]));
    } catch {
      return null; // another system
    }
  };
  const before = spent();
  for (let i = 0; i < rounds; i++) await ask(side, page);
  const after = spent();
  return before === null || after === null ? null : (after - before) / rounds;
}
