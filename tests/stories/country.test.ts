/** The country as an administrator edits it: languages, substitutes, journeys, holidays, desks. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import { adoptHolidays, moveWorkingDay } from "#app/commands/adopt-holidays";
import { saveDesk } from "#app/commands/save-desk";
import { saveLanguage, saveVariant } from "#app/commands/save-language";
import { removeSubstitution, saveSubstitution } from "#app/commands/save-substitution";
import { removeTravel, saveTravel } from "#app/commands/save-travel";
import type { Ctx } from "#app/context.server";
import { translator } from "#app/i18n";
import { changedSentence } from "#app/i18n/changed";
import { freeRegions } from "#app/queries/admin/desks";
import { holidaysOf } from "#app/queries/admin/holidays";
import { languageOf, languagesToAdd } from "#app/queries/admin/languages";
import { journeyOf, tightShown } from "#app/queries/admin/travel";
import { waysOut } from "#app/queries/coordinator/ways-out";
import { changesOf } from "#app/queries/everyone/changes";
import { languageOptions } from "#app/queries/everyone/form-options";
import * as schema from "#db/schema";
import { at, type World, world } from "#tests/support/world";

const NOW = "2026-03-25T09:00";
const admin = (w: World) => w.as("admin", NOW) as Ctx<UserViewer>;
const offered = (w: World, code: string) => languageOptions(w.as("sociala", NOW)).find((one) => one.code === code);
const changes = (w: World, area: "languages" | "travel") =>
  changesOf(admin(w), { area }, true).rows.map((row) => changedSentence(translator("lv"), "lv", row));

test("a language of the ISO list is added with its names, found by them, and switched off", () => {
  const w = world();
  expect(languagesToAdd(admin(w), "svahili")).toMatchObject([{ code: "sw", name: { lv: "svahili", en: "Swahili" } }]);
  expect(languagesToAdd(admin(w), "dari")).toEqual([]);
  const swahili = { code: "sw", name: { lv: "svahili", en: "Swahili" }, words: "kiswahili", served: true };
  expect(saveLanguage(w.as("ilze", NOW), swahili)).toEqual({ ok: false, reason: "not_found" });
  expect(saveLanguage(admin(w), { ...swahili, code: "xyz" })).toEqual({ ok: false, reason: "language_unknown" });
  expect(saveLanguage(admin(w), swahili).ok).toBe(true);
  expect(offered(w, "sw")).toMatchObject({ name: "svahili", served: true });
  expect(offered(w, "sw")?.words).toContain("kiswahili");

  expect(
    saveVariant(admin(w), { language: "sw", code: "swc", name: { lv: "Kongo svahili", en: "Congo Swahili" } }).ok,
  ).toBe(true);
  expect(saveVariant(admin(w), { language: "sw", code: "a b", name: { lv: "a", en: "b" } })).toMatchObject({
    reason: "value_invalid",
  });
  expect(offered(w, "sw")?.variants).toMatchObject([{ code: "swc", name: "Kongo svahili" }]);

  const requestId = w.request({ language: "sw" });
  expect(languageOf(admin(w), "sw")).toMatchObject({ isKnown: true, ahead: 1 });
  expect(saveLanguage(admin(w), { ...swahili, words: "", served: false }).ok).toBe(true);
  expect(offered(w, "sw")).toMatchObject({ served: false });
  expect(offered(w, "sw")?.words).toContain("kiswahili");
  expect(w.db.select().from(schema.requests).where(eq(schema.requests.id, requestId)).get()).toMatchObject({
    language: "sw",
    cancelledAt: null,
  });
  expect(changes(w, "languages")[0]).toBe("svahili: saglabāta valoda");
});

test("a substitute is proposed in the direction and in the ways that were written down, and no others", () => {
  const w = world();
  const asked = (mode: "phone" | "video", language = "ps") => {
    const id = w.request({ language, mode });
    return waysOut(w.as("ilze", NOW), id).flatMap(({ change }) =>
      change.kind === "substitute" ? [change.language] : [],
    );
  };
  w.db.update(schema.interpreters).set({ status: "paused" }).where(eq(schema.interpreters.id, "farid")).run();
  expect(asked("phone")).toEqual([]);
  const pair = { requested: "ps", spoken: "prs" };
  expect(saveSubstitution(admin(w), { ...pair, note: "partly", modes: ["phone"] }).ok).toBe(true);
  expect(asked("phone")).toEqual(["prs"]);
  expect(asked("video")).toEqual([]);
  expect(saveSubstitution(admin(w), { ...pair, note: "partly", modes: ["phone", "video", "onsite"] }).ok).toBe(true);
  expect(asked("video")).toEqual(["prs"]);
  expect(saveSubstitution(admin(w), { ...pair, spoken: "ps", note: "partly", modes: ["phone"] })).toMatchObject({
    reason: "value_invalid",
  });
  expect(removeSubstitution(admin(w), pair).ok).toBe(true);
  expect(asked("phone")).toEqual([]);
  expect(removeSubstitution(admin(w), pair)).toEqual({ ok: false, reason: "not_found" });
});

test("a longer journey is saved once the coming jobs that get too little time by it were shown; past ones count for nothing", () => {
  const w = world();
  const onSite = (startAt: string, placeId: string) =>
    w.assign(w.request({ mode: "onsite", placeId, startAt: at(startAt) }), "rojin");
  const ways = { fromPlaceId: "jelgava", toPlaceId: "liepaja", bothWays: true, seenTight: 0 };
  const { there } = journeyOf(admin(w), "jelgava", "liepaja");
  const minutes = (there ?? 0) + 60;
  const hours = Math.ceil(((there ?? 0) + 10) / 60);
  for (const [day, first] of [
    ["2026-03-24", 10],
    ["2026-04-01", 8],
  ] as const) {
    onSite(`${day}T${String(first).padStart(2, "0")}:00`, "jelgava");
    onSite(`${day}T${first + 1 + hours}:00`, "liepaja");
  }
  const way = { fromPlaceId: "jelgava", toPlaceId: "liepaja" };
  expect(tightShown(admin(w), [{ ...way, minutes: there ?? 0 }]).seen).toBe(0);
  expect(tightShown(admin(w), [{ ...way, minutes }])).toMatchObject({ seen: 1, first: [{ needMinutes: minutes }] });
  expect(saveTravel(admin(w), { ...ways, minutes })).toEqual({ ok: false, reason: "too_tight" });
  expect(saveTravel(admin(w), { ...ways, minutes: 601, seenTight: 9 })).toMatchObject({ reason: "value_invalid" });
  expect(saveTravel(w.as("ilze", NOW), { ...ways, minutes })).toEqual({ ok: false, reason: "not_found" });
  expect(saveTravel(admin(w), { ...ways, minutes, seenTight: 1 }).ok).toBe(true);
  expect(journeyOf(admin(w), "jelgava", "liepaja")).toMatchObject({ there: minutes, back: minutes });
  // Jobs that were too tight before are not told anew.
  expect(tightShown(admin(w), [{ ...way, minutes: minutes + 30 }]).seen).toBe(0);
  expect(changes(w, "travel")[0]).toBe(`Liepāja – Jelgava: ceļš ${minutes} min`);

  expect(removeTravel(admin(w), ways).ok).toBe(true);
  expect(journeyOf(admin(w), "jelgava", "liepaja")).toMatchObject({ there: null, back: null });
});

test("a year's holidays are proposed and taken over, and a moved working day is asked for", () => {
  const w = world();
  const dates = () => holidaysOf(admin(w), "2031").proposed.map(({ date }) => date);
  expect(dates()).toContain("2031-11-18");
  expect(holidaysOf(admin(w), "2026").proposed).toEqual([]);
  expect(holidaysOf(admin(w), "2031").isMovedSaid).toBe(false);
  expect(adoptHolidays(admin(w), { year: "2031", dates: ["2031-11-17"] })).toEqual({
    ok: false,
    reason: "date_invalid",
  });
  expect(adoptHolidays(admin(w), { year: "2031", dates: dates().filter((date) => date !== "2031-05-04") }).ok).toBe(
    true,
  );
  expect(dates()).toEqual(["2031-05-04"]);
  const moving = { off: "2031-05-02", work: "2031-05-10", decree: "MK rīkojums" };
  expect(moveWorkingDay(admin(w), { ...moving, work: "2031-05-09" })).toMatchObject({ reason: "date_invalid" });
  expect(moveWorkingDay(admin(w), moving).ok).toBe(true);
  const { days, isMovedSaid } = holidaysOf(admin(w), "2031");
  expect(isMovedSaid).toBe(true);
  expect(days.filter(({ kind }) => kind !== "holiday").map(({ date, kind }) => [date, kind])).toEqual([
    ["2031-05-02", "moved_day_off"],
    ["2031-05-10", "moved_workday"],
  ]);
});

test("a desk moves and is called otherwise; one is added for a region that has none", () => {
  const w = world();
  const desk = { name: { lv: "Vidzeme (Valmiera)", en: "Vidzeme" }, placeId: "valmiera", phone: null };
  expect(saveDesk(admin(w), { id: "vidzeme", region: "riga", ...desk }).ok).toBe(true);
  const row = w.db.select().from(schema.desks).where(eq(schema.desks.id, "vidzeme")).get();
  expect(row).toMatchObject({ region: "vidzeme", placeId: "valmiera", name: desk.name });
  expect(freeRegions(admin(w))).toEqual([]);
  expect(saveDesk(admin(w), { id: null, region: "vidzeme", ...desk })).toEqual({ ok: false, reason: "region_taken" });
  w.sqlite.exec("pragma foreign_keys = off; delete from desks where id = 'vidzeme'; pragma foreign_keys = on");
  expect(freeRegions(admin(w))).toEqual([{ region: "vidzeme" }]);
  expect(saveDesk(admin(w), { id: null, region: "vidzeme", ...desk }).ok).toBe(true);
  expect(saveDesk(w.as("ilze", NOW), { id: "vidzeme", region: "vidzeme", ...desk })).toEqual({
    ok: false,
    reason: "not_found",
  });
});
