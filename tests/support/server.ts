/** Builds once and runs the real server on a demo database of its own, for the projects `server` and `journeys`. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** "http://127.0.0.1:PORT" of the running server. */
    base: string;
    /** Its DATA_DIR: tilts.db and, without SMTP, the mails under outbox/. */
    dataDir: string;
  }
}

/** A Tuesday morning in the office, whenever the tests run: at night mails would wait for the morning. */
export const TEST_CLOCK = "2026-11-24T10:00:00+02:00";

/** The ISO 8601 duration from now to then. */
export function offsetTo(then: string): string {
  return `PT${Math.round((Date.parse(then) - Date.now()) / 1000)}S`;
}

export default async function setup(project: TestProject) {
  const built = spawnSync(process.execPath, ["app/cli/start.js", "--build-only"], {
    stdio: "inherit",
    env: { ...process.env, VITEST: "" },
  });
  if (built.status !== 0) throw new Error("the build failed");
  const folder = mkdtempSync(path.join(tmpdir(), "tilts-test-"));
  const dataDir = path.join(folder, "data");
  const server = startServer({ DATA_DIR: dataDir, CLOCK_OFFSET: offsetTo(TEST_CLOCK) });
  project.provide("base", await server.ready);
  project.provide("dataDir", dataDir);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

export interface RunningServer {
  /** The address once it serves; rejects with what it printed when it ends before. */
  ready: Promise<string>;
  /** Exit code and everything it wrote, once it has ended. */
  ended: Promise<{ code: number | null; signal: string | null; stdout: string; stderr: string }>;
  stop: (signal?: NodeJS.Signals) => Promise<{ code: number | null; signal: string | null }>;
  child: ChildProcess;
}

/** The server as `npm start` runs it, on a free port of 127.0.0.1 unless `env` says otherwise. */
export function startServer(env: Record<string, string>): RunningServer {
  const settings = { HOST: "127.0.0.1", PORT: "0", APP_URL: "", SMTP_URL: "", DEMO: "", CLOCK_OFFSET: "", VITEST: "" };
  const child = spawn(process.execPath, ["app/cli/start.js"], {
    env: { ...process.env, ...settings, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk));
  const ended: RunningServer["ended"] = new Promise((resolve) =>
    child.once("close", (code, signal) => resolve({ code, signal, stdout, stderr })),
  );
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk;
      const address = /Tilts is ready: (http:\/\/\S+)/.exec(stdout)?.[1];
      if (address) resolve(address);
    });
    void ended.then(({ code }) => reject(new Error(`the server ended with ${code}: ${stderr}${stdout}`)));
  });
  ready.catch(() => undefined); // whoever waits for `ended` instead need not handle it
  return {
    ready,
    ended,
    child,
    stop: (signal = "SIGTERM") => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      return ended;
    },
  };
}
