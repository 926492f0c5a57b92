import { eq } from "drizzle-orm";
import { type Ctx, newId, type Work } from "#app/context.server";
import type { Sector } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { ok, type Result } from "#app/result";
import { sortKeyLv } from "#app/text";
import { organisations, units } from "#db/schema";
import { asEmail, asPhone, asPlace, asSector, asText, cellReader, type Lookups, partsOf, readLookups } from "./fields";
import { type Columns, type FileRefusal, type ImportReport, importRows, type TableRow } from "./table";

type Column = "code" | "name" | "sector" | "place" | "address" | "phone" | "email" | "units";

/** Latvian names as in the template, then English ones. */
const COLUMNS: Columns<Column> = {
  code: { names: ["kods", "code"], required: true },
  name: { names: ["nosaukums", "name"], required: true },
  sector: { names: ["nozare", "sector"], required: true },
  place: { names: ["vieta", "place"], required: true },
  address: { names: ["adrese", "address"] },
  phone: { names: ["tālrunis", "telefons", "phone"] },
  email: { names: ["e-pasts", "epasts", "email", "e-mail"] },
  units: { names: ["struktūrvienības", "units"] },
};

const columnOf = (key: Column) => COLUMNS[key].names[0]!;

interface Institution {
  code: string;
  columns: { name: string; sector: Sector; placeId: string; address?: string; phone?: string; noticeEmail?: string };
  units: string[];
}

/**
 * Organisations that may request, from a table, by their codes: new ones are added, known ones changed where the table says
 * otherwise, none is removed; units are only added. Rows with a problem are left out, the others are not. Without `apply`
 * nothing is written and the report says what would be. The same table again changes nothing.
 */
export function importOrganisations(
  ctx: Ctx,
  order: { table: Uint8Array; apply: boolean },
): Result<ImportReport, FileRefusal | "not_found"> {
  return importRows(ctx, order, COLUMNS, (work) => {
    const lookups = readLookups(work);
    const seen = new Set<string>();
    return (row) => {
      const institution = institutionOf(row, lookups, seen);
      return institution && save(work, institution);
    };
  });
}

function institutionOf(row: TableRow<Column>, lookups: Lookups, seen: Set<string>): Institution | null {
  const read = cellReader(row, columnOf);
  const code = read("code", asText);
  const name = read("name", asText);
  const sector = read("sector", asSector);
  const placeId = read("place", asPlace(lookups));
  const address = read("address", asText);
  const phone = read("phone", asPhone);
  const noticeEmail = read("email", asEmail);
  const unitNames = read("units", (text) => ok([...new Set(partsOf(text))])) ?? [];
  if (code && seen.has(code))
    row.problems.push({ line: row.line, column: columnOf("code"), code: "code_twice", text: code });
  if (code) seen.add(code);
  if (row.problems.length || !code || !name || !sector || !placeId) return null;
  const optional = { ...(address && { address }), ...(phone && { phone }), ...(noticeEmail && { noticeEmail }) };
  return { code, columns: { name, sector, placeId, ...optional }, units: unitNames };
}

function save(work: Work, { code, columns, units: unitNames }: Institution): "added" | "changed" | "unchanged" {
  const before = work.db.select().from(organisations).where(eq(organisations.code, code)).get();
  const id = before?.id ?? newId();
  const wanted = { ...columns, sortKey: sortKeyLv(columns.name) };
  const different = Object.entries(wanted).filter(([key, value]) => before?.[key as keyof typeof before] !== value);
  if (!before)
    work.db
      .insert(organisations)
      .values({ id, code, ...wanted })
      .run();
  else if (different.length)
    work.db.update(organisations).set(Object.fromEntries(different)).where(eq(organisations.id, id)).run();
  const newUnits = unitNames.filter(
    (name) =>
      work.db.insert(units).values({ id: newId(), organisationId: id, name }).onConflictDoNothing().run().changes > 0,
  );
  if (before && different.length === 0 && newUnits.length === 0) return "unchanged";
  record(work, { kind: "organisation_saved", payload: { organisationId: id } });
  return before ? "changed" : "added";
}
