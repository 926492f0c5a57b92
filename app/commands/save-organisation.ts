import { eq } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, newId, onceFor, transact, type Work } from "#app/context.server";
import type { Sector } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { meantBy, perhapsMeant } from "#app/facts/keys/meant";
import type { Guarded } from "#app/privacy";
import { ok, refuse } from "#app/result";
import { passText } from "#app/steps/free-text";
import { keepName } from "#app/steps/institutions/names";
import { type Farewell, stopWorkingWith } from "#app/steps/stop-working-with";
import { addUnits, unitsOf } from "#app/steps/units";
import { sortKeyLv } from "#app/text";
import { codeTyped, keyed } from "#app/text/keys";
import { organisations, places } from "#db/schema";

export interface OrganisationInput {
  /** Null for a new one. */
  id: string | null;
  code: string;
  name: string;
  sector: Sector;
  placeId: string;
  address?: string | null | undefined;
  /** E.164. */
  phone?: string | null | undefined;
  noticeEmail?: string | null | undefined;
  isActive: boolean;
  /** Of one that may request no more from now on: what was decided about what still lies ahead. */
  farewell?: Farewell | undefined;
  /** Where the code is near known ones: the code of the one that is meant, or the code itself for another. */
  codeMeant?: string | undefined;
  /** True when units whose names are near known ones are others. */
  areOtherUnits?: boolean | undefined;
  /** Names of units; those that are not there yet are added, none is removed. */
  units: readonly string[];
  /** Whoever saves says that the numbers in the texts are no person's. */
  isVouched?: boolean | undefined;
  key?: string | undefined;
}

/** A known organisation whose code is near the typed one. */
export interface NearOrganisation {
  code: string;
  name: string;
}

/**
 * Adds or changes an organisation that may request interpreters; a new one whose code turns out to mean a known one changes
 * that. Refusals: `not_found`, `code_taken`, `place_missing`; `code_near` with those it may mean, `unit_near` with pairs of
 * names, until somebody says which is meant; `work_ahead` until it is decided what becomes of what one that may request no
 * more has ahead; and what the guard of free text refuses.
 */
export function saveOrganisation(ctx: Ctx, { key, ...input }: OrganisationInput) {
  const { units: typedUnits, isActive, isVouched, farewell = NOTHING_DECIDED, ...given } = input;
  const said = { ...input, farewell: { ...farewell, fates: [...farewell.fates] } };
  return transact(ctx, onceFor("save_organisation", key, said), (work) => {
    if (!may.administer(work.viewer)) return refuse("not_found");
    const { codeMeant, areOtherUnits, ...columns } = { ...given, code: codeTyped(given.code) };
    const meant = whichIsMeant(work, columns, codeMeant && codeTyped(codeMeant));
    if (!meant.ok) return meant;
    const before = meant.value;
    if (columns.id && !before) return refuse("not_found");
    if (!work.db.select().from(places).where(eq(places.id, columns.placeId)).get()) return refuse("place_missing");
    const names = typedUnits.map((name) => name.replace(/\s+/g, " "));
    const close = areOtherUnits || !before ? [] : nearUnits(work, before.id, names);
    if (close.length > 0) return refuse("unit_near", close);

    const organisationId = before?.id ?? newId();
    const texts = passTexts(work, organisationId, { ...columns, units: names }, isVouched);
    if (!texts.ok) return texts;
    // What turned out to be a known one keeps its own code, and whether it may request.
    const isKnown = before !== undefined && columns.id === null;
    const code = isKnown ? before.code : columns.code;
    if (before && !isKnown && !isActive && before.deactivatedAt === null) {
      const stopped = stopWorkingWith(work, organisationId, farewell);
      if (!stopped.ok) return stopped;
    }
    const row = {
      ...columns,
      ...texts.value.columns,
      id: organisationId,
      code,
      key: before && keyed(before.code).key === keyed(code).key ? before.key : keyed(code).key,
      nearKey: keyed(code).nearKey,
      phone: columns.phone ?? null,
      noticeEmail: columns.noticeEmail ?? null,
      sortKey: sortKeyLv(columns.name),
      deactivatedAt: isKnown ? before.deactivatedAt : isActive ? null : (before?.deactivatedAt ?? work.now),
    };
    // Without its id: SQLite would look through every table that refers to organisations.
    const { id: _, ...changed } = row;
    if (before) keepName(work, before, row.name);
    if (before) work.db.update(organisations).set(changed).where(eq(organisations.id, organisationId)).run();
    else work.db.insert(organisations).values(row).run();
    addUnits(work, organisationId, texts.value.units);
    record(work, { kind: "organisation_saved", payload: { organisationId } });
    return ok({ organisationId });
  });
}

const NOTHING_DECIDED: Farewell = { fates: new Map(), seenPeople: 0 };

/** All texts as they may be stored; the first that does not pass refuses them all. */
function passTexts(
  work: Work,
  organisationId: string,
  { code, name, address, units }: Pick<OrganisationInput, "code" | "name" | "address" | "units">,
  isVouched: boolean | undefined,
) {
  const pass = (field: string, typed: string, longest = 200) =>
    passText(work, { field, organisationId }, typed, { longest, isVouched });
  const passedCode = pass("code", code, 40);
  if (!passedCode.ok) return passedCode;
  const passedName = pass("name", name);
  if (!passedName.ok) return passedName;
  const passedAddress = pass("address", address ?? "");
  if (!passedAddress.ok) return passedAddress;
  const passedUnits: Guarded[] = [];
  for (const typed of units) {
    const unit = pass("units", typed);
    if (!unit.ok) return unit;
    passedUnits.push(unit.value);
  }
  return ok({ columns: { name: passedName.value, address: passedAddress.value || null }, units: passedUnits });
}

type Row = typeof organisations.$inferSelect;

/** The row to change; undefined for one to add. */
function whichIsMeant(work: Work, { id, code }: { id: string | null; code: string }, meant: string | undefined) {
  const rows = work.db.select().from(organisations).where(perhapsMeant(organisations, code)).all();
  const own = id ? work.db.select().from(organisations).where(eq(organisations.id, id)).get() : undefined;
  const { same, near } = meantBy(
    rows.filter((row) => row.id !== id),
    (row) => row.code,
    code,
  );
  const isAsBefore = own !== undefined && keyed(own.code).key === keyed(code).key;
  if (same && !isAsBefore) return refuse("code_taken");
  if (near.length === 0 || isAsBefore || meant === code) return ok<Row | undefined>(own);
  const chosen = id ? undefined : near.find((row) => row.code === meant);
  if (chosen) return ok<Row | undefined>(chosen);
  return refuse(
    "code_near",
    near.map(({ code, name }): NearOrganisation => ({ code, name })),
  );
}

/** "Pabalstu nodala – Pabalstu nodaļa": typed names beside the known ones that they may mean. */
function nearUnits(work: Work, organisationId: string, names: readonly string[]): string[] {
  const known = unitsOf(work, organisationId);
  return names.flatMap((name) => {
    const [close] = meantBy(known, (unit) => unit.name, name).near;
    return close ? [`${name} – ${close.name}`] : [];
  });
}
