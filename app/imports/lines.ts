/** Bytes of a file as lines of cells: an Excel workbook, or text in any of the usual encodings and separators. */
import { CsvError, parse } from "csv-parse/sync";
import { type Ok, ok, type Refusal, refuse } from "#app/result";
import { isZip, linesOfWorkbook, type WorkbookRefusal } from "./xlsx";

/** The cells of a line, trimmed. `line` is that of the file, the first is 1. */
export interface Line {
  cells: readonly string[];
  line: number;
}

export interface ReadLines {
  lines: Line[];
  /** As which encoding the text was read, when that is a guess to be told. */
  guessed: "windows-1257" | null;
}

export type LinesRefusal =
  | (Refusal<"too_big" | "old_excel" | "not_text" | "not_csv"> & { detail?: { line?: number } })
  | WorkbookRefusal;

/** Of the file as it comes, in bytes. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Lines that hold something, in the file's order. Lines that begin with "# " are comments. */
export function linesOf(bytes: Uint8Array, sheet?: string): Ok<ReadLines> | LinesRefusal {
  if (bytes.length > MOST_BYTES) return refuse("too_big");
  if (isZip(bytes)) {
    const read = linesOfWorkbook(bytes, sheet);
    return read.ok ? ok({ lines: read.value.filter((line) => !isComment(line)), guessed: null }) : read;
  }
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return refuse("old_excel");
  const read = textOf(bytes);
  if (!read) return refuse("not_text");
  const parsed = parseLines(read.text);
  return parsed.ok ? ok({ lines: parsed.value, guessed: read.guessed }) : parsed;
}

/** UTF-8, UTF-16 by its mark or its zeros, else Windows' Baltic letters, which Latvian Excel writes by default. */
function textOf(bytes: Uint8Array): { text: string; guessed: ReadLines["guessed"] } | null {
  const wide = widthOf(bytes);
  for (const encoding of wide ? [wide] : ["utf-8", "windows-1257"]) {
    const text = decoded(bytes, encoding);
    if (text !== null) return { text, guessed: encoding === "windows-1257" ? encoding : null };
  }
  return null;
}

function widthOf(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] !== 0 && bytes[1] === 0)) return "utf-16le";
  if ((bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0 && bytes[1] !== 0)) return "utf-16be";
  return null;
}

/** Null where the bytes are no such text. A guess is one only without control characters; elsewhere each is told of its row. */
function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they tell what is no text
    const none = encoding === "windows-1257" ? /[\0-\x08\x0e-\x1f\x80-\x9f]/ : /\0/;
    return none.test(text) ? null : text;
  } catch {
    return null; // the decoder's only way to say so
  }
}

function parseLines(text: string): Ok<Line[]> | LinesRefusal {
  const lines: Line[] = [];
  const { delimiter, rest, skipped } = separated(text);
  try {
    parse(rest, {
      delimiter,
      comment: "# ",
      comment_no_infix: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (cells: string[], { lines: last }) => {
        const line = last + skipped - cells.join("").split("\n").length + 1;
        if (cells.some((cell) => cell !== "") && !isComment({ cells, line })) lines.push({ cells, line });
        return null;
      },
    });
    return ok(lines);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuse("not_csv", { line: Number(error.lines ?? 1) + skipped });
  }
}

/** A spreadsheet may have put quotes around a comment, or empty cells behind it. */
function isComment({ cells: [first = "", ...others] }: Line): boolean {
  return /^#(?:\s|$)/.test(first) && others.every((cell) => cell === "");
}

const SEPARATORS = [";", ",", "\t", "|"] as const;

/** What Excel's own "sep=" says, else whichever the heading has most of. */
function separated(text: string): { delimiter: string; rest: string; skipped: number } {
  const said = /^sep=(.)\r?\n/i.exec(text);
  if (said) return { delimiter: said[1] ?? ";", rest: text.slice(said[0].length), skipped: 1 };
  const heading = text.split(/\r?\n/).find((line) => line.trim() !== "" && !/^"*#(?:\s|$)/.test(line)) ?? "";
  const count = (separator: string) => heading.split(separator).length;
  const delimiter = SEPARATORS.reduce((best, one) => (count(one) > count(best) ? one : best));
  return { delimiter, rest: text, skipped: 0 };
}
