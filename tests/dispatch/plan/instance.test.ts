import { expect, test } from "vitest";
import type { Instance } from "#app/dispatch/plan/model/format";
import { type ReadOptions, readInstance } from "#app/dispatch/plan/model/instance";
import { instance, person, request } from "./small";

/** A good instance with one thing changed, as "path: problem". */
function complaint(spoil: (good: Instance) => unknown, options?: ReadOptions): string {
  const good = instance(
    [
      person("olena", { busy: [{ start: "2026-03-23T06:00Z", end: "2026-03-23T07:00Z", place: "jelgava" }] }),
      person("ahmed", { exceptions: [{ date: "2026-03-24", windows: [{ from: "08:00", to: "24:00" }] }] }),
    ],
    [request("r1", { preferred: [{ i: "olena", points: 2 }], excluded: ["ahmed"] }), request("r2")],
  );
  const replaced = spoil(good);
  const read = readInstance(replaced === undefined ? good : replaced, options);
  if (read.ok) return "none";
  const { path, problem } = read.detail as { path: string; problem: string };
  return `${path}: ${problem}`;
}

/** Sets `value` at a JSON path; undefined removes the field. */
const put = (path: string, value: unknown) => (good: Instance) => {
  const keys = path.split(/[.[\]]+/).filter(Boolean);
  const last = keys.pop()!;
  let at = good as unknown as Record<string, unknown>;
  for (const key of keys) at = at[key] as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
};

test("a sound instance is handed through as it is", () => {
  const good = instance([person("olena")], [request("r1")]);
  const read = readInstance(good);
  expect(read.ok && read.value).toBe(good);
});

test("an instance without people or requests is one", () => {
  expect(readInstance(instance([], []))).toMatchObject({ ok: true });
});

test.each([
  [null, "$: An instance is a JSON object, not null."],
  [[], "$: An instance is a JSON object, not a list."],
  ["text", '$: An instance is a JSON object, not "text".'],
  [{}, 'format: The format must be "interp-dispatch/1", not nothing.'],
])("%j is no instance", (value, words) => {
  expect(complaint(() => value)).toBe(words);
});

test.each<[path: string, value: unknown, words: string]>([
  ["format", "interp-dispatch/2", 'The format must be "interp-dispatch/1", not "interp-dispatch/2".'],
  ["name", undefined, 'The field "name" is missing.'],
  ["rules", undefined, "The value is missing."],
  ["rules.timezone", "Europe/Rija", '"Europe/Rija" is not a time zone, such as "Europe/Riga".'],
  ["rules.centsPerKm", -1, "A number from 0 to 1000000000 is needed, not -1."],
  ["rules.fairBlockMinutes", 0, "A whole number of at least 1 is needed, not 0."],
  ["zones", {}, "A list is needed, not an object."],
  ["zones[1].id", "riga", 'Another zone before this one has the id "riga", too.'],
  ["travelMin[2]", [1, 2], "There are 3 zones, so 3 numbers are needed, not 2."],
  ["travelMin[0][1]", -1, "A number from 0 to 1000000000 is needed, not -1."],
  ["travelMin[0][1]", null, "A number from 0 to 1000000000 is needed, not null."],
  ["travelKm", [[1]], "There are 3 zones, so 3 rows are needed, not 1."],
  ["travelKm[1][1]", Number.POSITIVE_INFINITY, "A number from 0 to 1000000000 is needed, not null."],
])("%s = %j is refused", (path, value, words) => {
  expect(complaint(put(path, value))).toBe(`${path}: ${words}`);
});

