/** Cells of an imported table as facts: each reader answers a value, or the code of what is wrong. Not a command itself. */

import { z } from "zod";
import type { Work } from "#app/context.server";
import { GENDERS, LEVELS, type Level, MODES, type Mode, type Names, SECTORS } from "#app/dispatch/vocabulary";
import { readContactPhone, readPhone } from "#app/phone";
import { ok, type Result, refuse } from "#app/result";
import { fold } from "#app/text";
import { type DateText, isDate, overlapOnADay, readSpan, type WeeklyWindow } from "#app/time";
import { desks, languages, languageVariants, places } from "#db/schema";
import { type Columns, nameOf, type ProblemCode, type TableRow } from "./table";

/** What names in a table may mean in this installation. */
export interface Lookups {
  places: { id: string; name: Names; region: string }[];
  desks: { id: string; name: Names; region: string; placeId: string }[];
  languages: { code: string; name: Names; searchWords: string; served: boolean }[];
  variants: { language: string; code: string; name: Names }[];
}

export function readLookups(work: Work): Lookups {
  return {
    places: work.db.select().from(places).all(),
    desks: work.db.select().from(desks).all(),
    languages: work.db.select().from(languages).all(),
    variants: work.db.select().from(languageVariants).all(),
  };
}

type Read<T> = Result<T, ProblemCode>;

/** The cells of a row as facts (undefined = absent, empty or wrong), and where to note what is wrong with them. */
export function cellsOf<C extends string>(row: TableRow<C>, columns: Columns<C>) {
  const wrong = (key: C, code: ProblemCode, text = row.cells[key] ?? ""): void => {
    row.problems.push({ line: row.line, column: nameOf(columns, key), code, text });
  };
  const read = <T>(key: C, reader: (text: string) => Read<T>): T | undefined => {
    const text = row.cells[key];
    const found = text === undefined ? undefined : reader(text);
    if (!found || found.ok) return found?.value;
    wrong(key, found.reason, typeof found.detail === "string" ? found.detail : text);
    return undefined;
  };
  return { read, wrong };
}

/** What of `wanted` is said and not so yet, by its name. */
export function differences<T extends object>(before: T | undefined, wanted: Partial<T>): [string, unknown][] {
  const known = new Map<string, unknown>(Object.entries(before ?? {}));
  return Object.entries(wanted).filter(([name, value]) => value !== undefined && known.get(name) !== value);
}

export const asText = (text: string): Read<string> => ok(text.replace(/\s+/g, " "));

/** A code that no row of the file had before. */
export function asNewCode(seen: Set<string>) {
  return (text: string): Read<string> => {
    const code = text.replace(/\s+/g, " ");
    if (seen.has(code)) return refuse("code_twice", code);
    seen.add(code);
    return ok(code);
  };
}

/** One of a few values: by its own name, or by one of the words for it, folded. */
function asOneOf<T extends string>(values: readonly T[], words: Record<T, readonly string[]>, wrong: ProblemCode) {
  return (text: string): Read<T> => {
    const word = fold(text);
    const found = values.find((value) => fold(value) === word || words[value].includes(word));
    return found ? ok(found) : refuse(wrong);
  };
}

export function asEmail(text: string): Read<string> {
  const email = text.toLowerCase();
  return z.email().safeParse(email).success ? ok(email) : refuse("email");
}

export function asPhone(text: string): Read<string> {
  const phone = readPhone(text);
  return phone === null ? refuse("phone") : ok(phone);
}

/** An institution may be reached by a service's short number. */
export function asContactPhone(text: string): Read<string> {
  const phone = readContactPhone(text);
  return phone === null ? refuse("phone") : ok(phone);
}

export const asGender = asOneOf(
  GENDERS,
  { F: ["s", "siev", "sieviete", "female", "woman"], M: ["v", "vir", "virietis", "male", "man"] },
  "gender",
);

export const asStatus = asOneOf(
  ["active", "candidate"],
  { active: ["aktivs", "aktiva", "aktivs/-a"], candidate: ["kandidats", "kandidate", "kandidats/-e"] },
  "status",
);

/** A place by name or id; plain "Rīga" is its centre. */
export function asPlace({ places }: Lookups) {
  return (text: string): Read<string> => {
    const word = fold(text);
    if (word === "riga") return ok("riga-centrs");
    const found = places.find(
      ({ id, name }) => id === word || fold(name.lv) === word || plain(name.lv) === plain(text),
    );
    return found ? ok(found.id) : refuse("place");
  };
}

