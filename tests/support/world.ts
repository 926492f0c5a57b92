/**
 * A small world for tests: an in-memory database with the reference data and a fixed cast. Nothing random, no clock.
 *
 *   const { as, request, assign, ids, db } = world();
 *   const dari = request({ startAt: at("2026-03-30T10:00") });           // an id; every column can be overridden
 *   submitRequest(as("sociala", "2026-03-27T12:00"), { … });             // Ctx of that person at that Riga wall time
 *
 * Interpreters, id = slug, all with the confidentiality pledge and a police certificate (bilal, diego without), Mon-Fri 08:00-18:00 unless said:
 *   amina    Dari 3, woman, Rīga centre               karim   Dari 3 + Farsi 2, man, Rīga Purvciems, long week
 *   farid    Pashto 3, man, Daugavpils, the only one  dilnoza Uzbek 3 + Tajik 2, woman, Rīga Pārdaugava
 *   rojin    Kurmanji 3, woman, Jelgava, 120 km       sherko  Sorani 3, man, Rīga Purvciems
 *   samir    Levantine Arabic 3, man, Rīga centre     huda    Iraqi Arabic 3, woman, Rīga Purvciems, no availability
 *   leila    Farsi 3, woman, Rīga centre, long week   bilal   Urdu 3 + W Punjabi 2 + Hindi 1, man, Rīga Purvciems
 *   yousef   Levantine Arabic 3, man, Liepāja         ayse    Turkish 3, woman, Valmiera
 *   diego    L-American Spanish 2, man, Liepāja, pledge expired on 2026-03-01, evenings
 * Organisations: social-riga, crisis-riga, bank-liepaja, desk-riga (the Information Centre itself).
 * Users: sociala, sociala2 (social-riga), krize (crisis-riga), banka (bank-liepaja), konsultants (desk-riga),
 *   ilze, marta (coordinators), admin; every interpreter has an account too. User id = `user-<slug>`.
 */
import { eq } from "drizzle-orm";
import type { UserViewer, Viewer } from "#app/auth/viewer";
import type { Ctx } from "#app/context.server";
import type { AbsenceKind, CredentialKind, Role } from "#app/dispatch/vocabulary";
import { sortKeyLv } from "#app/text";
import { keyed } from "#app/text/keys";
import { addMinutes, type Instant, parseWall } from "#app/time";
import { createDatabase, type Db, databaseFrom, type Sqlite } from "#db/client.server";
import { castOf } from "#db/demo/cast";
import { PLACES } from "#db/reference/country";
import { layReference } from "#db/reference/lay";
import * as schema from "#db/schema";
import { type Written, written } from "./written";

const INTERPRETERS = [
  "amina",
  "karim",
  "farid",
  "dilnoza",
  "rojin",
  "sherko",
  "samir",
  "huda",
  "leila",
  "bilal",
  "yousef",
  "ayse",
  "diego",
] as const;

const ORGANISATIONS = [
  { id: "social-riga", name: "Rīgas Sociālais dienests", sector: "social", placeId: "riga-centrs" },
  { id: "crisis-riga", name: "Krīzes centrs “Krasts”", sector: "crisis", placeId: "riga-pardaugava" },
  { id: "bank-liepaja", name: "Kursas banka", sector: "bank", placeId: "liepaja" },
  { id: "desk-riga", name: "Informācijas centrs", sector: "ici", placeId: "riga-centrs" },
] as const;

const USERS: readonly { slug: string; name: string; role: Role; organisationId?: string }[] = [
  { slug: "sociala", name: "Sanita Ozola", role: "requester", organisationId: "social-riga" },
  { slug: "sociala2", name: "Māris Liepiņš", role: "requester", organisationId: "social-riga" },
  { slug: "krize", name: "Kristīne Vītola", role: "requester", organisationId: "crisis-riga" },
  { slug: "banka", name: "Baiba Zariņa", role: "requester", organisationId: "bank-liepaja" },
  { slug: "konsultants", name: "Kārlis Bērziņš", role: "requester", organisationId: "desk-riga" },
  { slug: "ilze", name: "Ilze Kalniņa", role: "coordinator" },
  { slug: "marta", name: "Marta Eglīte", role: "coordinator" },
  { slug: "admin", name: "Andris Krūmiņš", role: "admin" },
];

/** A Riga wall time, "2026-03-27T12:00", as an instant. A time in the autumn fold is the earlier one. */
export function at(wall: string): Instant {
  const [date = "", time = ""] = wall.split("T");
  const read = parseWall(date, time, "earlier");
  if (!read.ok) throw new Error(`${wall}: ${read.reason}`);
  return read.value;
}

/** The world was made on this day; `enteredAt`, `createdAt` and the like. */
export const BEGINNING = at("2026-01-05T09:00");

type Row<T extends { $inferInsert: unknown }> = T["$inferInsert"];

