/** Whom and what the words of the journal's filter mean. */
import { eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Role } from "#app/dispatch/vocabulary";
import type { JournalGroup } from "#app/events/journal-groups";
import { foundIn } from "#app/text";
import { keyOf, referenceIn } from "#app/text/keys";
import type { DateText } from "#app/time";
import { interpreters, organisations, requests, users } from "#db/schema";
import type { EventFilter } from "./journal-events";

/** Several may be meant; no more of them are shown. */
const MOST = 12;

/** One that the words may mean. `words`: what to type so that this one alone is meant. */
export interface Meant<T> {
  words: string;
  name: string;
  sort: Role | "request" | "interpreter_card" | "organisation";
  is: T;
}

export type MeantActor = Meant<{ userId: string; actorIds: string[] }>;
export type MeantThing = Meant<NonNullable<EventFilter["thing"]>>;

/** Accounts by address, else by name. */
export function actorsMeant({ db }: Pick<Ctx, "db">, words: string): MeantActor[] {
  const rows = db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: users.role,
      interpreterId: users.interpreterId,
    })
    .from(users)
    .all();
  const exact = rows.filter(({ email }) => email === words.toLowerCase());
  return (exact.length > 0 ? exact : rows.filter(({ name, email }) => foundIn(`${name} ${email}`, words)))
    .slice(0, MOST)
    .map(({ id, name, email, role, interpreterId }) => ({
      words: email,
      name,
      sort: role,
      is: { userId: id, actorIds: interpreterId === null ? [id] : [id, interpreterId] },
    }));
}

/** A request by its reference; else interpreters and organisations by code or name, and accounts. */
export function thingsMeant(ctx: Pick<Ctx, "db">, words: string): MeantThing[] {
  const { db } = ctx;
  const request = db
    .select({ id: requests.id, reference: requests.reference })
    .from(requests)
    .where(eq(requests.reference, referenceIn(words)))
    .get();
  if (request) {
    const { id, reference } = request;
    return [{ words: reference, name: reference, sort: "request", is: { column: "request", id } }];
  }
  const people = db
    .select({ id: interpreters.id, code: interpreters.code, name: interpreters.name })
    .from(interpreters);
  const institutions = db
    .select({ id: organisations.id, code: organisations.code, name: organisations.name })
    .from(organisations);
  const all: MeantThing[] = [
    ...people.all().map(({ id, code, name }): MeantThing => {
      return { words: code, name, sort: "interpreter_card", is: { column: "interpreter", id } };
    }),
    ...institutions.all().map(({ id, code, name }): MeantThing => {
      return { words: code, name, sort: "organisation", is: { column: "other", id } };
    }),
  ];
  const exact = all.filter((one) => keyOf(one.words) === keyOf(words));
  if (exact.length > 0) return exact;
  const accounts = actorsMeant(ctx, words).map(
    (one): MeantThing => ({ ...one, is: { column: "other", id: one.is.userId } }),
  );
  return [...all.filter(({ name }) => foundIn(name, words)), ...accounts].slice(0, MOST);
}

interface Asked {
  who: string | null;
  what: string | null;
  group: JournalGroup | null;
  from: DateText | null;
  to: DateText | null;
}

interface Choice {
  field: "who" | "what";
  among: Omit<Meant<unknown>, "is">[];
}

/** The filter that the words mean; null where they mean nobody, or several, of whom `choose` says which. */
export function meantBy(ctx: Pick<Ctx, "db">, { who, what, ...rest }: Asked) {
  const actors = who === null ? [] : actorsMeant(ctx, who);
  const things = what === null ? [] : thingsMeant(ctx, what);
  const choose: Choice[] = [];
  if (actors.length > 1) choose.push({ field: "who", among: actors.map(shown) });
  if (things.length > 1) choose.push({ field: "what", among: things.map(shown) });
  const unknown: ("who" | "what")[] = [];
  if (who !== null && actors.length === 0) unknown.push("who");
  if (what !== null && things.length === 0) unknown.push("what");
  const isClear = choose.length === 0 && unknown.length === 0;
  return {
    filter: isClear ? { actor: actors[0]?.is ?? null, thing: things[0]?.is ?? null, ...rest } : null,
    choose,
    unknown,
  };
}

function shown({ words, name, sort }: Meant<unknown>): Choice["among"][number] {
  return { words, name, sort };
}