/** A desk by its id, its region or its town. */
export function asDesk({ desks, places }: Lookups) {
  return (text: string): Read<string> => {
    const word = plain(text);
    const found = desks.find(({ id, name, placeId }) => {
      const town = places.find((place) => place.id === placeId)?.name.lv ?? "";
      return [id, plain(name.lv), plain(name.lv).split(" ")[0], plain(town)].includes(word);
    });
    return found ? ok(found.id) : refuse("desk");
  };
}

export const asSector = asOneOf(
  SECTORS,
  {
    ici: [
      "informacijas centrs",
      "kontaktpunkts",
      "information centre",
      "informacijas centrs vai kontaktpunkts",
      "information centre or contact point",
    ],
    state: ["valsts", "valsts parvalde", "valsts parvaldes institucija", "state institution"],
    social: ["socialais dienests", "pasvaldibas socialais dienests", "social service", "municipal social service"],
    orphans_court: ["barintiesa", "orphans court", "orphans’ court"],
    crisis: ["krizes centrs", "crisis centre"],
    education: ["izglitiba", "izglitibas iestade", "skola", "education", "education institution"],
    health: [
      "veseliba",
      "veselibas aprupe",
      "veselibas aprupes iestade",
      "arstniecibas iestade",
      "health care",
      "health care institution",
    ],
    bank: ["banka", "bank"],
    employer: ["darba devejs", "employer"],
    ngo: ["nvo", "biedriba", "nodibinajums", "nevalstiska organizacija", "ngo", "non-governmental organisation"],
    library: ["biblioteka", "library"],
    landlord: ["namipasnieks", "landlord"],
    court_police: [
      "tiesa",
      "policija",
      "prokuratura",
      "tiesa, policija, prokuratura",
      "court",
      "police",
      "court, police, prosecutor",
    ],
    other: ["cits", "cita", "cita organizacija", "other", "other organisation"],
  },
  "sector",
);

export interface SpokenRow {
  language: string;
  variant: string;
  level: Level;
}

/** "dari:3|kurdu/kurmandži:2": languages by any name that means only one, a variant after the slash, the level 1-3. */
export function asLanguages(lookups: Lookups) {
  return (text: string): Read<SpokenRow[]> => {
    const spoken: SpokenRow[] = [];
    for (const part of partsOf(text)) {
      const [, name = "", variantName, typedLevel] = /^([^/:]+)(?:\/([^:]+))?(?::\s*(\S+))?$/.exec(part) ?? [];
      const named = variantName === undefined ? variantCalled(lookups, name) : undefined;
      const language = named ? ok(named.language) : languageOf(lookups, name);
      if (!language.ok) return refuse(language.reason, part);
      const variant =
        variantName === undefined ? ok(named?.code ?? "") : variantOf(lookups, language.value, variantName);
      if (!variant.ok) return refuse(variant.reason, part);
      const level = LEVELS.find((one) => String(one) === typedLevel);
      if (!level) return refuse("level", part);
      if (spoken.some((one) => one.language === language.value && one.variant === variant.value))
        return refuse("language_twice", part);
      spoken.push({ language: language.value, variant: variant.value, level });
    }
    return spoken.length ? ok(spoken) : refuse("missing");
  };
}

function languageOf({ languages }: Lookups, text: string): Read<string> {
  const word = fold(text).replace(/ valoda$/, "");
  const exact = languages.filter(({ code, name }) => [code, ...Object.values(name)].some((one) => fold(one) === word));
  const found = exact.length ? exact : languages.filter(({ searchWords }) => searchWords.split(" ").includes(word));
  if (found.length > 1) return refuse("language_ambiguous");
  if (!found[0]) return refuse("language_unknown");
  return found[0].served ? ok(found[0].code) : refuse("language_not_served");
}

/** "sorani" alone is that variant of Kurdish, not any Kurdish; undefined for what names a language, or several variants. */
function variantCalled({ languages, variants }: Lookups, text: string) {
  const word = fold(text);
  if (languages.some(({ code, name }) => [code, ...Object.values(name)].some((one) => fold(one) === word)))
    return undefined;
  const names = (one: Lookups["variants"][number]) => [one.code, ...Object.values(one.name)];
  const called = variants.filter((one) =>
    names(one).some(
      (name) =>
        fold(name)
          .split(/[\s(),]+/)
          .includes(word) || plain(name) === plain(text),
    ),
  );
  return called.length === 1 ? called[0] : undefined;
}