export interface World {
  db: Db;
  sqlite: Sqlite;
  /** Ctx of a named user ("ilze", "amina", "sociala", …), "system" or "anonymous" at a Riga wall time or an instant. */
  as(who: string, when: string | Instant): Ctx;
  /** Ctx of the interpreter who came by the offer's mail link. */
  asLink(offerId: string, when: string | Instant): Ctx;
  ids: { user(slug: string): string };
  /** A Dari phone request of social-riga, submitted 2026-03-20 09:00 for 2026-03-30 10:00-11:00. Returns its id. */
  request(overrides?: Partial<Written<Row<typeof schema.requests>>>): string;
  /** A pending offer made 2026-03-20 09:05, open until 2026-03-20 17:00, slot 1. Returns its id. */
  offer(requestId: string, interpreterId: string, overrides?: Partial<Row<typeof schema.offers>>): string;
  /** A live assignment with the request's time and place, slot 1. Returns its id. */
  assign(
    requestId: string,
    interpreterId: string,
    overrides?: Partial<Written<Row<typeof schema.assignments>>>,
  ): string;
  /** The assignment's report: held unless said. */
  report(assignmentId: string, overrides?: Partial<Row<typeof schema.reports>>): void;
  absence(interpreterId: string, start: string, end: string, kind?: AbsenceKind): string;
  credential(interpreterId: string, kind: CredentialKind, from: string, until: string | null): string;
  /** A client's code of an organisation. Returns the client's id. */
  client(code: string, organisationId?: string): string;
  exclude(interpreterId: string, side: { clientId: string } | { organisationId: string }): string;
  /** Everything recorded about a request, oldest first: kinds only. */
  eventKinds(requestId: string): string[];
}

/** Of the desks. */
const PHONES = {
  riga: "+37120000921",
  kurzeme: "+37120000922",
  zemgale: "+37120000923",
  latgale: "+37120000924",
  vidzeme: "+37120000925",
};

/** The cast's database as bytes, made once: thousands of tests begin with it. */
let image: Buffer | null = null;

function imageOfCast(): Buffer {
  const { db, sqlite } = createDatabase(":memory:");
  db.transaction((tx) => {
    layReference(tx, BEGINNING, PHONES);
    tx.insert(schema.organisations)
      .values(
        ORGANISATIONS.map((one) => ({
          ...one,
          name: written(one.name),
          code: one.id,
          ...keyed(one.id),
          sortKey: sortKeyLv(one.name),
        })),
      )
      .run();
    for (const slug of INTERPRETERS) layInterpreter(slug);
    tx.insert(schema.users)
      .values(
        USERS.map(({ slug, ...user }) => ({
          ...user,
          name: written(user.name),
          id: `user-${slug}`,
          email: `${slug}@tilts.test`,
          createdAt: BEGINNING,
        })),
      )
      .run();

    function layInterpreter(slug: string): void {
      const one = castOf(slug);
      const region = PLACES.find((place) => place.id === one.homePlaceId)?.region ?? "riga";
      tx.insert(schema.interpreters)
        .values({
          id: slug,
          code: slug,
          ...keyed(slug),
          name: written(one.name),
          sortKey: sortKeyLv(one.name),
          gender: one.gender,
          status: "active",
          homePlaceId: one.homePlaceId,
          deskId: region,
          email: `${slug}@tilts.test`,
          phone: "+37120000100",
          onsite: one.modes.includes("onsite"),
          byPhone: one.modes.includes("phone"),
          byVideo: one.modes.includes("video"),
          radiusKm: one.radiusKm,
          maxMinutesPerWeek: one.maxHoursPerWeek * 60,
          availabilityKnown: one.weekly !== null,
        })
        .run();
      tx.insert(schema.interpreterLanguages)
        .values(one.languages.map((language) => ({ interpreterId: slug, ...language })))
        .run();
      for (const window of one.weekly ?? [])
        tx.insert(schema.availability)
          .values({ interpreterId: slug, ...window })
          .run();
      tx.insert(schema.credentials)
        .values({
          id: `pledge-${slug}`,
          interpreterId: slug,
          kind: "confidentiality_pledge",
          validFrom: at("2025-01-01T00:00"),
          validUntil: one.pledge === "expired" ? at("2026-03-01T00:00") : null,
        })
        .run();
      if (one.police)
        tx.insert(schema.credentials)
          .values({
            id: `police-${slug}`,
            interpreterId: slug,
            kind: "police_certificate",
            validFrom: at("2025-01-01T00:00"),
          })
          .run();
      tx.insert(schema.users)
        .values({
          id: `user-${slug}`,
          email: `${slug}@tilts.test`,
          name: written(one.name),
          role: "interpreter",
          interpreterId: slug,
          createdAt: BEGINNING,
        })
        .run();
    }
  });
  const bytes = sqlite.serialize();
  sqlite.close();
  return bytes;
}

