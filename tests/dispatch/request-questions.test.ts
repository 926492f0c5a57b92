import { expect, test } from "vitest";
import {
  type AskedFields,
  DAYS_AHEAD,
  type KnownOfRequest,
  LONGEST,
  type RequestFields,
  WRONG_CODES,
  type WrongCode,
  type WrongField,
  whatCounts,
  wrongsIn,
} from "#app/dispatch/request-questions";
import { isContactPhone } from "#app/phone";
import { addMinutes, DAY, instantFrom } from "#app/time";
import { at } from "#tests/support/world";

const NOW = at("2026-03-20T09:00");

const sound: RequestFields = {
  language: "ku",
  languageText: null,
  variant: "kmr",
  variantStrength: "must",
  mode: "onsite",
  placeId: "riga-centrs",
  placeText: null,
  address: "Pārbaudes iela 1",
  videoLink: null,
  startAt: at("2026-03-30T10:00"),
  minutes: 60,
  topic: "social",
  clientCode: "K-0142",
  clientMeant: null,
  gender: null,
  genderStrength: null,
  wantsSameInterpreter: false,
  excludedInterpreterId: "amina",
  interpreterCount: 1,
  contactName: "Sanita Ozola",
  contactPhone: "+37120000101",
  unitId: "unit-1",
  note: "Klients slikti dzird.",
};

const known: KnownOfRequest = {
  now: NOW,
  language: { served: true, variants: ["kmr", "ckb"] },
  isPlaceKnown: true,
  isUnitKnown: true,
  isPersonKnown: true,
  nearClients: [],
  isPhone: isContactPhone,
  privateKindsIn: (text) =>
    (["personal_code", "code_like", "email", "phone"] as const).filter((kind) => text.split(/[ /]/).includes(kind)),
  isVouched: false,
};

const video = { mode: "video" } as const;

/** What is wrong, and nothing else with it. */
type Case = [field: WrongField, asked: AskedFields, facts?: Partial<KnownOfRequest>];
const cases: Record<WrongCode, Case[]> = {
  language_missing: [["languageText", { language: null, languageText: " " }]],
  language_unknown: [["language", { language: "xx" }, { language: null }]],
  language_not_served: [["language", { language: "ru", variant: null }, { language: { served: false, variants: [] } }]],
  variant_unknown: [["variant", { variant: "apc" }]],
  place_missing: [
    ["placeId", { placeId: null }, { isPlaceKnown: false }],
    ["placeId", { placeId: null, placeText: " " }, { isPlaceKnown: false }],
    ["placeId", { placeId: "atlantida", placeText: "Atlantīda" }, { isPlaceKnown: false }],
  ],
  address_missing: [["address", { address: null }]],
  link_invalid: ["zoom.us/1", "http://zoom.us/1", "kods 12"].map((videoLink) => ["videoLink", { ...video, videoLink }]),
  link_not_alone: ["https://zoom.us/j/7 parole 55", "Saite: https://zoom.us/j/7"].map((videoLink) => [
    "videoLink",
    { ...video, videoLink },
  ]),
  time_passed: [["startAt", { startAt: NOW }]],
  too_far_ahead: [["startAt", { startAt: instantFrom(at("2026-03-21T00:00") + DAYS_AHEAD * DAY) }]],
  length_invalid: [0, 14, 15.5, 721, Number.NaN].map((minutes) => ["minutes", { minutes }]),
  code_invalid: ["Ahmads", "1", "K 0142", `K-${"1".repeat(23)}`].map((clientCode) => ["clientCode", { clientCode }]),
  client_unclear: [null, "K-9"].map((clientMeant) => ["clientMeant", { clientMeant }, { nearClients: ["K0142"] }]),
  person_unknown: [["excludedInterpreterId", {}, { isPersonKnown: false }]],
  unit_unknown: [["unitId", {}, { isUnitKnown: false }]],
  contact_missing: [["contactName", { contactName: " " }]],
  phone_invalid: ["", "27011868", "+0123456", "+37127011868 "].map((contactPhone) => [
    "contactPhone",
    { contactPhone },
  ]),
  too_long: [
    ["languageText", { language: null, languageText: "a".repeat(LONGEST.languageText + 1) }],
    ["placeText", { placeId: null, placeText: "a".repeat(LONGEST.placeText + 1) }, { isPlaceKnown: false }],
    ["address", { address: "a".repeat(LONGEST.address + 1) }],
    ["videoLink", { ...video, videoLink: `https://${"a".repeat(LONGEST.videoLink)}` }],
    ["contactName", { contactName: "a".repeat(LONGEST.contactName + 1) }],
    ["note", { note: "a".repeat(LONGEST.note + 1) }],
  ],
  holds_personal_code: [
    ["note", { note: "personal_code" }],
    ["languageText", { language: null, languageText: "personal_code" }],
    ["placeText", { placeId: null, placeText: "personal_code" }, { isPlaceKnown: false }],
    ["address", { address: "personal_code" }],
    ["contactName", { contactName: "Anna personal_code" }],
    ["videoLink", { ...video, videoLink: "https://a.lv/personal_code" }],
  ],
  holds_code_like: [
    ["note", { note: "code_like" }],
    ["contactName", { contactName: "code_like" }],
  ],
  holds_email: [["note", { note: "email" }]],
  holds_phone: [["note", { note: "phone" }]],
};

