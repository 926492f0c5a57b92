import { and, eq, isNull, ne } from "drizzle-orm";
import { type Ctx, newId, type Work } from "#app/context.server";
import type { CredentialKind } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { meantBy, perhapsMeant } from "#app/facts/keys/meant";
import { type Guarded, joined } from "#app/privacy";
import type { Ok } from "#app/result";
import { fold, sortKeyLv } from "#app/text";
import { keyed, keyOf } from "#app/text/keys";
import { addDays, type DateText, type Instant, startOfDay, type WeeklyWindow } from "#app/time";
import { availability, credentials, interpreterLanguages, interpreters } from "#db/schema";
import { asNewCode, nearCode, noCodesYet, type SaidCodes, takeCode } from "./codes";
import {
  asAvailability,
  asDate,
  asDesk,
  asEmail,
  asGender,
  asLanguages,
  asModes,
  asNumber,
  asPhone,
  asPlace,
  asStatus,
  asText,
  cellsOf,
  differences,
  type Lookups,
  readLookups,
  type SpokenRow,
} from "./fields";
import {
  type Columns,
  type FileRefusal,
  type ImportOrder,
  type ImportReport,
  importRows,
  nameOf,
  type TableRow,
} from "./table";

/** Latvian names as in the template, then English ones. */
const COLUMNS = [
  { key: "code", names: ["kods"], required: true },
  {
    key: "name",
    names: ["vārds", "vards_uzvards", "vārds, uzvārds", "vārds un uzvārds", "first_name"],
    required: true,
  },
  { key: "surname", names: ["uzvārds", "surname", "last_name", "family_name"] },
  { key: "gender", names: ["dzimums"] },
  { key: "email", names: ["e-pasts", "epasts", "e-mail"] },
  { key: "phone", names: ["tālrunis", "telefons"] },
  { key: "home", names: ["dzīvesvieta", "home_place", "place"], required: true },
  { key: "desk", names: ["kontaktpunkts"] },
  { key: "languages", names: ["valodas"], required: true },
  { key: "modes", names: ["veidi"] },
  { key: "radius", names: ["attālums_km", "radius_km"] },
  { key: "hours", names: ["stundas_nedēļā", "hours_per_week", "weekly_hours"] },
  { key: "pledgeFrom", names: ["apliecinājums_no", "pledge_from"] },
  { key: "pledgeUntil", names: ["apliecinājums_līdz", "pledge_until"] },
  { key: "policeFrom", names: ["izziņa_no", "police_certificate_from"] },
  { key: "policeUntil", names: ["izziņa_līdz", "police_certificate_until"] },
  { key: "availability", names: ["pieejamība"] },
  { key: "status", names: ["statuss"] },
] as const satisfies Columns<string>;
type Column = (typeof COLUMNS)[number]["key"];

/** What a row says of a person. Undefined = nothing said: kept as it is, or the default of a new person. */
interface Roster {
  code: string;
  columns: Partial<typeof interpreters.$inferInsert> & { name: string; homePlaceId: string };
  languages: SpokenRow[];
  credentials: Held[];
  weekly: WeeklyWindow[] | undefined;
  status: "active" | "candidate" | undefined;
}

/** A paper that a person holds; `until` is the last day, included, null = no end. */
interface Held {
  kind: CredentialKind;
  from: DateText;
  until: DateText | null;
}

/**
 * The roster of interpreters from a table, by their codes: new people are added, known ones changed where the table says
 * otherwise, nobody is removed. A row with a problem is left out, the others are not. Without `apply` nothing is written and
 * the report says what would be. The same table again changes nothing.
 */
export function importInterpreters(ctx: Ctx, order: ImportOrder): Ok<ImportReport> | FileRefusal {
  return importRows(ctx, order, COLUMNS, () => {
    const said: Said = { codes: noCodesYet(order.asNew), emails: new Map(), isVouched: order.isVouched };
    return (work) => {
      const lookups = readLookups(work);
      return (row) => {
        const person = rosterOf(work, row, lookups, said);
        return person && save(work, person, lookups);
      };
    };
  });
}

