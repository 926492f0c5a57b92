/** A disk that does not confirm a commit: the process writes nothing more, ends, and finds at the next start all that it had acknowledged. */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { visitor } from "#tests/support/http";
import { offsetTo, type RunningServer, startServer, TEST_CLOCK } from "#tests/support/server";

const folder = mkdtempSync(path.join(tmpdir(), "tilts-sync-"));
const started: RunningServer[] = [];
afterAll(async () => {
  await Promise.all(started.map((server) => server.stop("SIGKILL")));
  rmSync(folder, { recursive: true, force: true });
});

/** From there on no sync of the process succeeds. */
type Breaking = (server: RunningServer, flag: string) => Promise<void>;

const byError: Breaking = async (_server, flag) => writeFileSync(flag, "");

/** In the system itself, where it can be had. */
const bySystem: Breaking = async ({ child }) => {
  const calls = ["-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO"];
  const strace = spawn("strace", ["-f", "-p", String(child.pid), ...calls], { stdio: ["ignore", "ignore", "pipe"] });
  await new Promise<void>((attached) =>
    strace.stderr.on("data", (said) => /attached/.test(String(said)) && attached()),
  );
};

const hasStrace =
  spawnSync("strace", ["-V"]).status === 0 && spawnSync("strace", ["-o", "/dev/null", "true"]).status === 0;

test.each<[string, Breaking]>([
  ["an error of that kind", byError],
  ...(hasStrace ? [["the system's own", bySystem] as [string, Breaking]] : []),
])(
  "by %s: not saved, ended with a code that a supervisor sees, and everything acknowledged is there",
  async (way, breakIt) => {
    const name = way.replaceAll(/\W/g, "");
    const flag = path.join(folder, `${name}.fails`);
    const env = { DATA_DIR: path.join(folder, name), CLOCK_OFFSET: offsetTo(TEST_CLOCK) };
    const NODE_OPTIONS = `--import ${path.resolve("tests/support/sync-fails.js")}`;
    const server = startServer({ ...env, SYNC_FAILS: flag, NODE_OPTIONS });
    started.push(server);
    const base = await server.ready;
    const sanita = visitor(base);
    await sanita.signIn("sociala@demo.tilts.test");
    const ask = (start: string) => sanita.post("/institution/new", { ...FORM, start, key: `sync-test-${start}` });
    const kept = await ask("09:00");
    expect(kept.status).toBe(302);

    await breakIt(server, flag);
    // The worker may have met it a moment before: then nobody is there to answer.
    const refused = await ask("10:00").then(
      ({ status }) => status,
      () => 0,
    );
    expect([507, 0]).toContain(refused);
    const { code, stdout } = await server.ended;
    expect(code).toBe(74);
    expect(stdout).toContain("The disk did not confirm a write");

    const again = startServer(env);
    started.push(again);
    const her = visitor(await again.ready);
    await her.signIn("sociala@demo.tilts.test");
    expect((await her.get(kept.location ?? "")).status).toBe(200);
    expect((await her.post("/institution/new", { ...FORM, start: "10:00", key: "sync-test-10:00" })).status).toBe(302);
    expect((await her.get("/healthz")).status).toBe(200);
    await again.stop();
  },
);

const FORM = {
  language: "prs",
  mode: "phone",
  date: "2026-12-08",
  minutes: "60",
  topic: "social",
  count: "1",
  contactName: "Zanda Kļava",
  contactPhone: "29 444 555",
};
