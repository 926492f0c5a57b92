/** An interpreter opens the usual week and saves it as it stands. */
import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { saveAvailability } from "#app/commands/save-availability";
import type { Ctx } from "#app/context.server";
import { fieldName } from "#app/forms/week";
import { ownAvailability } from "#app/queries/interpreter/availability";
import { doDeed } from "#app/routes/interpreter.availability/deeds";
import { readPage } from "#app/routes/interpreter.availability/page";
import { world } from "#tests/support/world";

test("a week of many windows that is saved unchanged stays as it was", () => {
  const w = world();
  const amina = w.as("amina", "2026-03-27T12:00") as Ctx<UserViewer>;
  const windows = [7, 9, 12, 15, 18, 21].map((hour) => ({
    weekday: 3,
    fromMinute: hour * 60,
    toMinute: hour * 60 + 75,
  }));
  expect(saveAvailability(amina, { interpreterId: "amina", windows })).toMatchObject({ ok: true });
  const page = readPage(amina, new URLSearchParams());
  if (page.view !== "week") throw new Error("the week was asked for");
  const form = new FormData();
  form.set("intent", "week");
  for (const [weekday, rows] of Object.entries(page.fields))
    for (const [i, { from, to }] of rows.entries()) {
      form.set(fieldName(Number(weekday), i + 1, "from"), from);
      form.set(fieldName(Number(weekday), i + 1, "to"), to);
    }
  expect(doDeed(amina, form)).toMatchObject({ status: 302 });
  expect(ownAvailability(amina).week).toEqual(windows);
});