/** What the rows so far have said, whether it was written or not. */
interface Said {
  codes: SaidCodes;
  /** Whose each address is, by the code's key. */
  emails: Map<string, string>;
  isVouched: boolean | undefined;
}

/** The row as facts, or null when anything is wrong with it; what is wrong stands in `row.problems`. */
function rosterOf(work: Work, row: TableRow<Column>, lookups: Lookups, said: Said): Roster | null {
  const { read, wrong } = cellsOf(row, COLUMNS);
  const code = read("code", asNewCode(said.codes));
  const name = read("name", asText(row, nameOf(COLUMNS, "name"), said.isVouched));
  const surname = read("surname", asText(row, nameOf(COLUMNS, "surname"), said.isVouched));
  const homePlaceId = read("home", asPlace(lookups));
  const languages = read("languages", asLanguages(lookups));
  const email = read("email", asEmail);
  const modes = read("modes", asModes);
  const hours = read("hours", asNumber(0, 168));
  const columns = {
    gender: read("gender", asGender),
    email,
    phone: read("phone", asPhone),
    deskId: read("desk", asDesk(lookups)),
    radiusKm: rounded(read("radius", asNumber(0, 1000))),
    maxMinutesPerWeek: rounded(hours && hours * 60),
    onsite: modes?.includes("onsite"),
    byPhone: modes?.includes("phone"),
    byVideo: modes?.includes("video"),
  };
  const held = [
    heldOf(row, "confidentiality_pledge", "pledgeFrom", "pledgeUntil"),
    heldOf(row, "police_certificate", "policeFrom", "policeUntil"),
  ];
  const weekly = read("availability", asAvailability);
  const status = read("status", asStatus);
  const known = meant(work, code ?? "");
  const near = code && nearCode(said.codes, code, known);
  if (near) wrong("code", "code_near", near);
  if (code && email && isTaken(work, { id: known.same?.id ?? "", code }, email, said))
    wrong("email", "email_taken", email);
  if (row.problems.length || !code || !name || !homePlaceId || !languages) return null;
  takeCode(said.codes, code);
  if (email) said.emails.set(email, keyOf(code));
  return {
    code,
    columns: { ...columns, name: withSurname(name, surname), homePlaceId },
    languages,
    credentials: held.filter((one) => one !== null),
    weekly,
    status,
  };
}

/** In one column or in two; nobody is called by their surname twice. */
function withSurname(name: Guarded, surname: Guarded | undefined): Guarded {
  return surname && !fold(name).endsWith(fold(surname)) ? joined(name, surname) : name;
}

function rounded(number: number | undefined): number | undefined {
  return number === undefined ? undefined : Math.round(number);
}

function heldOf(row: TableRow<Column>, kind: CredentialKind, fromKey: Column, untilKey: Column): Held | null {
  const { read, wrong } = cellsOf(row, COLUMNS);
  const [from, until] = [read(fromKey, asDate), read(untilKey, asDate)];
  if (row.cells[fromKey] === undefined && until) wrong(untilKey, "date_alone", row.cells[untilKey]);
  if (from && until && until < from) wrong(untilKey, "dates_reversed", row.cells[untilKey]);
  return from ? { kind, from, until: until ?? null } : null;
}

/** Whom of the roster the code means. */
function meant(work: Work, code: string) {
  const rows = work.db.select().from(interpreters).where(perhapsMeant(interpreters, code)).all();
  return meantBy(rows, (one) => one.code, code);
}

function isTaken(work: Work, { id, code }: { id: string; code: string }, email: string, { emails }: Said): boolean {
  if ((emails.get(email) ?? keyOf(code)) !== keyOf(code)) return true;
  const others = and(eq(interpreters.email, email), ne(interpreters.id, id));
  return work.db.select({ id: interpreters.id }).from(interpreters).where(others).get() !== undefined;
}

