/** The cast as interpreters of the demo: what they speak, when they work, their papers and absences. */
import { sortKeyLv } from "#app/text";
import { addDays, dateOf, type Instant, resolveWall, startOfDay } from "#app/time";
import type { Tx } from "../client.server";
import { PLACES } from "../reference/country";
import { availability, interpreterLanguages, interpreters, type users } from "../schema";
import { CAST, type CastInterpreter } from "./cast";
import { mail, phone } from "./fictions";
import type { Person, Service } from "./service";

/** Writes an account that can sign in and answers its id. */
export type MakeUser = (row: Omit<typeof users.$inferInsert, "id" | "createdAt" | "passwordHash">) => string;

/** Writes one person of the cast with account, languages and hours; papers and absences wait with the rest of the play. */
export function layInterpreter(tx: Tx, demo: Service, one: CastInterpreter, i: number, user: MakeUser): Person {
  const id = demo.chance.id();
  const email = mail(one.slug);
  const locale = ["moussa", "tanvir", "meiling"].includes(one.slug) ? "en" : "lv";
  tx.insert(interpreters)
    .values({
      id,
      code: `T-${String(i + 1).padStart(3, "0")}`,
      name: one.name,
      sortKey: sortKeyLv(one.name),
      gender: one.gender,
      status: "active",
      homePlaceId: one.homePlaceId,
      deskId: PLACES.find((place) => place.id === one.homePlaceId)!.region,
      email,
      phone: phone(400 + i),
      locale,
      onsite: one.modes.includes("onsite"),
      byPhone: one.modes.includes("phone"),
      byVideo: one.modes.includes("video"),
      radiusKm: one.radiusKm,
      maxMinutesPerWeek: one.maxHoursPerWeek * 60,
      availabilityKnown: one.weekly !== null,
    })
    .run();
  tx.insert(interpreterLanguages)
    .values(one.languages.map((language) => ({ interpreterId: id, ...language })))
    .run();
  if (one.weekly)
    tx.insert(availability)
      .values(one.weekly.map((window) => ({ interpreterId: id, ...window })))
      .run();
  const userId = user({ email, name: one.name, role: "interpreter", interpreterId: id, locale });
  const held = credentialsOf(demo, id, one);
  demo.credentials.push(...held);
  return {
    id,
    userId,
    weekly: one.weekly,
    absences: absencesOf(demo, id, userId, one.slug),
    work: [],
    facts: {
      id,
      name: one.name,
      gender: one.gender,
      status: "active",
      homePlaceId: one.homePlaceId,
      modes: one.modes,
      radiusKm: one.radiusKm,
      languages: one.languages.map(({ language, variant, level }) => ({ language, variant: variant || null, level })),
      credentials: held.map(({ kind, validFrom, validUntil }) => ({ kind, validFrom, validUntil: validUntil ?? null })),
      maxMinutesPerWeek: one.maxHoursPerWeek * 60,
      rareLanguages: rareLanguagesOf(one),
    },
  };
}

function rareLanguagesOf(one: CastInterpreter): string[] {
  const speakers = (language: string) => CAST.filter((other) => other.languages.some((l) => l.language === language));
  return [...new Set(one.languages.map(({ language }) => language))].filter(
    (language) => speakers(language).length <= 2,
  );
}

/** Pledges hold for two years; one ends in three weeks, one ended twelve days ago. */
function credentialsOf(demo: Service, interpreterId: string, one: CastInterpreter) {
  const today = dateOf(demo.now);
  const from = startOfDay(addDays(today, -540));
  const until = { sound: 190, expiring: 20, expired: -12, none: 0 }[one.pledge];
  const row = (kind: "confidentiality_pledge" | "police_certificate", validUntil: Instant | null) => ({
    id: demo.chance.id(),
    interpreterId,
    kind,
    validFrom: from,
    validUntil,
  });
  return [
    ...(one.pledge === "none" ? [] : [row("confidentiality_pledge", startOfDay(addDays(today, until)))]),
    ...(one.police ? [row("police_certificate", null)] : []),
    ...(one.slug === "nadia" ? [{ ...row("police_certificate", null), kind: "court_sworn" as const }] : []),
  ];
}

const AWAY: Record<string, { from: number; to: number; kind: "holiday" | "illness" | "other" }> = {
  wei: { from: -40, to: -26, kind: "holiday" },
  yousef: { from: -70, to: -63, kind: "illness" },
  lucia: { from: -1, to: 3, kind: "illness" },
  harpreet: { from: 8, to: 16, kind: "holiday" },
  tanvir: { from: 10, to: 18, kind: "holiday" },
};

function absencesOf(demo: Service, interpreterId: string, userId: string, slug: string): Person["absences"] {
  const away = AWAY[slug];
  if (!away) return [];
  const today = dateOf(demo.now);
  const interval = { start: startOfDay(addDays(today, away.from)), end: startOfDay(addDays(today, away.to)) };
  const said = resolveWall(addDays(today, Math.min(away.from, 0) - (away.kind === "illness" ? 1 : 14)), 9 * 60 + 40);
  const row = {
    id: demo.chance.id(),
    interpreterId,
    startAt: interval.start,
    endAt: interval.end,
    kind: away.kind,
    createdAt: said,
  };
  demo.absences.push(row);
  demo.happened.push({
    at: said,
    kind: "absence_added",
    actor: { kind: "user", id: userId },
    requestId: null,
    interpreterId,
    payload: { absenceId: row.id, ...interval, kind: row.kind, affects: [] },
    tell: [],
  });
  return [interval];
}
