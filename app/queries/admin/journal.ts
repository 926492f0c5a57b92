/** Who did what, when, to whom: events, readings of protected pages and sign-ins in one list, newest first. */
import { and, desc, eq, gte, inArray, lt, or } from "drizzle-orm";
import { seal, unseal } from "#app/auth/seal.server";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import type { Role, SignInOutcome } from "#app/dispatch/vocabulary";
import { type JournalGroup, kindsIn } from "#app/events/journal-groups";
import type { Change } from "#app/events/kinds";
import { toldChanges } from "#app/queries/everyone/changes";
import { type EventRow, entriesOf, eventRows, type TimelineEntry } from "#app/queries/everyone/timeline-entries";
import { addDays, type DateText, type Instant, instantFrom, startOfDay } from "#app/time";
import { applications, events, interpreters, readings, requests, signIns, users } from "#db/schema";
import { type EventFilter, eventsBefore, firstFrom } from "./journal-events";
import type { MeantActor, MeantThing } from "./journal-meant";

export interface JournalFilter {
  actor: MeantActor["is"] | null;
  thing: MeantThing["is"] | null;
  group: JournalGroup | null;
  /** Riga dates, both inclusive. */
  from: DateText | null;
  to: DateText | null;
}

/** Where a page begins: before these of each. A sign-in that is counted up has a new time, so it is found by that and its id. */
export interface Place {
  event: number;
  reading: number;
  signIn: { at: Instant; id: number };
}
export const NEWEST: Place = {
  event: Number.MAX_SAFE_INTEGER,
  reading: Number.MAX_SAFE_INTEGER,
  signIn: { at: instantFrom(Number.MAX_SAFE_INTEGER), id: Number.MAX_SAFE_INTEGER },
};

export interface JournalRow {
  at: Instant;
  /** null: the installation itself, or an address that no account has. */
  who: { name: string; role: Role | null } | null;
  what:
    | { told: TimelineEntry; changed: Change }
    | { read: "request" | "interpreter" | "application" }
    | { signIn: SignInOutcome; device: string; network: string; times: number };
  /** What it was done to, where that has a page. */
  thing: { page: "request" | "interpreter" | "application"; id: string; name: string } | null;
  /** A coordinator did it for them. */
  actsFor: TimelineEntry["actsFor"];
}

export interface JournalPage {
  rows: JournalRow[];
  /** Of the next page; null: there is none. */
  next: Place | null;
  /** So far back was looked, and no page filled: what is narrowed so is rare. null: the page is full, or all was seen. */
  lookedTo: Instant | null;
}

interface Found {
  at: Instant;
  of: "event" | "reading" | "signIn";
  id: number;
}

/** At most `size` rows from a place on. Costs the same however much has happened. */
export function journalPage(
  ctx: Pick<Ctx, "db" | "locale">,
  filter: JournalFilter,
  size: number,
  place = NEWEST,
): JournalPage {
  const looked = eventsBefore(ctx, eventFilterOf(filter), place.event, size + 1);
  const isCut = looked.stoppedAt !== null && looked.found.length <= size;
  const all: Found[] = [
    ...looked.found.map((row): Found => ({ ...row, of: "event" })),
    ...readingsBefore(ctx, filter, place, size + 1),
    ...signInsBefore(ctx, filter, place, size + 1),
  ].sort((a, b) => b.at - a.at || (a.of === b.of ? b.id - a.id : 0));
  // Beyond where looking for events stopped, nothing may be shown: an event may stand between.
  const reached = isCut ? (looked.stoppedAt?.at ?? null) : null;
  const known = reached === null ? all : all.filter(({ at }) => at >= reached);
  const shown = known.slice(0, size);
  const isMore = known.length > size || reached !== null;
  const cut = isCut && known.length <= size ? looked.stoppedAt : null;
  return {
    rows: rowsOf(ctx, shown),
    next: isMore ? placeAfter(shown, place, cut?.id ?? null) : null,
    lookedTo: cut?.at ?? null,
  };
}

