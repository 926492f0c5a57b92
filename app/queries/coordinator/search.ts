/**
 * What a coordinator's search can mean: a reference, an institution, a client's code, an interpreter, a language, whom to call
 * or the number to call. SQLite folds no letters, so names are folded here: a few hundred institutions, a few thousand
 * people, each contact once. What is found of them is looked up by indexes: nothing reads every request.
 */
import { and, eq, gte, inArray, isNotNull, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { isLiveJob } from "#app/facts/live";
import { hasNumber, numberSought } from "#app/phone";
import { foundBy } from "#app/queries/everyone/found-by";
import { foundIn, wordsOf } from "#app/text";
import { isNear, keyOf, nearKeyOf, referenceIn } from "#app/text/keys";
import { assignments, clients, interpreters, languages, languageVariants, organisations, requests } from "#db/schema";

/** More matches than this are not told apart: the reader is asked for a longer word. */
const MOST = 200;
/** So many people's own pages are offered. */
const MOST_PEOPLE = 8;
/** A shorter word begins too many languages and contacts. */
const SHORTEST_WORD = 3;

export interface FoundPerson {
  id: string;
  name: string;
  code: string;
  phone: string | null;
}

/** The interpreters whom the words name, by name, code or telephone; erased people are not found. */
export function peopleFound(ctx: Pick<Ctx, "db">, q: string): FoundPerson[] {
  return peopleMeant(ctx, q).slice(0, MOST_PEOPLE);
}

/** The requests that the words mean. */
export function requestsMeant(ctx: Pick<Ctx, "db">, q: string): SQL | undefined {
  const people = peopleMeant(ctx, q)
    .slice(0, MOST)
    .map(({ id }) => id);
  const theirs = ctx.db
    .select({ id: assignments.requestId })
    .from(assignments)
    .where(and(isLiveJob(), inArray(assignments.interpreterId, people)));
  const [organisationIds, clientIds] = [organisationsMeant(ctx, q), clientsMeant(ctx, q)];
  const number = numberSought(q);
  const isNamed = wordsOf(q).some((word) => word.length >= SHORTEST_WORD);
  const names = isNamed ? contacts(ctx, requests.contactName).filter((name) => foundIn(name, q)) : [];
  const numbers = number ? contacts(ctx, requests.contactPhone).filter((stored) => hasNumber(stored, number)) : [];
  const meant = or(
    referenceBegins(q),
    organisationIds.length ? inArray(requests.organisationId, organisationIds) : undefined,
    people.length ? inArray(requests.id, theirs) : undefined,
    clientIds.length ? inArray(requests.clientId, clientIds) : undefined,
    names.length ? inArray(requests.contactName, names.slice(0, MOST)) : undefined,
    numbers.length ? inArray(requests.contactPhone, numbers.slice(0, MOST)) : undefined,
    ...(isNamed ? languagesMeant(ctx, q) : []),
  );
  return meant ?? sql`false`;
}

function referenceBegins(q: string): SQL | undefined {
  const reference = referenceIn(q);
  return reference ? and(gte(requests.reference, reference), lt(requests.reference, `${reference}~`)) : undefined;
}

function peopleMeant(ctx: Pick<Ctx, "db">, q: string): FoundPerson[] {
  const { id, name, code, key, nearKey, phone } = interpreters;
  const isFound = foundBy(q);
  return ctx.db
    .select({ id, name, code, key, nearKey, phone })
    .from(interpreters)
    .where(ne(interpreters.status, "erased"))
    .orderBy(interpreters.sortKey, interpreters.id)
    .all()
    .filter((one) => isFound({ ...one, words: one.name }));
}

function organisationsMeant(ctx: Pick<Ctx, "db">, q: string): string[] {
  const { id, name, code, key, nearKey, phone } = organisations;
  const isFound = foundBy(q);
  return ctx.db
    .select({ id, name, code, key, nearKey, phone })
    .from(organisations)
    .all()
    .filter((one) => isFound({ ...one, words: one.name }))
    .slice(0, MOST)
    .map((one) => one.id);
}

/** Whose code holds what was typed, or is near it. */
function clientsMeant(ctx: Pick<Ctx, "db">, q: string): string[] {
  const sought = keyOf(q);
  if (sought.length < 2 || !/\p{N}/u.test(sought)) return [];
  const { id, code, key, nearKey } = clients;
  return ctx.db
    .select({ id, code })
    .from(clients)
    .where(or(sql`instr(${key}, ${sought}) > 0`, eq(nearKey, nearKeyOf(q)), isNull(key)))
    .limit(10 * MOST)
    .all()
    .filter((client) => keyOf(client.code).includes(sought) || isNear(client.code, q))
    .slice(0, MOST)
    .map((client) => client.id);
}

/** Each contact once, by jumping along the index from one to the next: as many steps as there are contacts, not requests. */
function contacts<Column extends typeof requests.contactName | typeof requests.contactPhone>(
  ctx: Pick<Ctx, "db">,
  column: Column,
): Column["_"]["data"][] {
  const name = sql.identifier(column.name);
  return ctx.db
    .all<{ found: Column["_"]["data"] }>(sql`
      with recursive contact(found) as (
        select min(${name}) from requests
        union all select (select min(${name}) from requests where ${name} > found) from contact where found is not null
      ) select found from contact where found is not null`)
    .map(({ found }) => found);
}

/** Requests in a language, or in the variant that alone is named; and those whose language was typed and is not mapped. */
function languagesMeant(ctx: Pick<Ctx, "db">, q: string): (SQL | undefined)[] {
  const variants = ctx.db.select().from(languageVariants).all();
  const named = variants.filter(({ name }) => Object.values(name).some((one) => foundIn(one, q)));
  const spoken = ctx.db
    .select()
    .from(languages)
    .all()
    .filter(({ name, searchWords }) => foundIn([...Object.values(name), searchWords].join(" "), q))
    .map(({ code }) => code)
    .filter((code) => !named.some(({ language }) => language === code));
  const typed = ctx.db
    .select({ id: requests.id, text: requests.languageText })
    .from(requests)
    .where(and(isNull(requests.language), isNotNull(requests.languageText)))
    .limit(1000)
    .all()
    .filter(({ text }) => foundIn(text ?? "", q))
    .map(({ id }) => id);
  return [
    spoken.length ? inArray(requests.language, spoken) : undefined,
    ...named.map(({ language, code }) => and(eq(requests.language, language), eq(requests.variant, code))),
    typed.length ? inArray(requests.id, typed) : undefined,
  ];
}
