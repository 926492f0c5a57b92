/**
 * What a coordinator's search can mean: a reference, an institution, a client's code, an interpreter, a language, whom to call
 * or the number to call. SQLite folds no letters, so names are folded here: a few hundred institutions, a few thousand
 * people, each contact once. What is found of them is looked up by indexes: nothing reads every request.
 */

import { and, desc, eq, inArray, isNotNull, isNull, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { GONE } from "#app/dispatch/vocabulary";
import { formerNames } from "#app/facts/institutions/former-names";
import { contactsOf } from "#app/facts/lists/contacts";
import { referencesBegun } from "#app/facts/lists/references";
import { type Span, within } from "#app/facts/lists/spans";
import { isLiveJob } from "#app/facts/live";
import { hasNumber, numberSought } from "#app/phone";
import { foundBy } from "#app/queries/everyone/found-by";
import { foundIn, wordsOf } from "#app/text";
import { isNear, keyOf, nearKeyOf, referenceIn } from "#app/text/keys";
import { DAY, instantFrom } from "#app/time";
import { assignments, interpreters, languages, languageVariants, organisations, requests } from "#db/schema";

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

/**
 * The requests that the words mean and that begin in a span. Each meaning names the span itself: every index here ends with the
 * start, and so none is read further than the span reaches.
 */
export function requestsMeant(ctx: Pick<Ctx, "db">, q: string): (span: Span) => SQL {
  const people = peopleMeant(ctx, q)
    .slice(0, MOST)
    .map(({ id }) => id);
  const [organisationIds, clientIds] = [organisationsFound(ctx, q).map(({ id }) => id), clientsMeant(ctx, q)];
  const number = numberSought(q);
  const isNamed = wordsOf(q).some((word) => word.length >= SHORTEST_WORD);
  const names = isNamed ? contactsOf(ctx, requests.contactName).filter((name) => foundIn(name, q)) : [];
  const numbers = number ? contactsOf(ctx, requests.contactPhone).filter((stored) => hasNumber(stored, number)) : [];
  const named = referencesBegun(ctx, referenceIn(q));
  const meanings = [
    named.length ? inArray(requests.id, named) : undefined,
    organisationIds.length ? inArray(requests.organisationId, organisationIds) : undefined,
    clientIds.length ? inArray(requests.clientId, clientIds) : undefined,
    names.length ? inArray(requests.contactName, names.slice(0, MOST)) : undefined,
    numbers.length ? inArray(requests.contactPhone, numbers.slice(0, MOST)) : undefined,
    ...(isNamed ? languagesMeant(ctx, q) : []),
  ].filter((meaning) => meaning !== undefined);
  return (span) => {
    const begins = within(requests.startAt, span);
    const theirs = people.length ? [inArray(requests.id, jobsOf(ctx, people, span))] : [];
    return or(...[...meanings, ...theirs].map((meaning) => and(meaning, begins))) ?? sql`false`;
  };
}

/** A job begins when its request does; a day more on both sides leaves room for one that was moved alone. */
function jobsOf({ db }: Pick<Ctx, "db">, people: string[], { from, until }: Span) {
  const around = { from: instantFrom(from - DAY), until: until && instantFrom(until + DAY) };
  return db
    .select({ id: assignments.requestId })
    .from(assignments)
    .where(and(isLiveJob(), inArray(assignments.interpreterId, people), within(assignments.startAt, around)));
}

function peopleMeant(ctx: Pick<Ctx, "db">, q: string): FoundPerson[] {
  const { id, name, code, key, nearKey, phone } = interpreters;
  const isFound = foundBy(q);
  return ctx.db
    .select({ id, name, code, key, nearKey, phone })
    .from(interpreters)
    .where(notInArray(interpreters.status, GONE))
    .orderBy(interpreters.sortKey, interpreters.id)
    .all()
    .filter((one) => isFound({ ...one, words: one.name }));
}

/** The institutions whom the words name, by name, code or telephone, also as they were called before. */
export function organisationsFound(ctx: Pick<Ctx, "db">, q: string): { id: string; name: string; code: string }[] {
  const { id, name, code, key, nearKey, phone } = organisations;
  const isFound = foundBy(q);
  const former = formerNames(ctx);
  return ctx.db
    .select({ id, name, code, key, nearKey, phone })
    .from(organisations)
    .where(isNull(organisations.mergedIntoId))
    .all()
    .filter((one) => isFound({ ...one, words: [one.name, ...(former.get(one.id) ?? [])].join(" ") }))
    .slice(0, MOST);
}

/** The words of a search within codes are of three letters or digits. */
const SHORTEST_CODE = 3;

/** Whose code holds what was typed, or is near it; a code has a digit, and a word without one means something else. */
function clientsMeant(ctx: Pick<Ctx, "db">, q: string): string[] {
  return /\p{N}/u.test(keyOf(q)) ? clientsOfCode(ctx, q) : [];
}

/** The same where a code is all that is looked for; what is too short to be looked for within codes is a whole one. */
export function clientsOfCode(ctx: Pick<Ctx, "db">, q: string): string[] {
  const sought = keyOf(q);
  if (sought.length < SHORTEST_CODE) return sought === "" ? [] : clientsOfWholeCode(ctx, q);
  const words = `"${sought.replaceAll('"', '""')}"`;
  const found = ctx.db.all<{ id: string; code: string }>(sql`
    select id, code from clients
      where id in (select client_id from client_words where key match ${words} limit ${10 * MOST})
    union all select id, code from clients where near_key = ${nearKeyOf(q)}
    union all select id, code from clients where key is null
    limit ${10 * MOST}`);
  const isMeant = ({ code }: { code: string }) => keyOf(code).includes(sought) || isNear(code, q);
  return [...new Set(found.filter(isMeant).map(({ id }) => id))].slice(0, MOST);
}

function clientsOfWholeCode(ctx: Pick<Ctx, "db">, q: string): string[] {
  const rows = ctx.db.all<{ id: string; code: string }>(
    sql`select id, code from clients where near_key = ${nearKeyOf(q)} limit ${MOST}`,
  );
  return rows.filter(({ code }) => keyOf(code) === keyOf(q) || isNear(code, q)).map(({ id }) => id);
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
    .orderBy(desc(requests.startAt))
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
