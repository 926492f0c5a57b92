/**
 * Instances from outside, checked once. What plans them relies on what is checked here: every reference is known, every
 * number is finite and in range, every instant and wall time is one.
 */

import { GENDERS, LEVELS, MODES } from "#app/dispatch/vocabulary";
import { ok, type Result, refuse } from "#app/result";
import { INSTANCE_FORMAT, type Instance } from "./format";

/** The first thing that is wrong, by JSON path ("requests[17].end"), and one English sentence about it. */
export interface Fault {
  path: string;
  problem: string;
}

export interface ReadOptions {
  /** May a request ask for a language no interpreter speaks? It then stays unfilled. A file from outside: "refuse". */
  unspokenLanguages?: "refuse" | "allow";
}

type Json = Record<string, unknown>;
type Check = (value: unknown) => Fault | null;

/** Above this a number is a mistake; below it sums over a million requests stay exact. */
const LARGEST = 1e9;
const LONGEST_REQUEST = 31 * 1440;
/** Windows are expanded day by day, so all requests lie within this many days of the first one. */
const LONGEST_SPAN = 400 * 1440;

/**
 * A parsed JSON value as an instance, unchanged. Refuses `bad_instance` with a `Fault` as detail: the first one in the
 * order in which the format lists its fields, whatever else is wrong.
 */
export function readInstance(value: unknown, options: ReadOptions = {}): Result<Instance, "bad_instance"> {
  const found: Found = { fault: null };
  return isInstance(value, options, found) ? ok(value) : refuse("bad_instance", found.fault);
}

interface Found {
  fault: Fault | null;
}

/** True when the checks below find no fault; they ask for every field of the format. */
function isInstance(value: unknown, { unspokenLanguages = "refuse" }: ReadOptions, found: Found): value is Instance {
  found.fault = faultOf(value, unspokenLanguages);
  return found.fault === null;
}

/** What has been named so far; whatever stands in a file may be looked up among it. */
type Known = Set<unknown>;

function faultOf(value: unknown, unspokenLanguages: "refuse" | "allow"): Fault | null {
  if (!isObject(value)) return fault("$", `An instance is a JSON object, not ${shown(value)}.`);
  if (value.format !== INSTANCE_FORMAT)
    return fault("format", `The format must be "${INSTANCE_FORMAT}", not ${shown(value.format)}.`);
  const zones: Known = new Set();
  const people: Known = new Set();
  const languages: Known = new Set();
  return (
    text(value, "name") ??
    within("rules", rulesFault(value.rules)) ??
    each(value.zones, "zones", (zone) => asObject(zone, (z) => newId(z, zones, "zone") ?? aString(z, "name"))) ??
    matrixFault(value.travelMin, "travelMin", zones.size) ??
    matrixFault(value.travelKm, "travelKm", zones.size) ??
    each(value.interpreters, "interpreters", interpreterCheck(zones, people, languages)) ??
    each(value.requests, "requests", requestCheck(zones, people, unspokenLanguages === "refuse" ? languages : null))
  );
}

function rulesFault(rules: unknown): Fault | null {
  return asObject(rules, (r) => {
    if (typeof r.timezone !== "string" || !isTimeZone(r.timezone))
      return fault("timezone", `${shown(r.timezone)} is not a time zone, such as "Europe/Riga".`);
    return number(r, "centsPerKm") ?? wholeNumber(r, "fairBlockMinutes", 1);
  });
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false; // Intl has no other way to ask
  }
}

function matrixFault(matrix: unknown, path: string, size: number): Fault | null {
  if (Array.isArray(matrix) && matrix.length !== size)
    return fault(path, `There are ${size} zones, so ${size} rows are needed, not ${matrix.length}.`);
  return each(matrix, path, (row) => {
    if (Array.isArray(row) && row.length !== size)
      return fault("", `There are ${size} zones, so ${size} numbers are needed, not ${row.length}.`);
    return each(row, "", (cell) => (isNumber(cell) ? null : fault("", numberWanted(cell))));
  });
}

// ---------------------------------------------------------------------------------------------
// Interpreters

function interpreterCheck(zones: Known, people: Known, languages: Known): Check {
  return (value) =>
    asObject(
      value,
      (p) =>
        newId(p, people, "interpreter") ??
        oneOf(p, "gender", GENDERS) ??
        zone(p, "home", zones) ??
        languagesFault(p.langs, languages) ??
        each(p.modes, "modes", (mode) => amongFault("", mode, MODES)) ??
        number(p, "radiusKm") ??
        each(p.weekly, "weekly", (w) =>
          asObject(w, (window) => wholeNumber(window, "dow", 1, 7) ?? windowFault(window)),
        ) ??
        exceptionsFault(p.exceptions) ??
        number(p, "maxMinutesPerWeek") ??
        number(p, "rateCentsPerHour") ??
        each(p.excludedClients, "excludedClients", textFault) ??
        each(p.busy, "busy", (busy) => asObject(busy, (b) => busyFault(b, zones))),
    );
}