test.each<[path: string, value: unknown, words: string]>([
  ["[1]", "ahmed", 'An object is needed, not "ahmed".'],
  ["[1].id", "olena", 'Another interpreter before this one has the id "olena", too.'],
  ["[1].id", "", 'Text that is not empty is needed, not "".'],
  ["[0].gender", "f", '"F" or "M" is needed, not "f".'],
  ["[0].home", "tartu", 'Unknown zone: "tartu".'],
  ["[0].langs", undefined, 'The field "langs" is missing.'],
  ["[0].langs[0].lang", 7, "Text that is not empty is needed, not 7."],
  ["[0].langs[0].level", 4, "1 or 2 or 3 is needed, not 4."],
  ["[0].langs[0].dialects", null, "A list is needed, not null."],
  ["[0].langs[1]", { lang: "dari", level: 1, dialects: [] }, '"dari" is listed twice for this interpreter.'],
  ["[0].modes[1]", "fax", '"onsite" or "phone" or "video" is needed, not "fax".'],
  ["[0].radiusKm", -5, "A number from 0 to 1000000000 is needed, not -5."],
  ["[0].weekly[3].dow", 0, "A whole number from 1 to 7 is needed, not 0."],
  ["[0].weekly[3].from", "8:00", '"8:00" is not a time from "00:00" to "24:00".'],
  ["[0].weekly[3].to", "24:01", '"24:01" is not a time from "00:00" to "24:00".'],
  ["[1].exceptions[0].date", "2026-02-29", '"2026-02-29" is not a date such as "2026-03-29".'],
  ["[1].exceptions[0].windows[0].to", "-1:00", '"-1:00" is not a time from "00:00" to "24:00".'],
  ["[1].exceptions[1]", { date: "2026-03-24", windows: [] }, '"2026-03-24" is listed twice for this interpreter.'],
  ["[0].maxMinutesPerWeek", -60, "A number from 0 to 1000000000 is needed, not -60."],
  ["[0].rateCentsPerHour", "2000", 'A number from 0 to 1000000000 is needed, not "2000".'],
  ["[0].excludedClients[0]", null, "Text that is not empty is needed, not null."],
  ["[0].busy[0].end", "2026-03-23T05:59Z", "It ends (2026-03-23T05:59Z) before it starts (2026-03-23T06:00Z)."],
  ["[0].busy[0].start", -5, '-5 is not a whole minute in UTC such as "2026-03-23T06:00Z".'],
  ["[0].busy[0].place", "tartu", 'Unknown zone: "tartu".'],
])("interpreters%s = %j is refused", (path, value, words) => {
  const inside = words.includes("listed twice") ? `${path}.${path.includes("langs") ? "lang" : "date"}` : path;
  expect(complaint(put(`interpreters${path}`, value))).toBe(`interpreters${inside}: ${words}`);
});

test.each<[path: string, value: unknown, words: string]>([
  ["[1].id", "r1", 'Another request before this one has the id "r1", too.'],
  ["[1].client", undefined, 'The field "client" is missing.'],
  ["[1].end", undefined, 'The field "end" is missing.'],
  ["[1].end", "2026-03-23T08:00Z", "It must end after it starts: 2026-03-23T08:00Z is not after 2026-03-23T08:00Z."],
  [
    "[1].end",
    "2026-03-23T07:00:00Z",
    "It must end after it starts: 2026-03-23T07:00:00Z is not after 2026-03-23T08:00Z.",
  ],
  ["[1].end", "2026-09-23T07:00Z", "It lasts longer than 31 days."],
  [
    "[1].start",
    "2026-03-23T08:00+02:00",
    '"2026-03-23T08:00+02:00" is not a whole minute in UTC such as "2026-03-23T06:00Z".',
  ],
  [
    "[1].start",
    "2026-03-23T08:00:30Z",
    '"2026-03-23T08:00:30Z" is not a whole minute in UTC such as "2026-03-23T06:00Z".',
  ],
  ["[1].start", "2026-02-30T08:00Z", '"2026-02-30T08:00Z" is not a whole minute in UTC such as "2026-03-23T06:00Z".'],
  [
    "[1].start",
    "-271821-04-20T00:00Z",
    '"-271821-04-20T00:00Z" is not a whole minute in UTC such as "2026-03-23T06:00Z".',
  ],
  ["[1].start", 1774252800, '1774252800 is not a whole minute in UTC such as "2026-03-23T06:00Z".'],
  ["[1].lang", "", 'Text that is not empty is needed, not "".'],
  ["[1].lang", "xhosa", 'Unknown language: no interpreter speaks "xhosa".'],
  ["[1].dialect", undefined, 'The field "dialect" is missing.'],
  ["[1].level", 0, "1 or 2 or 3 is needed, not 0."],
  ["[1].mode", "letter", '"onsite" or "phone" or "video" is needed, not "letter".'],
  ["[1].place", "tartu", 'Unknown zone: "tartu".'],
  ["[1].gender", "X", '"F" or "M" is needed, not "X".'],
  ["[1].excluded", undefined, 'The field "excluded" is missing.'],
  ["[1].excluded[0]", "nobody", 'Unknown interpreter: "nobody".'],
  ["[0].preferred[0].i", "nobody", 'Unknown interpreter: "nobody".'],
  ["[0].preferred[0].points", -1, "A number from 0 to 1000000000 is needed, not -1."],
  ["[0].preferred[1].i", "olena", '"olena" is preferred twice for this request.'],
  ["[1].urgency", 1.5, "A whole number of at least 0 is needed, not 1.5."],
  ["[1].urgency", -1, "A whole number of at least 0 is needed, not -1."],
  ["[1].count", 3, "1 or 2 is needed, not 3."],
  ["[1].count", 0, "1 or 2 is needed, not 0."],
])("requests%s = %j is refused", (path, value, words) => {
  const spoil =
    path === "[0].preferred[1].i"
      ? put("requests[0].preferred[1]", { i: value, points: 1 })
      : put(`requests${path}`, value);
  expect(complaint(spoil)).toBe(`requests${path}: ${words}`);
});

