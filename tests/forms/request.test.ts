import { expect, test } from "vitest";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import { readRequest } from "#app/forms/request";
import { readPhone } from "#app/phone";
import { HOUR, timeOf, typedTime } from "#app/time";
import { choicesFor } from "#tests/support/choices";
import { at, world } from "#tests/support/world";

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
const sanita = world().as("sociala", "2026-03-20T09:00") as Ctx<UserViewer>;

function read(changes: Record<string, string>, when: Ctx<UserViewer> = sanita) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...SOUND, ...changes })) form.set(name, value);
  return readRequest(form, choicesFor(when), when.now);
}
const errorsOf = (changes: Record<string, string>) => {
  const answer = read(changes);
  return answer.ok ? {} : answer.errors;
};

test("a filled form is a request with its instants", () => {
  const answer = read({});
  expect(answer.ok && answer.value.endAt - answer.value.startAt).toBe(HOUR);
  expect(answer.ok && answer.value.contactPhone).toBe("+37127011868");
  expect(answer.ok && answer.value.warnings).toEqual([]);
});

test("an empty form names every field that lacks, and keeps nothing back", () => {
  const answer = readRequest(new FormData(), choicesFor(sanita), sanita.now);
  expect(answer.ok ? [] : Object.keys(answer.errors).sort()).toEqual(
    ["contactName", "contactPhone", "date", "key", "language", "minutes", "mode", "start", "topic"].sort(),
  );
});

test("an hour that the spring night skips is refused, and one that the autumn night repeats is asked about", () => {
  expect(errorsOf({ date: "2026-03-29", start: "03:30" })).toEqual({ start: ["request:error.gap"] });
  expect(errorsOf({ date: "2026-10-25", start: "03:30" })).toEqual({ fold: ["request:error.twice"] });
  const [first, second] = ["earlier", "later"].map((fold) => read({ date: "2026-10-25", start: "03:30", fold }));
  if (!first?.ok || !second?.ok) throw new Error("the hour was chosen");
  expect(second.value.startAt - first.value.startAt).toBe(HOUR);
  expect(timeOf(first.value.startAt)).toBe("03:30");
});

test("a past time and one too far ahead are refused where they were typed", () => {
  expect(errorsOf({ date: "2026-03-20", start: "8:30" })).toEqual({ start: ["request:error.past"] });
  expect(errorsOf({ date: "2027-06-01" })).toEqual({ date: ["request:error.tooFar"] });
});

test("24:00 is the midnight that ends the day it was typed for", () => {
  const answer = read({ start: "24.00" });
  expect(answer.ok && answer.value.startAt).toBe(at("2026-03-31T00:00"));
});

test("what is due to a mode is asked for, and of the other modes nothing", () => {
  expect(errorsOf({ mode: "onsite" })).toEqual({
    place: ["request:error.place"],
    address: ["request:error.address"],
  });
  expect(errorsOf({ mode: "onsite", place: "jelgava", address: "Lielā iela 1" })).toEqual({});
  expect(errorsOf({ mode: "video", videoLink: "zoom.us/1" })).toEqual({ videoLink: ["request:error.videoLink"] });
});

test("a meeting link may be as long as mail scanners make it, and stands alone", () => {
  const long = `https://eur01.safelinks.test/?url=${"a".repeat(1900)}`;
  expect(errorsOf({ mode: "video", videoLink: long })).toEqual({});
  expect(errorsOf({ mode: "video", videoLink: `${long}${"a".repeat(200)}` })).toEqual({
    videoLink: ["common:error.tooLong"],
  });
  expect(errorsOf({ mode: "video", videoLink: "https://meet.test/abc kods 4711" })).toEqual({
    videoLink: ["request:error.linkNotAlone"],
  });
});

test("a line break counts once, as a browser without scripts counts it", () => {
  const note = Array.from({ length: 40 }, () => "Klients runā klusi un nedzird ar kreiso ausi.....").join("\r\n");
  expect([note.length, note.replaceAll("\r", "").length]).toEqual([2038, 1999]);
  const answer = read({ note });
  expect(answer.ok && answer.value.note).toBe(note.replaceAll("\r", ""));
  expect(errorsOf({ note: `${note}\r\na` })).toEqual({ note: ["common:error.tooLong"] });
});

test("languages: not in the list needs words, Russian is answered, a variant belongs to its language", () => {
  expect(errorsOf({ language: "-" })).toEqual({ languageText: ["request:error.languageText"] });
  expect(errorsOf({ language: "ru" })).toEqual({ language: ["request:error.notServed"] });
  expect(errorsOf({ language: "ku", variant: "ar/apc" })).toEqual({ variant: ["request:error.variant"] });
  expect(errorsOf({ language: "ku", variant: "ku/kmr" })).toEqual({});
});

test("a client is a code with a digit, and a note holds nobody's data", () => {
  expect(errorsOf({ clientCode: "Ahmads" })).toEqual({ clientCode: ["request:error.clientCode"] });
  expect(errorsOf({ clientCode: "K-0142" })).toEqual({});
  expect(errorsOf({ clientCode: "120380-12345" })).toEqual({ clientCode: ["request:error.personal_code"] });
  expect(errorsOf({ note: "p.k. 010190-12345, tel. 27011868" })).toEqual({
    note: ["request:error.personal_code", "request:error.privatePhone"],
  });
});

test("nobody can exclude a person whom the organisation does not know", () => {
  expect(errorsOf({ excludedInterpreterId: "amina" })).toEqual({
    excludedInterpreterId: ["request:error.person"],
  });
});

test("a holiday, a weekend and a near start are said once, and then it is sent", () => {
  const kinds = (changes: Record<string, string>, when?: Ctx<UserViewer>) => {
    const answer = read(changes, when);
    return answer.ok ? answer.value.warnings.map(({ kind }) => kind) : answer.errors;
  };
  expect(kinds({ date: "2026-04-03" })).toEqual(["holiday"]);
  expect(kinds({ date: "2026-04-03", warned: "holiday" })).toEqual([]);
  expect(kinds({ date: "2026-03-28" })).toEqual(["weekend"]);
  expect(kinds({ date: "2026-03-20", start: "11:00" })).toEqual(["short"]);
  expect(kinds({ date: "2026-06-27" })).toEqual([]);
});

test("times and phones are read as people write them", () => {
  expect(["14:00", "14.00", "1400", "9:30", "930", "9"].map(typedTime)).toEqual([
    "14:00",
    "14:00",
    "14:00",
    "09:30",
    "09:30",
    "09:00",
  ]);
  expect(["25:00", "14:60", "rīt", ""].map(typedTime)).toEqual([null, null, null, null]);
  expect(["27 011 868", "+371 27011868", "0037127011868", "+4915112345678"].map(readPhone)).toEqual([
    "+37127011868",
    "+37127011868",
    "+37127011868",
    "+4915112345678",
  ]);
  expect(["12345", "tālrunis"].map(readPhone)).toEqual([null, null]);
});

test("a contact with an invisible character is told that alone: the rest of the name was read", () => {
  expect(read({ contactName: "Zanda\u202Eavaļķ" })).toMatchObject({
    ok: false,
    errors: { contactName: ["common:error.unseen?after=Zanda&code=U%2B202E"] },
    values: { contactName: "Zandaavaļķ" },
  });
});
