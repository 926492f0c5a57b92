/** What was last changed of one thing, or in one area, for whoever edits it there. */
import { and, desc, eq, inArray, isNotNull } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { type Change, type Event, eventFrom } from "#app/events/kinds";
import { namesOfPlaces } from "#app/facts/names";
import type { Instant } from "#app/time";
import { absences, type ChangedArea, desks, events, languages, organisations, users } from "#db/schema";

const FIRST = 5;
const MOST = 50;

/** One person, account, organisation; or all rules, holidays, desks, accounts. */
export type Changed = { thing: string } | { area: ChangedArea };

export interface Changes {
  rows: Change[];
  /** There are older ones, and they were not asked for. */
  hasMore: boolean;
}

/** Newest first: the last five, with `isLong` the last fifty. Reads an index of changes alone, however much else happened. */
export function changesOf(ctx: Pick<Ctx, "db" | "locale">, of: Changed, isLong = false): Changes {
  const limit = isLong ? MOST : FIRST;
  const rows = ctx.db
    .select({
      at: events.at,
      kind: events.kind,
      payload: events.payload,
      thing: events.changedThing,
      who: users.name,
    })
    .from(events)
    .leftJoin(users, and(eq(events.actorKind, "user"), eq(users.id, events.actorId)))
    .where(
      and(
        isNotNull(events.changedArea),
        "thing" in of ? eq(events.changedThing, of.thing) : eq(events.changedArea, of.area),
      ),
    )
    .orderBy(desc(events.id))
    .limit(limit + 1)
    .all();
  return { rows: toldChanges(ctx, rows.slice(0, limit)), hasMore: rows.length > limit && !isLong };
}

/** An event that is no request's, as it is stored. */
export interface ChangedRow {
  at: Instant;
  kind: string;
  payload: Record<string, unknown>;
  thing: string | null;
  who: string | null;
}

/** The rows as they came, each with what its sentence says. */
export function toldChanges(ctx: Pick<Ctx, "db" | "locale">, rows: readonly ChangedRow[]): Change[] {
  const named = namesOf(
    ctx,
    rows.flatMap(({ thing }) => thing ?? []),
  );
  return rows.map(({ at, thing, who, ...row }) => ({
    at,
    who,
    kind: row.kind,
    name: named.get(thing ?? "") ?? null,
    ...whatOf(ctx, eventFrom(row)),
    ...wayOf(ctx, eventFrom(row)),
  }));
}

/** The names of accounts, organisations and desks by id. */
function namesOf({ db, locale }: Pick<Ctx, "db" | "locale">, ids: string[]): Map<string, string> {
  const accounts = db.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ids)).all();
  const institutions = db
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(inArray(organisations.id, ids))
    .all();
  const all = db.select({ id: desks.id, name: desks.name }).from(desks).where(inArray(desks.id, ids)).all();
  const spoken = db
    .select({ id: languages.code, name: languages.name })
    .from(languages)
    .where(inArray(languages.code, ids))
    .all();
  const rows = [
    ...accounts,
    ...institutions,
    ...[...all, ...spoken].map(({ id, name }) => ({ id, name: name[locale] })),
  ];
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** "Rīga, centrs – Jelgava", and how long it takes. */
function wayOf(ctx: Pick<Ctx, "db" | "locale">, event: Event): Partial<Pick<Change, "name" | "value">> {
  if (event.kind !== "travel_saved" && event.kind !== "travel_removed") return {};
  const { fromPlaceId, toPlaceId } = event.payload;
  const named = namesOfPlaces(ctx, [fromPlaceId, toPlaceId]);
  const name = [fromPlaceId, toPlaceId].map((id) => named.get(id)?.[ctx.locale] ?? "").join(" – ");
  return { name, value: event.kind === "travel_saved" ? event.payload.minutes : null };
}

type What = Omit<Change, "at" | "who" | "kind" | "name">;
const NOTHING: What = {
  interval: null,
  from: null,
  to: null,
  rule: null,
  value: null,
  date: null,
  list: null,
  letter: null,
};

function whatOf({ db }: Pick<Ctx, "db">, event: Event): What {
  switch (event.kind) {
    case "absence_added":
      return { ...NOTHING, interval: { start: event.payload.start, end: event.payload.end } };
    case "absence_cancelled": {
      const row = db.select().from(absences).where(eq(absences.id, event.payload.absenceId)).get();
      return { ...NOTHING, interval: row ? { start: row.startAt, end: row.endAt } : null };
    }
    case "interpreter_status_changed":
      return { ...NOTHING, from: event.payload.from, to: event.payload.to };
    case "setting_saved":
      return { ...NOTHING, rule: event.payload.key, value: event.payload.value, date: event.payload.holdsFrom };
    case "setting_removed":
      return { ...NOTHING, rule: event.payload.key, date: event.payload.holdsFrom };
    case "holiday_saved":
    case "holiday_removed":
      return { ...NOTHING, date: event.payload.date };
    case "letter_saved":
    case "letter_reset":
      return { ...NOTHING, letter: event.payload };
    case "rates_saved":
    case "terms_saved":
    case "organisation_funded":
      return { ...NOTHING, date: event.payload.holdsFrom };
    case "statement_handed_in":
    case "statement_returned":
    case "statement_approved":
    case "statement_paid":
    case "payments_exported":
      return { ...NOTHING, value: event.payload.month };
    case "list_exported":
      return { ...NOTHING, list: event.payload.list };
    case "import_applied": {
      const { table, added, changed } = event.payload;
      return { ...NOTHING, list: table, value: added + changed };
    }
    case "import_taken_back": {
      const { table, removed, restored } = event.payload;
      return { ...NOTHING, list: table, value: removed + restored };
    }
    default:
      return NOTHING;
  }
}
