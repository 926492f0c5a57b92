/** The process: reads its configuration, opens the installation, serves, works, and stops cleanly. Run by app/cli/start.js. */
import http from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import pino from "pino";
import type { ViteDevServer } from "vite";
import { startRuntime } from "#app/context.server";
import { DEMO_PASSWORD, demoAccounts } from "#app/queries/everyone/demo-accounts";
import { invariant } from "#app/result";
import { type Db, UnsoundDatabase } from "#db/client.server";
import { whenSyncFails } from "#db/disk";
import { type Config, isHttps, readConfig, StartRefused } from "./config.server";
import { createHttpApp } from "./http.server";
import { openInstallation } from "./installation.server";
import { metricsServer } from "./metrics";
import { startWorker } from "./worker";

/** Whoever has not been answered by then, or is still sending, is cut off: the whole must be over within ten seconds. */
const HARD_STOP_MS = 6_000;
/** How long people are still answered when nothing more may be written. */
const LAST_ANSWERS_MS = 1_000;
/** "Input/output error" of sysexits.h: the supervisor starts it again. */
const UNCERTAIN = 74;
const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime });

await serve().catch((error: unknown) => {
  console.error(lineAbout(error));
  process.exit(1);
});

async function serve() {
  const config = readConfig(process.env);
  const { runtime, release } = await openInstallation(config, () => refuseTakenPort(config));
  startRuntime(runtime);

  let isStopping = false;
  const server = http.createServer({ maxHeaderSize: 16_384, headersTimeout: 20_000, requestTimeout: 30_000 });
  const { build, vite } = await loadBuild(server);
  const listening = { origin: "" };
  const origins = () => [new URL(config.appUrl).origin, listening.origin];
  server.on(
    "request",
    createHttpApp({
      build,
      vite,
      log,
      origins,
      isHttps: isHttps(config),
      trustProxy: config.trustProxy,
      isStopping: () => isStopping,
    }),
  );

  await listen(server, config);
  listening.origin = `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${portOf(server)}`;
  // With PORT=0 the address is known only now; links in mails are made with it.
  if (!process.env.APP_URL) config.appUrl = listening.origin;

  const stopMetrics = await serveMetrics(config);
  const stopWorker = startWorker((error) => log.error({ err: error, in: "worker" }));
  console.log(`Tilts is ready: ${listening.origin} (pid ${process.pid})`);
  if (runtime.isDemo) console.log(demoLines(runtime.db));

  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => server.closeAllConnections(), HARD_STOP_MS).unref();
    const closed = new Promise((done) => server.close(done));
    server.closeIdleConnections();
    stopMetrics();
    await Promise.all([closed, stopWorker(), vite?.close()]);
    runtime.sqlite.close();
    release();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);

  whenSyncFails(() => {
    if (runtime.sqlite.pragma("query_only", { simple: true })) return;
    runtime.sqlite.pragma("query_only = ON"); // from here on nothing is written, by whatever way
    log.fatal(
      { in: "disk" },
      "The disk did not confirm a write. Nothing more is written; this process ends to be started again.",
    );
    isStopping = true;
    server.close();
    void stopWorker();
    setTimeout(() => process.exit(UNCERTAIN), LAST_ANSWERS_MS);
  });
}

/** Where the operator has given it a port; the answer stops it. */
async function serveMetrics({ metricsPort }: Config): Promise<() => void> {
  if (metricsPort === null) return () => {};
  const server = metricsServer();
  await listen(server, { host: "127.0.0.1", port: metricsPort }, "METRICS_PORT");
  return () => {
    server.close();
    server.closeAllConnections();
  };
}

/** For whoever starts it and has no account of their own yet. */
function demoLines(db: Db): string {
  const accounts = demoAccounts({ db }).map(({ email, role }) => `  ${role.padEnd(12)} ${email}`);
  return [`Demo accounts (password: ${DEMO_PASSWORD}):`, ...accounts].join("\n");
}

async function loadBuild(
  server: http.Server,
): Promise<{ build: ServerBuild | (() => Promise<ServerBuild>); vite?: ViteDevServer }> {
  if (process.env.NODE_ENV === "production")
    return { build: await import(pathToFileURL(path.resolve("build/server/index.js")).href) };
  const { createServer } = await import("vite");
  const vite = await createServer({ server: { middlewareMode: true, hmr: { server } } });
  return { vite, build: () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild> };
}

/** Asked before anything is opened; it may still be taken a moment later, and `listen` says so. */
async function refuseTakenPort(config: Config): Promise<void> {
  const probe = http.createServer();
  await listen(probe, config);
  await new Promise((closed) => probe.close(closed));
}

function listen(server: http.Server, { port, host }: Pick<Config, "port" | "host">, setting = "PORT"): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(new StartRefused(taken ? `Port ${port} is taken: set ${setting}.` : `Cannot listen on ${host}:${port}.`));
    });
    server.listen(port, host, resolve);
  });
}

function portOf(server: http.Server): number {
  const address = server.address();
  invariant(address !== null && typeof address === "object", "the server listens on a port");
  return address.port;
}

/** What the operator reads when it does not start: one line, and for what nobody foresaw its name. */
function lineAbout(error: unknown): string {
  const message = error instanceof Error ? error.message.split("\n")[0] : String(error);
  const isForeseen = error instanceof StartRefused || error instanceof UnsoundDatabase;
  return isForeseen || !(error instanceof Error) ? `${message}` : `Tilts does not start: ${message}`;
}
