/**
 * A power cut at any moment: `npm run power-cut`. A recorder between the database and the system writes down every write and
 * every sync of a process that asks and accepts; then the files are built again as they may lie on the disk at random points,
 * with what was not synced dropped, kept, or torn at 512 bytes. As we open it (synchronous FULL) nothing acknowledged may be
 * lost and nothing damaged. Two controls must fail, or the trial sees nothing: NORMAL loses, OFF damages. Needs gcc alone.
 *
 *   npm run power-cut
 *   npm run power-cut -- --images 3000 --seed 7
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import { type Chance, chance as seeded } from "#db/demo/random";
import { bundle, WRITER } from "./bundle";
import { layDemo, START } from "./demo";
import { type Claims, judge, type Verdict } from "./judge";
import { idsOf } from "./kills/writers";
import { buildRecorder, Disk, type Fate, type Fortune, record, SUFFIXES } from "./power-cut/recording";

const { values } = parseArgs({
  options: { images: { type: "string", default: "900" }, seed: { type: "string", default: "1" } },
});

/** Requests that are asked and accepted while the recorder listens. */
const DEEDS = 120;

/** `share` of the images; the controls need fewer. */
const WAYS = [
  { name: "FULL, a checkpoint each 50 pages", pragmas: ["wal_autocheckpoint = 50"], share: 2 / 3, must: "hold" },
  { name: "FULL, as it runs", pragmas: [], share: 1 / 3, must: "hold" },
  {
    name: "control NORMAL",
    pragmas: ["synchronous = NORMAL", "wal_autocheckpoint = 50"],
    share: 1 / 4,
    must: "lose",
  },
  { name: "control OFF", pragmas: ["synchronous = OFF", "wal_autocheckpoint = 50"], share: 1 / 4, must: "break" },
] as const;

/** All that was not synced is gone; some of it is there; any mixture; all of it, but for what is torn. */
const FATES: readonly (readonly Fate[])[] = [
  ["dropped"],
  ["kept", "dropped"],
  ["dropped", "kept", "torn"],
  ["kept", "kept", "kept", "kept", "torn"],
];

interface Count {
  images: number;
  lost: number;
  broken: number;
  halves: number;
}

const folder = mkdtempSync(path.join(os.tmpdir(), "tilts-power-"));
try {
  await run();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function run(): Promise<void> {
  const library = path.join(folder, "recorder.so");
  const why = buildRecorder(library);
  if (why) {
    console.error(why);
    process.exitCode = 1;
    return;
  }
  await layDemo(path.join(folder, "before"));
  const before = readFileSync(path.join(folder, "before", "tilts.db"));
  const program = await bundle(WRITER);
  const full: Count = { images: 0, lost: 0, broken: 0, halves: 0 };
  const controls: string[] = [];
  let isAsItMust = true;
  for (const [i, { name, pragmas, share, must }] of WAYS.entries()) {
    const dataDir = path.join(folder, `data-${i}`);
    mkdirSync(dataDir);
    const file = path.join(dataDir, "tilts.db");
    writeFileSync(file, before);
    const task = { file, start: START, from: 0, until: DEEDS, pragmas: [...pragmas] };
    const steps = await record(program, library, path.join(folder, `log-${i}`), task);
    const found = cutAtRandom(new Disk(before), steps, Math.ceil(Number(values.images) * share));
    const isHeld = found.lost + found.broken + found.halves === 0;
    isAsItMust &&= { hold: isHeld, lose: found.lost > 0, break: found.broken > 0 }[must];
    console.log(
      `${name}: ${found.images} images of ${steps.length} steps · ${found.lost} lost something acknowledged · ${found.broken} damaged · ${found.halves} with half a deed`,
    );
    if (must === "hold") for (const what of ["images", "lost", "broken", "halves"] as const) full[what] += found[what];
    else controls.push(`${name}: ${found.lost} lost, ${found.broken} damaged of ${found.images}`);
  }
  const figure = `FULL: ${full.lost} lost, ${full.broken} damaged, ${full.halves} with half a deed of ${full.images}`;
  console.log([figure, ...controls].join(" · "));
  process.exitCode = isAsItMust ? 0 : 1;
}

function cutAtRandom(disk: Disk, steps: Parameters<Disk["take"]>[0][], images: number): Count {
  const chance = seeded(Number(values.seed));
  const points = Array.from({ length: images }, () => chance.whole(0, steps.length)).sort((a, b) => a - b);
  const count: Count = { images, lost: 0, broken: 0, halves: 0 };
  let done = 0;
  for (const [i, point] of points.entries()) {
    for (const step of steps.slice(done, point)) disk.take(step);
    done = point;
    const verdict = lookAt(disk.found(fortune(i, chance)), claimsOf(disk.said));
    if (verdict.lost.length > 0) count.lost++;
    if (verdict.damaged.length > 0) count.broken++;
    if (verdict.orphaned.length + verdict.doubled.length > 0) count.halves++;
  }
  return count;
}

function fortune(i: number, chance: Chance): Fortune {
  const fates = FATES[i % FATES.length] ?? ["dropped"];
  return { fate: () => chance.pick(fates), isThere: () => chance.is(1 / 2) };
}

function claimsOf(said: string): Claims {
  const lines = said.split("\n");
  return { asked: idsOf(lines, "asked"), accepted: idsOf(lines, "accepted") };
}

function lookAt(found: readonly Buffer[], claims: Claims): Verdict {
  const image = path.join(existsSync("/dev/shm") ? "/dev/shm" : folder, `tilts-image-${process.pid}.db`);
  try {
    for (const [i, bytes] of found.entries()) if (bytes.length > 0) writeFileSync(image + SUFFIXES[i], bytes);
    const sqlite = new Database(image);
    try {
      return judge(sqlite, claims, { isWhole: true });
    } finally {
      sqlite.close();
    }
  } catch (error) {
    return { lost: [], doubled: [], orphaned: [], damaged: [String(error)] };
  } finally {
    for (const rest of [...SUFFIXES, "-shm"]) rmSync(image + rest, { force: true });
  }
}
