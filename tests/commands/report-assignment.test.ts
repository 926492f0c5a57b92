import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { reportAssignment } from "#app/commands/report-assignment";
import type { Ctx } from "#app/context.server";
import { tookPlaceOf } from "#app/facts/took-place/said";
import { readCents } from "#app/forms/report";
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

test("the page says so at the field and keeps what was typed", async () => {
  const { w, id } = morning();
  const report = (fields: Record<string, string>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ intent: "held", key: "form-12345", ...fields })) form.set(name, value);
    return doDeed(w.as("amina", "2026-03-30T09:04") as Ctx<UserViewer>, id, form);
  };
  const later = { start: "15", end: "16.00" };
  expect(await report(later)).toMatchObject({
    init: { status: 400 },
    data: { errors: { start: ["interpreter:job.report.errorFuture"] }, values: later },
  });
  expect(await report({ start: "09:00", end: "10:00" })).toMatchObject({
    data: { errors: { end: ["interpreter:job.report.errorFuture"] } },
  });
});

test("one form has it all: breaks, tickets with a comma, and the question about an early end, with everything still there", async () => {
  const w = world();
  const request = w.request({ startAt: at("2026-03-30T09:00"), endAt: at("2026-03-30T10:00"), mode: "onsite" });
  const id = w.assign(request, "amina");
  const fields = {
    start: "9:05",
    end: "9.40",
    breakMinutes: "5",
    travelMeans: "public_transport",
    ticket: "3,50",
    language: "fa",
  };
  const send = (intent: string, more: Record<string, string> = {}) => {
    const form = new FormData();
    const sent = { key: "form-12345", travelMinutes: "30", ...fields, ...more, intent };
    for (const [name, value] of Object.entries(sent)) form.set(name, value);
    return doDeed(w.as("amina", "2026-03-30T10:30") as Ctx<UserViewer>, id, form);
  };
  expect(await send("held", { ticket: "abc", breakMinutes: "x" })).toMatchObject({
    data: {
      errors: { ticket: ["interpreter:job.report.errorMoney"], breakMinutes: ["interpreter:job.report.errorMinutes"] },
    },
  });
  expect(await send("held")).toMatchObject({
    data: { errors: { end: ["interpreter:job.report.early"] }, values: fields },
  });
  expect(await send("early")).toMatchObject({ status: 302 });
  expect(tookPlaceOf(w, [id]).get(id)?.report).toMatchObject({
    ...{ startedAt: at("2026-03-30T09:05"), endedAt: at("2026-03-30T09:40"), breakMinutes: 5 },
    ...{ travelMeans: "public_transport", travelMinutes: 30, ticketCents: 350, usedLanguage: "fa" },
  });
});

test("euros are read as whole cents, with a comma or a dot", () => {
  const read = ["3", "3,5", "3.50", "0,05", " 12,00 € ", "3,505", "3,", "-1", "1e3", ""].map(readCents);
  expect(read).toEqual([300, 350, 350, 5, 1200, null, null, null, null, null]);
});