test("nothing is wrong with a sound request", () => {
  expect(wrongsIn(sound, known)).toEqual([]);
});

test.each(WRONG_CODES.flatMap((code) => cases[code].map(([field, asked, facts]) => ({ code, field, asked, facts }))))(
  "$code is told of $field alone",
  ({ code, field, asked, facts }) => {
    expect(wrongsIn({ ...sound, ...asked }, { ...known, ...facts })).toEqual([{ field, code }]);
  },
);

test("one text with two kinds of people's data is told both", () => {
  expect(wrongsIn({ ...sound, note: "phone email" }, known)).toEqual([
    { field: "note", code: "holds_email" },
    { field: "note", code: "holds_phone" },
  ]);
});

test("everything that is wrong is told at once, in the order of the list", () => {
  const wrongs = wrongsIn({ ...sound, startAt: NOW, minutes: 5, contactName: "", note: "personal_code" }, known);
  expect(wrongs.map(({ code }) => code)).toEqual([
    "time_passed",
    "length_invalid",
    "contact_missing",
    "holds_personal_code",
  ]);
});

test("the bounds themselves will do", () => {
  const last = at("2027-03-21T23:45");
  for (const asked of [{ minutes: 15 }, { minutes: 720 }, { startAt: addMinutes(NOW, 1) }, { startAt: last }])
    expect(wrongsIn({ ...sound, ...asked }, known)).toEqual([]);
  expect(wrongsIn({ ...sound, note: "a".repeat(LONGEST.note) }, known)).toEqual([]);
});

test("only the fields that are set are asked about", () => {
  expect(wrongsIn({}, { ...known, language: null, isPlaceKnown: false, isUnitKnown: false })).toEqual([]);
  expect(wrongsIn({ startAt: NOW }, known)).toEqual([{ field: "startAt", code: "time_passed" }]);
});

test("what the mode and the language leave out is not kept and not asked about", () => {
  const byPhone = whatCounts({
    ...sound,
    mode: "phone",
    address: "personal_code",
    videoLink: "x",
    languageText: "personal_code",
  });
  expect(byPhone).toMatchObject({ placeId: null, address: null, videoLink: null, languageText: null });
  expect(whatCounts({ ...sound, language: null, languageText: "tigriņu" }).variant).toBeNull();
  expect(whatCounts({ ...sound, gender: "F" }).genderStrength).toBe("wish");
  expect(wrongsIn({ ...sound, mode: "phone", address: "personal_code", videoLink: "x" }, known)).toEqual([]);
});
