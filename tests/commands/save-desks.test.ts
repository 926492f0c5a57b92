import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { saveDesks } from "#app/commands/save-desks";
import { translator } from "#app/i18n";
import { deskNumber } from "#app/i18n/promise";
import { desksToEdit } from "#app/queries/admin/desks";
import { desksToCall } from "#app/queries/everyone/landing";
import { createDatabase } from "#db/client.server";
import { layReference } from "#db/reference/lay";
import { desks, events } from "#db/schema";
import { at, world } from "#tests/support/world";

test("an installation begins without a telephone of anybody's, and shows none until one is given", () => {
  const { db } = createDatabase(":memory:");
  db.transaction((tx) => layReference(tx, at("2026-03-20T09:00")));
  expect(db.select({ phone: desks.phone }).from(desks).all()).toEqual(Array(5).fill({ phone: null }));
  expect(desksToCall({ db, locale: "lv" })).toEqual([]);
});

test("an administrator gives and takes away a desk's telephone, and what was there before shows at once", () => {
  const w = world();
  const admin = w.as("admin", "2026-03-20T10:00");
  expect(
    saveDesks(
      admin,
      new Map([
        ["riga", "+37120000911"],
        ["latgale", null],
      ]),
    ).ok,
  ).toBe(true);
  expect(desksToEdit(admin).find(({ id }) => id === "riga")?.phone).toBe("+37120000911");
  expect(
    desksToCall(admin)
      .map(({ name }) => name)
      .join(),
  ).not.toMatch(/Latgal/);
  expect(w.db.select().from(events).where(eq(events.kind, "desk_saved")).all()).toHaveLength(2);
  saveDesks(admin, new Map([["riga", "+37120000911"]]));
  expect(w.db.select().from(events).where(eq(events.kind, "desk_saved")).all()).toHaveLength(2);
});

test("nobody else touches the desks", () => {
  const w = world();
  expect(saveDesks(w.as("ilze", "2026-03-20T10:00"), new Map([["riga", null]]))).toEqual({
    ok: false,
    reason: "not_found",
  });
});

test("a sentence that would name a number says that there is none yet", () => {
  const office = {
    isOpen: true,
    opens: "08:30",
    closes: "17:00",
    changesAt: at("2026-03-20T17:00"),
    today: at("2026-03-20T00:00"),
  };
  expect(deskNumber(translator("lv"), "lv", null, office)).toBe("tālruņa numurs vēl nav norādīts");
});
