import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import type { Plan } from "#app/dispatch/plan/model/format";
import { judged } from "#tests/dispatch/plan/brute-force";
import { crowdedWeek, instance, person, request } from "#tests/dispatch/plan/small";

const ROOT = process.cwd();
const TOOL = [path.join(ROOT, "app/cli/run.js"), "app/cli/plan.ts"];

const folder = mkdtempSync(path.join(os.tmpdir(), "tilts-plan-"));
const small = instance(
  [person("olena"), person("ahmed", { rateCentsPerHour: 1500 })],
  [request("r1"), request("r2", { urgency: 5 }), request("r3")],
);
const crowded = crowdedWeek(300, 30);
const running = new Set<ChildProcess>();

file("small.json", JSON.stringify(small));
file("crowded.json", JSON.stringify(crowded));

afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(path.join(folder, name), content);
  return name;
}

const ENV = { ...process.env, INIT_CWD: undefined, NODE_OPTIONS: undefined };

/** The tool as a person starts it in `folder`. */
function start(args: string[], program = [process.execPath, ...TOOL]) {
  const [command = "", ...first] = program;
  const child = spawn(command, [...first, ...args], { cwd: folder, env: ENV });
  running.add(child);
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk) => (said.out += chunk));
  child.stderr.on("data", (chunk) => (said.err += chunk));
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on("close", (code) => {
      running.delete(child);
      resolve({ code, ...said });
    }),
  );
  return { child, ended };
}

const run = (...args: string[]) => start(args).ended;

/** A pipe is opened by its reader before anything is written, so that a test knows how far the tool has come. */
function pipe(name: string) {
  spawnSync("mkfifo", [path.join(folder, name)]);
  const stream = createWriteStream(path.join(folder, name));
  return { opened: new Promise((resolve) => stream.once("open", resolve)), give: (text: string) => stream.end(text) };
}

/** Sends a signal and waits until the process has it: two that are pending would be one. */
async function interrupt(child: ChildProcess) {
  child.kill("SIGINT");
  const isDelivered = () => /ShdPnd:\s*0+\n/.test(readFileSync(`/proc/${child.pid}/status`, "utf8"));
  while (!isDelivered()) await new Promise(setImmediate);
}

test("a plan goes to standard output, and nothing is said beside it", async () => {
  const { code, out, err } = await run("small.json");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const plan = JSON.parse(out) as Plan;
  expect(judged(small, plan.assignments)).toEqual(plan.objective);
  expect(plan).toMatchObject({ objective: [6, 0, 3500, 0], proven: [true, true, true, true], ended: "proven" });
  expect(Object.keys(plan)).toEqual(
    expect.arrayContaining(["assignments", "objective", "bound", "gap", "proven", "unfilled", "milliseconds"]),
  );
});

