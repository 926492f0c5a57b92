/** The only reader of phone numbers: what people type, paste or import, as it is stored. */
import { parsePhoneNumberFromString } from "libphonenumber-js/min";

/** More numbers than this are a list, not how to reach somebody. */
const MOST = 3;
/** Nor is a longer text. */
const LONGEST = 200;
const DASHES = /[\u2010-\u2015\u2212]/g;
/** "tālr.", "mob. tel.:", "tel:" before a number. */
const ANNOUNCED = /^(?:(?:t[āa]lr(?:unis)?|tel(?:efons)?|mob(?:ilais)?|phone|t|m)(?:[.:]+\s*|\s+))+/iu;
/** "ext. 12", "iekšējais nr. 12", "x12", "#12" behind a number, or alone when a comma stands before it. */
const EXTENSION =
  /[\s;]*(?:ext(?:ension)?|iekš(?:ējais|ēj)?|iek|x|доб|#)[.:=\s]*(?:nr\.?|tālr\.?|numurs)?\s*(\d{1,7})$/iu;
/** Between two numbers. A stroke or comma inside "67000911/12" leaves what is no number, and is refused. */
const BETWEEN = /\s*(?:[,/\n]|;(?!ext)|\s(?:un|vai|and|or)\s)\s*/iu;
/** 110–118, 1188, 8500, 116006: the numbers of services, which have no country code. */
const SHORT = /^(?:1\d{2,3}|116\d{3}|8\d{3})$/;

/**
 * How a person is reached ("29 123 456", "0037129123456", "tel. +371 29123456", "67000911 ext. 12, 20000912"): E.164,
 * an extension as ";ext=12", several joined by ", ". Nothing that was typed is dropped: null when some of it cannot be a
 * number. Without a country code: Latvia.
 */
export function readPhone(typed: string): string | null {
  return readEach(typed, numberOf);
}

/** The same of whom to call about something, where a service's short number (112, 1188) will do as well. */
export function readContactPhone(typed: string): string | null {
  return readEach(typed, (text) => (SHORT.test(text) ? text : numberOf(text)));
}

/** True for a number as `readContactPhone` writes it. */
export function isContactPhone(text: string): boolean {
  return readContactPhone(text) === text;
}

/** The first stored number that can be called: a form may be filled in with it. "" when there is none. */
export function phoneToOffer(...numbers: readonly (string | null | undefined)[]): string {
  return numbers.find((number) => number && isContactPhone(number)) ?? "";
}

/** The digits of a number that somebody looks for, whole or in part, in any notation; null when it is none. */
export function numberSought(typed: string): string | null {
  const whole = readContactPhone(typed);
  if (whole) return digitsOf(whole.split(",")[0] ?? "");
  const bare = plain(typed).replace(ANNOUNCED, "");
  const digits = digitsOf(bare).replace(/^00/, "");
  return /^[+\d\s()./-]+$/.test(bare) && digits.length >= 4 ? digits : null;
}

/** True when a stored number, or one of several, holds those digits. */
export function hasNumber(stored: string, digits: string): boolean {
  return stored.split(",").some((number) => digitsOf(number).includes(digits));
}

function digitsOf(text: string): string {
  return (text.split(";")[0] ?? "").replace(/\D/g, "");
}

function readEach(typed: string, read: (text: string) => string | null): string | null {
  if (typed.length > LONGEST) return null;
  const found: string[] = [];
  for (const part of plain(typed).split(BETWEEN)) {
    const [extension, digits] = EXTENSION.exec(part) ?? [];
    const bare = (extension === undefined ? part : part.slice(0, -extension.length)).replace(ANNOUNCED, "").trim();
    const isOfTheLast = bare === "" && digits !== undefined && found.length > 0 && !found.at(-1)?.includes(";");
    const number = isOfTheLast ? found.pop() : read(bare);
    if (!number || (digits !== undefined && !number.startsWith("+"))) return null;
    found.push(digits === undefined ? number : `${number};ext=${digits}`);
  }
  return found.length <= MOST ? [...new Set(found)].join(", ") : null;
}

function numberOf(text: string): string | null {
  if (!/^[+(\d][+\d\s().-]*$/.test(text)) return null;
  const parsed = parsePhoneNumberFromString(text.replace(/[()]/g, " ").trim(), "LV");
  return parsed?.isValid() ? parsed.number : null;
}

/** Full-width digits, odd spaces and dashes as plain ones; what cannot be seen is gone. */
function plain(typed: string): string {
  return typed
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(DASHES, "-")
    .trim();
}
