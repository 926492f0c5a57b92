/**
 * A week with more requests than people: written into a running demo's database as if dispatch had found nobody left to
 * ask, so that everything waits for a coordinator. The week is the one after `TEST_CLOCK`.
 */
import path from "node:path";
import type { Gender, Mode, ProtectionClass, Topic } from "#app/dispatch/vocabulary";
import { addMinutes, type Instant, parseWall } from "#app/time";
import { openDatabase } from "#db/client.server";
import { DATABASE_FILE } from "#db/installation.server";
import { offers, requests } from "#db/schema";
import { written } from "./written";

export const OVER_BOOKED = { from: "2026-11-30", to: "2026-12-06" };

interface Asked {
  reference: string;
  organisation: string;
  language: string;
  variant?: string;
  at: string;
  minutes?: number;
  placeId?: string;
  mode?: Mode;
  gender?: Gender;
  topic?: Topic;
  protectionClass?: ProtectionClass;
  interpreterCount?: number;
}

/** Two Dari, one Pashto and two Turkish interpreters are asked for at once in several places. */
const WEEK: readonly Asked[] = [
  {
    reference: "R-PLN2A",
    organisation: "ORG-006",
    language: "prs",
    at: "2026-12-01T10:00",
    placeId: "riga-centrs",
    gender: "F",
    topic: "family",
  },
  { reference: "R-PLN2B", organisation: "ORG-011", language: "prs", at: "2026-12-01T10:30", protectionClass: "A" },
  {
    reference: "R-PLN2C",
    organisation: "ORG-017",
    language: "prs",
    at: "2026-12-01T10:15",
    gender: "F",
    topic: "violence",
    protectionClass: "C",
  },
  {
    reference: "R-PLN2D",
    organisation: "ORG-019",
    language: "fa",
    at: "2026-12-01T10:00",
    placeId: "riga-purvciems",
    topic: "education",
    protectionClass: "A",
  },
  {
    reference: "R-PLN2E",
    organisation: "ORG-026",
    language: "fa",
    at: "2026-12-01T10:15",
    placeId: "riga-centrs",
    topic: "finance",
    protectionClass: "A",
  },
  {
    reference: "R-PLN2F",
    organisation: "ORG-027",
    language: "fa",
    at: "2026-12-01T11:00",
    placeId: "liepaja",
    topic: "finance",
    protectionClass: "A",
  },
  {
    reference: "R-PLN3A",
    organisation: "ORG-022",
    language: "tr",
    at: "2026-12-02T09:00",
    minutes: 150,
    placeId: "riga-sarkandaugava",
    topic: "health",
    interpreterCount: 2,
  },
  {
    reference: "R-PLN3B",
    organisation: "ORG-013",
    language: "tr",
    at: "2026-12-02T10:00",
    protectionClass: "A",
    topic: "employment",
  },
  {
    reference: "R-PLN3C",
    organisation: "ORG-021",
    language: "tr",
    at: "2026-12-02T13:00",
    placeId: "valmiera",
    topic: "education",
    protectionClass: "A",
  },
  {
    reference: "R-PLN3D",
    organisation: "ORG-011",
    language: "tr",
    at: "2026-12-02T13:30",
    placeId: "riga-centrs",
    topic: "residence",
    protectionClass: "A",
  },
  {
    reference: "R-PLN4A",
    organisation: "ORG-025",
    language: "ps",
    at: "2026-12-03T09:30",
    placeId: "daugavpils",
    topic: "health",
  },
  {
    reference: "R-PLN4B",
    organisation: "ORG-006",
    language: "ps",
    at: "2026-12-03T11:30",
    placeId: "riga-centrs",
    topic: "social",
  },
  {
    reference: "R-PLN4C",
    organisation: "ORG-012",
    language: "ps",
    at: "2026-12-03T13:00",
    placeId: "rezekne",
    topic: "residence",
    protectionClass: "A",
  },
  {
    reference: "R-PLN5A",
    organisation: "ORG-006",
    language: "ar",
    variant: "ary",
    at: "2026-12-04T10:00",
    topic: "social",
  },
  { reference: "R-PLN5B", organisation: "ORG-022", language: "fr", at: "2026-12-04T10:00", topic: "health" },
  {
    reference: "R-PLN5C",
    organisation: "ORG-026",
    language: "fr",
    at: "2026-12-04T10:30",
    placeId: "riga-centrs",
    topic: "finance",
    protectionClass: "A",
  },
  {
    reference: "R-PLN5D",
    organisation: "ORG-030",
    language: "fr",
    at: "2026-12-04T10:15",
    placeId: "cesis",
    topic: "employment",
    protectionClass: "A",
  },
  {
    reference: "R-PLN5E",
    organisation: "ORG-008",
    language: "ku",
    variant: "kmr",
    at: "2026-12-04T12:00",
    placeId: "jelgava",
    topic: "social",
  },
];

/**
 * Writes the week; a second time changes nothing. `asked` are offers that wait already, interpreters by their mail's name.
 * Returns the ids by reference.
 */
export function overBook(dataDir: string, asked: Record<string, string> = {}): Map<string, string> {
  const { db, sqlite } = openDatabase(path.join(dataDir, DATABASE_FILE));
  const one = <T>(text: string, value: string) => sqlite.prepare(text).pluck().get(value) as T;
  const requesterId = one<string>("select id from users where email = ?", "sociala@demo.tilts.test");
  const submittedAt = instant("2026-11-23T15:20");
  for (const { reference, organisation, at, minutes = 60, topic = "social", protectionClass = "B", ...rest } of WEEK)
    db.insert(requests)
      .values({
        ...rest,
        id: `over-booked-${reference}`,
        reference,
        organisationId: one<string>("select id from organisations where code = ?", organisation),
        deskId: "riga",
        requesterId,
        contactName: written("Dace Ozola"),
        contactPhone: "+37120000199",
        mode: rest.mode ?? (rest.placeId ? "onsite" : "phone"),
        address: rest.placeId ? written("Brīvības iela 100") : null,
        startAt: instant(at),
        endAt: addMinutes(instant(at), minutes),
        topic,
        protectionClass,
        genderStrength: rest.gender ? "must" : null,
        submittedAt,
        answerDueAt: instant("2026-11-24T15:20"),
        queuedAt: reference in asked ? null : submittedAt,
      })
      .onConflictDoNothing()
      .run();
  for (const [reference, who] of Object.entries(asked))
    db.insert(offers)
      .values({
        id: `over-booked-offer-${reference}`,
        requestId: `over-booked-${reference}`,
        slot: 1,
        interpreterId: one<string>("select interpreter_id from users where email = ?", `${who}@demo.tilts.test`),
        requestVersion: 1,
        status: "pending",
        offeredAt: submittedAt,
        deadlineAt: instant("2026-11-25T12:30"),
      })
      .onConflictDoNothing()
      .run();
  sqlite.close();
  return new Map(WEEK.map(({ reference }) => [reference, `over-booked-${reference}`]));
}

function instant(wall: string): Instant {
  const [date = "", time = ""] = wall.split("T");
  const read = parseWall(date, time);
  if (!read.ok) throw new Error(`${wall}: ${read.reason}`);
  return read.value;
}
