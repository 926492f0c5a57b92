/** The lead of a unit: invites into it and nowhere else, and counts what it asked for and nothing else. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { cancelRequest } from "#app/commands/cancel-request";
import { inviteColleague } from "#app/commands/invite-colleague";
import type { Ctx } from "#app/context.server";
import { unitTable } from "#app/exports/unit";
import { unitPage } from "#app/queries/institution/unit";
import * as schema from "#db/schema";
import { at, type World, world } from "#tests/support/world";
import { written } from "#tests/support/written";

const NOW = "2026-03-20T10:00";
const by = (w: World, who: string, when = NOW) => w.as(who, when) as Ctx<UserViewer>;

/** Sanita leads the families of the social service, Kristīne the night shift of the crisis centre, Māris is with the elderly. */
function laid() {
  const w = world();
  const unit = (id: string, organisationId: string, name: string) =>
    w.db
      .insert(schema.units)
      .values({ id, organisationId, name: written(name) })
      .run();
  unit("families", "social-riga", "Ģimenes");
  unit("elderly", "social-riga", "Seniori");
  unit("night", "crisis-riga", "Nakts maiņa");
  const belongs = (who: string, unitId: string, leadsUnit: boolean) =>
    w.db
      .update(schema.users)
      .set({ unitId, leadsUnit })
      .where(eq(schema.users.id, `user-${who}`))
      .run();
  belongs("sociala", "families", true);
  belongs("sociala2", "elderly", false);
  belongs("krize", "night", true);
  return w;
}

const jana = { name: "Jana Kalve", email: "jana@tilts.test", locale: "lv" } as const;

test("a lead invites into the own unit: one account of their institution that asks for interpreters, and a letter", () => {
  const w = laid();
  const done = inviteColleague(by(w, "sociala"), { unitId: "families", ...jana });
  expect(done).toMatchObject({ ok: true });
  const account = w.db.select().from(schema.users).where(eq(schema.users.email, jana.email)).get();
  expect(account).toMatchObject({
    role: "requester",
    organisationId: "social-riga",
    unitId: "families",
    leadsUnit: false,
  });
  expect(w.db.select().from(schema.notifications).all()).toMatchObject([{ kind: "invite", userId: account?.id }]);
});

test.each([
  ["another unit of the same institution", "sociala", "elderly"],
  ["a unit of another institution", "sociala", "night"],
  ["a unit that does not exist", "sociala", "nowhere"],
  ["whoever is in a unit and does not lead it", "sociala2", "elderly"],
  ["whoever is in none", "banka", "families"],
  ["an interpreter", "amina", "families"],
])("%s: nobody is invited", (_, who, unitId) => {
  const w = laid();
  const before = w.db.select().from(schema.users).all().length;
  expect(inviteColleague(by(w, who), { unitId, ...jana })).toEqual({ ok: false, reason: "not_found" });
  expect(w.db.select().from(schema.users).all()).toHaveLength(before);
});

test("who has lost the lead, or whose unit is no more, invites nobody from then on", () => {
  const w = laid();
  w.db.update(schema.users).set({ leadsUnit: false }).where(eq(schema.users.id, "user-sociala")).run();
  expect(inviteColleague(by(w, "sociala"), { unitId: "families", ...jana })).toMatchObject({ reason: "not_found" });
  w.db
    .update(schema.units)
    .set({ deactivatedAt: at(NOW) })
    .where(eq(schema.units.id, "night"))
    .run();
  expect(inviteColleague(by(w, "krize"), { unitId: "night", ...jana })).toMatchObject({ reason: "not_found" });
});

test("the figures are those of the unit, to the one: by month, language and state", () => {
  const w = laid();
  const ours = (startsAt: string, more: Parameters<World["request"]>[0] = {}) =>
    w.request({
      unitId: "families",
      startAt: at(startsAt),
      endAt: at(startsAt.replace("T10", "T11")),
      ...more,
    });
  w.report(w.assign(ours("2026-02-10T10:00"), "amina"));
  w.report(w.assign(ours("2026-02-11T10:00"), "amina"), { held: false, notHeldReason: "client_no_show" });
  w.report(w.assign(ours("2026-03-02T10:00", { language: "ps" }), "farid"));
  cancelRequest(by(w, "sociala"), { requestId: ours("2026-03-30T10:00") });
  ours("2026-04-02T10:00");
  ours("2025-03-31T10:00"); // more than a year ago
  w.request({ unitId: "elderly" });
  w.request();
  const { figures } = unitPage(by(w, "sociala"), "families")!;
  expect(figures.months).toEqual([
    { month: "2026-04-01", requested: 1, tookPlace: 0, cancelled: 0 },
    { month: "2026-03-01", requested: 2, tookPlace: 1, cancelled: 1 },
    { month: "2026-02-01", requested: 2, tookPlace: 1, cancelled: 0 },
  ]);
  expect(figures.languages).toEqual([
    { language: "dari", requested: 4, tookPlace: 1, cancelled: 1 },
    { language: "puštu", requested: 1, tookPlace: 1, cancelled: 0 },
  ]);
  expect(figures.states.map(({ state, requested }) => `${state} ${requested}`).sort()).toEqual([
    "cancelled 1",
    "completed 2",
    "not_held 1",
    "submitted 1",
  ]);
  const rows = [...unitTable({ locale: "lv" }, figures).pages()].flat();
  expect(rows[0]).toEqual(["Mēnesis", "2026. gada aprīlis", 1, 0, 0]);
  expect(rows).toHaveLength(3 + 2 + 4);
});

test("nobody but its lead has the page of a unit: not another unit's lead, not whoever is in it, not a coordinator", () => {
  const w = laid();
  for (const who of ["krize", "sociala2", "banka", "ilze", "admin", "amina"])
    expect(unitPage(by(w, who), "families")).toBeNull();
  expect(unitPage(by(w, "sociala"), "elderly")).toBeNull();
  expect(unitPage(by(w, "sociala"), "families")).toMatchObject({ name: "Ģimenes" });
});

test("of the people of the unit whoever has left is not shown, and whoever has not signed in yet is called so", () => {
  const w = laid();
  inviteColleague(by(w, "sociala"), { unitId: "families", ...jana });
  const names = () =>
    unitPage(by(w, "sociala"), "families")?.colleagues.map(({ name, isInvited }) => [name, isInvited]);
  expect(names()).toContainEqual(["Jana Kalve", true]);
  w.db
    .update(schema.users)
    .set({ disabledAt: at(NOW) })
    .where(eq(schema.users.email, jana.email))
    .run();
  expect(names()?.map(([name]) => name)).not.toContain("Jana Kalve");
});
