/** The built server with the bench's ear inside, and pages asked of it in turn. */
import http from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Visitor, visitor } from "../../support/http";
import { offsetTo, type RunningServer, startServer, TEST_CLOCK } from "../../support/server";
import type { BenchPage } from "../pages/pages";
import { median } from "../pages/table";

const WARM_UP = { rounds: 4, asks: 5 };
const ASKS = 3;
const REACT_TIMES = 30;
/** What browsers say over https. */
const HEADERS = { "Accept-Encoding": "gzip, deflate, br, zstd" };

export interface Cost {
  name: string;
  ms: number;
  /** Against an empty page of the same server. */
  overEmpty: number;
  /** Of its markup as plain elements; null where there is none. */
  reactMs: number | null;
  kilobytes: number;
}

export interface Inside {
  server: RunningServer;
  base: string;
  dataDir: string;
  ask: (what: string, asked?: unknown) => Promise<unknown>;
}

export async function openInside(folder: string): Promise<Inside> {
  const socket = path.join(folder, "inside.sock");
  const dataDir = path.join(folder, "data");
  const inside = pathToFileURL(path.resolve("tests/bench/processor/inside.js")).href;
  const server = startServer({
    DATA_DIR: dataDir,
    CLOCK_OFFSET: offsetTo(TEST_CLOCK),
    BENCH_SOCKET: socket,
    NODE_OPTIONS: `--import=${inside}`,
  });
  const base = await server.ready;
  return { server, base, dataDir, ask: (what, asked) => askInside(socket, what, asked) };
}

function askInside(socketPath: string, what: string, asked: unknown = {}): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = http.request({ socketPath, path: `/${what}`, method: "POST" }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve(JSON.parse(Buffer.concat(chunks).toString()));
    });
    request.on("error", reject).end(JSON.stringify(asked));
  });
}

export async function measureProcessor(
  inside: Inside,
  pages: readonly BenchPage[],
  rounds: number,
  profiles: string | undefined,
): Promise<Cost[]> {
  const visitors = await signIn(inside, pages);
  const askTimes = async (page: BenchPage, times: number) => {
    for (let i = 0; i < times; i++) await look(visitors, page);
  };
  for (let round = 0; round < WARM_UP.rounds; round++) for (const page of pages) await askTimes(page, WARM_UP.asks);
  const took = new Map<BenchPage, number[]>(pages.map((page) => [page, []]));
  for (let round = 0; round < rounds; round++)
    for (const page of pages) {
      const before = await spentBy(inside);
      await askTimes(page, ASKS);
      took.get(page)?.push(((await spentBy(inside)) - before) / ASKS);
    }
  const costs: Cost[] = [];
  for (const page of pages) {
    const ms = median(took.get(page) ?? []);
    const html = await look(visitors, page);
    const react = html.startsWith("<!DOCTYPE") ? await reactOf(inside, html) : null;
    costs.push({
      name: page.name,
      ms,
      overEmpty: ms / (costs[0]?.ms ?? ms),
      reactMs: react,
      kilobytes: html.length / 1000,
    });
    if (profiles) {
      await inside.ask("profile/begin");
      await askTimes(page, 30);
      await inside.ask("profile/end", { file: path.resolve(profiles, `${page.name.replace(/\W+/g, "-")}.cpuprofile`) });
    }
  }
  return costs;
}

async function signIn({ base }: Inside, pages: readonly BenchPage[]): Promise<Map<string, Visitor>> {
  const visitors = new Map<string, Visitor>();
  for (const who of new Set(pages.map((page) => page.who))) {
    const one = visitor(base);
    const signed = await one.signIn(`${who}@demo.tilts.test`);
    if (signed.status >= 400) throw new Error(`${who} is not let in: ${signed.status}`);
    visitors.set(who, one);
  }
  return visitors;
}

async function look(visitors: Map<string, Visitor>, { who, address, name }: BenchPage): Promise<string> {
  const answer = await visitors.get(who)?.get(address, HEADERS);
  if (answer?.status !== 200) throw new Error(`${name}, ${address}: ${answer?.status} ${answer?.location ?? ""}`);
  return answer.text;
}

async function spentBy(inside: Inside): Promise<number> {
  const { user, system } = (await inside.ask("spent")) as NodeJS.CpuUsage;
  return (user + system) / 1000;
}

/** Refuses to compare with a tree that gives another document. */
async function reactOf(inside: Inside, html: string): Promise<number> {
  const { micros, length } = (await inside.ask("react", { html, times: REACT_TIMES })) as {
    micros: number;
    length: number;
  };
  if (Math.abs(length / html.length - 1) > 0.05) throw new Error(`React writes ${length} bytes for ${html.length}`);
  return micros / 1000;
}
