import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { placesLike, placeTyped, readPlace, streetLeft } from "#app/forms/place";
import { allPlaces, likelyPlaces } from "#app/queries/everyone/places";
import { world } from "#tests/support/world";

const w = world();
const ctx = w.as("sociala", "2026-03-20T09:00") as Ctx<UserViewer>;
const places = allPlaces(ctx);

const form = (typed: Record<string, string>) => {
  const all = new FormData();
  for (const [name, value] of Object.entries(typed)) all.set(name, value);
  return all;
};
const read = (typed: Record<string, string>) => readPlace(form(typed), "place", places);
const labels = (typed: string) => placesLike(places, typed).map(({ label }) => label);

test("no two places have one label, and every label is read as its own place, in both languages", () => {
  for (const locale of ["lv", "en"] as const) {
    const listed = allPlaces({ ...ctx, locale });
    expect(listed.length).toBeGreaterThan(600);
    expect(new Set(listed.map(({ label }) => label)).size).toBe(listed.length);
    for (const place of listed)
      expect(placeTyped(places, place.label)).toMatchObject({ kind: "one", place: { id: place.id } });
  }
});

test.each([
  ["Liepāja", "liepaja"],
  ["liepaja", "liepaja"],
  ["  LIEPĀJA ", "liepaja"],
  ["Rīga, centrs", "riga-centrs"],
  ["riga centre", "riga-centrs"],
  ["Rubas pagasts, Saldus novads", "rubas-pagasts"],
  ["rubas pag", "rubas-pagasts"],
  ["Ruba", "rubas-pagasts"],
  ["Saldus", "saldus"],
  ["Salas pagasts, Jēkabpils novads", "salas-pagasts-jekabpils"],
  ["Salas pagasts (Jēkabpils novads)", "salas-pagasts-jekabpils"],
])("%s is one place", (typed, id) => {
  expect(read({ place: typed })).toEqual({ id, text: null, errors: {}, meant: {} });
});

test("what may be several is asked with its municipalities, and the one that is chosen counts", () => {
  const asked = read({ place: "Salas pagasts" });
  expect(asked).toMatchObject({ id: undefined, errors: { place: ["request:error.placeSeveral"] } });
  expect(asked.meant.place?.map(({ label }) => label)).toEqual([
    "Salas pagasts, Jēkabpils novads",
    "Salas pagasts, Mārupes novads",
  ]);
  expect(read({ place: "Rīga" }).meant.place).toHaveLength(4);
  expect(read({ place: "Salas pagasts", placeMeant: "salas-pagasts-marupes" }).id).toBe("salas-pagasts-marupes");
  expect(read({ place: "Salas pagasts", placeMeant: "liepaja" }).id).toBeUndefined();
  expect(read({ place: "Liepāja", placeMeant: "salas-pagasts-marupes" }).id).toBe("liepaja");
  expect(read({ place: "Li" }).errors).toEqual({ place: ["request:error.placeSeveral"] });
});

test("what is not in the list is refused until somebody says that it is elsewhere", () => {
  expect(read({ place: "Kaldabruņa" })).toMatchObject({
    id: undefined,
    errors: { place: ["request:error.placeUnlisted"] },
  });
  expect(read({ place: "Kaldabruņa", placeElsewhere: "on" })).toEqual({
    id: null,
    text: "Kaldabruņa",
    errors: {},
    meant: {},
  });
  expect(read({ place: "Rīga, Imanta", placeElsewhere: "on" }).text).toBe("Rīga, Imanta");
  expect(read({ place: "Liepāja", placeElsewhere: "on" })).toMatchObject({ id: "liepaja", text: null });
  expect(read({ place: " ", placeElsewhere: "on" })).toEqual({ id: null, text: null, errors: {}, meant: {} });
});

test("suggestions: the very name, then towns, then parishes, then what some word of it begins with", () => {
  expect(labels("kuldig").slice(0, 2)).toEqual(["Kuldīga", "Kuldīgas novads"]);
  expect(labels("saldus")[0]).toBe("Saldus");
  expect(labels("saldus rubas")).toEqual(["Rubas pagasts, Saldus novads"]);
  expect(labels("")).toEqual([]);
  expect(labels("xyzzy")).toEqual([]);
});

test("before anything is typed: the own place, where the newest requests were, and the desks' cities, each once", () => {
  const w = world();
  w.request({ mode: "onsite", placeId: "saldus" });
  w.request({ mode: "onsite", placeId: "liepaja" });
  const likely = likelyPlaces(w.as("sociala", "2026-03-20T09:00"), "social-riga", ["riga-centrs"]);
  const ids = likely.map(({ id }) => id);
  expect(ids[0]).toBe("riga-centrs");
  expect(ids.slice(1, 3).sort()).toEqual(["liepaja", "saldus"]);
  expect(ids).toEqual(expect.arrayContaining(["jelgava", "daugavpils", "cesis"]));
  expect(new Set(ids).size).toBe(ids.length);
});

test("a street that was of another place is asked about once, and not when it is the new one's", () => {
  const was = { streetOf: "Rīga, centrs", streetWas: "Brīvības iela 1" };
  const left = (typed: Record<string, string>) => {
    const sent = form({ ...was, address: "Brīvības iela 1", ...typed });
    return streetLeft(sent, readPlace(sent, "place", places), places);
  };
  expect(left({ place: "Liepāja" })).toEqual({ address: [expect.stringContaining("request:error.streetLeft?")] });
  expect(left({ place: "Kaldabruņa", placeElsewhere: "on" })).toHaveProperty("address");
  expect(left({ place: "Liepāja", streetOf: "Liepāja" })).toEqual({});
  expect(left({ place: "Liepāja", address: "Graudu iela 2" })).toEqual({});
  expect(left({ place: "rīga centrs" })).toEqual({});
  expect(left({ place: "Liepāja", streetWas: "" })).toEqual({});
});
