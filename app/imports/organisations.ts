import { eq } from "drizzle-orm";
import { type Ctx, newId, type Work } from "#app/context.server";
import { record } from "#app/events/record";
import { meantBy, perhapsMeant } from "#app/facts/keys/meant";
import type { Guarded } from "#app/privacy";
import { type Ok, ok, type Result } from "#app/result";
import { differences } from "#app/steps/differences";
import { keepName, survivorOf } from "#app/steps/institutions/names";
import { addUnits, unitsOf } from "#app/steps/units";
import { sortKeyLv } from "#app/text";
import { keyed, keyOf } from "#app/text/keys";
import { organisations } from "#db/schema";
import { asNewCode, besides, nearCode, noCodesYet, type SaidCodes, takeCode } from "./codes";
import { ORGANISATION_COLUMNS as COLUMNS } from "./columns";
import {
  asContactPhone,
  asEmail,
  asPlace,
  asSector,
  asText,
  cellsOf,
  type Lookups,
  partsOf,
  readLookups,
} from "./fields";
import { type FileRefusal, nameOf, type ProblemCode, type TableRow } from "./rows";
import { type ImportOrder, type ImportReport, importRows, type TableKind, type Taken, type TakeOrder } from "./table";

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
  return importRows(ctx, order, ORGANISATIONS);
}

export const ORGANISATIONS: TableKind<Column> = {
  columns: COLUMNS,
  begin(order) {
    const said = noCodesYet(order.asNew);
    return (work) => {
      const lookups = readLookups(work);
      return (row) => {
        const institution = institutionOf(row, lookups, said, order.isVouched);
        return institution && isClear(work, row, institution, said) ? save(work, institution, order) : null;
      };
    };
  },
};

/**
 * False when the code or a unit's name is near a known one and nobody said that it is another; otherwise the code is taken.
 */
function isClear(work: Work, row: TableRow<Column>, { code, units: names }: Institution, said: SaidCodes): boolean {
  const { wrong } = cellsOf(row, COLUMNS);
  const known = meant(work, code);
  const near = nearCode(said, code, known);
  if (near) wrong("code", "code_near", near);
  const units = known.same ? unitsOf(work, known.same.id) : [];
  for (const name of names) {
    const [close] = said.others.has(keyOf(name)) ? [] : meantBy(units, (unit) => unit.name, name).near;
    if (close) wrong("units", "unit_near", besides(name, close.name));
  }
  if (row.problems.length > 0) return false;
  takeCode(said, code);
  return true;
}

function meant(work: Work, code: string) {
  const rows = work.db.select().from(organisations).where(perhapsMeant(organisations, code)).all();
  return meantBy(rows, (one) => one.code, code);
}

function institutionOf(
  row: TableRow<Column>,
  lookups: Lookups,
  said: SaidCodes,
  isVouched: boolean | undefined,
): Institution | null {
  const { read } = cellsOf(row, COLUMNS);
  const asTextOf = (key: Column) => asText(row, nameOf(COLUMNS, key), isVouched);
  const code = read("code", asNewCode(said));
  const name = read("name", asTextOf("name"));
  const sector = read("sector", asSector);
  const placeId = read("place", asPlace(lookups));
  const optional = {
    address: read("address", asTextOf("address")),
    phone: read("phone", asContactPhone),
    noticeEmail: read("email", asEmail),
  };
  const unitNames = read("units", (text) => unitNamesIn(text, asTextOf("units"))) ?? [];
  if (row.problems.length || !code || !name || !sector || !placeId) return null;
  return { code, columns: { name, sector, placeId, ...optional }, units: unitNames };
}

/** Each once; the first that does not pass refuses them all. */
function unitNamesIn(text: string, read: ReturnType<typeof asText>): Result<Guarded[], ProblemCode> {
  const units = new Set<Guarded>();
  for (const part of partsOf(text)) {
    const unit = read(part);
    if (!unit.ok) return unit;
    units.add(unit.value);
  }
  return ok([...units]);
}

function save(work: Work, { code, columns, units: unitNames }: Institution, { watch }: TakeOrder): Taken {
  const before = meant(work, code).same;
  // Its code leads to the one it turned out to be, which has a name and a place of its own.
  const id = before ? survivorOf(work, before) : newId();
  const taken = { id, code, name: columns.name, email: columns.noticeEmail ?? null, phone: columns.phone ?? null };
  const become = (changed: string[]): Taken => ({
    ...taken,
    became: changed.length > 0 ? "changed" : "unchanged",
    changed,
  });
  if (before) watch?.(work, id);
  if (before?.mergedIntoId) return become(addUnits(work, id, unitNames) > 0 ? ["units"] : []);
  const wanted = { ...columns, sortKey: sortKeyLv(columns.name) };
  const different = differences(before, wanted);
  if (!before)
    work.db
      .insert(organisations)
      .values({ id, code, ...keyed(code), ...wanted })
      .run();
  else if (different.length) {
    keepName(work, before, columns.name);
    work.db.update(organisations).set(Object.fromEntries(different)).where(eq(organisations.id, id)).run();
  }
  const newUnits = addUnits(work, id, unitNames);
  if (before && different.length === 0 && newUnits === 0) return become([]);
  record(work, { kind: "organisation_saved", payload: { organisationId: id } });
  if (!before) return { ...taken, became: "added", changed: [] };
  return become([
    ...different.map(([column]) => column).filter((column) => column !== "sortKey"),
    ...(newUnits > 0 ? ["units"] : []),
  ]);
}
