import { and, eq, isNull, ne } from "drizzle-orm";
import { type Ctx, newId, type Work } from "#app/context.server";
import { record } from "#app/events/record";
import { ok, type Result, refuse } from "#app/result";
import { sortKeyLv } from "#app/text";
import { addDays, type Instant, startOfDay, type WeeklyWindow } from "#app/time";
import { availability, credentials, interpreterLanguages, interpreters } from "#db/schema";
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
  asText,
  type CredentialRow,
  cellReader,
  type Lookups,
  readLookups,
  type SpokenRow,
} from "./fields";
import { type Columns, type FileRefusal, type ImportReport, importRows, type TableRow } from "./table";

type Column =
  | "code"
  | "name"
  | "gender"
  | "email"
  | "phone"
  | "home"
  | "desk"
  | "languages"
  | "modes"
  | "radius"
  | "hours"
  | "pledgeFrom"
  | "pledgeUntil"
  | "policeFrom"
  | "policeUntil"
  | "availability"
  | "status";

/** Latvian names as in the template, then English ones. */
const COLUMNS: Columns<Column> = {
  code: { names: ["kods", "code"], required: true },
  name: { names: ["vārds", "vards_uzvards", "name"], required: true },
  gender: { names: ["dzimums", "gender"] },
  email: { names: ["e-pasts", "epasts", "email", "e-mail"] },
  phone: { names: ["tālrunis", "telefons", "phone"] },
  home: { names: ["dzīvesvieta", "home", "home_place", "place"], required: true },
  desk: { names: ["kontaktpunkts", "desk"] },
  languages: { names: ["valodas", "languages"], required: true },
  modes: { names: ["veidi", "modes"] },
  radius: { names: ["attālums_km", "radius_km", "radius"] },
  hours: { names: ["stundas_nedēļā", "hours_per_week", "weekly_hours", "hours"] },
  pledgeFrom: { names: ["apliecinājums_no", "pledge_from"] },
  pledgeUntil: { names: ["apliecinājums_līdz", "pledge_until"] },
  policeFrom: { names: ["izziņa_no", "police_certificate_from"] },
  policeUntil: { names: ["izziņa_līdz", "police_certificate_until"] },
  availability: { names: ["pieejamība", "availability"] },
  status: { names: ["statuss", "status"] },
};

const columnOf = (key: Column) => COLUMNS[key].names[0]!;

/** What a row says of a person. Undefined = nothing said: kept as it is, or the default of a new person. */
interface Roster {
  code: string;
  columns: Partial<typeof interpreters.$inferInsert> & { name: string; homePlaceId: string };
  languages: SpokenRow[];
  credentials: CredentialRow[];
  weekly: WeeklyWindow[] | undefined;
  isCandidate: boolean | undefined;
}

/**
 * The roster of interpreters from a table, by their codes: new people are added, known ones changed where the table says
 * otherwise, nobody is removed. A row with a problem is left out, the others are not. Without `apply` nothing is written and
 * the report says what would be. The same table again changes nothing.
 */
export function importInterpreters(
  ctx: Ctx,
  order: { table: Uint8Array; apply: boolean },
): Result<ImportReport, FileRefusal | "not_found"> {
  return importRows(ctx, order, COLUMNS, (work) => {
    const lookups = readLookups(work);
    const seen = new Set<string>();
    return (row) => {
      const person = rosterOf(work, row, lookups, seen);
      return person && save(work, person, lookups);
    };
  });
}

