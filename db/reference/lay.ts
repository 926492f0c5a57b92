/** What every installation starts with, demo or real: places and travel, languages, holidays, desks, the rules' values. */
import { DEFAULT_RULES } from "#app/dispatch/rules";
import { ownText } from "#app/privacy";
import { fold, sortKeyLv } from "#app/text";
import { dateOf, type Instant } from "#app/time";
import type { Tx } from "#db/client.server";
import * as schema from "#db/schema";
import { PLACES, type Place, travelRows } from "./country";
import { DESKS, type DeskPhones } from "./desks";
import { holidayRows } from "./holidays";
import { LANGUAGES, type Language, SUBSTITUTIONS } from "./languages";

/** The service's first day: the defaults hold from then on, until an admin dates another value. */
const DEFAULTS_HOLD_FROM = "2016-05-18";

/** Writes the reference rows into an empty database, in the caller's transaction. `phones` are E.164, by desk. */
export function layReference(tx: Tx, now: Instant, phones: DeskPhones = {}): void {
  tx.insert(schema.places).values(PLACES.map(placeRow)).run();
  tx.insert(schema.travelTimes).values(travelRows()).run();
  tx.insert(schema.holidays)
    .values(holidayRows(...yearsAround(now)).map((row) => ({ ...row, source: ownText(row.source) })))
    .run();
  tx.insert(schema.settings).values(defaultSettings(now)).run();
  tx.insert(schema.languages).values(LANGUAGES.map(languageRow)).run();
  tx.insert(schema.languageVariants)
    .values(LANGUAGES.flatMap(({ code, variants }) => variants.map((variant) => ({ language: code, ...variant }))))
    .run();
  tx.insert(schema.languageSubstitutions)
    .values([...SUBSTITUTIONS])
    .run();
  tx.insert(schema.desks)
    .values(DESKS.map((desk) => ({ ...desk, region: desk.id, phone: phones[desk.id] ?? null })))
    .run();
}

function placeRow(place: Place) {
  const words = [...Object.values(place.name), place.municipality ?? ""].join(" ");
  return { ...place, sortKey: sortKeyLv(place.name.lv), searchWords: searchWords(words) };
}

/** The year before, for the past half year, to three years ahead. */
function yearsAround(now: Instant): [number, number] {
  const year = Number(dateOf(now).slice(0, 4));
  return [year - 1, year + 3];
}

function defaultSettings(now: Instant) {
  return Object.entries(DEFAULT_RULES).map(([key, value]) => ({
    key,
    holdsFrom: DEFAULTS_HOLD_FROM,
    value,
    enteredAt: now,
  }));
}

/** A language as it is stored, with all the words that it is looked for by. */
export function languageRow({ code, name, words, served, variants }: Language) {
  const all = [...Object.values(name), words, code, ...variants.flatMap((v) => [...Object.values(v.name), v.code])];
  return { code, name, sortKey: sortKeyLv(name.lv), searchWords: searchWords(all.join(" ")), served };
}

/** Folded words, each once. */
function searchWords(text: string): string {
  return [...new Set(fold(text).split(/[\s(),]+/))].filter(Boolean).join(" ");
}
