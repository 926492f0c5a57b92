/** An empty table of a kind that can be brought in, with two rows as examples and what may stand in each column. */
import { readFileSync } from "node:fs";
import type { ImportKind } from "#app/dispatch/vocabulary";
import type { ListFormat } from "#app/events/kinds";
import type { ListTable } from "./table";
import { xlsxOf } from "./xlsx";

/** Where they lie in every installation. */
const FOLDER = "db/templates";

export function templateOf(kind: ImportKind, format: ListFormat): ArrayBuffer {
  const file = readFileSync(`${FOLDER}/${kind}.csv`);
  const bytes = format === "csv" ? file : Buffer.concat([...xlsxOf(asTable(kind, file.toString("utf8")))]);
  return new Uint8Array(bytes).buffer;
}

/** What is explained stands below the rows, so that the heading is the first. */
function asTable(kind: ImportKind, text: string): ListTable {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter(Boolean);
  const [heads = [], ...rows] = lines.filter((line) => !line.startsWith("#")).map((line) => line.split(";"));
  const explained = lines.filter((line) => line.startsWith("#")).map((line) => [line]);
  return { list: kind, heads, pages: () => [[...rows, ...explained]] };
}
