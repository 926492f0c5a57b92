/** What is written of a person of the roster, whether a table or a coordinator's page says it. Not a command itself. */
import { and, eq, isNull, ne } from "drizzle-orm";
import { newId, type Work } from "#app/context.server";
import type { CredentialKind, Level } from "#app/dispatch/vocabulary";
import { differences } from "#app/steps/differences";
import { sortKeyLv } from "#app/text";
import { keyed } from "#app/text/keys";
import { addDays, type DateText, type Instant, startOfDay, type WeeklyWindow } from "#app/time";
import { availability, credentials, desks, interpreterLanguages, interpreters, places } from "#db/schema";

export type PersonRow = typeof interpreters.$inferSelect;
/** Undefined = nothing said: kept as it is, or the default of a new person. */
export type PersonColumns = Partial<
  Omit<typeof interpreters.$inferInsert, "id" | "code" | "key" | "nearKey" | "sortKey" | "status">
> &
  Pick<typeof interpreters.$inferInsert, "name" | "homePlaceId">;

export interface SpokenRow {
  language: string;
  /** "" = the language without a particular variant. */
  variant: string;
  level: Level;
}

/** A paper that a person holds; `until` is the last day, included, null = no end. */
export interface Held {
  kind: CredentialKind;
  from: DateText;
  until: DateText | null;
}

/** Somebody else of the roster is written to at this address. */
export function isAddressTaken(work: Work, interpreterId: string, email: string): boolean {
  const others = and(eq(interpreters.email, email), ne(interpreters.id, interpreterId));
  return work.db.select({ id: interpreters.id }).from(interpreters).where(others).get() !== undefined;
}

/** One language in one variant is spoken at one level. */
export function isSaidBefore(spoken: readonly SpokenRow[], { language, variant }: SpokenRow): boolean {
  return spoken.some((one) => one.language === language && one.variant === variant);
}

/** Without a desk the one of the region where the person lives; without modes every one. */
export function addPerson(
  work: Work,
  { id, code, columns, status }: { id: string; code: string; columns: PersonColumns; status: PersonRow["status"] },
): void {
  work.db
    .insert(interpreters)
    .values({
      ...columns,
      id,
      code,
      ...keyed(code),
      sortKey: sortKeyLv(columns.name),
      status,
      deskId: columns.deskId ?? deskNear(work, columns.homePlaceId),
      onsite: columns.onsite ?? true,
      byPhone: columns.byPhone ?? true,
      byVideo: columns.byVideo ?? true,
    })
    .run();
}

function deskNear(work: Work, placeId: string): string {
  const place = work.db.select({ region: places.region }).from(places).where(eq(places.id, placeId)).get();
  const all = work.db.select({ id: desks.id, region: desks.region }).from(desks).all();
  return (all.find(({ region }) => region === place?.region) ?? all[0])!.id;
}

/** Names of the columns that are different now; the sort key follows the name without being named. */
export function changeColumns(work: Work, before: PersonRow, wanted: Partial<PersonRow>): string[] {
  const sortKey = wanted.name === undefined ? undefined : sortKeyLv(wanted.name);
  const different = differences(before, { ...wanted, sortKey });
  if (different.length === 0) return [];
  work.db.update(interpreters).set(Object.fromEntries(different)).where(eq(interpreters.id, before.id)).run();
  return different.map(([name]) => name).filter((name) => !FOLLOWING.includes(name));
}

/** Columns that nobody says. */
const FOLLOWING = ["sortKey", "key", "nearKey"];

/** True when they speak other ones now. */
export function changeLanguages(work: Work, interpreterId: string, wanted: readonly SpokenRow[]): boolean {
  const before = languagesOf(work, interpreterId);
  const key = ({ language, variant, level }: SpokenRow) => `${language}/${variant}:${level}`;
  if (isSameSet(before.map(key), wanted.map(key))) return false;
  work.db.delete(interpreterLanguages).where(eq(interpreterLanguages.interpreterId, interpreterId)).run();
  work.db
    .insert(interpreterLanguages)
    .values(wanted.map((row) => ({ interpreterId, ...row })))
    .run();
  return true;
}

export function languagesOf(work: Work, interpreterId: string): SpokenRow[] {
  const { language, variant, level } = interpreterLanguages;
  return work.db
    .select({ language, variant, level })
    .from(interpreterLanguages)
    .where(eq(interpreterLanguages.interpreterId, interpreterId))
    .all();
}

/** From now on it is known when the person works, even when that is never. True when it is other hours than before. */
export function changeWeek(work: Work, interpreterId: string, wanted: readonly WeeklyWindow[]): boolean {
  const own = eq(availability.interpreterId, interpreterId);
  const before = work.db.select().from(availability).where(own).all();
  const key = ({ weekday, fromMinute, toMinute }: WeeklyWindow) => `${weekday} ${fromMinute} ${toMinute}`;
  work.db.update(interpreters).set({ availabilityKnown: true }).where(eq(interpreters.id, interpreterId)).run();
  if (isSameSet(before.map(key), wanted.map(key))) return false;
  work.db.delete(availability).where(own).run();
  for (const { weekday, fromMinute, toMinute } of wanted)
    work.db.insert(availability).values({ interpreterId, weekday, fromMinute, toMinute }).run();
  return true;
}

/** One that began on the same day gets its new end; another is added, and the older ones stay for the record. */
export function changeCredential(work: Work, interpreterId: string, held: Held): boolean {
  const { kind } = held;
  const { validFrom, validUntil } = validityOf(held);
  const same = and(
    eq(credentials.interpreterId, interpreterId),
    eq(credentials.kind, kind),
    eq(credentials.validFrom, validFrom),
  );
  const ending = validUntil === null ? isNull(credentials.validUntil) : eq(credentials.validUntil, validUntil);
  if (work.db.select().from(credentials).where(and(same, ending)).get()) return false;
  const known = work.db.select().from(credentials).where(same).get();
  if (known) work.db.update(credentials).set({ validUntil }).where(eq(credentials.id, known.id)).run();
  else work.db.insert(credentials).values({ id: newId(), interpreterId, kind, validFrom, validUntil }).run();
  return true;
}

/** The dates of one that stands there are corrected; true when they were others. */
export function correctCredential(work: Work, interpreterId: string, id: string, held: Held): boolean {
  const own = and(eq(credentials.id, id), eq(credentials.interpreterId, interpreterId));
  const before = work.db.select().from(credentials).where(own).get();
  const different = differences(before, { kind: held.kind, ...validityOf(held) });
  if (!before || different.length === 0) return false;
  work.db.update(credentials).set(Object.fromEntries(different)).where(own).run();
  return true;
}

/** One that was written down by mistake is no more; true when it stood there. */
export function dropCredential(work: Work, interpreterId: string, id: string): boolean {
  const own = and(eq(credentials.id, id), eq(credentials.interpreterId, interpreterId));
  return work.db.delete(credentials).where(own).run().changes > 0;
}

function validityOf({ from, until }: Held): { validFrom: Instant; validUntil: Instant | null } {
  return { validFrom: startOfDay(from), validUntil: until ? startOfDay(addDays(until, 1)) : null };
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}
