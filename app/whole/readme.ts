/** What whoever opens the exported files needs to know of them. */
import type { KeptTable } from "#db/whole/columns";

export function readmeOf(kept: Readonly<Record<string, KeptTable>>, left: Readonly<Record<string, string>>): string {
  const tables = Object.entries(kept).flatMap(([name, { about, columns, left: behind = {} }]) => [
    `## ${name}.jsonl`,
    "",
    `${about}.`,
    "",
    `Columns: ${columns.map((column) => `\`${column}\``).join(", ")}.`,
    ...Object.entries(behind).map(([column, why]) => `Not here: \`${column}\` (${why}).`),
    "",
  ]);
  return `${[...HEAD, ...tables, "## What stays behind", "", ...Object.entries(left).map(([name, why]) => `- \`${name}\`: ${why}`)].join("\n")}\n`;
}

const HEAD = [
  "# A Tilts installation as open files",
  "",
  "Each file is one table: UTF-8, one row a line, each line a JSON object with the table's columns. `manifest.json` says which",
  "version wrote them, how many rows each file has and its SHA-256 checksum.",
  "",
  "- A column that ends in `_at` is a moment in milliseconds since 1970-01-01 UTC; dates are `YYYY-MM-DD`.",
  "- A column that ends in `_minute` or `_minutes` counts minutes; yes and no are 1 and 0; `null` is nothing.",
  "- Names in several languages, and some other columns, hold JSON as text.",
  "- A column that ends in `_id` names the `id` of another table's row.",
  "",
  "These files name people. Keep them as you keep the service itself.",
  "",
  "An empty installation of the same version takes them in: `npm run import -- --installation FOLDER`.",
  "",
];
