/** Databases as they were before a migration. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The migrations as they were when `tag` was the newest, copied below `folder`. */
export function migrationsUpTo(tag: string, folder: string): string {
  const then = path.join(folder, "migrations");
  cpSync("db/migrations", then, { recursive: true });
  const journal = path.join(then, "meta/_journal.json");
  const { entries, ...rest } = JSON.parse(readFileSync(journal, "utf8"));
  const known = entries.findIndex((entry: { tag: string }) => entry.tag === tag);
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, known + 1) }));
  return then;
}
