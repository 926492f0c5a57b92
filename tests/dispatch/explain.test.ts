import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { ExplainNames } from "#app/dispatch/explain";
import { OBSTACLE_CODES, type Obstacle, POINT_NAMES, type Ranked } from "#app/dispatch/vocabulary";
import { explainNames, matchRequest } from "#app/facts/matching";
import { needOf } from "#app/facts/needs";
import { translator } from "#app/i18n";
import { catalogues } from "#app/i18n/catalogues";
import { obstacleSentence, pointLabel, whyNotSentence, whySentence } from "#app/i18n/explain";
import { placeIn } from "#app/i18n/formats/lv-places";
import { PLACES } from "#db/reference/country";
import { at, world } from "#tests/support/world";
import { between, MONDAY_TEN } from "./people";

const lv = translator("lv");
const en = translator("en");
const names: ExplainNames = {
  language: "kurdu",
  variants: { kmr: "kurmandži", ckb: "sorani" },
  places: { jelgava: "Jelgava", riga: "Rīga, centrs" },
  need: { mode: "onsite", variant: null, gender: { value: "F", strength: "must" }, interval: MONDAY_TEN },
};
const other = (times: string, placeId: string) => ({
  requestId: "other",
  interval: between(`2026-03-30 ${times}`),
  placeId,
});

const sentences: [Obstacle, string, string][] = [
  [{ code: "language_not_spoken" }, "nerunā kurdu valodā", "does not speak kurdu"],
  [
    { code: "pivot_not_spoken" },
    "starpvalodu neprot vajadzīgajā līmenī",
    "does not speak the pivot language well enough",
  ],
  [{ code: "inactive" }, "nav aktīva tulce", "is not an active interpreter"],
  [{ code: "account_disabled" }, "konts ir atslēgts", "has a disabled account"],
  [{ code: "already_on_request" }, "jau ir šajā pieprasījumā", "is already on this request"],
  [
    { code: "overlap", with: other("10:30-11:30", "jelgava"), minutes: 30 },
    "pārklājas ar darbu 10:30–11:30 Jelgavā",
    "overlaps with a job 10:30–11:30 in Jelgava",
  ],
  [
    { code: "overlap", with: { ...other("10:30-11:30", ""), placeId: null }, minutes: 30 },
    "pārklājas ar darbu 10:30–11:30",
    "overlaps with a job 10:30–11:30",
  ],
  [{ code: "gender_required" }, "vajadzīga sieviete", "a woman is required"],
  [{ code: "excluded" }, "ir lūgums šo cilvēku nesūtīt", "we are asked not to send this person"],
  [
    { code: "credential_missing", credential: "confidentiality_pledge" },
    "nav konfidencialitātes apliecinājuma",
    "has not pledged confidentiality",
  ],
  [
    { code: "credential_expired", credential: "confidentiality_pledge" },
    "konfidencialitātes apliecinājums tobrīd vairs nav spēkā",
    "the confidentiality pledge will have expired",
  ],
  [
    { code: "travel_too_short", with: other("08:30-09:30", "jelgava"), needMinutes: 48, haveMinutes: 30, known: true },
    "no Jelgavas jābrauc 48 min, ir 30 min",
    "the journey from Jelgava takes 48 min, there are 30 min",
  ],
  [
    { code: "travel_too_short", with: other("11:30-12:00", "riga"), needMinutes: 120, haveMinutes: 30, known: false },
    "uz Rīgu (centrs) jābrauc aptuveni 120 min (aplēse), ir 30 min",
    "the journey to Rīga, centrs takes about 120 min (estimated), there are 30 min",
  ],
  [{ code: "not_available" }, "šajā laikā nav pieejama", "does not work at this time"],
  [
    { code: "availability_unknown" },
    "pieejamība nav zināma, un šajā stundā nejautājam",
    "availability not known, and this is no hour to ask",
  ],
  [{ code: "absent", until: at("2026-04-01T00:00") }, "prombūtnē līdz 31. martam", "away until 31 March"],
  [
    { code: "absent", until: at("2026-04-01T14:00") },
    "prombūtnē līdz 1. aprīlim plkst. 14:00",
    "away until 1 April, 14:00",
  ],
  [
    { code: "hours_cap", plannedMinutes: 2430, capMinutes: 2400 },
    "tajā nedēļā būtu 40,5 h, drīkst 40 h",
    "would have 40.5 h that week, 40 h allowed",
  ],
  [
    { code: "level_too_low", has: 1, needs: 2 },
    "līmenis „var sazināties”, vajag „brīvi”",
    "level “can communicate”, “fluent” needed",
  ],
  [
    { code: "variant_differs", has: ["ckb"], needs: "kmr" },
    "runā paveidā: sorani; vajag: kurmandži",
    "speaks the variant sorani; needed: kurmandži",
  ],
  [
    { code: "variant_differs", has: [], needs: "kmr" },
    "valodas paveids nav zināms; vajag: kurmandži",
    "variant not known; needed: kurmandži",
  ],
  [
    { code: "outside_radius", km: 43, radiusKm: 30, known: true },
    "43 km no mājām, brauc līdz 30 km",
    "43 km from home, travels up to 30 km",
  ],
  [
    { code: "outside_radius", km: 43, radiusKm: 30, known: false },
    "aptuveni 43 km no mājām (aplēse), brauc līdz 30 km",
    "about 43 km from home (estimated), travels up to 30 km",
  ],
  [{ code: "mode_not_offered" }, "nestrādā klātienē", "does not work on site"],
];

