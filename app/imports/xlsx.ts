/**
 * A sheet of an Excel workbook as lines of text, as a person sees it: dates as 2026-03-27, numbers in full, what a formula
 * came to. What cannot be read so is no guess but a refusal, or stands in its cell as Excel's own error. Not a command itself.
 */
import { unzipSync } from "fflate";
import { Parser } from "saxen";
import { type Ok, ok, type Refusal, refuse } from "#app/result";
import { addDays } from "#app/time";
import type { Line } from "./lines";

export type WorkbookRefusal = Refusal<"not_xlsx" | "too_big" | "several_sheets" | "merged_cells"> & {
  detail?: { columns?: readonly string[] };
};

/** Unpacked, and for all parts together, in bytes; a workbook of twenty thousand people takes a tenth of it. */
const MOST_UNPACKED = 64 * 1024 * 1024;
const PARTS =
  /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/;

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/** The lines of the one sheet that holds something, or of the one that is named. */
export function linesOfWorkbook(bytes: Uint8Array, sheet: string | undefined): Ok<Line[]> | WorkbookRefusal {
  const parts = partsOf(bytes);
  if (!parts.ok) return parts;
  try {
    const book = readBook(parts.value);
    const sheets = book.sheets.map(({ name, path }) => ({ name, ...readSheet(parts.value(path), book) }));
    const full = sheets.filter(({ name, lines }) => (sheet === undefined ? lines.length > 0 : name === sheet));
    if (full.length > 1 || (sheet !== undefined && full.length === 0))
      return refuse("several_sheets", { columns: sheets.map(({ name }) => name) });
    const [only] = full;
    if (only && only.merged.length > 0) return refuse("merged_cells", { columns: only.merged.slice(0, 10) });
    return ok(only?.lines ?? []);
  } catch {
    return refuse("not_xlsx"); // the parser's only way to say that it is no XML
  }
}

type Part = (path: string) => string;

/** What the parts say they will take is added up before any is unpacked; none gets more room than it said. */
function partsOf(bytes: Uint8Array): Ok<Part> | WorkbookRefusal {
  let total = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!PARTS.test(name)) return false;
        total += originalSize;
        return total <= MOST_UNPACKED;
      },
    });
    if (total > MOST_UNPACKED) return refuse("too_big");
    if (!files["xl/workbook.xml"]) return refuse("not_xlsx");
    return ok((path) => {
      const file = files[path];
      return file ? new TextDecoder("utf-8", { fatal: true }).decode(file) : "";
    });
  } catch {
    return refuse("not_xlsx"); // no zip, or one that breaks off
  }
}

interface Book {
  sheets: { name: string; path: string }[];
  strings: string[];
  /** By the number of a cell's style: its number format. */
  formats: string[];
  /** Days are counted from 1904 on, not from 1900. */
  isFrom1904: boolean;
}

/** Excel's own formats that are dates or hours, by their numbers. */
const DATE_FORMATS: Record<string, string> = Object.fromEntries(
  [14, 15, 16, 17, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]
    .map((id) => [String(id), "yyyy-mm-dd"])
    .concat(
      [18, 19, 20, 21, 32, 33, 45, 46, 47].map((id) => [String(id), "hh:mm"]),
      [["22", "yyyy-mm-dd hh:mm"]],
    ),
);

function readBook(part: Part): Book {
  const book: Book = { sheets: [], strings: [], formats: [], isFrom1904: false };
  const targets = new Map<string, string>();
  walk(part("xl/_rels/workbook.xml.rels"), {
    open: (name, { Id = "", Target = "" }) => {
      if (name === "Relationship") targets.set(Id, Target.startsWith("/") ? Target.slice(1) : `xl/${Target}`);
    },
  });
  walk(part("xl/workbook.xml"), {
    open: (name, attributes) => {
      if (name === "sheet")
        book.sheets.push({ name: attributes.name ?? "", path: targets.get(attributes["r:id"] ?? "") ?? "" });
      if (name === "workbookPr") book.isFrom1904 = ["1", "true"].includes(attributes.date1904 ?? "");
    },
  });
  let text = "";
  walk(part("xl/sharedStrings.xml"), {
    open: (name) => {
      if (name === "si") text = "";
    },
    text: (said, path) => {
      if (path.at(-1) === "t" && !path.includes("rPh")) text += said;
    },
    close: (name) => {
      if (name === "si") book.strings.push(text);
    },
  });
  const own = new Map<string, string>();
  walk(part("xl/styles.xml"), {
    open: (name, { numFmtId = "0", formatCode = "" }, path) => {
      if (name === "numFmt") own.set(numFmtId, formatCode);
      if (name === "xf" && path.at(-2) === "cellXfs")
        book.formats.push(own.get(numFmtId) ?? DATE_FORMATS[numFmtId] ?? "");
    },
  });
  return book;
}

