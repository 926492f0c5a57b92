/** What the request form offers to choose from, and what it is filled with before anybody types. */
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { UserViewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import type { Locale } from "#app/dispatch/vocabulary";
import { peopleKnownTo } from "#app/facts/known-people";
import { promiseTermsNow, rulesAt } from "#app/facts/rules";
import { grouped, listOf, remembered } from "#app/facts/sets";
import { phoneToOffer } from "#app/phone";
import { sortKeyLv, wordsOf } from "#app/text";
import { addDays, DAY, type DateText, dateOf, instantFrom, minutesBetween, startOfDay, timeOf } from "#app/time";
import {
  clients,
  desks,
  holidays,
  languageSubstitutions,
  languages,
  languageVariants,
  organisations,
  places,
  requests,
  units,
  users,
} from "#db/schema";
import { untilWritten } from "#db/until-written";
import { likelyPlaces, placesNamed } from "./places";
import { addressToOffer } from "./to-offer";

export interface LanguageOption {
  code: string;
  name: string;
  /** Folded words it is found by, beside its own name, its code and its variants. */
  words: string;
  /** Codes of languages that are often understood instead; found after the others. */
  related: string[];
  served: boolean;
  isFrequent: boolean;
  /** `words` are the folded words each is found by, beside its own name and code. */
  variants: { code: string; name: string; words: string }[];
}

const FREQUENT = 6;
/** How far back "frequent" looks. */
const LATELY = 180 * DAY;
/** So many of the last requests say which languages are frequent. */
const MOST_COUNTED = 2000;

/** Languages in Latvian order; the most asked-for of the last requests of half a year are marked, by the same count for everybody. */
export function languageOptions({ db, now, locale }: Pick<Ctx, "db" | "now" | "locale">): LanguageOption[] {
  const frequent = frequentLanguages(db, dateOf(now));
  return languagesIn(db, locale).map((language) => ({ ...language, isFrequent: frequent.includes(language.code) }));
}

const languagesIn = untilWritten((db, locale: Locale): Omit<LanguageOption, "isFrequent">[] => {
  const rows = db.select().from(languages).orderBy(asc(languages.sortKey)).limit(500).all();
  const variants = db.select().from(languageVariants).orderBy(asc(languageVariants.code)).limit(1000).all();
  const closeTo = db.select().from(languageSubstitutions).limit(500).all();
  const related = new Map<string, string[]>();
  for (const { requested, spoken } of closeTo) {
    listOf(related, requested).push(spoken);
    listOf(related, spoken).push(requested);
  }
  const variantsOf = grouped(variants, ({ language }) => language);
  return rows.map((row) => {
    const own = (variantsOf.get(row.code) ?? [])
      .map(({ code, name: names }) => {
        const name = names[locale];
        return { code, name, words: wordsBeside(Object.values(names), [code, name]) };
      })
      .sort((a, b) => (sortKeyOf(a.name) < sortKeyOf(b.name) ? -1 : 1));
    const name = row.name[locale];
    return {
      code: row.code,
      name,
      words: wordsBeside([row.searchWords], [row.code, name, ...own.flatMap((variant) => Object.values(variant))]),
      related: [...new Set(related.get(row.code))],
      served: row.served,
      variants: own,
    };
  });
});

/** What the page cannot tell by itself, each word once: the form is opened on slow lines. */
function wordsBeside(texts: readonly string[], known: readonly string[]): string {
  const told = new Set(known.flatMap(foldedOf));
  return [...new Set(texts.flatMap(foldedOf))].filter((word) => !told.has(word)).join(" ");
}

/** Of names in the list of languages, which are few and the same for years. */
const foldedOf = remembered(wordsOf);
const sortKeyOf = remembered(sortKeyLv);

const frequentLanguages = untilWritten((db, today: DateText): (string | null)[] => {
  const since = instantFrom(startOfDay(today) - LATELY);
  const lately = db
    .select({ language: requests.language })
    .from(requests)
    .where(and(isNotNull(requests.language), gte(requests.startAt, since)))
    .orderBy(desc(requests.startAt))
    .limit(MOST_COUNTED)
    .as("lately");
  return db
    .select({ code: lately.language })
    .from(lately)
    .groupBy(lately.language)
    .orderBy(desc(sql`count(*)`), asc(lately.language))
    .limit(FREQUENT)
    .all()
    .map(({ code }) => code);
});

/**
 * The form's choices for one requester. People are named only while the organisation may still know their names. Places are
 * those that are likely meant, with `ownPlaceId`, where the request is now; all others are looked up (`/places`).
 */
export function requestFormFor(ctx: Ctx<UserViewer>, ownPlaceId: string | null = null) {
  const { db, viewer } = ctx;
  const organisation = db
    .select({
      id: organisations.id,
      placeId: organisations.placeId,
      address: organisations.address,
      phone: organisations.phone,
    })
    .from(organisations)
    .where(eq(organisations.id, viewer.organisationId ?? ""))
    .get();
  const me = db
    .select({ phone: users.phone, unitId: users.unitId })
    .from(users)
    .where(eq(users.id, viewer.userId))
    .get();
  return {
    languages: languageOptions(ctx),
    likely: likelyPlaces(ctx, organisation?.id ?? "", [ownPlaceId, organisation?.placeId ?? null]),
    units: db
      .select({ id: units.id, name: units.name })
      .from(units)
      .where(and(eq(units.organisationId, viewer.organisationId ?? ""), isNull(units.deactivatedAt)))
      .orderBy(asc(units.name))
      .limit(200)
      .all(),
    people: peopleKnownTo(ctx, viewer.organisationId ?? ""),
    me: { name: viewer.name, phone: phoneToOffer(me?.phone, organisation?.phone), unitId: me?.unitId ?? null },
    home: {
      place: placesNamed(ctx, [organisation?.placeId ?? null])[0]?.label ?? "",
      address: organisation?.address && addressToOffer(organisation.address),
    },
    ...forEverybody(ctx, organisation?.placeId ?? null),
  };
}

/** The choices of somebody without an account: no units and no names. */
export function requestFormForAnybody(ctx: Ctx) {
  return {
    languages: languageOptions(ctx),
    likely: likelyPlaces(ctx, "", []),
    units: [],
    people: [],
    ...forEverybody(ctx, null),
  };
}

function forEverybody(ctx: Pick<Ctx, "db" | "now" | "locale">, placeId: string | null) {
  const rules = rulesAt(ctx, ctx.now);
  return {
    ...deskOf(ctx, placeId),
    promise: promiseTermsNow(ctx),
    days: specialDays(ctx),
    teamFromMinutes: rules["team.fromMinutes"],
    urgentBelowMinutes: rules["offer.urgentBelowMinutes"],
    today: dateOf(ctx.now),
  };
}

/** What of it the form itself is given: who fills it in and where they are stands in its fields. */
export function offered({ me: _me, home: _home, ...options }: ReturnType<typeof requestFormFor>) {
  return options;
}

/** The desk of that place's region: whom to call when it is urgent. A request on site elsewhere asks for another (`/desk`). */
function deskOf(ctx: Pick<Ctx, "db">, placeId: string | null): { deskRegion: string; deskPhone: string | null } {
  const own =
    placeId && ctx.db.select({ region: places.region }).from(places).where(eq(places.id, placeId)).get()?.region;
  const deskRegion = own || "riga";
  return { deskRegion, deskPhone: deskPhoneOf(ctx, deskRegion) };
}

/** The number of that region's desk, else of Riga's. */
export function deskPhoneOf({ db }: Pick<Ctx, "db">, region: string): string | null {
  const numbers = db
    .select({ region: desks.region, phone: desks.phone })
    .from(desks)
    .where(inArray(desks.region, [region, "riga"]))
    .all();
  return (numbers.find((desk) => desk.region === region) ?? numbers[0])?.phone ?? null;
}

export interface SpecialDay {
  kind: "holiday" | "moved_day_off" | "moved_workday";
  name: string;
}

/** Holidays and moved days of the coming year, by date, so that the form can say so at once. */
function specialDays({ db, now, locale }: Pick<Ctx, "db" | "now" | "locale">): Record<DateText, SpecialDay> {
  const rows = daysFrom(db, dateOf(now));
  return Object.fromEntries(rows.map((row) => [row.date, { kind: row.kind, name: row.name[locale] }]));
}

const daysFrom = untilWritten((db, from: DateText) =>
  db
    .select()
    .from(holidays)
    .where(and(gte(holidays.date, from), lt(holidays.date, addDays(from, 400))))
    .limit(200)
    .all(),
);

export type RequestDraft = Record<string, string>;

/**
 * An earlier request of the same organisation as a filled form, a week later at the same hour (the first such day ahead).
 * null when there is none that the viewer may see.
 */
export function draftLike(ctx: Ctx<UserViewer>, requestId: string): RequestDraft | null {
  const { db, now, viewer } = ctx;
  const row = db
    .select({ request: requests, clientCode: clients.code })
    .from(requests)
    .leftJoin(clients, eq(clients.id, requests.clientId))
    .where(and(eq(requests.id, requestId), eq(requests.organisationId, viewer.organisationId ?? "")))
    .get();
  if (!row) return null;
  const { request, clientCode } = row;
  let date = addDays(dateOf(request.startAt), 7);
  while (date <= dateOf(now)) date = addDays(date, 7);
  return {
    reference: request.reference,
    language: request.language ?? "-",
    languageText: request.languageText ?? "",
    variant: request.language && request.variant ? `${request.language}/${request.variant}` : "",
    mode: request.mode,
    place: placesNamed(ctx, [request.placeId])[0]?.label ?? request.placeText ?? "",
    placeElsewhere: request.mode === "onsite" && request.placeId === null ? "on" : "",
    address: request.address ?? "",
    videoLink: request.videoLink ?? "",
    date,
    start: timeOf(request.startAt),
    minutes: String(minutesBetween(request.startAt, request.endAt)),
    topic: request.topic,
    clientCode: clientCode ?? "",
    gender: request.gender ?? "",
    genderStrength: request.genderStrength ?? "wish",
    variantStrength: request.variantStrength,
    wantsSame: request.wantsSameInterpreter ? "on" : "",
    excludedInterpreterId: request.excludedInterpreterId ?? "",
    count: String(request.interpreterCount),
    contactName: request.contactName,
    contactPhone: request.contactPhone,
    unitId: request.unitId ?? "",
    note: request.note ?? "",
  };
}