describe("why not, of a woman", () => {
  test.each(sentences)("%j", (obstacle, latvian, english) => {
    expect(obstacleSentence(lv, "lv", obstacle, names, "F")).toBe(latvian);
    expect(obstacleSentence(en, "en", obstacle, names, "F")).toBe(english);
  });

  test("no obstacle is without words", () => {
    expect(new Set(sentences.map(([{ code }]) => code))).toEqual(new Set(OBSTACLE_CODES));
  });

  test("several are one sentence, and an unknown gender is spoken of without one", () => {
    const obstacles: Obstacle[] = [{ code: "inactive" }, { code: "not_available" }];
    expect(whyNotSentence(lv, "lv", obstacles, names, "M")).toBe("nav aktīvs tulks; šajā laikā nav pieejams");
    expect(whyNotSentence(lv, "lv", obstacles, names)).toBe("nav darbam pieejamo tulku vidū; šajā laikā nestrādā");
  });
});

describe("why", () => {
  const ranked = (points: Ranked["points"], others: Partial<Ranked> = {}) => ({
    points,
    alreadyAsked: null,
    hasOverlappingOffer: false,
    ...others,
  });
  const level = { name: "level", points: 8, value: 3 } as const;
  const byPhone: ExplainNames = { ...names, language: "dari", need: { ...names.need, mode: "phone" } };

  test("Amina, free by phone, twice with this client", () => {
    const points = [{ name: "continuity", points: 14, value: 2 } as const, level];
    expect(whySentence(lv, "lv", ranked(points), byPhone, "F")).toBe(
      "runā dari valodā (profesionāli), brīva, pa tālruni, 2 reizes ar šo klientu",
    );
    expect(whySentence(en, "en", ranked(points), byPhone, "F")).toBe(
      "speaks dari (professional), free, by phone, 2 times with this client",
    );
  });

  test.each([
    ["declined", "šo pieprasījumu jau noraidīja", "has declined this request"],
    ["gave_back", "šo darbu atdeva", "has given this job back"],
    ["expired", "uz šo pieprasījumu neatbildēja", "did not answer about this request"],
  ] as const)("whoever %s is not called free", (alreadyAsked, latvian, english) => {
    const said = [whySentence(lv, "lv", ranked([level], { alreadyAsked }), byPhone, "F")];
    said.push(whySentence(en, "en", ranked([level], { alreadyAsked }), byPhone, "F"));
    expect(said).toEqual([expect.stringContaining(latvian), expect.stringContaining(english)]);
    expect(said.join()).not.toMatch(/brīva|free/);
  });

  test.each([
    [1, "1 reizi ar šo klientu"],
    [2, "2 reizes ar šo klientu"],
    [11, "11 reizes ar šo klientu"],
    [21, "21 reizi ar šo klientu"],
  ])("%i times", (value, words) => {
    expect(whySentence(lv, "lv", ranked([{ name: "continuity", points: 7, value }, level]), byPhone)).toContain(words);
  });

  test("everything there can be to say, and gender only where it is known", () => {
    const points = POINT_NAMES.map((name) => ({ name, points: 1, value: 1 }));
    const sentence = whySentence(
      lv,
      "lv",
      ranked(points, { alreadyAsked: "declined", hasOverlappingOffer: true }),
      { ...names, need: { ...names.need, variant: "kmr" } },
      "M",
    );
    expect(sentence).toBe(
      "runā kurdu valodā, paveids: kurmandži (var sazināties), šo pieprasījumu jau noraidīja, klātienē, " +
        "1 reizi ar šo klientu, sieviete, kā vēlējās, runā vēlamo valodas paveidu, šim klientam tulkoja pēdējo reizi, 1 km no mājām, " +
        "tajā nedēļā jau 1 h, runā arī retā valodā, par šo tematu labprātāk netulko, gaidām atbildi uz piedāvājumu šajā laikā",
    );
    expect(whySentence(lv, "lv", ranked([level]), byPhone)).toContain("var šajā laikā");
    expect(whySentence(lv, "lv", ranked([level]), byPhone, "M")).toContain("brīvs");
  });

  test("points have labels in both languages", () => {
    for (const name of POINT_NAMES) for (const t of [lv, en]) expect(pointLabel(t, name)).not.toContain("point.");
    expect(pointLabel(lv, "distance")).toBe("attālums");
    expect(pointLabel(lv, "continuity")).toBe("pazīst klientu");
  });
});