function languagesFault(langs: unknown, languages: Known): Fault | null {
  const own: Known = new Set();
  return each(langs, "langs", (entry) =>
    asObject(entry, (l) => {
      const bad = text(l, "lang");
      if (bad) return bad;
      if (own.has(l.lang)) return fault("lang", `${shown(l.lang)} is listed twice for this interpreter.`);
      own.add(l.lang);
      languages.add(l.lang);
      return oneOf(l, "level", LEVELS) ?? each(l.dialects, "dialects", textFault);
    }),
  );
}

function exceptionsFault(exceptions: unknown): Fault | null {
  const dates = new Set<string>();
  return each(exceptions, "exceptions", (exception) =>
    asObject(exception, (e) => {
      if (typeof e.date !== "string" || !isDate(e.date))
        return fault("date", `${shown(e.date)} is not a date such as "2026-03-29".`);
      if (dates.has(e.date)) return fault("date", `${shown(e.date)} is listed twice for this interpreter.`);
      dates.add(e.date);
      return each(e.windows, "windows", (w) => asObject(w, windowFault));
    }),
  );
}

function windowFault(window: Json): Fault | null {
  return wallTime(window, "from") ?? wallTime(window, "to");
}

function wallTime(of: Json, key: string): Fault | null {
  const value = of[key];
  if (typeof value === "string" && /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(value)) return null;
  return fault(key, value === undefined ? missing(key) : `${shown(value)} is not a time from "00:00" to "24:00".`);
}

function busyFault(busy: Json, zones: Known): Fault | null {
  const start = minuteOf(busy.start);
  const end = minuteOf(busy.end);
  if (Number.isNaN(start)) return instantFault(busy, "start");
  if (Number.isNaN(end)) return instantFault(busy, "end");
  if (end < start) return fault("end", `It ends (${busy.end}) before it starts (${busy.start}).`);
  return zoneOrNull(busy, "place", zones);
}

// ---------------------------------------------------------------------------------------------
// Requests

function requestCheck(zones: Known, people: Known, languages: Known | null): Check {
  const ids: Known = new Set();
  const span = { first: Number.NaN };
  return (value) =>
    asObject(
      value,
      (r) =>
        newId(r, ids, "request") ??
        text(r, "client") ??
        timesFault(r, span) ??
        languageFault(r, languages) ??
        (r.dialect === null ? null : text(r, "dialect")) ??
        oneOf(r, "level", LEVELS) ??
        oneOf(r, "mode", MODES) ??
        placeFault(r, zones) ??
        (r.gender === null ? null : oneOf(r, "gender", GENDERS)) ??
        each(r.excluded, "excluded", (id) => personFault("", id, people)) ??
        preferredFault(r.preferred, people) ??
        wholeNumber(r, "urgency", 0) ??
        oneOf(r, "count", [1, 2]),
    );
}

function timesFault(request: Json, span: { first: number }): Fault | null {
  const start = minuteOf(request.start);
  const end = minuteOf(request.end);
  if (Number.isNaN(start)) return instantFault(request, "start");
  if (Number.isNaN(end)) return instantFault(request, "end");
  if (end <= start) return fault("end", `It must end after it starts: ${request.end} is not after ${request.start}.`);
  if (end - start > LONGEST_REQUEST) return fault("end", `It lasts longer than ${LONGEST_REQUEST / 1440} days.`);
  if (Number.isNaN(span.first)) span.first = start;
  if (Math.abs(start - span.first) > LONGEST_SPAN)
    return fault("start", `It is more than ${LONGEST_SPAN / 1440} days away from the first request.`);
  return null;
}

function languageFault(request: Json, languages: Known | null): Fault | null {
  const bad = text(request, "lang");
  if (bad || !languages || languages.has(request.lang)) return bad;
  return fault("lang", `Unknown language: no interpreter speaks ${shown(request.lang)}.`);
}

function placeFault(request: Json, zones: Known): Fault | null {
  if (request.mode === "onsite" && request.place === null)
    return fault("place", "Work on site needs a place; null is for phone and video.");
  return zoneOrNull(request, "place", zones);
}

function preferredFault(preferred: unknown, people: Known): Fault | null {
  if (Array.isArray(preferred) && preferred.length === 0) return null;
  const named = new Set<unknown>();
  return each(preferred, "preferred", (entry) =>
    asObject(entry, (p) => {
      const bad = personFault("i", p.i, people);
      if (bad) return bad;
      if (named.has(p.i)) return fault("i", `${shown(p.i)} is preferred twice for this request.`);
      named.add(p.i);
      return number(p, "points");
    }),
  );
}

function personFault(path: string, id: unknown, people: Known): Fault | null {
  return people.has(id) ? null : fault(path, `Unknown interpreter: ${shown(id)}.`);
}

// ---------------------------------------------------------------------------------------------
// Parts

