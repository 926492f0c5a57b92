import { expect, test } from "vitest";
import { PLACES, travelRows } from "#db/reference/country";
import { holidayRows } from "#db/reference/holidays";
import { LANGUAGES, SERVICE_LANGUAGES } from "#db/reference/languages";
import { languages } from "#db/schema";
import { at, world } from "#tests/support/world";

test("a journey is never shortened by a detour", () => {
  const minutes = new Map(travelRows().map((row) => [`${row.fromPlaceId}>${row.toPlaceId}`, row.minutes]));
  const of = (a: string, b: string) => minutes.get(`${a}>${b}`) ?? Number.NaN;
  const shorter = PLACES.flatMap((a) =>
    PLACES.flatMap((b) => PLACES.filter((c) => of(a.id, c.id) > of(a.id, b.id) + of(b.id, c.id)).map((c) => [a, b, c])),
  );
  expect(PLACES).toHaveLength(28);
  expect(minutes.size).toBe(28 * 28);
  expect(shorter).toEqual([]);
  expect(of("riga-centrs", "liepaja")).toBe(180);
});

test("2026 has its moved working days and Latvian names", () => {
  const days = new Map(holidayRows(2026, 2026).map((row) => [row.date, row]));
  expect(days.get("2026-01-02")?.kind).toBe("moved_day_off");
  expect(days.get("2026-01-17")?.kind).toBe("moved_workday");
  expect(days.get("2026-06-22")?.kind).toBe("moved_day_off");
  expect(days.get("2026-06-27")?.kind).toBe("moved_workday");
  expect(days.get("2026-06-23")).toMatchObject({ kind: "holiday", name: { lv: "Līgo diena", en: "Midsummer Eve" } });
});

test("a holiday on a weekend gives its Monday off", () => {
  const dates = holidayRows(2028, 2028).map((row) => row.date);
  expect(dates).toContain("2028-11-20");
});

test("a language is found by its CLDR, Russian, English and coded names", () => {
  const { db } = world();
  const words = new Map(
    db
      .select()
      .from(languages)
      .all()
      .map((row) => [row.code, row.searchWords.split(" ")]),
  );
  expect(words.get("fa")).toEqual(expect.arrayContaining(["persiesu", "фарси", "persian", "pes", "fas", "farsi"]));
  expect(words.get("ku")).toEqual(expect.arrayContaining(["kurmandzi", "sorani", "ckb", "курдскии"]));
  expect(SERVICE_LANGUAGES).toHaveLength(18);
  expect(LANGUAGES.filter((one) => !one.served).map((one) => one.code)).toEqual(["ru", "en"]);
});

test("the world lets people in by name and puts a request before them", () => {
  const { as, request, assign, offer, asLink } = world();
  expect(as("ilze", "2026-03-27T12:00")).toMatchObject({
    now: at("2026-03-27T12:00"),
    viewer: { role: "coordinator", userId: "user-ilze" },
  });
  const dari = request();
  expect(asLink(offer(dari, "amina"), "2026-03-20T10:00").viewer).toMatchObject({ interpreterId: "amina" });
  assign(dari, "amina");
  expect(() => assign(request(), "amina")).toThrow("TILTS_OVERLAP");
});
