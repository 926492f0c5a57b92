/** A page taken apart: what it carries for its scripts, and what a reader can see of it. */
import { DateTime } from "luxon";
import { catalogues } from "#app/i18n/catalogues";
import type { Texts } from "#app/i18n/translate";

/** One string or number that a page carries. `at` is where it stands: route, then keys; places in a list are "*". */
export interface Leaf {
  at: string;
  value: string | number;
}

/** All that the loaders of a page have sent along with it. */
export function carried(html: string): Leaf[] {
  const parts = [...html.matchAll(/streamController\.enqueue\(("(?:[^"\\]|\\.)*")\)/g)].map(([, text]) =>
    String(JSON.parse(text ?? '""')),
  );
  const lines = parts
    .join("")
    .split("\n")
    .filter((line) => line.startsWith("["));
  return lines.flatMap((line) => leavesOf(unflattened(JSON.parse(line) as unknown[]), ""));
}

/** The stream's own spelling: every value stands once in one list, and keys and values are places in it. */
function unflattened(flat: unknown[]): unknown {
  const read = (index: number): unknown => {
    if (index < 0) return null;
    const value = flat[index];
    if (Array.isArray(value)) return typeof value[0] === "string" ? readSpecial(value) : value.map(read);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, at]) => [String(flat[Number(key.slice(1))]), read(Number(at))]),
    );
  };
  const readSpecial = ([kind, ...rest]: unknown[]): unknown => {
    if (kind === "D") return rest[0];
    if (kind === "S" || kind === "M") return rest.map((index) => read(Number(index)));
    return typeof rest[0] === "string" ? rest[0] : null;
  };
  return read(0);
}

function leavesOf(value: unknown, at: string): Leaf[] {
  if (typeof value === "string" || typeof value === "number") return [{ at, value }];
  if (Array.isArray(value)) return value.flatMap((one) => leavesOf(one, `${at}/*`));
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, one]) =>
    leavesOf(one, at ? `${at}/${/^\d{4}-\d\d-\d\d$/.test(key) ? "*" : key}` : key),
  );
}

/** What can be read, heard, followed or sent: texts and attributes of the markup, without its scripts. */
export function legible(html: string): string {
  const markup = html.replace(/<script\b[\s\S]*?<\/script>/g, " ").replace(/<style\b[\s\S]*?<\/style>/g, " ");
  const pieces = [...markup.matchAll(/<!--[\s\S]*?-->|<[^>]*?((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>|([^<]+)/g)].map(
    ([, attributes, text]) =>
      text ?? [...(attributes ?? "").matchAll(/="([^"]*)"/g)].map(([, value]) => value).join(" | "),
  );
  return ` ${decoded(pieces.join(" "))} `.replace(/\s+/g, " ").toLowerCase();
}

function decoded(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}

/** Whether a value stands in what is legible: as it is, or as pages write such a value. */
export function isShown(value: string | number, text: string): boolean {
  if (typeof value === "number")
    return isWritten(String(value), text) || (value > LONG_AGO && isInstantWritten(value, text));
  const plain = value.trim().replace(/\s+/g, " ").toLowerCase();
  if (plain === "" || isWritten(plain, text)) return true;
  const [, year, month, day] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(plain) ?? [];
  const date = DateTime.fromObject({ year: Number(year), month: Number(month), day: Number(day ?? 1) });
  if (year) return day ? isDayWritten(date, text) : isMonthWritten(date, text);
  const digits = plain.replace(/\D/g, "");
  if (digits.length >= 7 && /^[+\d\s().;,=ext/-]+$/.test(plain)) return spaced(digits.replace(/^371/, "")).test(text);
  return (wordsOf.get(value) ?? []).some((pieces) => pieces.every((piece) => text.includes(piece)));
}

const LONG_AGO = 1_000_000_000_000;

/** Not as a part of a longer word or number. */
function isWritten(plain: string, text: string): boolean {
  for (let at = text.indexOf(plain); at !== -1; at = text.indexOf(plain, at + 1))
    if (!isWordy(text[at - 1], plain[0]) && !isWordy(text[at + plain.length], plain.at(-1))) return true;
  return false;
}

const WORDY = /[\p{L}\p{N}]/u;
const isWordy = (beside = "", edge = "") => WORDY.test(beside) && WORDY.test(edge);

function spaced(digits: string): RegExp {
  return new RegExp([...digits].join("[\\s\u00a0/-]*"));
}

function isInstantWritten(at: number, text: string): boolean {
  const riga = DateTime.fromMillis(at, { zone: "Europe/Riga" });
  return (
    [0, 1].some((later) => text.includes(riga.plus({ minutes: later }).toFormat("HH:mm"))) || isDayWritten(riga, text)
  );
}

function isDayWritten(day: DateTime, text: string): boolean {
  return [
    day.toFormat("dd.MM."),
    day.toFormat("yyyy-MM-dd"),
    day.setLocale("lv").toFormat("d. MMMM").slice(0, -2),
  ].some((written) => isWritten(written, text) || text.includes(` ${written}`));
}

function isMonthWritten(month: DateTime, text: string): boolean {
  return text.includes(month.setLocale("lv").toFormat("yyyy. 'gada' LLLL").slice(0, -1));
}

/** What a code is called, by the code: the pieces of each text that stands under that key in a catalogue. */
const wordsOf = new Map<string, string[][]>();
collect(catalogues.lv);

function collect(texts: Texts): void {
  for (const [key, text] of Object.entries(texts))
    if (typeof text !== "string") {
      collect(text);
    } else {
      const code = key.replace(/_(zero|one|other|[FM])$/, "");
      const pieces = text
        .toLowerCase()
        .split(/\{\{\w+\}\}/)
        .map((piece) => piece.trim().replace(/\s+/g, " "));
      const known = wordsOf.get(code);
      if (known) known.push(pieces);
      else wordsOf.set(code, [pieces]);
    }
}