test("work on site needs a place", () => {
  expect(complaint(put("requests[0].mode", "onsite"))).toBe(
    "requests[0].place: Work on site needs a place; null is for phone and video.",
  );
});

test("a time that ends as it starts is fine for a busy time, seconds may be written, and 24:00 is a time", () => {
  expect(complaint(put("interpreters[0].busy[0].end", "2026-03-23T06:00:00.000Z"))).toBe("none");
  expect(complaint(put("requests[0].end", "2026-03-23T09:00:00Z"))).toBe("none");
  expect(complaint(put("interpreters[0].weekly[0].from", "24:00"))).toBe("none");
});

test("a year apart is one plan, three years are a mistake", () => {
  const later = (year: number) => (good: Instance) => {
    good.requests[1]!.start = `${year}-03-24T08:00Z`;
    good.requests[1]!.end = `${year}-03-24T09:00Z`;
  };
  expect(complaint(later(2027))).toBe("none");
  expect(complaint(later(2029))).toBe("requests[1].start: It is more than 400 days away from the first request.");
});

test("who plans the product's own requests may allow a language nobody speaks", () => {
  expect(complaint(put("requests[1].lang", "xhosa"), { unspokenLanguages: "allow" })).toBe("none");
  expect(complaint(put("requests[1].lang", ""), { unspokenLanguages: "allow" })).toBe(
    'requests[1].lang: Text that is not empty is needed, not "".',
  );
});

test("only the first fault is told, in the format's order", () => {
  const two = (good: Instance) => {
    put("requests[0].count", 9)(good);
    put("requests[0].level", 9)(good);
    put("interpreters[1].gender", "X")(good);
  };
  expect(complaint(two)).toBe('interpreters[1].gender: "F" or "M" is needed, not "X".');
});

test("what is shown of a bad value is one short line without control characters", () => {
  const words = complaint(put("requests[0].place", `\u001b[2J\n${"x".repeat(1000)}`));
  expect(words).toMatch(/^requests\[0\]\.place: Unknown zone: "\\u001b\[2J\\nx+"…\.$/);
  expect(words.length).toBeLessThan(130);
});

test("names of JavaScript's own objects are ordinary ids", () => {
  const odd = instance(
    [person("__proto__"), person("constructor")],
    [request("toString", { excluded: ["__proto__"] })],
  );
  expect(readInstance(odd).ok).toBe(true);
  expect(complaint(put("requests[0].excluded[0]", "constructor"))).toBe(
    'requests[0].excluded[0]: Unknown interpreter: "constructor".',
  );
});
