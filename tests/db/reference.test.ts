import { expect, test } from "vitest";
import { z } from "zod";
import { estimated, travelFrom } from "#app/dispatch/travel";
import { travelMinutes } from "#db/guards";
import { MEASURED, PLACES, travelRows } from "#db/reference/country";
import { holidayRows } from "#db/reference/holidays";
import { LANGUAGES, SERVICE_LANGUAGES } from "#db/reference/languages";
import { languages, places } from "#db/schema";
import { at, world } from "#tests/support/world";

test("a journey is never shortened by a detour", () => {
  const minutes = new Map(travelRows().map((row) => [`${row.fromPlaceId}>${row.toPlaceId}`, row.minutes]));
  const of = (a: string, b: string) => minutes.get(`${a}>${b}`) ?? Number.NaN;
  const shorter = MEASURED.flatMap((a) =>
    MEASURED.flatMap((b) => MEASURED.filter((c) => of(a, c) > of(a, b) + of(b, c)).map((c) => [a, b, c])),
  );
  expect(MEASURED).toHaveLength(28);
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

test("every town, parish and municipality can be chosen, under a name of its own, and lies in Latvia", () => {
  const { db } = world();
  const rows = db.select().from(places).all();
  const named = (ending: string) => rows.filter(({ name }) => name.lv.split(" (")[0]!.endsWith(ending));
  expect(named(" pagasts").length).toBeGreaterThan(500);
  expect(named(" novads")).toHaveLength(35);
  expect(rows.length).toBeGreaterThan(600);
  expect(new Set(rows.map(({ name }) => name.lv)).size).toBe(rows.length);
  for (const { id, latitude, longitude } of rows) {
    expect(latitude, id).toBeGreaterThan(55.6);
    expect(latitude, id).toBeLessThan(58.1);
    expect(longitude, id).toBeGreaterThan(20.9);
    expect(longitude, id).toBeLessThan(28.3);
  }
  for (const id of MEASURED) expect(rows.map((row) => row.id)).toContain(id);
});

const journey = z.object({ from: z.string(), to: z.string(), minutes: z.number().int() });

test("the database and the matching estimate every journey to the same minute", () => {
  const { sqlite } = world();
  const rows = sqlite
    .prepare(
      `select a.id "from", b.id "to", ${travelMinutes("a.id", "b.id")} minutes from places a, places b
       where a.rowid % 3 = 0 and b.rowid % 5 = 0`,
    )
    .all()
    .map((row) => journey.parse(row));
  const measured = travelRows();
  const spots = new Map(PLACES.map((place) => [place.id, place]));
  const travel = travelFrom(measured, (id) => spots.get(id)!);
  expect(rows.length).toBeGreaterThan(20_000);
  expect(rows.filter(({ from, to, minutes }) => travel(from, to).minutes !== minutes)).toEqual([]);
});

test("an estimate is not far from the measured journey", () => {
  const spots = new Map(PLACES.map((place) => [place.id, place]));
  const off = travelRows()
    .filter(({ fromPlaceId, toPlaceId }) => fromPlaceId < toPlaceId)
    .map(
      ({ fromPlaceId, toPlaceId, minutes }) =>
        estimated(spots.get(fromPlaceId)!, spots.get(toPlaceId)!).minutes - minutes,
    )
    .sort((a, b) => a - b);
  expect(Math.abs(off[Math.floor(off.length / 2)]!)).toBeLessThan(15);
  expect(off.filter((minutes) => minutes < -30).length / off.length).toBeLessThan(0.1);
});