function variantOf({ variants }: Lookups, language: string, text: string): Read<string> {
  const found = variants.filter(
    (one) =>
      one.language === language &&
      [one.code, ...Object.values(one.name)].some((name) => fold(name) === fold(text) || plain(name) === plain(text)),
  );
  return found.length === 1 ? ok(found[0]!.code) : refuse("variant_unknown");
}

const asMode = asOneOf(
  MODES,
  {
    onsite: ["klatiene", "on site", "onsite"],
    phone: ["telefons", "telefoniski", "talrunis", "pa talruni", "phone", "by phone"],
    video: ["video", "videozvans", "videozvana", "by video"],
  },
  "mode",
);

/** "klātienē|telefons": in the order of `MODES`. */
export function asModes(text: string): Read<Mode[]> {
  const modes = new Set<Mode>();
  for (const part of partsOf(text)) {
    const mode = asMode(part);
    if (!mode.ok) return refuse("mode", part);
    modes.add(mode.value);
  }
  return modes.size ? ok(MODES.filter((mode) => modes.has(mode))) : refuse("mode");
}

/** A number between two, with a point or a comma. */
export function asNumber(least: number, most: number) {
  return (text: string): Read<number> => {
    if (!/^\d+([.,]\d+)?$/.test(text)) return refuse("number");
    const number = Number(text.replace(",", "."));
    return number >= least && number <= most ? ok(number) : refuse("number");
  };
}

/** 2026-03-27, 27.03.2026 or 27.3.2026. */
export function asDate(text: string): Read<DateText> {
  const [, day = "", month = "", year = ""] = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\.?$/.exec(text) ?? [];
  const date = year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : text;
  return isDate(date) ? ok(date) : refuse("date");
}

const WEEKDAY = new Map(
  [
    "p pr pirmdiena pirmd mon monday",
    "o ot otrdiena otrd tue tuesday",
    "t tr tresdiena tresd wed wednesday",
    "c ce ceturtdiena ceturtd thu thursday",
    "pk pie piektdiena piektd fri friday",
    "s se sestdiena sestd sat saturday",
    "sv svetdiena svetd sun sunday",
  ].flatMap((names, i) => names.split(" ").map((name) => [name, i + 1] as const)),
);

/** "P-Pk 08:00-17:00|S,Sv 10-14": days, then hours; an end not after its beginning is on the next day; 24:00 is allowed. */
export function asAvailability(text: string): Read<WeeklyWindow[]> {
  const windows: WeeklyWindow[] = [];
  for (const part of partsOf(text)) {
    const [, days = "", hours = ""] = /^([^\d]+?)\s*(\d.*)$/.exec(part) ?? [];
    const weekdays = weekdaysOf(days);
    if (weekdays.length === 0) return refuse("availability", part);
    for (const typed of hours.split(",")) {
      const span = readSpan(typed);
      if (!span.ok) return refuse("availability", part);
      windows.push(...weekdays.map((weekday) => ({ weekday, ...span.value })));
    }
  }
  return overlapOnADay(windows) ? refuse("availability_twice") : ok(windows);
}

/** Empty when a day is not one. */
function weekdaysOf(text: string): number[] {
  const weekdays = new Set<number>();
  for (const part of text.split(",")) {
    const ends = part.split(/[-–]/).map((day) => WEEKDAY.get(fold(day).replace(/\.$/, "")));
    const [from, to = from] = ends;
    if (from === undefined || to === undefined || ends.length > 2 || to < from || ends.includes(undefined)) return [];
    for (let day = from; day <= to; day++) weekdays.add(day);
  }
  return [...weekdays];
}

/** Parts between bars, empty ones dropped. */
export function partsOf(text: string): string[] {
  return text
    .split("|")
    .map((part) => part.trim())
    .filter(Boolean);
}

/** Folded, without what stands in parentheses and without punctuation. */
function plain(name: string): string {
  return fold(name.replace(/\([^)]*\)/g, "").replace(/[,.]/g, " "));
}