test("one request of the small world is explained from the database", () => {
  const w = world();
  w.absence("karim", "2026-03-28T00:00", "2026-04-02T00:00");
  const need = needOf(w, w.request())!;
  const { matching } = matchRequest({ ...w, now: at("2026-03-20T10:00") }, need);
  const from = explainNames({ ...w, locale: "lv" }, need, matching);
  expect(whySentence(lv, "lv", matching.able[0]!, from, "F")).toBe(
    "runā dari valodā (profesionāli), brīva, pa tālruni",
  );
  expect(whyNotSentence(lv, "lv", matching.blocked[0]!.obstacles, from, "M")).toBe("prombūtnē līdz 1. aprīlim");
});

describe("places bend", () => {
  test.each([
    ["Rīga, Pārdaugava", "Rīgas (Pārdaugava)", "Rīgu (Pārdaugava)", "Rīgā (Pārdaugava)"],
    ["Jelgava", "Jelgavas", "Jelgavu", "Jelgavā"],
    ["Daugavpils", "Daugavpils", "Daugavpili", "Daugavpilī"],
    ["Cēsis", "Cēsīm", "Cēsīm", "Cēsīs"],
    ["Rēzekne", "Rēzeknes", "Rēzekni", "Rēzeknē"],
    ["Tukums", "Tukuma", "Tukumu", "Tukumā"],
    ["Saldus", "Saldus", "Saldu", "Saldū"],
    ["Talsi", "Talsiem", "Talsiem", "Talsos"],
    ["Limbaži", "Limbažiem", "Limbažiem", "Limbažos"],
    ["Mucenieki", "Muceniekiem", "Muceniekiem", "Muceniekos"],
    ["Preiļi", "Preiļiem", "Preiļiem", "Preiļos"],
    ["Bauskas novads", "Bauskas novada", "Bauskas novadu", "Bauskas novadā"],
    [
      "Salas pagasts (Mārupes novads)",
      "Salas pagasta (Mārupes novads)",
      "Salas pagastu (Mārupes novads)",
      "Salas pagastā (Mārupes novads)",
    ],
  ])("%s", (name, from, to, where) => {
    expect(placeIn(name, "from")).toBe(from);
    expect(placeIn(name, "to")).toBe(to);
    expect(placeIn(name, "in")).toBe(where);
  });

  test("every place of the country has a locative of its own", () => {
    for (const { name } of PLACES) expect(placeIn(name.lv, "in")).not.toBe(name.lv);
  });
});

test("both languages say the same things", () => {
  const keys = (value: object, path = ""): string[] =>
    Object.entries(value).flatMap(([key, inner]) =>
      typeof inner === "string"
        ? [`${path}${key}`.replace(/_(zero|one|other|F|M)$/, "")]
        : keys(inner, `${path}${key}.`),
    );
  expect(new Set(keys(catalogues.en.explain))).toEqual(new Set(keys(catalogues.lv.explain)));
});

test("whatever a command about requests, offers, jobs and hours refuses with is said in words", () => {
  const isAboutWork =
    /^(?!import).*(request|offer|assign|board|override|interpreter|language|undo|absence|availability)/;
  const codes = readdirSync("app/commands")
    .filter((file) => isAboutWork.test(file))
    .flatMap((file) => [...readFileSync(path.join("app/commands", file), "utf8").matchAll(/refuse\("(\w+)"/g)])
    .map(([, code = ""]) => code);
  expect(codes.length).toBeGreaterThan(20);
  // Said on the form itself: with the other request or person beside it, with whom to call, or beside the job that it is about.
  const onTheForm = ["look_alike", "too_many_requests", "known_already", "work_met", "not_possible"];
  const { person, stop, onePerson } = catalogues.lv.coordinator;
  const words = Object.keys({
    ...catalogues.lv.explain.refusal,
    ...person.refusal,
    ...stop.refusal,
    ...onePerson.refusal,
  });
  for (const code of new Set([...codes, "guard_refused"])) if (!onTheForm.includes(code)) expect(words).toContain(code);
});
