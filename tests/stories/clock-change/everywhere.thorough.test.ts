/**
 * One table, written by hand, for the nights on which Riga's clock changes (at 01:00 UTC): what a typed time becomes in
 * the form, the lists, the mails and the calendar file. The same on a machine in any zone.
 */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import type { Said, Typed } from "./child";

/** Half an hour from the typed time. In `times`, S and W stand for the names of summer and winter time. */
interface Row extends Typed {
  /** Start and end in UTC, or the field and the message that refuse it. */
  becomes: [start: string, end: string] | { field: string; message: string };
  times?: string;
}

const GAP = { field: "start", message: "request:error.gap" };
const TWICE = { field: "fold", message: "request:error.twice" };

/** Forward from 03:00 to 04:00: 02:59 is still UTC+2, 04:00 already UTC+3, and the hour between was never. */
const spring = (date: string): Row[] => [
  { date, wall: "02:59", becomes: [`${date}T00:59`, `${date}T01:29`], times: "02:59–04:29" },
  { date, wall: "03:00", becomes: GAP },
  { date, wall: "03:00", fold: "earlier", becomes: GAP },
  { date, wall: "03:30", becomes: GAP },
  { date, wall: "03:30", fold: "later", becomes: GAP },
  { date, wall: "03:59", becomes: GAP },
  { date, wall: "03:59", fold: "later", becomes: GAP },
  { date, wall: "04:00", becomes: [`${date}T01:00`, `${date}T01:30`], times: "04:00–04:30" },
  // An answer left over from another date changes nothing.
  { date, wall: "04:00", fold: "later", becomes: [`${date}T01:00`, `${date}T01:30`], times: "04:00–04:30" },
];

/** Back from 04:00 to 03:00: 03:00 to 03:59 are first UTC+3, then UTC+2; 04:00 is UTC+2. */
const autumn = (date: string, eve: string): Row[] => [
  { date, wall: "02:59", becomes: [`${eve}T23:59`, `${date}T00:29`], times: "02:59–03:29 (S)" },
  { date, wall: "02:59", fold: "later", becomes: [`${eve}T23:59`, `${date}T00:29`], times: "02:59–03:29 (S)" },
  { date, wall: "03:00", becomes: TWICE },
  { date, wall: "03:00", fold: "earlier", becomes: [`${date}T00:00`, `${date}T00:30`], times: "03:00 (S)–03:30 (S)" },
  { date, wall: "03:00", fold: "later", becomes: [`${date}T01:00`, `${date}T01:30`], times: "03:00 (W)–03:30 (W)" },
  { date, wall: "03:30", becomes: TWICE },
  { date, wall: "03:30", fold: "earlier", becomes: [`${date}T00:30`, `${date}T01:00`], times: "03:30 (S)–03:00 (W)" },
  { date, wall: "03:30", fold: "later", becomes: [`${date}T01:30`, `${date}T02:00`], times: "03:30 (W)–04:00" },
  { date, wall: "03:59", becomes: TWICE },
  { date, wall: "03:59", fold: "earlier", becomes: [`${date}T00:59`, `${date}T01:29`], times: "03:59 (S)–03:29 (W)" },
  { date, wall: "03:59", fold: "later", becomes: [`${date}T01:59`, `${date}T02:29`], times: "03:59 (W)–04:29" },
  { date, wall: "04:00", becomes: [`${date}T02:00`, `${date}T02:30`], times: "04:00–04:30" },
];

const TABLE: Row[] = [
  ...spring("2026-03-29"),
  ...autumn("2026-10-25", "2026-10-24"),
  ...spring("2027-03-28"),
  ...autumn("2027-10-31", "2027-10-30"),
];

const DAYS: Record<string, { lv: string; en: string }> = {
  "2026-03-29": { lv: "svētdien, 29. martā", en: "Sunday, 29 March" },
  "2026-10-25": { lv: "svētdien, 25. oktobrī", en: "Sunday, 25 October" },
  "2027-03-28": { lv: "svētdien, 28. martā", en: "Sunday, 28 March" },
  "2027-10-31": { lv: "svētdien, 31. oktobrī", en: "Sunday, 31 October" },
};
const WORDS = {
  lv: {
    summer: "vasaras laiks",
    winter: "ziemas laiks",
    what: "Dari valodas tulks pa tālruni",
    noTime: "diena un laiks vēl nav zināmi",
    entry: (times: string) => `Dari, pa tālruni, ${times}, meklē tulku`,
  },
  en: {
    summer: "summer time",
    winter: "winter time",
    what: "Dari interpreter by phone",
    noTime: "day and time not yet known",
    entry: (times: string) => `Dari, by phone, ${times}, looking for an interpreter`,
  },
} as const;

function expected({ date, wall, becomes, times = "" }: Row): Said {
  const isAutumn = date.slice(5, 7) === "10";
  const asksWhich = isAutumn && wall >= "03:00" && wall < "04:00";
  const inBoth = <T>(say: (locale: "lv" | "en", when: string, times: string) => T) => {
    const inOne = (locale: "lv" | "en") => {
      const named = times.replaceAll("(S)", `(${WORDS[locale].summer})`).replaceAll("(W)", `(${WORDS[locale].winter})`);
      return say(locale, `${DAYS[date]![locale]}, ${named}`, named);
    };
    return { lv: inOne("lv"), en: inOne("en") };
  };
  if (!Array.isArray(becomes))
    return {
      asksWhich,
      sentence: inBoth((locale) => `${WORDS[locale].what}, ${WORDS[locale].noTime}.`),
      refused: { [becomes.field]: [becomes.message] },
    };
  const onInstitutionPages = inBoth((_, when) => `${becomes[0]}:00.000Z ${when}`);
  return {
    asksWhich,
    sentence: inBoth((locale, when) => `${WORDS[locale].what}, ${when}.`),
    stored: becomes,
    institutionList: onInstitutionPages,
    institutionPage: onInstitutionPages,
    coordinatorList: inBoth((locale, _, named) => `${DAYS[date]![locale]}: ${WORDS[locale].entry(named)}`),
    mails: inBoth((_, when) => {
      const line = `${when.charAt(0).toUpperCase()}${when.slice(1)} · 30 min`;
      return {
        "request_received user:user-sociala": line,
        "needs_decision user:user-ilze": line,
        "needs_decision user:user-marta": line,
      };
    }),
    ics: becomes,
  };
}

const CHILD = "tests/stories/clock-change/child.tsx";

test.each([
  { TZ: "UTC", offset: 0 },
  { TZ: "Europe/Riga", offset: -180 },
  { TZ: "America/New_York", offset: 300 },
])("from the form to the calendar file, on a machine in $TZ", ({ TZ, offset }) => {
  const typed = TABLE.map(({ date, wall, fold }): Typed => ({ date, wall, fold }));
  const child = spawnSync(process.execPath, ["--import", "tsx", CHILD, JSON.stringify(typed)], {
    env: { ...process.env, TZ },
    encoding: "utf8",
  });
  expect(child.stderr).toBe("");
  const answer = JSON.parse(child.stdout) as { offset: number; said: Said[] };
  expect(answer.offset).toBe(offset);
  const labelled = (all: Said[]) =>
    all.map((said, i) => ({ typed: [TABLE[i]!.date, TABLE[i]!.wall, TABLE[i]!.fold].join(" "), ...said }));
  expect(labelled(answer.said)).toEqual(labelled(TABLE.map(expected)));
});