test("npm runs it from any folder; what is packed is read, and --out gets the whole plan at once", async () => {
  file("small.json.gz", gzipSync(JSON.stringify(small)));
  const npm = ["npm", "--prefix", ROOT, "run", "--silent", "plan", "--"];
  const { code, out, err } = await start(["small.json.gz", "--out", "plan.json", "--fast"], npm).ended;
  expect({ code, out, err }).toEqual({ code: 0, out: "", err: "" });
  expect(JSON.parse(readFileSync(path.join(folder, "plan.json"), "utf8"))).toMatchObject({
    objective: [6, 0, 3500, 0],
  });
  expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("a time limit ends the search", async () => {
  const { code, out } = await run("crowded.json", "--time-limit", "0.5");
  const plan = JSON.parse(out) as Plan;
  expect({ code, ended: plan.ended }).toEqual({ code: 0, ended: "time" });
  expect(judged(crowded, plan.assignments)).toEqual(plan.objective);
});

test("Ctrl-C ends the search, and what was found so far is written", async () => {
  const { opened, give } = pipe("slow.json");
  const { child, ended } = start(["slow.json", "--time-limit", "300", "--out", "stopped.json"]);
  await opened;
  await interrupt(child);
  give(JSON.stringify(crowded));
  expect(await ended).toEqual({ code: 0, out: "", err: "" });
  const plan = JSON.parse(readFileSync(path.join(folder, "stopped.json"), "utf8")) as Plan;
  expect(plan.ended).toBe("cancelled");
  expect(judged(crowded, plan.assignments)).toEqual(plan.objective);
});

test("a second Ctrl-C ends the process without a plan", async () => {
  const { opened, give } = pipe("slower.json");
  const { child, ended } = start(["slower.json", "--out", "never.json"]);
  await opened;
  await interrupt(child);
  await interrupt(child);
  give(JSON.stringify(crowded));
  expect(await ended).toEqual({ code: 130, out: "", err: "" });
  expect(readdirSync(folder).filter((name) => name.startsWith("never"))).toEqual([]);
});

test("whoever stops reading does not make it complain", async () => {
  const { child, ended } = start(["small.json"]);
  child.stdout.destroy();
  expect(await ended).toMatchObject({ code: 0, err: "" });
});

const USAGE = "Usage: npm run --silent plan -- INSTANCE.json[.gz] [--out PLAN.json] [--time-limit SECONDS] [--fast]";

test.concurrent.for<[args: string[], line: string | RegExp]>([
  [[], `Which instance? ${USAGE}`],
  [["small.json", "crowded.json"], `One instance at a time. ${USAGE}`],
  [[""], `Which instance? ${USAGE}`],
  [["small.json", "--slow"], `Unknown option '--slow'. ${USAGE}`],
  [["small.json", "--out"], /^Option '--out <value>' argument missing\. Usage: /],
  [["small.json", "--out", ""], `A file name is empty. ${USAGE}`],
  [["small.json", "--time-limit", "soon"], /^--time-limit is a number of seconds above 0 .*, not “soon”\.$/],
  [["small.json", "--time-limit=-1"], /^--time-limit is a number of seconds above 0 .*, not “-1”\.$/],
  [["small.json", "--time-limit", "0"], /^--time-limit is a number of seconds above 0 .*, not “0”\.$/],
  [["none.json"], /none\.json: there is no such file\.$/],
  [["."], /: this is a folder\.$/],
  [["small.json/x.json"], /x\.json: a part of this path is not a folder\.$/],
  [[file("words.json", "not json")], /words\.json: this is not JSON/],
  [[file("cut.json", '{\n  "format": "interp-dispatch/1",\n')], /cut\.json: this is not JSON/],
  [[file("empty.json", "")], /empty\.json: this is not JSON/],
  [[file("latin.json", Uint8Array.of(0x22, 0xe4, 0x22))], /latin\.json: this is not JSON \(not even UTF-8 text\)\.$/],
  [[file("plain.json.gz", "{}")], /plain\.json\.gz: this is not a gzip file, though its name says so\.$/],
  [[file("cut.json.gz", gzipSync("{}").subarray(0, 12))], /cut\.json\.gz: this gzip file is damaged or cut off\.$/],
  [[file("null.json", "null")], /null\.json: \$: An instance is a JSON object, not null\.$/],
  [
    [file("old.json", '{"format":"interp-dispatch/0"}')],
    /old\.json: format: The format must be "interp-dispatch\/1", not/,
  ],
  [
    [
      file(
        "late.json",
        JSON.stringify({ ...small, requests: [request("r1"), request("r2", { end: "2026-03-23T07:00Z" })] }),
      ),
    ],
    /late\.json: requests\[1\]\.end: It must end after it starts: /,
  ],
  [
    [file("tongue.json", JSON.stringify({ ...small, requests: [request("r1", { lang: "xhosa" })] }))],
    /tongue\.json: requests\[0\]\.lang: Unknown language: no interpreter speaks "xhosa"\.$/,
  ],
  [["small.json", "--out", "nowhere/plan.json"], /nowhere\/plan\.json: its folder does not exist\.$/],
  [["small.json", "--out", "small.json/plan.json"], /plan\.json: a part of this path is not a folder\.$/],
  [["small.json", "--out", "."], /: this is a folder; --out names a file\.$/],
  [["small.json", "--out", "small.json"], /small\.json: --out would overwrite the instance\.$/],
])("plan %j is refused in one line", async ([args, line], { expect }) => {
  const { code, out, err } = await run(...args);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(/^[^\n]+\n$/);
  if (typeof line === "string") expect(err.trimEnd()).toBe(line);
  else expect(err.trimEnd()).toMatch(line);
});