export function world(): World {
  image ??= imageOfCast();
  const { db, sqlite } = databaseFrom(image);
  let made = 0;
  const next = (kind: string) => `${kind}-${++made}`;

  const instant = (when: string | Instant) => (typeof when === "string" ? at(when) : when);
  const ctx = (viewer: Viewer, when: string | Instant): Ctx => ({ db, now: instant(when), viewer, locale: "lv" });
  const requestRow = (id: string) => {
    const row = db.select().from(schema.requests).where(eq(schema.requests.id, id)).get();
    if (!row) throw new Error(`no request ${id}`);
    return row;
  };

  return {
    db,
    sqlite,
    ids: { user: (slug) => `user-${slug}` },

    as(who, when) {
      if (who === "system" || who === "anonymous") return ctx({ kind: who }, when);
      const user = db
        .select()
        .from(schema.users)
        .where(eq(schema.users.id, `user-${who}`))
        .get();
      if (!user) throw new Error(`no user ${who}`);
      const viewer: UserViewer = {
        kind: "user",
        userId: user.id,
        name: user.name,
        role: user.role,
        organisationId: user.organisationId,
        interpreterId: user.interpreterId,
        locale: user.locale,
      };
      return ctx(viewer, when);
    },

    asLink(offerId, when) {
      const offer = db.select().from(schema.offers).where(eq(schema.offers.id, offerId)).get();
      if (!offer) throw new Error(`no offer ${offerId}`);
      return ctx({ kind: "link", offerId, interpreterId: offer.interpreterId, locale: "lv" }, when);
    },

    request(overrides = {}) {
      const numbered = next("request");
      const id = overrides.id ?? numbered;
      const startAt = overrides.startAt ?? at("2026-03-30T10:00");
      const onsite = overrides.mode === "onsite";
      db.insert(schema.requests)
        .values({
          id,
          reference: `R-T${String(made).padStart(4, "0")}`,
          organisationId: "social-riga",
          deskId: "riga",
          requesterId: "user-sociala",
          contactName: written("Sanita Ozola"),
          contactPhone: "+37120000101",
          language: "prs",
          mode: "phone",
          placeId: onsite ? "riga-centrs" : null,
          address: onsite ? written("Pārbaudes iela 1") : null,
          startAt,
          endAt: addMinutes(startAt, 60),
          topic: "social",
          protectionClass: "B",
          submittedAt: at("2026-03-20T09:00"),
          answerDueAt: at("2026-03-23T09:00"),
          ...written<Partial<Row<typeof schema.requests>>>(overrides),
        })
        .run();
      return id;
    },

    offer(requestId, interpreterId, overrides = {}) {
      const id = overrides.id ?? next("offer");
      db.insert(schema.offers)
        .values({
          id,
          requestId,
          interpreterId,
          slot: 1,
          requestVersion: requestRow(requestId).version,
          status: "pending",
          offeredAt: at("2026-03-20T09:05"),
          deadlineAt: at("2026-03-20T17:00"),
          ...overrides,
        })
        .run();
      return id;
    },

    assign(requestId, interpreterId, overrides = {}) {
      const id = overrides.id ?? next("assignment");
      const request = requestRow(requestId);
      db.insert(schema.assignments)
        .values({
          id,
          requestId,
          interpreterId,
          slot: 1,
          startAt: request.startAt,
          endAt: request.endAt,
          placeId: request.placeId ?? homeOf(interpreterId),
          remote: request.mode !== "onsite",
          createdAt: at("2026-03-20T10:00"),
          ...written<Partial<Row<typeof schema.assignments>>>(overrides),
        })
        .run();
      return id;
    },

    report(assignmentId, overrides = {}) {
      db.insert(schema.reports)
        .values({
          assignmentId,
          held: true,
          reportedBy: "system",
          reportedAt: at("2026-03-30T12:00"),
          ...overrides,
        })
        .run();
    },

    absence(interpreterId, start, end, kind = "holiday") {
      const id = next("absence");
      db.insert(schema.absences)
        .values({ id, interpreterId, startAt: at(start), endAt: at(end), kind, createdAt: BEGINNING })
        .run();
      return id;
    },

    credential(interpreterId, kind, from, until) {
      const id = next("credential");
      db.insert(schema.credentials)
        .values({ id, interpreterId, kind, validFrom: at(from), validUntil: until === null ? null : at(until) })
        .run();
      return id;
    },

    client(code, organisationId = "social-riga") {
      const id = next("client");
      db.insert(schema.clients)
        .values({ id, organisationId, code, ...keyed(code) })
        .run();
      return id;
    },

    exclude(interpreterId, side) {
      const id = next("exclusion");
      db.insert(schema.exclusions)
        .values({ id, interpreterId, askedBy: "client", createdAt: BEGINNING, ...side })
        .run();
      return id;
    },

    eventKinds(requestId) {
      return db
        .select({ kind: schema.events.kind })
        .from(schema.events)
        .where(eq(schema.events.requestId, requestId))
        .orderBy(schema.events.id)
        .all()
        .map(({ kind }) => kind);
    },
  };

  function homeOf(interpreterId: string): string {
    const row = db.select().from(schema.interpreters).where(eq(schema.interpreters.id, interpreterId)).get();
    if (!row) throw new Error(`no interpreter ${interpreterId}`);
    return row.homePlaceId;
  }
}
