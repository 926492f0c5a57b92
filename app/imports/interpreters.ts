import { eq } from "drizzle-orm";
import { type Ctx, newId, type Work } from "#app/context.server";
import { type CredentialKind, MOST_HOURS, MOST_KM } from "#app/dispatch/vocabulary";
import { record } from "#app/events/record";
import { meantBy, perhapsMeant } from "#app/facts/keys/meant";
import { type Guarded, joined } from "#app/privacy";
import type { Ok } from "#app/result";
import {
  addPerson,
  changeColumns,
  changeCredential,
  changeLanguages,
  changeWeek,
  type Held,
  isAddressTaken,
  type PersonColumns,
  type PersonRow,
  type SpokenRow,
} from "#app/steps/roster/person";
import { fold } from "#app/text";
import { keyOf } from "#app/text/keys";
import type { WeeklyWindow } from "#app/time";
import { interpreters } from "#db/schema";
import { asNewCode, nearCode, noCodesYet, type SaidCodes, takeCode } from "./codes";
import { INTERPRETER_COLUMNS as COLUMNS } from "./columns";
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
  type Lookups,
  readLookups,
} from "./fields";
import { type FileRefusal, nameOf, type TableRow } from "./rows";
import { type ImportOrder, type ImportReport, importRows, type TableKind, type Taken, type TakeOrder } from "./table";

type Column = (typeof COLUMNS)[number]["key"];

/** What a row says of a person. Undefined = nothing said: kept as it is, or the default of a new person. */
interface Roster {
  code: string;
  columns: PersonColumns;
  languages: SpokenRow[];
  credentials: Held[];
  weekly: WeeklyWindow[] | undefined;
  status: "active" | "candidate" | undefined;
}

/**
 * The roster of interpreters from a table, by their codes: new people are added, known ones changed where the table says
 * otherwise, nobody is removed. A row with a problem is left out, the others are not. Without `apply` nothing is written and
 * the report says what would be. The same table again changes nothing.
 */
export function importInterpreters(ctx: Ctx, order: ImportOrder): Ok<ImportReport> | FileRefusal {
  return importRows(ctx, order, INTERPRETERS);
}

export const INTERPRETERS: TableKind<Column> = {
  columns: COLUMNS,
  begin(order) {
    const said: Said = { codes: noCodesYet(order.asNew), emails: new Map(), isVouched: order.isVouched };
    return (work) => {
      const lookups = readLookups(work);
      return (row) => {
        const person = rosterOf(work, row, lookups, said);
        return person && save(work, person, order);
      };
    };
  },
};

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
  const hours = read("hours", asNumber(0, MOST_HOURS));
  const columns = {
    gender: read("gender", asGender),
    email,
    phone: read("phone", asPhone),
    deskId: read("desk", asDesk(lookups)),
    radiusKm: rounded(read("radius", asNumber(0, MOST_KM))),
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

/** Who turned out to be somebody else is that person. */
function survivorOf(work: Work, person: PersonRow | undefined): PersonRow | undefined {
  if (!person?.mergedIntoId) return person;
  return work.db.select().from(interpreters).where(eq(interpreters.id, person.mergedIntoId)).get();
}

/** Whom of the roster the code means. */
function meant(work: Work, code: string) {
  const rows = work.db.select().from(interpreters).where(perhapsMeant(interpreters, code)).all();
  return meantBy(rows, (one) => one.code, code);
}

function isTaken(work: Work, { id, code }: { id: string; code: string }, email: string, { emails }: Said): boolean {
  return (emails.get(email) ?? keyOf(code)) !== keyOf(code) || isAddressTaken(work, id, email);
}

// --- writing ---------------------------------------------------------------------------------------

function save(work: Work, person: Roster, { watch }: TakeOrder): Taken {
  const { code, columns, status, weekly } = person;
  const before = survivorOf(work, meant(work, code).same);
  const id = before?.id ?? newId();
  const { name, email = null, phone = null } = columns;
  const taken = { id, code, name, email, phone };
  if (before) watch?.(work, id);
  if (!before) addPerson(work, { id, code, columns, status: status ?? "active" });
  const changed = [
    ...(before ? changeKnown(work, before, person) : []),
    ...(changeLanguages(work, id, person.languages) ? ["languages"] : []),
    ...(person.credentials.filter((one) => changeCredential(work, id, one)).length ? ["credentials"] : []),
  ];
  const hasNewHours = weekly !== undefined && changeWeek(work, id, weekly);
  if (before && changed.length === 0 && !hasNewHours) return { ...taken, became: "unchanged", changed };
  record(work, { kind: "interpreter_imported", interpreterId: id, payload: { added: !before, changed } });
  if (hasNewHours) record(work, { kind: "availability_saved", interpreterId: id });
  return {
    ...taken,
    became: before ? "changed" : "added",
    changed: [...changed, ...(hasNewHours ? ["availability"] : [])],
  };
}

/** Names of the columns that are different now. A candidate may become active; other statuses are a coordinator's. */
function changeKnown(work: Work, before: PersonRow, { columns, status }: Roster): string[] {
  const becomesActive = before.status === "candidate" && status === "active";
  return changeColumns(work, before, { ...columns, ...(becomesActive && { status: "active" }) });
}
