/** The kinds of tables that are brought in, each with its columns and how its rows are taken. */
import type { ImportKind } from "#app/dispatch/vocabulary";
import { INTERPRETERS } from "./interpreters";
import { ORGANISATIONS } from "./organisations";
import type { TableKind } from "./table";

export const TABLES: Record<ImportKind, TableKind<string>> = {
  interpreters: INTERPRETERS,
  organisations: ORGANISATIONS,
};
