/** Somebody of the roster as the form that edits them needs it. */
import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import {
  type CredentialKind,
  type Gender,
  isGone,
  type Level,
  type Locale,
  type Mode,
  type Names,
  type Topic,
  topicsIn,
} from "#app/dispatch/vocabulary";
import { lastSaved } from "#app/facts/roster/last-saved";
import { type DateText, dateOf, instantFrom, type WeeklyWindow } from "#app/time";
import {
  absences,
  availability,
  credentials,
  desks,
  interpreterLanguages,
  interpreters,
  languages,
  languageVariants,
  places,
} from "#db/schema";

export interface PersonToEdit {
  id: string;
  name: string;
  code: string;
  gender: Gender | null;
  email: string | null;
  phone: string | null;
  locale: Locale;
  homePlaceId: string;
  deskId: string;
  radiusKm: number | null;
  minutesPerWeek: number;
  modes: Mode[];
  /** `code` is "ku/ckb", or "ku" without a particular variant. */
  languages: { code: string; name: Names; variant: Names | null; level: Level }[];
  /** Days, both included; `until: null` = no end. */
  credentials: { id: string; kind: CredentialKind; from: DateText; until: DateText | null }[];
  unwishedTopics: Topic[];
  note: string | null;
  /** The newest change that this shows. */
  since: number;
}

/** null: there is no such person, or they are erased. */
export function personToEdit(ctx: Pick<Ctx, "db">, id: string): PersonToEdit | null {
  const person = ctx.db.select().from(interpreters).where(eq(interpreters.id, id)).get();
  if (!person || isGone(person.status)) return null;
  const { name, code, gender, email, phone, locale, homePlaceId, deskId, radiusKm, note } = person;
  const offered: Record<Mode, boolean> = { onsite: person.onsite, phone: person.byPhone, video: person.byVideo };
  return {
    ...{ id, name, code, gender, email, phone, locale, homePlaceId, deskId, radiusKm, note },
    minutesPerWeek: person.maxMinutesPerWeek,
    unwishedTopics: topicsIn(person.unwishedTopics),
    modes: (["onsite", "phone", "video"] as const).filter((mode) => offered[mode]),
    languages: spokenBy(ctx, id),
    credentials: heldBy(ctx, id),
    since: lastSaved(ctx, id),
  };
}

function spokenBy({ db }: Pick<Ctx, "db">, id: string): PersonToEdit["languages"] {
  const { language, variant, level } = interpreterLanguages;
  return db
    .select({
      code: sql<string>`${language} || iif(${variant} = '', '', '/' || ${variant})`,
      name: languages.name,
      variant: languageVariants.name,
      level,
    })
    .from(interpreterLanguages)
    .innerJoin(languages, eq(languages.code, language))
    .leftJoin(languageVariants, and(eq(languageVariants.language, language), eq(languageVariants.code, variant)))
    .where(eq(interpreterLanguages.interpreterId, id))
    .orderBy(asc(languages.sortKey), asc(variant))
    .limit(40)
    .all();
}

function heldBy({ db }: Pick<Ctx, "db">, id: string): PersonToEdit["credentials"] {
  return db
    .select()
    .from(credentials)
    .where(eq(credentials.interpreterId, id))
    .orderBy(asc(credentials.kind), asc(credentials.validFrom))
    .limit(40)
    .all()
    .map(({ id: credentialId, kind, validFrom, validUntil }) => ({
      id: credentialId,
      kind,
      from: dateOf(validFrom),
      until: validUntil === null ? null : dateOf(instantFrom(validUntil - 1)),
    }));
}

/** The desks, for a choice. */
export function deskChoices({ db }: Pick<Ctx, "db">) {
  return db.select({ id: desks.id, name: desks.name }).from(desks).orderBy(asc(desks.region)).limit(50).all();
}

/** The desk of that place's region; null where there is none. */
export function deskNear({ db }: Pick<Ctx, "db">, placeId: string): string | null {
  const near = db
    .select({ id: desks.id })
    .from(places)
    .innerJoin(desks, eq(desks.region, places.region))
    .where(eq(places.id, placeId))
    .orderBy(asc(desks.id))
    .get();
  return near?.id ?? null;
}

/** When somebody works and when they are away; null where there is nobody. */
export function daysOf(ctx: Pick<Ctx, "db" | "now">, id: string) {
  const person = ctx.db
    .select({ name: interpreters.name, status: interpreters.status, isKnown: interpreters.availabilityKnown })
    .from(interpreters)
    .where(eq(interpreters.id, id))
    .get();
  if (!person || isGone(person.status)) return null;
  const { name, isKnown } = person;
  return { id, name, isKnown, week: weekOf(ctx, id), absences: absencesOf(ctx, id) };
}

/** Their weekly windows, by day. */
export function weekOf({ db }: Pick<Ctx, "db">, id: string): WeeklyWindow[] {
  return db
    .select({ weekday: availability.weekday, fromMinute: availability.fromMinute, toMinute: availability.toMinute })
    .from(availability)
    .where(eq(availability.interpreterId, id))
    .orderBy(asc(availability.weekday), asc(availability.fromMinute))
    .limit(100)
    .all();
}

/** Those that are not over, soonest first. */
export function absencesOf({ db, now }: Pick<Ctx, "db" | "now">, id: string) {
  return db
    .select({ id: absences.id, start: absences.startAt, end: absences.endAt, kind: absences.kind })
    .from(absences)
    .where(and(eq(absences.interpreterId, id), isNull(absences.cancelledAt), gt(absences.endAt, now)))
    .orderBy(asc(absences.startAt))
    .limit(50)
    .all()
    .map(({ id: absenceId, start, end, kind }) => ({ id: absenceId, interval: { start, end }, kind }));
}