/** The row as facts, or null when anything is wrong with it; what is wrong stands in `row.problems`. */
function rosterOf(work: Work, row: TableRow<Column>, lookups: Lookups, seen: Set<string>): Roster | null {
  const read = cellReader(row, columnOf);
  const code = read("code", asText);
  const name = read("name", asText);
  const home = read("home", asPlace(lookups));
  const languages = read("languages", asLanguages(lookups));
  const email = read("email", asEmail);
  const modes = read("modes", asModes);
  const hours = read("hours", asNumber(0, 168));
  const columns = {
    gender: read("gender", asGender),
    email,
    phone: read("phone", asPhone),
    deskId: read("desk", asDesk(lookups)),
    radiusKm: whole(read("radius", asNumber(0, 1000))),
    maxMinutesPerWeek: hours === undefined ? undefined : Math.round(hours * 60),
    onsite: modes?.includes("onsite"),
    byPhone: modes?.includes("phone"),
    byVideo: modes?.includes("video"),
  };
  const held = [credentialOf(row, "confidentiality_pledge"), credentialOf(row, "police_certificate")];
  const weekly = read("availability", asAvailability);
  const isCandidate = read("status", asStatus);
  if (code && seen.has(code))
    row.problems.push({ line: row.line, column: columnOf("code"), code: "code_twice", text: code });
  if (code) seen.add(code);
  if (code && email && isTaken(work, code, email))
    row.problems.push({ line: row.line, column: columnOf("email"), code: "email_taken", text: email });
  if (row.problems.length || !code || !name || !home || !languages) return null;
  return {
    code,
    columns: { ...said(columns), name, homePlaceId: home },
    languages,
    credentials: held.filter((one) => one !== null),
    weekly,
    isCandidate,
  };
}

function whole(number: number | undefined): number | undefined {
  return number === undefined ? undefined : Math.round(number);
}

function said<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function asStatus(text: string): Result<boolean, "status"> {
  const word = text.toLowerCase();
  if (["aktīvs", "aktivs", "aktīva", "active"].includes(word)) return ok(false);
  return ["kandidāts", "kandidats", "kandidāte", "candidate"].includes(word) ? ok(true) : refuse("status");
}

function credentialOf(
  row: TableRow<Column>,
  kind: "confidentiality_pledge" | "police_certificate",
): CredentialRow | null {
  const [fromKey, untilKey] =
    kind === "confidentiality_pledge"
      ? (["pledgeFrom", "pledgeUntil"] as const)
      : (["policeFrom", "policeUntil"] as const);
  const read = cellReader(row, columnOf);
  const [from, until] = [read(fromKey, asDate), read(untilKey, asDate)];
  const wrong = (key: Column, code: "date_alone" | "dates_reversed") =>
    row.problems.push({ line: row.line, column: columnOf(key), code, text: row.cells[key] ?? "" });
  if (row.cells[fromKey] === undefined && until) wrong(untilKey, "date_alone");
  if (from && until && until < from) wrong(untilKey, "dates_reversed");
  return from ? { kind, from, until: until ?? null } : null;
}

function isTaken(work: Work, code: string, email: string): boolean {
  const others = and(eq(interpreters.email, email), ne(interpreters.code, code));
  return work.db.select({ id: interpreters.id }).from(interpreters).where(others).get() !== undefined;
}

// --- writing ---------------------------------------------------------------------------------------

function save(work: Work, person: Roster, lookups: Lookups): "added" | "changed" | "unchanged" {
  const before = work.db.select().from(interpreters).where(eq(interpreters.code, person.code)).get();
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

function add(work: Work, id: string, { code, columns, isCandidate }: Roster, lookups: Lookups): void {
  const region = lookups.places.find((place) => place.id === columns.homePlaceId)?.region;
  work.db
    .insert(interpreters)
    .values({
      id,
      code,
      sortKey: sortKeyLv(columns.name),
      status: isCandidate ? "candidate" : "active",
      deskId: lookups.desks.find((desk) => desk.region === region)?.id ?? lookups.desks[0]!.id,
      onsite: true,
      byPhone: true,
      byVideo: true,
      ...columns,
    })
    .run();
}

/** Names of the columns that are different now. A candidate may become active; other statuses are a coordinator's. */
function changeColumns(
  work: Work,
  before: typeof interpreters.$inferSelect,
  { columns, isCandidate }: Roster,
): string[] {
  const wanted = {
    ...columns,
    sortKey: sortKeyLv(columns.name),
    ...(before.status === "candidate" && isCandidate === false ? { status: "active" as const } : {}),
  };
  const different = Object.entries(wanted).filter(([key, value]) => before[key as keyof typeof before] !== value);
  if (different.length === 0) return [];
  work.db.update(interpreters).set(Object.fromEntries(different)).where(eq(interpreters.id, before.id)).run();
  return different.map(([key]) => key).filter((key) => key !== "sortKey");
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
function changeCredential(work: Work, interpreterId: string, { kind, from, until }: CredentialRow): boolean {
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
