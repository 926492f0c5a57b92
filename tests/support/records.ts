/** Services that took place and were attested, in a world of tests. */
import { eq } from "drizzle-orm";
import { transact } from "#app/context.server";
import { ok } from "#app/result";
import { appendRecord } from "#app/steps/took-place/append-record";
import type { Instant } from "#app/time";
import * as schema from "#db/schema";
import { at, type World } from "./world";

/** When everything here is attested unless said. */
export const WHEN = at("2026-03-30T12:00");

/** Amina's job from 09:00 to 10:00, reported until 10:05 with a break of five minutes. */
export function reported(w: World, day = "2026-03-30", overrides: Parameters<World["request"]>[0] = {}): string {
  const planned = { startAt: at(`${day}T09:00`), endAt: at(`${day}T10:00`) };
  const id = w.assign(w.request({ ...planned, ...overrides }), "amina");
  w.report(id, { startedAt: planned.startAt, endedAt: at(`${day}T10:05`), breakMinutes: 5 });
  return id;
}

export function attest(
  w: World,
  assignmentId: string,
  { when = WHEN, reportNumber = 1, way = "link" as "link" | "silence" } = {},
): void {
  const report = w.db.select().from(schema.reports).where(eq(schema.reports.assignmentId, assignmentId)).get();
  const told = { held: true, startedAt: report?.startedAt, endedAt: report?.endedAt };
  const by = way === "silence" ? {} : { attestedBy: "user:user-sociala" };
  w.db
    .insert(schema.attestations)
    .values({ assignmentId, reportNumber, at: when, way, attestedAs: "as_reported", ...told, ...by })
    .run();
}

/** The code; null where there is none. */
export function append(w: World, assignmentId: string, when: Instant = WHEN): string | null {
  const codes: (string | null)[] = [];
  transact(w.as("system", when), (work) => {
    codes.push(appendRecord(work, assignmentId));
    return ok(null);
  });
  return codes[0] ?? null;
}

/** Reported, attested, recorded: the assignment's id. */
export function recorded(w: World, day?: string, overrides?: Parameters<World["request"]>[0]): string {
  const id = reported(w, day, overrides);
  attest(w, id);
  append(w, id);
  return id;
}