function placeAfter(shown: readonly Found[], before: Place, cutAt: number | null): Place {
  const lastOf = (of: Found["of"]) => shown.filter((row) => row.of === of).at(-1);
  const signIn = lastOf("signIn");
  return {
    event: cutAt ?? lastOf("event")?.id ?? before.event,
    reading: lastOf("reading")?.id ?? before.reading,
    signIn: signIn ? { at: signIn.at, id: signIn.id } : before.signIn,
  };
}

function eventFilterOf({ actor, thing, group, ...dates }: JournalFilter): EventFilter {
  return { actorIds: actor?.actorIds ?? [], thing, kinds: group && kindsIn(group), ...spanOf(dates) };
}

function spanOf({ from, to }: Pick<JournalFilter, "from" | "to">) {
  return { from: from === null ? null : startOfDay(from), until: to === null ? null : startOfDay(addDays(to, 1)) };
}

function readingsBefore({ db }: Pick<Ctx, "db">, filter: JournalFilter, place: Place, wanted: number): Found[] {
  const { actor, thing, group } = filter;
  if ((group !== null && group !== "readings") || thing?.column === "other") return [];
  const { from, until } = spanOf(filter);
  return db
    .select({ id: readings.id, at: readings.at })
    .from(readings)
    .where(
      and(
        thing?.column === "request" ? eq(readings.requestId, thing.id) : undefined,
        thing?.column === "interpreter" ? eq(readings.interpreterId, thing.id) : undefined,
        actor ? eq(readings.userId, actor.userId) : undefined,
        lt(readings.id, place.reading),
        from === null ? undefined : gte(readings.id, firstFrom({ db }, from, readings)),
        until === null ? undefined : lt(readings.id, firstFrom({ db }, until, readings)),
      ),
    )
    .orderBy(desc(readings.id))
    .limit(wanted)
    .all()
    .map((row): Found => ({ ...row, of: "reading" }));
}

/** They are kept for 90 days, so that these are few. */
function signInsBefore({ db }: Pick<Ctx, "db">, filter: JournalFilter, place: Place, wanted: number): Found[] {
  const { actor, thing, group } = filter;
  if ((group !== null && group !== "sign_ins") || (thing !== null && thing.column !== "other")) return [];
  const { from, until } = spanOf(filter);
  const { at, id } = place.signIn;
  return db
    .select({ id: signIns.id, at: signIns.lastAt })
    .from(signIns)
    .where(
      and(
        actor ? eq(signIns.userId, actor.userId) : undefined,
        thing ? eq(signIns.userId, thing.id) : undefined,
        or(lt(signIns.lastAt, at), and(eq(signIns.lastAt, at), lt(signIns.id, id))),
        from === null ? undefined : gte(signIns.lastAt, from),
        until === null ? undefined : lt(signIns.lastAt, until),
      ),
    )
    .orderBy(desc(signIns.lastAt), desc(signIns.id))
    .limit(wanted)
    .all()
    .map((row): Found => ({ ...row, of: "signIn" }));
}

// --- what each says ----------------------------------------------------------------------------------

function rowsOf(ctx: Pick<Ctx, "db" | "locale">, shown: readonly Found[]): JournalRow[] {
  const idsOf = (of: Found["of"]) => shown.filter((row) => row.of === of).map(({ id }) => id);
  const said = {
    event: eventsSaid(ctx, idsOf("event")),
    reading: readingsSaid(ctx, idsOf("reading")),
    signIn: signInsSaid(ctx, idsOf("signIn")),
  };
  return shown.flatMap(({ of, id }) => said[of].get(id) ?? []);
}

function eventsSaid(ctx: Pick<Ctx, "db" | "locale">, ids: number[]): Map<number, JournalRow> {
  const rows = eventRows(ctx).where(inArray(events.id, ids)).all();
  const references = referencesOf(ctx, rows);
  const entries = entriesOf(ctx, rows);
  const changes = toldChanges(
    ctx,
    rows.map(({ event, userName }) => ({ ...event, thing: event.changedThing, who: userName })),
  );
  return new Map(
    rows.flatMap((row, index): [number, JournalRow][] => {
      const { event, person, userName, userRole } = row;
      const [told, changed] = [entries[index], changes[index]];
      if (!told || !changed) return [];
      const name = userName ?? (event.actorKind === "interpreter_link" ? person : null);
      const who = name === null ? null : { name, role: roleOf(row, userRole) };
      const thing = thingOf(event, person, references);
      return [[event.id, { at: event.at, who, what: { told, changed }, thing, actsFor: told.actsFor }]];
    }),
  );
}

