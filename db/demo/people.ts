/** The cast as interpreters of the demo: what they speak, when they work, their papers and absences. */
import type { AbsenceKind, CredentialKind } from "#app/dispatch/vocabulary";
import type { Payloads } from "#app/events/kinds";
import { ownText } from "#app/privacy";
import { sortKeyLv } from "#app/text";
import { keyed } from "#app/text/keys";
import { addDays, dateOf, type Instant, resolveWall, startOfDay } from "#app/time";
import type { Tx } from "../client.server";
import { PLACES } from "../reference/country";
import { absences, availability, credentials, interpreterLanguages, interpreters, type users } from "../schema";
import type { CastInterpreter } from "./cast";
import { mail, phone } from "./fictions";
import type { Chance } from "./random";
import type { Happened } from "./service";

/** Writes an account that can sign in and answers its id. */
export type MakeUser = (row: Omit<typeof users.$inferInsert, "id" | "createdAt" | "passwordHash">) => string;

/** Who lays people: the clock, the dice, and who makes accounts. */
interface Hand {
  now: Instant;
  chance: Chance;
  user: MakeUser;
}

/** Writes one person of the cast with account, languages, hours, papers and absences. */
export function layInterpreter(
  tx: Tx,
  hand: Hand,
  one: CastInterpreter,
  i: number,
): { id: string; userId: string; happened: Happened[] } {
  const { slug, name, gender, homePlaceId, languages, modes, radiusKm, weekly } = one;
  const id = hand.chance.id();
  const code = `T-${String(i + 1).padStart(3, "0")}`;
  const email = mail(slug);
  const locale = ["moussa", "tanvir", "meiling"].includes(slug) ? "en" : "lv";
  tx.insert(interpreters)
    .values({
      id,
      code,
      ...keyed(code),
      name: ownText(name),
      sortKey: sortKeyLv(name),
      gender,
      status: "active",
      homePlaceId,
      deskId: PLACES.find((place) => place.id === homePlaceId)!.region,
      email,
      phone: phone(400 + i),
      locale,
      onsite: modes.includes("onsite"),
      byPhone: modes.includes("phone"),
      byVideo: modes.includes("video"),
      radiusKm,
      maxMinutesPerWeek: one.maxHoursPerWeek * 60,
      availabilityKnown: weekly !== null,
    })
    .run();
  const own = <T>(row: T) => ({ interpreterId: id, ...row });
  tx.insert(interpreterLanguages).values(languages.map(own)).run();
  if (weekly) tx.insert(availability).values(weekly.map(own)).run();
  const userId = hand.user({ email, name: ownText(name), role: "interpreter", interpreterId: id, locale });
  const papers = papersOf(hand, one).map(own);
  if (papers.length > 0) tx.insert(credentials).values(papers).run();
  return { id, userId, happened: layAbsence(tx, hand, id, userId, slug) };
}

/** Pledges hold for two years; one ends in three weeks, one ended twelve days ago. */
function papersOf({ now, chance }: Hand, { slug, pledge, police }: CastInterpreter) {
  const today = dateOf(now);
  const validFrom = startOfDay(addDays(today, -540));
  const until = { sound: 190, expiring: 20, expired: -12, none: 0 }[pledge];
  const paper = (kind: CredentialKind, validUntil: Instant | null) => ({
    id: chance.id(),
    kind,
    validFrom,
    validUntil,
  });
  return [
    ...(pledge === "none" ? [] : [paper("confidentiality_pledge", startOfDay(addDays(today, until)))]),
    ...(police ? [paper("police_certificate", null)] : []),
    ...(slug === "nadia" ? [paper("court_sworn", null)] : []),
  ];
}

const AWAY: Record<string, { from: number; to: number; kind: AbsenceKind }> = {
  wei: { from: -40, to: -26, kind: "holiday" },
  yousef: { from: -70, to: -63, kind: "illness" },
  lucia: { from: -1, to: 3, kind: "illness" },
  harpreet: { from: 8, to: 16, kind: "holiday" },
  tanvir: { from: 10, to: 18, kind: "holiday" },
};

function layAbsence(tx: Tx, { now, chance }: Hand, interpreterId: string, userId: string, slug: string): Happened[] {
  const away = AWAY[slug];
  if (!away) return [];
  const { from, to, kind } = away;
  const today = dateOf(now);
  const [start, end] = [startOfDay(addDays(today, from)), startOfDay(addDays(today, to))];
  const at = resolveWall(addDays(today, Math.min(from, 0) - (kind === "illness" ? 1 : 14)), 9 * 60 + 40);
  const id = chance.id();
  tx.insert(absences).values({ id, interpreterId, startAt: start, endAt: end, kind, createdAt: at }).run();
  const payload = { absenceId: id, start, end, kind, affects: [] } satisfies Payloads["absence_added"];
  const actor = { kind: "user", id: userId } as const;
  return [{ at, kind: "absence_added", actor, requestId: null, interpreterId, payload, tell: [] }];
}
