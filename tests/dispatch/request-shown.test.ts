import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { keptOf } from "#app/dispatch/request-shown";
import { readRequest } from "#app/forms/request";
import { phoneOrderFor } from "#app/queries/coordinator/phone-order";
import { requestFormFor } from "#app/queries/everyone/form-options";
import { allPlaces } from "#app/queries/everyone/places";
import { organisations } from "#db/schema";
import { choicesFor } from "#tests/support/choices";
import { type World, world } from "#tests/support/world";
import { written } from "#tests/support/written";

const SOUND = {
  key: "12345678",
  language: "prs",
  mode: "phone",
  date: "2026-03-30",
  start: "14:00",
  minutes: "60",
  topic: "health",
  contactName: "Sanita Ozola",
  contactPhone: "27 011 868",
};
const who = (w: World, name: string) => w.as(name, "2026-03-20T09:00") as Ctx<UserViewer>;

/** As a requester sends it, and as a coordinator writes it down for them. */
function bothDoors(w: World, changes: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...SOUND, ...changes })) form.set(name, value);
  const [sociala, ilze] = [who(w, "sociala"), who(w, "ilze")];
  return [
    readRequest(form, choicesFor(sociala), sociala.now),
    readRequest(form, { ...phoneOrderFor(ilze, "social-riga")!.options, places: allPlaces(ilze) }, ilze.now),
  ];
}

test.each<[string, Record<string, string>, object]>([
  ["a variant, when the language has none", { language: "tr", variant: "ku/kmr" }, { variant: null }],
  ["a variant, of a language in words", { language: "-", languageText: "turku", variant: "ku/kmr" }, { variant: null }],
  ["a language in words, beside one of the list", { languageText: "29123456" }, { languageText: null }],
  ["a meeting place, by phone", { place: "nekur", address: "tālr. 29123456" }, { placeId: null, address: null }],
  ["a place in words, by video", { mode: "video", place: "120385-11234", placeElsewhere: "on" }, { placeText: null }],
  ["which place the street was of, by phone", { streetOf: "Jelgava", streetWas: "x", address: "x" }, { address: null }],
  ["an address too long, by video", { mode: "video", address: "a".repeat(400) }, { address: null }],
  ["a link, by phone", { videoLink: "zoom.us/j/1" }, { videoLink: null }],
  ["how strongly, of no wish", { gender: "", genderStrength: "ļoti" }, { genderStrength: null }],
  ["which of two hours, of an hour that is once", { fold: "abas" }, {}],
])("what is not shown is not checked and not kept: %s", (_, changes, kept) => {
  for (const read of bothDoors(world(), changes)) expect(read).toMatchObject({ ok: true, value: kept });
});

test("a name that every object has hides nothing and breaks nothing", () => {
  for (const name of ["__proto__", "constructor", "toString"])
    for (const read of bothDoors(world(), { [name]: "M".repeat(40) })) expect(read).toMatchObject({ ok: true });
});

test("after an error only what is shown comes back", () => {
  const typed = {
    language: "tr",
    start: "",
    address: "Lielā iela 1, 29123456",
    videoLink: "x",
    variant: "ku/kmr",
    note: "Saruna.",
  };
  for (const read of bothDoors(world(), typed)) {
    if (read.ok) throw new Error("it has no beginning");
    expect(Object.keys(read.errors)).toEqual(["start"]);
    expect(read.values).toMatchObject({ note: "Saruna.", date: "2026-03-30" });
    for (const hidden of ["address", "videoLink", "variant"]) expect(read.values).not.toHaveProperty(hidden);
  }
});

test("a draft keeps what is shown, and no variant of a language that was left", () => {
  const options = requestFormFor(who(world(), "sociala"));
  const draft = {
    language: "ar",
    variant: "ku/kmr",
    mode: "onsite",
    videoLink: "x",
    address: "Lielā iela 1",
    note: "",
  };
  expect(keptOf(draft, options)).toEqual({ language: "ar", mode: "onsite", address: "Lielā iela 1", note: "" });
  expect(keptOf({ language: "ar", variant: "ar/apc" }, options)).toEqual({ language: "ar", variant: "ar/apc" });
});

test("an address that we have stored with a number in it is offered without the number", () => {
  const w = world();
  const offered = (address: string) => {
    w.db
      .update(organisations)
      .set({ address: written(address) })
      .where(eq(organisations.id, "social-riga"))
      .run();
    return requestFormFor(who(w, "sociala")).home.address;
  };
  expect(offered("Kuģu iela 4, tālr. 67000911")).toBe("Kuģu iela 4");
  expect(offered("Kuģu iela 4 (t. +371 67 000 911, e-pasts: a@b.lv), 2. stāvs")).not.toMatch(/911|@|pasts/);
  expect(offered("tālrunis: 67000911; Kuģu iela 4")).toBe("Kuģu iela 4");
  expect(offered("Kuģu iela 4, 2. stāvs")).toBe("Kuģu iela 4, 2. stāvs");
  for (const read of bothDoors(w, { mode: "onsite", place: "Liepāja", address: offered("Ostas 2, 67000911") ?? "" }))
    expect(read).toMatchObject({ ok: true, value: { address: "Ostas 2" } });
});