function roleOf({ event }: EventRow, role: Role | null): Role | null {
  return event.actorKind === "interpreter_link" ? "interpreter" : role;
}

function thingOf(
  event: EventRow["event"],
  person: string | null,
  references: Map<string, string>,
): JournalRow["thing"] {
  const { requestId, interpreterId } = event;
  if (requestId) return { page: "request", id: requestId, name: references.get(requestId) ?? "" };
  return interpreterId ? { page: "interpreter", id: interpreterId, name: person ?? "" } : null;
}

function referencesOf({ db }: Pick<Ctx, "db">, rows: readonly EventRow[]): Map<string, string> {
  const ids = [...new Set(rows.flatMap(({ event }) => event.requestId ?? []))];
  const found = db
    .select({ id: requests.id, reference: requests.reference })
    .from(requests)
    .where(inArray(requests.id, ids))
    .all();
  return new Map(found.map(({ id, reference }) => [id, reference]));
}

function readingsSaid({ db }: Pick<Ctx, "db">, ids: number[]): Map<number, JournalRow> {
  const rows = db
    .select({
      row: readings,
      name: users.name,
      role: users.role,
      reference: requests.reference,
      person: interpreters.name,
      applicant: applications.name,
    })
    .from(readings)
    .innerJoin(users, eq(users.id, readings.userId))
    .leftJoin(requests, eq(requests.id, readings.requestId))
    .leftJoin(interpreters, eq(interpreters.id, readings.interpreterId))
    .leftJoin(applications, eq(applications.id, readings.applicationId))
    .where(inArray(readings.id, ids))
    .all();
  return new Map(
    rows.map(({ row, reference, person, applicant, name, role }): [number, JournalRow] => {
      const thing = readThing(row, reference ?? person ?? applicant);
      const what = { read: thing.page };
      // An application is erased in time, and then nobody can be led to it.
      const found = thing.name === null ? null : { ...thing, name: thing.name };
      return [row.id, { at: row.at, who: { name, role }, what, thing: found, actsFor: null }];
    }),
  );
}

function readThing(row: typeof readings.$inferSelect, name: string | null) {
  const { requestId, interpreterId, applicationId } = row;
  if (requestId !== null) return { page: "request", id: requestId, name } as const;
  if (interpreterId !== null) return { page: "interpreter", id: interpreterId, name } as const;
  return { page: "application", id: applicationId ?? "", name } as const;
}

function signInsSaid({ db }: Pick<Ctx, "db">, ids: number[]): Map<number, JournalRow> {
  const rows = db
    .select({ row: signIns, name: users.name, role: users.role })
    .from(signIns)
    .leftJoin(users, eq(users.id, signIns.userId))
    .where(inArray(signIns.id, ids))
    .all();
  return new Map(
    rows.map(({ row, name, role }): [number, JournalRow] => {
      const { outcome: signIn, device, network, times } = row;
      const who = name === null ? null : { name, role };
      return [row.id, { at: row.lastAt, who, what: { signIn, device, network, times }, thing: null, actsFor: null }];
    }),
  );
}

// --- in an address -----------------------------------------------------------------------------------

/** A place as an address says it to this person; what is none begins at the newest. */
export function placeIn({ viewer }: Ctx<UserViewer>, text: string | null): Place {
  const [first = "", last = ""] = (text ?? "").split(".");
  const rows = unseal("journal", viewer.userId, first);
  const signIn = unseal("journal", viewer.userId, last);
  if (!rows || !signIn) return NEWEST;
  return { event: rows[0], reading: rows[1], signIn: { at: instantFrom(signIn[0]), id: signIn[1] } };
}

export function placeText({ viewer }: Ctx<UserViewer>, { event, reading, signIn }: Place): string {
  const pairs = [[event, reading] as const, [signIn.at, signIn.id] as const];
  return pairs.map((pair) => seal("journal", viewer.userId, pair)).join(".");
}