function zone(of: Json, key: string, zones: Known): Fault | null {
  if (zones.has(of[key])) return null;
  return fault(key, of[key] === undefined ? missing(key) : `Unknown zone: ${shown(of[key])}.`);
}

function zoneOrNull(of: Json, key: string, zones: Known): Fault | null {
  return of[key] === null ? null : zone(of, key, zones);
}

function newId(of: Json, known: Known, what: string): Fault | null {
  const bad = text(of, "id");
  if (bad) return bad;
  if (known.has(of.id)) return fault("id", `Another ${what} before this one has the id ${shown(of.id)}, too.`);
  known.add(of.id);
  return null;
}

function text(of: Json, key: string): Fault | null {
  const value = of[key];
  if (typeof value === "string" && value !== "") return null;
  return fault(key, value === undefined ? missing(key) : textWanted(value));
}

function textFault(value: unknown): Fault | null {
  return typeof value === "string" && value !== "" ? null : fault("", textWanted(value));
}

function aString(of: Json, key: string): Fault | null {
  return of[key] === "" ? null : text(of, key);
}

function number(of: Json, key: string): Fault | null {
  const value = of[key];
  if (isNumber(value)) return null;
  return fault(key, value === undefined ? missing(key) : numberWanted(value));
}

function wholeNumber(of: Json, key: string, least: number, most = LARGEST): Fault | null {
  const value = of[key];
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return null;
  const range = most === LARGEST ? `of at least ${least}` : `from ${least} to ${most}`;
  return fault(key, value === undefined ? missing(key) : `A whole number ${range} is needed, not ${shown(value)}.`);
}

function oneOf(of: Json, key: string, allowed: readonly unknown[]): Fault | null {
  return of[key] === undefined ? fault(key, missing(key)) : amongFault(key, of[key], allowed);
}

function amongFault(path: string, value: unknown, allowed: readonly unknown[]): Fault | null {
  if (allowed.includes(value)) return null;
  return fault(path, `${allowed.map((a) => JSON.stringify(a)).join(" or ")} is needed, not ${shown(value)}.`);
}

function instantFault(of: Json, key: string): Fault {
  const value = of[key];
  if (value === undefined) return fault(key, missing(key));
  return fault(key, `${shown(value)} is not a whole minute in UTC such as "2026-03-23T06:00Z".`);
}

const INSTANT = /^(?:19|20|21)\d\d-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d(?::00(?:\.0+)?)?Z$/;

/** Minutes since the epoch of an ISO 8601 instant in UTC on a whole minute, in a year somebody can mean; NaN when it is none. */
function minuteOf(value: unknown): number {
  return typeof value === "string" && INSTANT.test(value) && isOfCalendar(value)
    ? Date.parse(value) / 60_000
    : Number.NaN;
}

function isDate(date: string): boolean {
  return /^(?:19|20|21)\d\d-\d\d-\d\d$/.test(date) && isOfCalendar(date);
}

/** Is "YYYY-MM-DD…" a day that the calendar has? 2026-02-29 is none. Read by character, because a million are. */
function isOfCalendar(date: string): boolean {
  const two = (at: number) => date.charCodeAt(at) * 10 + date.charCodeAt(at + 1) - 528;
  const month = two(5);
  const day = two(8);
  if (month < 1 || month > 12 || day < 1) return false;
  if (month !== 2) return day <= (month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31);
  const year = two(0) * 100 + two(2);
  return day <= ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28);
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value <= LARGEST;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asObject(value: unknown, check: (object: Json) => Fault | null): Fault | null {
  return isObject(value)
    ? check(value)
    : fault("", value === undefined ? missing() : `An object is needed, not ${shown(value)}.`);
}

/** The first fault among the items of a list. */
function each(list: unknown, path: string, check: Check): Fault | null {
  if (!Array.isArray(list))
    return fault(path, list === undefined ? missing(path) : `A list is needed, not ${shown(list)}.`);
  for (let k = 0; k < list.length; k++) {
    const found = check(list[k]);
    if (found) return within(`${path}[${k}]`, found);
  }
  return null;
}

function within(path: string, found: Fault | null): Fault | null {
  if (!found) return null;
  const isIndex = found.path === "" || found.path.startsWith("[");
  return fault(isIndex ? path + found.path : `${path}.${found.path}`, found.problem);
}

function fault(path: string, problem: string): Fault {
  return { path, problem };
}

function missing(key = "value"): string {
  return `The ${key === "value" ? key : `field "${key}"`} is missing.`;
}

function textWanted(value: unknown): string {
  return `Text that is not empty is needed, not ${shown(value)}.`;
}

function numberWanted(value: unknown): string {
  return `A number from 0 to ${LARGEST} is needed, not ${shown(value)}.`;
}

/** A value as JSON on one line, cut where it is long. */
function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (isObject(value)) return "an object";
  if (Array.isArray(value)) return "a list";
  const json = JSON.stringify(typeof value === "string" ? value.slice(0, 60) : value);
  return typeof value === "string" && value.length > 60 ? `${json}…` : json;
}
