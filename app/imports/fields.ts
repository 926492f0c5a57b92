/** Cells of an imported table as facts: each reader answers a value, or the code of what is wrong. Not a command itself. */

import type { Work } from "#app/context.server";
import { typedDate } from "#app/dates";
import { GENDERS, LEVELS, MODES, type Mode, type Names, SECTORS } from "#app/dispatch/vocabulary";
import { readEmail } from "#app/email";
import { readContactPhone, readPhone } from "#app/phone";
import { type Guarded, guardText } from "#app/privacy";
import { ok, type Result, refuse } from "#app/result";
import { isSaidBefore, type SpokenRow } from "#app/steps/roster/person";
import { fold } from "#app/text";
import { type DateText, overlapOnADay, readSpan, type WeeklyWindow } from "#app/time";
import { desks, languages, languageVariants, places } from "#db/schema";
import { nearest } from "./nearest";
import { partOfRiga } from "./riga";
import { type Columns, LONGEST_CELL, nameOf, type ProblemCode, type TableRow } from "./rows";

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
  const wrong = (key: C, code: ProblemCode, text: string | undefined, allowed?: readonly string[]): void => {
    const blamed = { ...(text !== undefined && { text }), ...(allowed?.length && { allowed }) };
    row.problems.push({ line: row.line, column: nameOf(columns, key), code, ...blamed });
  };
  const read = <T>(key: C, reader: (text: string) => Read<T>): T | undefined => {
    const text = row.cells[key];
    const found = text === undefined ? undefined : reader(text);
    if (!found || found.ok) return found?.value;
    const { text: blamed = text, allowed } = asBlame(found.detail);
    wrong(key, found.reason, isPrivate(found.reason) ? undefined : blamed, allowed);
    return undefined;
  };
  return { read, wrong };
}

/** What is wrong in a cell, and what may stand there instead. */
interface Blame {
  text?: string;
  allowed?: readonly string[];
}

function asBlame(detail: unknown): Blame {
  if (typeof detail === "string") return { text: detail };
  return typeof detail === "object" && detail !== null ? detail : {};
}

/** It would be repeating what must not be written. */
function isPrivate(code: ProblemCode): boolean {
  return code.startsWith("holds_");
}

/** A cell of free text, which passes the guard; what somebody's word let pass stands in `row.vouched`. */
export function asText<C extends string>(row: TableRow<C>, column: string, isVouched: boolean | undefined) {
  return (text: string): Read<Guarded> => {
    const read = guardText(text.replace(/\s+/g, " "), { longest: LONGEST_CELL, isVouched });
    if (!read.ok) return refuse(read.reason);
    if (read.value.vouchedFor.length > 0) row.vouched.push({ column, kinds: read.value.vouchedFor });
    return ok(read.value.text);
  };
}

/** One of a few values: by its own name, or by one of the words for it, folded. */
function asOneOf<T extends string>(values: readonly T[], words: Record<T, readonly string[]>, wrong: ProblemCode) {
  return (text: string): Read<T> => {
    const word = fold(text);
    const found = values.find((value) => [value, ...words[value]].some((name) => fold(name) === word));
    return found ? ok(found) : refuse(wrong);
  };
}

export function asEmail(text: string): Read<string> {
  const email = readEmail(text);
  return email === null ? refuse("email") : ok(email);
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

/** A place by name or id, a part of Rīga by any of its names; plain "Rīga" is its centre. */
export function asPlace({ places }: Lookups) {
  return (text: string): Read<string> => {
    const word = fold(text);
    const part = partOfRiga(text);
    const found =
      places.find(({ id, name }) => id === word || fold(name.lv) === word || plain(name.lv) === plain(text)) ??
      places.find(({ id }) => id === part);
    return found
      ? ok(found.id)
      : refuse("place", {
          allowed: nearest(
            text,
            places.map(({ name }) => name.lv),
          ),
        });
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
    return found ? ok(found.id) : refuse("desk", { allowed: desks.map(({ name }) => name.lv) });
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

/** "dari:3|kurdu/kurmandži:2": languages by any name that means only one, a variant after the slash, the level 1-3. */
export function asLanguages(lookups: Lookups) {
  return (text: string): Read<SpokenRow[]> => {
    const spoken: SpokenRow[] = [];
    for (const part of partsOf(text)) {
      const [, name = "", variantName, typedLevel] = /^([^/:]+)(?:\/([^:]+))?(?::\s*(\S+))?$/.exec(part) ?? [];
      const named = variantName === undefined ? variantCalled(lookups, name) : undefined;
      const language = named ? ok(named.language) : languageOf(lookups, name);
      if (!language.ok) return refuse(language.reason, { text: part, ...asBlame(language.detail) });
      const variant =
        variantName === undefined ? ok(named?.code ?? "") : variantOf(lookups, language.value, variantName);
      if (!variant.ok) return refuse(variant.reason, { text: part, ...asBlame(variant.detail) });
      const level = LEVELS.find((one) => String(one) === typedLevel);
      if (!level) return refuse("level", part);
      const row = { language: language.value, variant: variant.value, level };
      if (isSaidBefore(spoken, row)) return refuse("language_twice", part);
      spoken.push(row);
    }
    return spoken.length ? ok(spoken) : refuse("missing");
  };
}

function languageOf({ languages }: Lookups, text: string): Read<string> {
  const word = fold(text).replace(/ valoda$/, "");
  const exact = languages.filter(({ code, name }) => [code, ...Object.values(name)].some((one) => fold(one) === word));
  const found = exact.length
    ? exact
    : languages.filter(({ searchWords }) => fold(searchWords).split(" ").includes(word));
  const called = ({ name }: Lookups["languages"][number]) => name.lv;
  if (found.length > 1) return refuse("language_ambiguous", { allowed: found.map(called) });
  if (!found[0]) return refuse("language_unknown", { allowed: nearest(word, languages.map(called)) });
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
  const allowed = variants.filter((one) => one.language === language).map(({ name }) => name.lv);
  return found.length === 1 ? ok(found[0]!.code) : refuse("variant_unknown", { allowed });
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

/** 2026-03-27, 27.03.2026 or 27.3.2026, with its year. */
export function asDate(text: string): Read<DateText> {
  const date = typedDate(text, null);
  return date === null ? refuse("date") : ok(date);
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
