/** What a row of a table was written over, and how that is put back. Inside a transaction of `rounds.ts`. Not a command itself. */
import { createHash } from "node:crypto";
import { and, eq, gte, inArray } from "drizzle-orm";
import type { Work } from "#app/context.server";
import type { ImportKind } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { guardText } from "#app/privacy";
import { invariant } from "#app/result";
import type { Instant } from "#app/time";
import {
  availability,
  credentials,
  interpreterLanguages,
  interpreters,
  organisationNames,
  organisations,
  type Remembered,
  units,
} from "#db/schema";

/** How one is held: read whole, put back, and taken away again. */
interface Keeping {
  read(work: Work, id: string): Remembered | null;
  /** `since`: when it was written over. */
  putBack(work: Work, before: Remembered, since: Instant): void;
  remove(work: Work, id: string): void;
}

export const KEEPING: Record<ImportKind, Keeping> = {
  interpreters: { read: readPerson, putBack: putBackPerson, remove: removePerson },
  organisations: { read: readOrganisation, putBack: putBackOrganisation, remove: removeOrganisation },
};

/** Two readings have one mark as long as nothing was changed in between. It tells nothing of what stands there. */
export function markOf(remembered: Remembered | null): string {
  return createHash("sha256").update(JSON.stringify(remembered)).digest("base64url");
}

/** The same file has the same mark. */
export function markOfBytes(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("base64url");
}

// --- people ----------------------------------------------------------------------------------------

function readPerson({ db }: Work, id: string): Remembered | null {
  const row = db.select().from(interpreters).where(eq(interpreters.id, id)).get();
  if (!row) return null;
  return {
    kind: "interpreters",
    row,
    languages: db.select().from(interpreterLanguages).where(eq(interpreterLanguages.interpreterId, id)).all(),
    availability: db.select().from(availability).where(eq(availability.interpreterId, id)).all(),
    credentials: db.select().from(credentials).where(eq(credentials.interpreterId, id)).orderBy(credentials.id).all(),
  };
}

function putBackPerson(work: Work, before: Remembered): void {
  invariant(before.kind === "interpreters", "it was read as a person");
  const { row } = before;
  emptyPerson(work, row.id);
  const { id, ...columns } = row;
  work.db.update(interpreters).set(columns).where(eq(interpreters.id, id)).run();
  if (before.languages.length > 0) work.db.insert(interpreterLanguages).values(before.languages).run();
  if (before.availability.length > 0) work.db.insert(availability).values(before.availability).run();
  if (before.credentials.length > 0) work.db.insert(credentials).values(before.credentials).run();
  record(work, { kind: "interpreter_saved", interpreterId: row.id, payload: { added: false, changed: [] } });
}

/** What has happened names them and stays, so their row does too: an empty one, which no list shows. */
function removePerson(work: Work, id: string): void {
  const row = work.db.select().from(interpreters).where(eq(interpreters.id, id)).get();
  invariant(row, "a person's row stays");
  emptyPerson(work, id);
  const nobody = guardText("–", { longest: 1 });
  invariant(nobody.ok, "a dash is no private thing");
  work.db
    .update(interpreters)
    .set({
      name: nobody.value.text,
      code: `-${id}`,
      key: null,
      nearKey: null,
      sortKey: "",
      status: "erased",
      gender: null,
      email: null,
      phone: null,
      note: null,
      radiusKm: null,
      availabilityKnown: false,
    })
    .where(eq(interpreters.id, id))
    .run();
  record(work, {
    kind: "interpreter_status_changed",
    interpreterId: id,
    payload: { from: row.status, to: "erased" },
  });
}

function emptyPerson({ db }: Work, id: string): void {
  for (const table of [interpreterLanguages, availability, credentials])
    db.delete(table).where(eq(table.interpreterId, id)).run();
}

// --- institutions ------------------------------------------------------------------------------------

function readOrganisation({ db }: Work, id: string): Remembered | null {
  const row = db.select().from(organisations).where(eq(organisations.id, id)).get();
  if (!row) return null;
  const own = db.select().from(units).where(eq(units.organisationId, id)).orderBy(units.id).all();
  return { kind: "organisations", row, units: own };
}

function putBackOrganisation(work: Work, before: Remembered, since: Instant): void {
  invariant(before.kind === "organisations", "it was read as an institution");
  const { row } = before;
  const added = work.db
    .select({ id: units.id })
    .from(units)
    .where(eq(units.organisationId, row.id))
    .all()
    .filter(({ id }) => !before.units.some((one) => one.id === id));
  work.db
    .delete(units)
    .where(
      inArray(
        units.id,
        added.map(({ id }) => id),
      ),
    )
    .run();
  const { id, ...columns } = row;
  work.db.update(organisations).set(columns).where(eq(organisations.id, id)).run();
  // It is called so again: that it was called so before is no news of the past.
  const kept = and(
    eq(organisationNames.organisationId, row.id),
    eq(organisationNames.name, row.name),
    gte(organisationNames.until, since),
  );
  work.db.delete(organisationNames).where(kept).run();
  record(work, { kind: "organisation_saved", payload: { organisationId: row.id } });
}

function removeOrganisation({ db }: Work, id: string): void {
  db.delete(units).where(eq(units.organisationId, id)).run();
  db.delete(organisationNames).where(eq(organisationNames.organisationId, id)).run();
  db.delete(organisations).where(eq(organisations.id, id)).run();
}
