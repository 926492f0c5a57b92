/** What the commands read: a table with the text in each of its cells, an instance with the text as each of its words. */
import { SYSTEM } from "#app/auth/viewer";
import { readInstance } from "#app/dispatch/plan/model/instance";
import { importInterpreters } from "#app/imports/interpreters";
import { importOrganisations } from "#app/imports/organisations";
import { at, world } from "../../support/world";

interface FileReader {
  name: string;
  /** The deed that reads a file which holds this text wherever it may. */
  read: (text: string) => () => unknown;
}

const COLUMNS = {
  interpreters:
    "kods vārds uzvārds dzimums e-pasts tālrunis dzīvesvieta kontaktpunkts valodas veidi attālums_km stundas_nedēļā apliecinājums_no izziņa_līdz pieejamība statuss",
  organisations: "kods nosaukums nozare vieta adrese tālrunis e-pasts struktūrvienības",
};
const IMPORTS = { interpreters: importInterpreters, organisations: importOrganisations };
const { db, ctx } = { db: world().db, ctx: { now: at("2026-03-24T10:00"), viewer: SYSTEM, locale: "lv" as const } };

const tables = (["interpreters", "organisations"] as const).flatMap((kind) =>
  COLUMNS[kind].split(" ").map(
    (column): FileReader => ({
      name: `import ${kind}, ${column}`,
      read: (text) => {
        const columns = COLUMNS[kind].split(" ");
        const cells = columns.map((one) => (one === column ? `"${text.replaceAll('"', '""')}"` : "x"));
        const table = new TextEncoder().encode(`${columns.join(";")}\n${cells.join(";")}\n`);
        return () => IMPORTS[kind]({ ...ctx, db }, { table, apply: false, asNew: [], pause: () => undefined });
      },
    }),
  ),
);

const RAW: readonly FileReader[] = [
  {
    name: "import organisations, a table that is none",
    read: (text) => () =>
      importOrganisations(
        { ...ctx, db },
        { table: new TextEncoder().encode(text), apply: false, asNew: [], pause: () => undefined },
      ),
  },
  {
    name: "plan, an instance of words",
    read: (text) => () => {
      try {
        readInstance({
          version: 1,
          requests: [{ id: text, start: text, end: text, languages: [text] }],
          interpreters: [{ id: text }],
        });
      } catch {
        // told in one line
      }
    },
  },
];

export const FILES: readonly FileReader[] = [...tables, ...RAW];
