import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { submitRequest } from "#app/commands/submit-request";
import { notifications, users } from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const MONDAY = "2026-03-30T09:00";

function whoMustDecide(w: World): (string | null)[] {
  submitRequest(w.as("sociala", MONDAY), {
    organisationId: "social-riga",
    contactName: "Sanita Ozola",
    contactPhone: "+37120000101",
    language: null,
    languageText: "no Eritrejas",
    mode: "phone",
    startAt: at("2026-04-01T10:00"),
    endAt: at("2026-04-01T11:00"),
    topic: "social",
  });
  const told = w.db.select().from(notifications).where(eq(notifications.kind, "needs_decision")).all();
  return told.map(({ userId }) => userId).sort();
}

test("coordinators hear what needs a decision, and the admin does not", () => {
  expect(whoMustDecide(world())).toEqual(["user-ilze", "user-marta"]);
});

test("where nobody else coordinates, the admin hears it", () => {
  const w = world();
  w.db
    .update(users)
    .set({ disabledAt: at("2026-03-01T09:00") })
    .where(eq(users.role, "coordinator"))
    .run();
  expect(whoMustDecide(w)).toEqual(["user-admin"]);
});
