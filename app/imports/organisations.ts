import { eq } from "drizzle-orm";
import { type Ctx, newId, type Work } from "#app/context.server";
import { record } from "#app/events/record";
import type { Guarded } from "#app/privacy";
import { type Ok, ok, type Result } from "#app/result";
import { sortKeyLv } from "#app/text";
import { organisations, units } from "#db/schema";
import {
  asContactPhone,
  asEmail,
  asNewCode,
  asPlace,
  asSector,
  asText,
  cellsOf,
  differences,
  type Lookups,
  partsOf,
  readLookups,
} from "./fields";
import {
  type Columns,
  type FileRefusal,
  type ImportOrder,
  type ImportReport,
  importRows,
  nameOf,
  type ProblemCode,
  type TableRow,
} from "./table";

/** Latvian names as in the template, then English ones. */
const COLUMNS = [
  { key: "code", names: ["kods"], required: true },
  { key: "name", names: ["nosaukums"], required: true },
  { key: "sector", names: ["nozare"], required: true },
  { key: "place", names: ["vieta"], required: true },
  { key: "address", names: ["adrese"] },
  { key: "phone", names: ["tālrunis", "telefons"] },
  { key: "email", names: ["e-pasts", "epasts", "e-mail"] },
  { key: "units", names: ["struktūrvienības"] },
] as const satisfies Columns<string>;
type Column = (typeof COLUMNS)[number]["key"];

interface Institution {
  code: string;
  columns: Pick<typeof organisations.$inferInsert, "name" | "sector" | "placeId" | "address" | "phone" | "noticeEmail">;
  units: Guarded[];
}

/**
 * Organisations that may request, from a table, by their codes: new ones are added, known ones changed where the table says
 * otherwise, none is removed; units are only added. Rows with a problem are left out, the others are not. Without `apply`
 * nothing is written and the report says what would be. The same table again changes nothing.
 */
export function importOrganisations(ctx: Ctx, order: ImportOrder): Ok<ImportReport> | FileRefusal {
  return importRows(ctx, order, COLUMNS, () => {
    const seen = new Set<string>();
    return (work) => {
      const lookups = readLookups(work);
      return (row) => {
        const institution = institutionOf(row, lookups, seen, order.isVouched);
        return institution && save(work, institution);
      };
    };
  });
}

function institutionOf(
  row: TableRow<Column>,
  lookups: Lookups,
  seen: Set<string>,
  isVouched: boolean | undefined,
): Institution | null {
  const { read } = cellsOf(row, COLUMNS);
  const asTextOf = (key: Column) => asText(row, nameOf(COLUMNS, key), isVouched);
  const code = read("code", asNewCode(seen));
  const name = read("name", asTextOf("name"));
  const sector = read("sector", asSector);
  const placeId = read("place", asPlace(lookups));
  const optional = {
    address: read("address", asTextOf("address")),
    phone: read("phone", asContactPhone),
    noticeEmail: read("email", asEmail),
  };
  const unitNames = read("units", (text) => unitsOf(text, asTextOf("units"))) ?? [];
  if (row.problems.length || !code || !name || !sector || !placeId) return null;
  return { code, columns: { name, sector, placeId, ...optional }, units: unitNames };
}

/** Each once; the first that does not pass refuses them all. */
function unitsOf(text: string, read: ReturnType<typeof asText>): Result<Guarded[], ProblemCode> {
  const units = new Set<Guarded>();
  for (const part of partsOf(text)) {
    const unit = read(part);
    if (!unit.ok) return unit;
    units.add(unit.value);
  }
  return ok([...units]);
}

function save(work: Work, { code, columns, units: unitNames }: Institution): "added" | "changed" | "unchanged" {
  const before = work.db.select().from(organisations).where(eq(organisations.code, code)).get();
  const id = before?.id ?? newId();
  const wanted = { ...columns, sortKey: sortKeyLv(columns.name) };
  const different = differences(before, wanted);
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
