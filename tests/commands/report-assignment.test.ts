import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { reportAssignment } from "#app/commands/report-assignment";
import type { Ctx } from "#app/context.server";
import { doDeed } from "#app/routes/interpreter.jobs.$id/deeds";
import { at, world } from "#tests/support/world";

/** Amina's job from 09:00 to 10:00. */
function morning() {
  const w = world();
  const id = w.assign(w.request({ startAt: at("2026-03-30T09:00"), endAt: at("2026-03-30T10:00") }), "amina");
  return { w, id };
}

test("what has not happened yet is not reported", () => {
  const { w, id } = morning();
  const said = (when: string, from: string, to: string) =>
    reportAssignment(w.as("amina", `2026-03-30T${when}`), {
      assignmentId: id,
      held: true,
      startedAt: at(`2026-03-30T${from}`),
      endedAt: at(`2026-03-30T${to}`),
    });
  expect(said("09:04", "15:00", "16:00")).toMatchObject({ reason: "start_in_future" });
  expect(said("09:04", "09:00", "10:00")).toMatchObject({ reason: "end_in_future" });
  expect(said("21:30", "08:00", "21:00")).toMatchObject({ reason: "lasted_too_long" });
  expect(said("10:30", "10:00", "10:00")).toMatchObject({ reason: "invalid_time" });
  expect(said("09:56", "09:00", "10:00")).toMatchObject({ ok: true });
});

test("the page says so at the field and keeps what was typed", () => {
  const { w, id } = morning();
  const report = (fields: Record<string, string>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ intent: "held", key: "form-12345", ...fields })) form.set(name, value);
    return doDeed(w.as("amina", "2026-03-30T09:04") as Ctx<UserViewer>, id, form);
  };
  const later = { start: "15", end: "16.00" };
  expect(report(later)).toMatchObject({
    init: { status: 400 },
    data: { errors: { start: ["interpreter:job.report.errorFuture"] }, values: later },
  });
  expect(report({ start: "09:00", end: "10:00" })).toMatchObject({
    data: { errors: { end: ["interpreter:job.report.errorFuture"] } },
  });
});
