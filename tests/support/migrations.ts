/** Databases as they were before a migration. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Guards that read columns or tables of later: a database of then has not got them. */
export const LATER_GUARDS = `
  drop trigger clients_words_insert; drop trigger clients_words_update; drop trigger clients_words_end;
  drop trigger clients_words_delete; drop trigger reports_told_insert; drop trigger reports_told_update;
  drop trigger reports_told_delete;`;

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