// --- writing ---------------------------------------------------------------------------------------

function save(work: Work, person: Roster, lookups: Lookups): "added" | "changed" | "unchanged" {
  const before = meant(work, person.code).same;
  const id = before?.id ?? newId();
  if (!before) add(work, id, person, lookups);
  const changed = [
    ...(before ? changeColumns(work, before, person) : []),
    ...(changeLanguages(work, id, person.languages) ? ["languages"] : []),
    ...(person.credentials.filter((one) => changeCredential(work, id, one)).length ? ["credentials"] : []),
  ];
  const hasNewHours = changeAvailability(work, id, person.weekly);
  if (before && changed.length === 0 && !hasNewHours) return "unchanged";
  record(work, { kind: "interpreter_imported", interpreterId: id, payload: { added: !before, changed } });
  if (hasNewHours) record(work, { kind: "availability_saved", interpreterId: id });
  return before ? "changed" : "added";
}

function add(work: Work, id: string, { code, columns, status }: Roster, { places, desks }: Lookups): void {
  const region = places.find((place) => place.id === columns.homePlaceId)?.region;
  work.db
    .insert(interpreters)
    .values({
      ...columns,
      id,
      code,
      ...keyed(code),
      sortKey: sortKeyLv(columns.name),
      status: status ?? "active",
      deskId: columns.deskId ?? (desks.find((desk) => desk.region === region) ?? desks[0])!.id,
      onsite: columns.onsite ?? true,
      byPhone: columns.byPhone ?? true,
      byVideo: columns.byVideo ?? true,
    })
    .run();
}

/** Names of the columns that are different now. A candidate may become active; other statuses are a coordinator's. */
function changeColumns(work: Work, before: typeof interpreters.$inferSelect, { columns, status }: Roster): string[] {
  const becomesActive = before.status === "candidate" && status === "active";
  const different = differences(before, {
    ...columns,
    sortKey: sortKeyLv(columns.name),
    status: becomesActive ? "active" : undefined,
  });
  if (different.length === 0) return [];
  work.db.update(interpreters).set(Object.fromEntries(different)).where(eq(interpreters.id, before.id)).run();
  return different.map(([name]) => name).filter((name) => name !== "sortKey");
}

function changeLanguages(work: Work, interpreterId: string, wanted: SpokenRow[]): boolean {
  const own = eq(interpreterLanguages.interpreterId, interpreterId);
  const before = work.db.select().from(interpreterLanguages).where(own).all();
  const key = ({ language, variant, level }: SpokenRow) => `${language}/${variant}:${level}`;
  if (isSameSet(before.map(key), wanted.map(key))) return false;
  work.db.delete(interpreterLanguages).where(own).run();
  work.db
    .insert(interpreterLanguages)
    .values(wanted.map((row) => ({ interpreterId, ...row })))
    .run();
  return true;
}

function changeAvailability(work: Work, interpreterId: string, wanted: WeeklyWindow[] | undefined): boolean {
  if (!wanted) return false;
  const own = eq(availability.interpreterId, interpreterId);
  const before = work.db.select().from(availability).where(own).all();
  const key = ({ weekday, fromMinute, toMinute }: WeeklyWindow) => `${weekday} ${fromMinute} ${toMinute}`;
  if (isSameSet(before.map(key), wanted.map(key))) return false;
  work.db.delete(availability).where(own).run();
  work.db
    .insert(availability)
    .values(wanted.map((window) => ({ interpreterId, ...window })))
    .run();
  work.db.update(interpreters).set({ availabilityKnown: true }).where(eq(interpreters.id, interpreterId)).run();
  return true;
}

/** One that began on the same day gets its new end; another is added, and the older ones stay for the record. */
function changeCredential(work: Work, interpreterId: string, { kind, from, until }: Held): boolean {
  const validFrom = startOfDay(from);
  const validUntil: Instant | null = until ? startOfDay(addDays(until, 1)) : null;
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

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}
