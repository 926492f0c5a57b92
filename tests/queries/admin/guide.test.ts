import { beforeEach, expect, test } from "vitest";
import { addOrganisation } from "#app/commands/add-organisation";
import { nameService } from "#app/commands/name-service";
import { saveDesks } from "#app/commands/save-desks";
import { saveMailSettings } from "#app/commands/save-mail-settings";
import { saveOfficeHours } from "#app/commands/save-office-hours";
import { serveLanguages } from "#app/commands/serve-languages";
import { settleGuide } from "#app/commands/settle-guide";
import { type Ctx, startRuntime } from "#app/context.server";
import { GUIDE_STEPS } from "#app/facts/service/guide";
import { serviceName } from "#app/facts/service/name";
import { guide, guideAhead } from "#app/queries/admin/guide";
import { languageList } from "#app/queries/admin/languages";
import { readConfig } from "#app/server/config.server";
import { waysOfNow } from "#app/server/worker";
import { createDatabase, type Opened } from "#db/client.server";
import { layReference } from "#db/reference/lay";
import { events, users } from "#db/schema";
import { at, world } from "#tests/support/world";
import { written } from "#tests/support/written";
import "#tests/support/secret";

const NOW = at("2026-12-01T10:00");
let opened: Opened;
let admin: Ctx;

beforeEach(() => {
  opened = createDatabase(":memory:");
  opened.db.transaction((tx) => layReference(tx, NOW));
  const viewer = {
    kind: "user",
    userId: "a",
    name: "A",
    role: "admin",
    locale: "lv",
    organisationId: null,
    interpreterId: null,
  } as const;
  opened.db
    .insert(users)
    .values({ id: "a", email: "a@tulki.example", name: written("A"), role: "admin", createdAt: NOW })
    .run();
  admin = { db: opened.db, now: NOW, viewer, locale: "lv" };
  startRuntime({ ...opened, config: readConfig({ NODE_ENV: "test", DATA_DIR: "/nowhere" }), isDemo: false });
});

const stateOf = (step: string) => guide(admin).steps.find((one) => one.step === step)?.state;

test("an empty installation has every step before it, in order, and the line leads to the first", () => {
  expect(guide(admin).steps).toEqual(GUIDE_STEPS.map((step) => ({ step, state: "todo" })));
  expect(guideAhead(admin)).toEqual({ next: "name", done: 0, of: GUIDE_STEPS.length });
});

test("what was done is done wherever it was done, and the next is what is left", () => {
  nameService(admin, { name: "Tulku dienests" });
  expect([stateOf("name"), guide(admin).next, serviceName(admin)]).toEqual(["done", "desks", "Tulku dienests"]);
  saveDesks(admin, new Map([["riga", "+37120000911"]]));
  saveOfficeHours(admin, { opens: "09:00", closes: "18:00" });
  expect([stateOf("desks"), stateOf("hours"), guide(admin).next]).toEqual(["done", "done", "languages"]);
  expect(saveOfficeHours(admin, { opens: "18:00", closes: "09:00" })).toMatchObject({
    reason: "office_hours_reversed",
  });
  const added = addOrganisation(admin, { name: "Dienests", sector: "social", placeId: "riga-centrs" });
  expect([added.ok, stateOf("organisations")]).toEqual([true, "done"]);
});

test("mail is done when a test mail has gone out by the server that is named now", () => {
  const server = {
    host: "smtp.iestade.lv",
    port: 25,
    encryption: "none",
    username: null,
    password: null,
    sender: "a@iestade.lv",
  } as const;
  const tested = (outcome: string, minutes: number) =>
    opened.db
      .insert(events)
      .values({ at: at(`2026-12-01T10:${minutes}`), kind: "mail_tested", actorKind: "system", payload: { outcome } })
      .run();
  tested("sent", 10);
  expect(stateOf("mail")).toBe("todo");
  saveMailSettings({ ...admin, now: at("2026-12-01T10:20") }, server);
  expect(stateOf("mail")).toBe("todo");
  tested("wrong_password", 30);
  expect(stateOf("mail")).toBe("todo");
  tested("sent", 40);
  expect(stateOf("mail")).toBe("done");
});

test("what data cannot say somebody says; a step that was left out can be taken up again; the guide can be put away", () => {
  settleGuide(admin, { step: "hours", as: "done" });
  settleGuide(admin, { step: "desks", as: "skipped" });
  expect([stateOf("hours"), stateOf("desks")]).toEqual(["done", "skipped"]);
  settleGuide(admin, { step: "desks", as: "open" });
  expect(stateOf("desks")).toBe("todo");
  settleGuide(admin, { step: null, as: "skipped" });
  expect(guideAhead(admin)).toBeNull();
  settleGuide(admin, { step: null, as: "open" });
  expect(guideAhead(admin)).not.toBeNull();
  for (const step of GUIDE_STEPS) settleGuide(admin, { step, as: "skipped" });
  expect([guide(admin).next, guideAhead(admin)]).toEqual([null, null]);
});

test("a demo leads nobody through a first hour", () => {
  startRuntime({ ...opened, config: readConfig({ NODE_ENV: "test", DATA_DIR: "/nowhere" }), isDemo: true });
  expect(guideAhead(admin)).toBeNull();
});

test("languages are served as ticked, never none, and only what changed is written down", () => {
  const served = () => languageList(admin).filter((one) => one.served);
  const codes = served().map(({ code }) => code);
  expect(serveLanguages(admin, { codes: [] })).toMatchObject({ reason: "language_missing" });
  serveLanguages(admin, { codes: codes.slice(1) });
  expect(served().map(({ code }) => code)).toEqual(codes.slice(1));
  expect(opened.db.select().from(events).all()).toMatchObject([
    { kind: "language_saved", payload: { language: codes[0] } },
  ]);
});

test("nobody but an administrator names the service or settles a step", () => {
  const w = world();
  const ilze = w.as("ilze", NOW);
  const answers = [
    nameService(ilze, { name: "X" }),
    settleGuide(ilze, { step: "name", as: "done" }),
    saveOfficeHours(ilze, { opens: "09:00", closes: "18:00" }),
    serveLanguages(ilze, { codes: ["prs"] }),
  ];
  expect(answers).toEqual(Array(4).fill({ ok: false, reason: "not_found" }));
});

test("the worker sends by the server that is named now, without a new start", () => {
  const ways = waysOfNow();
  const before = ways.open();
  expect(ways.open()).toBe(before);
  const server = {
    host: "smtp.iestade.lv",
    port: 25,
    encryption: "none",
    username: null,
    password: null,
    sender: "tulki@iestade.lv",
  } as const;
  saveMailSettings(admin, server);
  const after = ways.open();
  expect([after === before, after.email.from]).toEqual([false, '"Tilts" <tulki@iestade.lv>']);
  ways.close();
});