interface Cell {
  column: number;
  type: string;
  format: string;
  value: string;
  formula: string | null;
}

function readSheet(xml: string, book: Book): { lines: Line[]; merged: string[] } {
  const lines: Line[] = [];
  const merged: string[] = [];
  let [row, number]: [string[], number] = [[], 0];
  let cell: Cell | null = null;
  walk(xml, {
    open: (name, { r = "", t = "n", s = "0", ref = "" }) => {
      if (name === "row") [row, number] = [[], r === "" ? number + 1 : Number(r)];
      if (name === "c") {
        const column = r === "" ? row.length : columnOf(r);
        cell = { column, type: t, format: book.formats[Number(s)] ?? "", value: "", formula: null };
      }
      if (name === "f" && cell) cell.formula = "";
      if (name === "mergeCell" && isTall(ref)) merged.push(ref);
    },
    text: (said, path) => {
      const inside = path.at(-1);
      if (!cell || path.includes("rPh")) return;
      if (inside === "v" || (inside === "t" && path.includes("is"))) cell.value += said;
      if (inside === "f") cell.formula += said;
    },
    close: (name) => {
      if (name === "c" && cell) {
        while (row.length < cell.column) row.push("");
        row[cell.column] = textOf(cell, book).trim();
        cell = null;
      }
      if (name === "row" && row.some((text) => text !== "")) lines.push({ cells: row, line: number });
    },
  });
  return { lines, merged };
}

const MOST_COLUMNS = 16_384;

/** "C7" → 2. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0] ?? "A";
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return Math.min(column, MOST_COLUMNS);
}

/** Over several lines: then all but the first would be read as empty. */
function isTall(reference: string): boolean {
  const [first, last] = reference.split(":").map((one) => Number(/\d+/.exec(one)?.[0]));
  return last !== undefined && first !== last;
}

/** What the cell shows. A formula that nobody has computed stands there as itself, and is told as an error. */
function textOf({ type, format, value, formula }: Cell, book: Book): string {
  if (value === "") return formula === null ? "" : `=${formula}`;
  if (type === "s") return book.strings[Number(value)] ?? "#REF!";
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  if (type !== "n") return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  const isDated = isDateFormat(format);
  if (isDated) return dateText(number, format, book.isFrom1904);
  const plain = String(Number(number.toPrecision(15)));
  return /^0+$/.test(format) ? plain.padStart(format.length, "0") : plain;
}

/** A format with a day, year or hour in it, outside what is quoted. */
function isDateFormat(format: string): boolean {
  return /[dyhms]/i.test(format.replace(/"[^"]*"|\\.|\[[^\]]*\]|General|Standard/gi, ""));
}

function dateText(days: number, format: string, isFrom1904: boolean): string {
  const [whole, minutes] = [Math.floor(days), Math.round((days % 1) * 1440)];
  const time = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  if (!/[dy]/i.test(format)) return time;
  // Excel counts a 29 February 1900 that never was.
  const date = addDays(isFrom1904 ? "1904-01-01" : "1899-12-30", whole);
  return minutes === 0 ? date : `${date} ${time}`;
}

// --- XML -----------------------------------------------------------------------------------------------

interface Walker {
  open?: (name: string, attributes: Record<string, string>, path: readonly string[]) => void;
  text?: (said: string, path: readonly string[]) => void;
  close?: (name: string, path: readonly string[]) => void;
}

const bare = (name: string): string => name.slice(name.indexOf(":") + 1);

/** Calls for every element and text, with the names of the elements around it; throws where it is no XML. A part may be missing. */
function walk(xml: string, { open, text, close }: Walker): void {
  if (xml === "") return;
  const path: string[] = [];
  new Parser()
    .on("error", (error) => {
      throw error;
    })
    .on("openTag", (name, attributes) => {
      path.push(bare(name));
      open?.(bare(name), attributes(), path);
    })
    .on("text", (said, decode) => text?.(decode(said), path))
    .on("cdata", (said) => text?.(said, path))
    .on("closeTag", (name) => {
      close?.(bare(name), path);
      path.pop();
    })
    .parse(xml);
}
