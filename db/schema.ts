/**
 * The tables. Each says its own truths as CHECK, NOT NULL and UNIQUE; what spans rows stands in `guards.ts`.
 * Instants are epoch milliseconds UTC. Nothing cascades: a row that is referred to cannot be deleted.
 */
import { sql } from "drizzle-orm";
import {
  type AnySQLiteColumn,
  blob,
  check,
  customType,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import type { ProposedChange } from "#app/dispatch/relax";
import type { RequestFields } from "#app/dispatch/request-questions";
import type { Skills } from "#app/dispatch/skills";
import {
  ABSENCE_KINDS,
  APPLICATION_ENDS,
  APPLICATION_KINDS,
  CLOSENESS,
  CREDENTIAL_KINDS,
  DECLINE_REASONS,
  EXCLUSION_ASKERS,
  GENDERS,
  HOUSE_LOCALE,
  IMPORT_KINDS,
  INTERPRETER_STATUSES,
  type Level,
  LOCALES,
  MAIL_ENCRYPTIONS,
  MODES,
  type Mode,
  type Names,
  NOT_HELD_REASONS,
  type Obstacle,
  OFFER_STATUSES,
  PROTECTION_CLASSES,
  ROLES,
  ROWS_BECOME,
  SECTORS,
  SIGN_IN_OUTCOMES,
  STRENGTHS,
  TOPICS,
  WAYS,
  YES_ENDS,
} from "#app/dispatch/vocabulary";
import { FILE_TYPES } from "#app/files/vocabulary";
import { COMPLAINT_KINDS, SIDES } from "#app/heard/complaint";
import { DIMENSIONS, type EvaluationPart, QUESTIONS } from "#app/heard/evaluation";
import { RECORDED_STATES } from "#app/pay/record";
import {
  ATTESTED_AS,
  ATTESTING_WAYS,
  CORRECTIONS_END,
  type Reported,
  type Said,
  SETTLED_AS,
  TRAVEL_MEANS,
} from "#app/pay/took-place";
import { EXPENSE_KINDS, FUNDINGS, type Reason, ROW_KINDS, TERMS } from "#app/pay/vocabulary";
import type { Guarded } from "#app/privacy";
import type { Instant } from "#app/time";

/** A row that is referred to stays. */
const link = (name: string, to: () => AnySQLiteColumn) => text(name).references(to, { onDelete: "restrict" });
/** What people write in their own words: only what has passed the guard of `app/privacy` can be put in. */
const freeText = customType<{ data: Guarded; driverData: string }>({ dataType: () => "text" });
const flag = (name: string) => integer(name, { mode: "boolean" });
const instant = (name: string) => integer(name).$type<Instant>();
const oneOf = (column: AnySQLiteColumn, values: readonly string[]) =>
  sql`${column} in (${sql.raw(values.map((v) => `'${v}'`).join(", "))})`;
/**
 * A code's or a name's canonical form (see `app/text/keys`), by which it is compared; what was typed stands beside it. null:
 * written by another program, or an older row holds the key (see `keys`).
 */
const canonical = () => text("key");
/** What near keys have in common. */
const near = () => text("near_key");
/** One name in every language of the pages. */
const names = () => text("name", { mode: "json" }).$type<Names>().notNull();
const inEveryLanguage = (column: AnySQLiteColumn) =>
  sql.join(
    LOCALES.map((locale) => sql`json_type(${column}, ${sql.raw(`'$.${locale}'`)}) is 'text'`),
    sql` and `,
  );
const isInstant = (column: AnySQLiteColumn) => sql`${column} is null or typeof(${column}) = 'integer'`;

// --- the country ---------------------------------------------------------------------------------

export const places = sqliteTable(
  "places",
  {
    id: text("id").primaryKey(),
    name: names(),
    sortKey: text("sort_key").notNull(),
    /** The desk's region: riga, kurzeme, zemgale, latgale, vidzeme. */
    region: text("region").notNull(),
    /** null for a state city, a municipality and what is no part of one. */
    municipality: text("municipality"),
    /** Degrees. */
    latitude: real("latitude").notNull(),
    longitude: real("longitude").notNull(),
    /** Folded words it is found by: its name in every language and its municipality. */
    searchWords: text("search_words").notNull(),
  },
  (t) => [check("places_name", inEveryLanguage(t.name))],
);

/** Measured journeys by car, both directions and the diagonal (travel inside one place) as rows; all others are estimated. */
export const travelTimes = sqliteTable(
  "travel_times",
  {
    fromPlaceId: link("from_place_id", () => places.id).notNull(),
    toPlaceId: link("to_place_id", () => places.id).notNull(),
    minutes: integer("minutes").notNull(),
    km: integer("km").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.fromPlaceId, t.toPlaceId] }),
    check("travel_times_bounds", sql`${t.minutes} between 0 and 600 and ${t.km} >= 0`),
  ],
);

export const holidays = sqliteTable(
  "holidays",
  {
    date: text("date").primaryKey(),
    /** holiday and moved_day_off are closed; moved_workday is open although a weekend. */
    kind: text("kind", { enum: ["holiday", "moved_day_off", "moved_workday"] }).notNull(),
    name: names(),
    source: freeText("source").notNull(),
    enteredBy: text("entered_by"),
  },
  (t) => [
    check("holidays_date", sql`${t.date} glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'`),
    check("holidays_name", inEveryLanguage(t.name)),
    check("holidays_kind", oneOf(t.kind, ["holiday", "moved_day_off", "moved_workday"])),
  ],
);

/** A rule's value from a date on. The newest row not after a date holds on that date. */
export const settings = sqliteTable(
  "settings",
  {
    key: text("key").notNull(),
    holdsFrom: text("holds_from").notNull(),
    value: text("value", { mode: "json" }).$type<string | number>().notNull(),
    enteredBy: text("entered_by"),
    enteredAt: instant("entered_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.holdsFrom] }), check("settings_value", sql`json_valid(${t.value})`)],
);

/** Words that stand in place of a shipped text of a letter (see app/events/texts). Without a row it is as shipped. */
export const letterTexts = sqliteTable(
  "letter_texts",
  {
    locale: text("locale", { enum: LOCALES }).notNull(),
    letter: text("letter").notNull(),
    part: text("part").notNull(),
    text: freeText("text").notNull(),
    /** What was shipped when it was edited, so that another text of a later version is noticed. */
    shipped: text("shipped").notNull(),
    savedBy: link("saved_by", () => users.id),
    savedAt: instant("saved_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.locale, t.letter, t.part] }),
    check("letter_texts_text", sql`trim(${t.text}) <> ''`),
  ],
);

export const languages = sqliteTable(
  "languages",
  {
    /** BCP 47 or ISO 639-3, as in `reference/languages.ts`. */
    code: text("code").primaryKey(),
    name: names(),
    sortKey: text("sort_key").notNull(),
    /** Other names it is looked for by, folded, space-separated: "persiesu farsi фарси pes fas". */
    searchWords: text("search_words").notNull(),
    /** Served languages can be requested; the others (ru, en) are answered kindly. */
    served: flag("served").notNull(),
  },
  (t) => [check("languages_name", inEveryLanguage(t.name))],
);

export const languageVariants = sqliteTable(
  "language_variants",
  {
    language: link("language", () => languages.code).notNull(),
    code: text("code").notNull(),
    name: names(),
  },
  (t) => [primaryKey({ columns: [t.language, t.code] }), check("language_variants_name", inEveryLanguage(t.name))],
);

/** Approved substitutes, always confirmed by a coordinator: who speaks `spoken` may be asked for `requested`. */
export const languageSubstitutions = sqliteTable(
  "language_substitutions",
  {
    requested: text("requested").notNull(),
    spoken: text("spoken").notNull(),
    note: text("note", { enum: CLOSENESS }).notNull(),
    /** How it may be; null: in every way. */
    modes: text("modes", { mode: "json" }).$type<Mode[]>(),
  },
  (t) => [primaryKey({ columns: [t.requested, t.spoken] })],
);

// --- who asks ------------------------------------------------------------------------------------

export const desks = sqliteTable(
  "desks",
  {
    id: text("id").primaryKey(),
    name: names(),
    region: text("region").notNull().unique(),
    placeId: link("place_id", () => places.id).notNull(),
    /** E.164; null until the operator has given it. */
    phone: text("phone"),
  },
  (t) => [check("desks_name", inEveryLanguage(t.name))],
);

export const organisations = sqliteTable(
  "organisations",
  {
    id: text("id").primaryKey(),
    /** The operator's own key, for imports: running one twice changes nothing. */
    code: text("code").notNull().unique(),
    key: canonical(),
    nearKey: near(),
    name: freeText("name").notNull(),
    sortKey: text("sort_key").notNull(),
    sector: text("sector", { enum: SECTORS }).notNull(),
    placeId: link("place_id", () => places.id).notNull(),
    address: freeText("address"),
    phone: text("phone"),
    /** A functional mailbox that hears what its people hear. */
    noticeEmail: text("notice_email"),
    deactivatedAt: instant("deactivated_at"),
    /** It turned out to be this one, which has all that was its own. The row stays for its code. */
    mergedIntoId: link("merged_into_id", (): AnySQLiteColumn => organisations.id),
  },
  (t) => [
    uniqueIndex("organisations_key").on(t.key),
    index("organisations_near_key").on(t.nearKey),
    check("organisations_sector", oneOf(t.sector, SECTORS)),
  ],
);

/** What an institution was called before, and what the ones that were merged into it were called. */
export const organisationNames = sqliteTable(
  "organisation_names",
  {
    organisationId: link("organisation_id", () => organisations.id).notNull(),
    name: freeText("name").notNull(),
    /** It was called so until then; that of one merged into another is its name until the merger. */
    until: instant("until").notNull(),
    /** Whose name it was: one that was merged into this one. null: its own. */
    mergedFromId: link("merged_from_id", () => organisations.id),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.until, t.name] }),
    index("organisation_names_merged_from").on(t.mergedFromId),
  ],
);

export const units = sqliteTable(
  "units",
  {
    id: text("id").primaryKey(),
    organisationId: link("organisation_id", () => organisations.id).notNull(),
    name: freeText("name").notNull(),
    key: canonical(),
    /** Nobody asks for it any more; what it asked for stays its own. */
    deactivatedAt: instant("deactivated_at"),
  },
  (t) => [uniqueIndex("units_name").on(t.organisationId, t.name), uniqueIndex("units_key").on(t.organisationId, t.key)],
);

/**
 * A pseudonym of the requesting organisation. There is no column for a name, on purpose. Its key is also in `client_words`, a
 * table for searching within codes, which the triggers of `guards.ts` keep.
 */
export const clients = sqliteTable(
  "clients",
  {
    id: text("id").primaryKey(),
    organisationId: link("organisation_id", () => organisations.id).notNull(),
    code: text("code").notNull(),
    key: canonical(),
    nearKey: near(),
    /** Set by a coordinator when two codes are one person. */
    sameAsClientId: link("same_as_client_id", (): AnySQLiteColumn => clients.id),
  },
  (t) => [
    uniqueIndex("clients_code").on(t.organisationId, t.code),
    uniqueIndex("clients_key").on(t.organisationId, t.key),
    index("clients_near_key").on(t.nearKey, t.organisationId),
    index("clients_unkeyed").on(t.id).where(sql`key is null`),
    index("clients_same_as").on(t.sameAsClientId),
    check("clients_code_shape", sql`length(${t.code}) between 2 and 24`),
  ],
);

// --- who interprets ------------------------------------------------------------------------------

export const interpreters = sqliteTable(
  "interpreters",
  {
    id: text("id").primaryKey(),
    code: text("code").notNull().unique(),
    key: canonical(),
    nearKey: near(),
    name: freeText("name").notNull(),
    sortKey: text("sort_key").notNull(),
    gender: text("gender", { enum: GENDERS }),
    status: text("status", { enum: INTERPRETER_STATUSES }).notNull(),
    homePlaceId: link("home_place_id", () => places.id).notNull(),
    deskId: link("desk_id", () => desks.id).notNull(),
    email: text("email"),
    /** E.164. */
    phone: text("phone"),
    locale: text("locale", { enum: LOCALES }).notNull().default(HOUSE_LOCALE),
    onsite: flag("onsite").notNull(),
    byPhone: flag("by_phone").notNull(),
    byVideo: flag("by_video").notNull(),
    radiusKm: integer("radius_km"),
    maxMinutesPerWeek: integer("max_minutes_per_week").notNull().default(2400),
    /** True once this person has said when they work; until then they are "unknown", not "never". */
    availabilityKnown: flag("availability_known").notNull().default(false),
    /** Who turned out to be somebody else of the roster is no more, and leads there. */
    mergedIntoId: link("merged_into_id", (): AnySQLiteColumn => interpreters.id),
    /** Topics they would rather not be asked for, as `topicsIn` reads them. */
    unwishedTopics: text("unwished_topics").notNull().default(""),
    /** What coordinators tell each other; nobody else reads it. */
    note: freeText("note"),
  },
  (t) => [
    uniqueIndex("interpreters_key").on(t.key),
    index("interpreters_near_key").on(t.nearKey),
    index("interpreters_status").on(t.status),
    index("interpreters_merged").on(t.mergedIntoId).where(sql`merged_into_id is not null`),
    check("interpreters_merged_is_gone", sql`${t.mergedIntoId} is null or ${t.status} in ('merged', 'erased')`),
    check("interpreters_gender", sql`${t.gender} is null or ${t.gender} in ('F', 'M')`),
    check("interpreters_status_code", oneOf(t.status, INTERPRETER_STATUSES)),
    check("interpreters_cap", sql`${t.maxMinutesPerWeek} between 0 and 10080`),
  ],
);

export const interpreterLanguages = sqliteTable(
  "interpreter_languages",
  {
    interpreterId: link("interpreter_id", () => interpreters.id).notNull(),
    language: link("language", () => languages.code).notNull(),
    /** '' = the language without a particular variant. */
    variant: text("variant").notNull().default(""),
    level: integer("level").$type<Level>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.interpreterId, t.language, t.variant] }),
    index("interpreter_languages_language").on(t.language, t.interpreterId),
    check("interpreter_languages_level", sql`${t.level} in (1, 2, 3)`),
  ],
);

/** Weekly availability in Riga wall clock. `to_minute <= from_minute` ends the next day. */
export const availability = sqliteTable(
  "availability",
  {
    interpreterId: link("interpreter_id", () => interpreters.id).notNull(),
    weekday: integer("weekday").notNull(),
    fromMinute: integer("from_minute").notNull(),
    toMinute: integer("to_minute").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.interpreterId, t.weekday, t.fromMinute] }),
    check(
      "availability_bounds",
      sql`${t.weekday} between 1 and 7 and ${t.fromMinute} between 0 and 1439 and ${t.toMinute} between 1 and 1440`,
    ),
  ],
);

export const absences = sqliteTable(
  "absences",
  {
    id: text("id").primaryKey(),
    interpreterId: link("interpreter_id", () => interpreters.id).notNull(),
    startAt: instant("start_at").notNull(),
    endAt: instant("end_at").notNull(),
    kind: text("kind", { enum: ABSENCE_KINDS }).notNull(),
    createdAt: instant("created_at").notNull(),
    cancelledAt: instant("cancelled_at"),
  },
  (t) => [
    index("absences_person").on(t.interpreterId, t.endAt),
    check("absences_interval", sql`typeof(${t.startAt}) = 'integer' and ${t.endAt} > ${t.startAt}`),
  ],
);

/** Files that people bring; the bytes lie beside the database, under the same id (`db/files`). Whose it is says the row that names it. */
export const files = sqliteTable(
  "files",
  {
    id: text("id").primaryKey(),
    type: text("type", { enum: FILE_TYPES }).notNull(),
    bytes: integer("bytes").notNull(),
    /** Of the bytes, in hexadecimal. */
    sha256: text("sha256").notNull(),
    at: instant("at").notNull(),
    broughtBy: link("brought_by", () => users.id),
    /** Nothing names it any more: the bytes and the row go. Guards say so, whatever let it go. */
    isGone: flag("is_gone").notNull().default(false),
  },
  (t) => [
    index("files_gone").on(t.id).where(sql`is_gone = 1`),
    check("files_type", oneOf(t.type, FILE_TYPES)),
    check("files_bytes", sql`${t.bytes} > 0`),
  ],
);

export const credentials = sqliteTable(
  "credentials",
  {
    id: text("id").primaryKey(),
    interpreterId: link("interpreter_id", () => interpreters.id).notNull(),
    kind: text("kind", { enum: CREDENTIAL_KINDS }).notNull(),
    validFrom: instant("valid_from").notNull(),
    validUntil: instant("valid_until"),
    scanId: link("scan_id", () => files.id),
  },
  (t) => [
    index("credentials_person").on(t.interpreterId, t.kind),
    index("credentials_scan").on(t.scanId).where(sql`scan_id is not null`),
    index("credentials_scan_over").on(t.validUntil).where(sql`scan_id is not null`),
    check("credentials_kind", oneOf(t.kind, CREDENTIAL_KINDS)),
    check("credentials_interval", sql`${t.validUntil} is null or ${t.validUntil} > ${t.validFrom}`),
  ],
);

/** Not this person for this client or institution. Who asked is kept; nobody but coordinators sees that it exists. */
export const exclusions = sqliteTable(
  "exclusions",
  {
    id: text("id").primaryKey(),
    interpreterId: link("interpreter_id", () => interpreters.id).notNull(),
    clientId: link("client_id", () => clients.id),
    organisationId: link("organisation_id", () => organisations.id),
    askedBy: text("asked_by", { enum: EXCLUSION_ASKERS }).notNull(),
    createdAt: instant("created_at").notNull(),
    /** The coordinator who wrote it down, and who ended it; null of one that came with the data. */
    createdBy: link("created_by", (): AnySQLiteColumn => users.id),
    endedAt: instant("ended_at"),
    endedBy: link("ended_by", (): AnySQLiteColumn => users.id),
  },
  (t) => [
    index("exclusions_person").on(t.interpreterId),
    index("exclusions_client").on(t.clientId).where(sql`client_id is not null`),
    index("exclusions_organisation").on(t.organisationId).where(sql`organisation_id is not null`),
    check("exclusions_one_side", sql`(${t.clientId} is null) <> (${t.organisationId} is null)`),
  ],
);

// --- accounts ------------------------------------------------------------------------------------

export const users = sqliteTable(
  "users",
  {
    id: text("id").primaryKey(),
    email: text("email").notNull().unique(),
    name: freeText("name").notNull(),
    role: text("role", { enum: ROLES }).notNull(),
    locale: text("locale", { enum: LOCALES }).notNull().default(HOUSE_LOCALE),
    theme: text("theme", { enum: ["system", "light", "dark"] })
      .notNull()
      .default("system"),
    phone: text("phone"),
    organisationId: link("organisation_id", () => organisations.id),
    unitId: link("unit_id", () => units.id),
    /** Leads the unit, and has its requests in sight by itself. */
    leadsUnit: flag("leads_unit").notNull().default(false),
    interpreterId: link("interpreter_id", () => interpreters.id).unique(),
    passwordHash: text("password_hash"),
    createdAt: instant("created_at").notNull(),
    disabledAt: instant("disabled_at"),
  },
  (t) => [
    index("users_organisation").on(t.organisationId).where(sql`organisation_id is not null`),
    index("users_unit").on(t.unitId).where(sql`unit_id is not null`),
    check("users_email_folded", sql`${t.email} = lower(${t.email}) and instr(${t.email}, '@') > 1`),
    check("users_role", oneOf(t.role, ROLES)),
    check("users_requester", sql`(${t.role} = 'requester') = (${t.organisationId} is not null)`),
    check("users_interpreter", sql`(${t.role} = 'interpreter') = (${t.interpreterId} is not null)`),
  ],
);

/** A signed-in browser. The cookie holds the id, the table its SHA-256. */
export const sessions = sqliteTable(
  "sessions",
  {
    idHash: text("id_hash").primaryKey(),
    userId: link("user_id", () => users.id).notNull(),
    createdAt: instant("created_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    device: text("device").notNull(),
  },
  (t) => [index("sessions_user").on(t.userId)],
);

/**
 * Who came to the door of an account and how it ended, without anything that was typed. What repeats within an hour from one
 * network counts up in one row; forgotten after ninety days.
 */
export const signIns = sqliteTable(
  "sign_ins",
  {
    id: integer("id").primaryKey(),
    /** null: there is no such account. */
    userId: link("user_id", () => users.id),
    outcome: text("outcome", { enum: SIGN_IN_OUTCOMES }).notNull(),
    /** As `auth/network` tells it; '' for all that were not told apart. */
    network: text("network").notNull(),
    /** That of the last time. */
    device: text("device").notNull(),
    firstAt: instant("first_at").notNull(),
    lastAt: instant("last_at").notNull(),
    times: integer("times").notNull().default(1),
  },
  (t) => [
    index("sign_ins_account").on(t.userId, t.lastAt),
    index("sign_ins_last").on(t.lastAt),
    check("sign_ins_outcome", oneOf(t.outcome, SIGN_IN_OUTCOMES)),
    check("sign_ins_times", sql`${t.times} > 0 and ${t.lastAt} >= ${t.firstAt}`),
  ],
);

/** Single-use links. Only the SHA-256 is kept; an offer's token is bound to the offer and its person. */
export const tokens = sqliteTable(
  "tokens",
  {
    hash: text("hash").primaryKey(),
    kind: text("kind", { enum: ["invite", "reset", "offer"] }).notNull(),
    userId: link("user_id", () => users.id),
    offerId: link("offer_id", (): AnySQLiteColumn => offers.id),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [
    index("tokens_offer").on(t.offerId),
    index("tokens_user").on(t.userId),
    check(
      "tokens_subject",
      sql`(${t.kind} = 'offer') = (${t.offerId} is not null) and (${t.kind} = 'offer') <> (${t.userId} is not null)`,
    ),
  ],
);

/** The first answer to a form, kept for some days so that pressing twice or retrying after a crash returns it. `key`: of `onceFor`. */
export const idempotency = sqliteTable(
  "idempotency",
  {
    actor: text("actor").notNull(),
    key: text("key").notNull(),
    result: text("result", { mode: "json" }).notNull(),
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.actor, t.key] }), index("idempotency_at").on(t.at)],
);

/**
 * What was sent after its sender's session had ended, until they have signed in. Only the browser it came from has the key
 * (`app/auth/kept-forms.server.ts`): neither the row nor its copies can be read without it.
 */
export const keptForms = sqliteTable(
  "kept_forms",
  {
    id: text("id").primaryKey(),
    /** Whose browser: every form that one browser keeps. */
    ownerHash: text("owner_hash").notNull(),
    sealed: blob("sealed", { mode: "buffer" }).notNull(),
    at: instant("at").notNull(),
  },
  (t) => [index("kept_forms_owner").on(t.ownerHash), index("kept_forms_at").on(t.at)],
);

// --- the door ------------------------------------------------------------------------------------

/**
 * A new institution's first request, its wish for access, or the wish to interpret of a candidate, by somebody without an account. Until
 * `confirmed_at` it is a stranger's word that nobody here sees; a coordinator then decides once.
 */
export const applications = sqliteTable(
  "applications",
  {
    id: text("id").primaryKey(),
    kind: text("kind", { enum: APPLICATION_KINDS }).notNull(),
    locale: text("locale", { enum: LOCALES }).notNull(),
    /** Of whom they speak; null for a candidate, who speaks for themselves. */
    organisationName: freeText("organisation_name"),
    name: freeText("name").notNull(),
    email: text("email").notNull(),
    phone: text("phone").notNull(),
    /** The request, its texts through the guard; null for access alone, and once it is a request of its own. */
    asked: text("asked", { mode: "json" }).$type<RequestFields>(),
    /** What a candidate can do; null once it is decided. */
    skills: text("skills", { mode: "json" }).$type<Skills>(),
    /** What a candidate says of themselves; null once it is decided. */
    words: freeText("words"),
    /** Of the request: then it is too late. */
    startAt: instant("start_at"),
    /** They say that the numbers in the texts are no person's. */
    vouched: flag("vouched").notNull().default(false),
    /** SHA-256 of the link in their mail. */
    linkHash: text("link_hash").notNull().unique(),
    createdAt: instant("created_at").notNull(),
    /** Unconfirmed until then, it is erased. */
    expiresAt: instant("expires_at").notNull(),
    confirmedAt: instant("confirmed_at"),
    /** What was promised at `confirmed_at`; null: too little time was left. */
    answerDueAt: instant("answer_due_at"),
    decidedAt: instant("decided_at"),
    /** null beside `lapsed`. */
    decidedBy: link("decided_by", () => users.id),
    outcome: text("outcome", { enum: APPLICATION_ENDS }),
    reason: freeText("reason"),
  },
  (t) => [
    index("applications_unconfirmed").on(t.expiresAt).where(sql`confirmed_at is null`),
    index("applications_waiting").on(t.confirmedAt).where(sql`confirmed_at is not null and decided_at is null`),
    index("applications_decided").on(t.decidedAt).where(sql`decided_at is not null`),
    index("applications_email").on(t.email),
    check("applications_kind", oneOf(t.kind, APPLICATION_KINDS)),
    check("applications_speaker", sql`(${t.kind} = 'candidate') = (${t.organisationName} is null)`),
    check("applications_email_folded", sql`${t.email} = lower(${t.email}) and instr(${t.email}, '@') > 1`),
    check("applications_decided_once", sql`(${t.decidedAt} is null) = (${t.outcome} is null)`),
    check("applications_confirmed_first", sql`${t.decidedAt} is null or ${t.confirmedAt} is not null`),
  ],
);

// --- the work ------------------------------------------------------------------------------------

/** One need. No status column: `requestStateAt` computes it from these facts. */
export const requests = sqliteTable(
  "requests",
  {
    id: text("id").primaryKey(),
    /** What people say on the phone: R-7F3KQ. */
    reference: text("reference").notNull().unique(),
    version: integer("version").notNull().default(1),
    organisationId: link("organisation_id", () => organisations.id).notNull(),
    /** Of which institution it was, when that has since been merged into another: its name stands on the days until then. */
    askedAsId: link("asked_as_id", () => organisations.id),
    unitId: link("unit_id", () => units.id),
    deskId: link("desk_id", () => desks.id).notNull(),
    requesterId: link("requester_id", () => users.id).notNull(),
    contactName: freeText("contact_name").notNull(),
    contactPhone: text("contact_phone").notNull(),
    /** null = "not in the list": `languageText` says what was asked until a coordinator maps it. */
    language: link("language", () => languages.code),
    variant: text("variant"),
    /** Whether another variant of the language will do. */
    variantStrength: text("variant_strength", { enum: STRENGTHS }).notNull().default("must"),
    languageText: freeText("language_text"),
    /** What was asked for before its requester agreed to an approved substitute, which `language` then holds. */
    requestedLanguage: link("requested_language", () => languages.code),
    /** Relay: place 1 interprets between `language` and this one, place 2 between this one and Latvian. */
    pivotLanguage: link("pivot_language", () => languages.code),
    minLevel: integer("min_level").$type<Level>().notNull().default(1),
    mode: text("mode", { enum: MODES }).notNull(),
    /** null where it is on site: the place is not in the list, and `placeText` says it until a coordinator maps it. */
    placeId: link("place_id", () => places.id),
    placeText: freeText("place_text"),
    address: freeText("address"),
    videoLink: freeText("video_link"),
    startAt: instant("start_at").notNull(),
    endAt: instant("end_at").notNull(),
    topic: text("topic", { enum: TOPICS }).notNull(),
    protectionClass: text("protection_class", { enum: PROTECTION_CLASSES }).notNull(),
    clientId: link("client_id", () => clients.id),
    gender: text("gender", { enum: GENDERS }),
    genderStrength: text("gender_strength", { enum: STRENGTHS }),
    wantsSameInterpreter: flag("wants_same_interpreter").notNull().default(false),
    /** "Not this person": the requester's own words; a coordinator's exclusions are rows of `exclusions`. */
    excludedInterpreterId: link("excluded_interpreter_id", () => interpreters.id),
    interpreterCount: integer("interpreter_count").notNull().default(1),
    note: freeText("note"),
    submittedAt: instant("submitted_at").notNull(),
    /** null: too little time was left to promise anything. */
    answerDueAt: instant("answer_due_at"),
    /** A coordinator has sent it back with a question; nobody new is asked until that is answered. */
    needsInfoAt: instant("needs_info_at"),
    infoQuestion: freeText("info_question"),
    /** The question is whether this change would do; its words are made for each reader. Only beside `needsInfoAt`. */
    proposal: text("proposal", { mode: "json" }).$type<Proposal>(),
    /** Dispatch has no one left to ask; a coordinator must decide. Cleared when an offer goes out again. */
    queuedAt: instant("queued_at"),
    rejectedAt: instant("rejected_at"),
    rejectionReason: freeText("rejection_reason"),
    cancelledAt: instant("cancelled_at"),
    cancelledBy: text("cancelled_by"),
    cancelledLate: flag("cancelled_late"),
  },
  (t) => [
    index("requests_open").on(t.startAt).where(sql`cancelled_at is null and rejected_at is null`),
    index("requests_cancelled").on(t.startAt).where(sql`cancelled_at is not null`),
    index("requests_rejected").on(t.startAt).where(sql`rejected_at is not null`),
    index("requests_organisation").on(t.organisationId, t.startAt),
    index("requests_unit").on(t.unitId).where(sql`unit_id is not null`),
    index("requests_asked_as").on(t.askedAsId).where(sql`asked_as_id is not null`),
    index("requests_organisation_closed")
      .on(t.organisationId, t.startAt)
      .where(sql`cancelled_at is not null or rejected_at is not null`),
    index("requests_organisation_language").on(t.organisationId, t.language, t.startAt),
    index("requests_organisation_name").on(t.organisationId, t.contactName, t.startAt),
    index("requests_organisation_phone").on(t.organisationId, t.contactPhone, t.startAt),
    index("requests_requester").on(t.requesterId, t.startAt),
    index("requests_requester_newest").on(t.requesterId, t.submittedAt),
    index("requests_client").on(t.clientId, t.startAt),
    index("requests_start").on(t.startAt),
    index("requests_language").on(t.language, t.startAt),
    index("requests_desk").on(t.deskId, t.startAt),
    index("requests_contact_name").on(t.contactName, t.startAt),
    index("requests_contact_phone").on(t.contactPhone, t.startAt),
    check("requests_interval", sql`${t.endAt} > ${t.startAt} and ${t.endAt} - ${t.startAt} <= 86400000`),
    check(
      "requests_instants",
      sql`typeof(${t.startAt}) = 'integer' and typeof(${t.endAt}) = 'integer' and (${isInstant(t.cancelledAt)})`,
    ),
    check("requests_count", sql`${t.interpreterCount} in (1, 2)`),
    check("requests_mode", oneOf(t.mode, MODES)),
    check(
      "requests_place",
      sql`case when ${t.mode} = 'onsite' then ${t.placeId} is not null or length(${t.placeText}) > 0 else ${t.placeId} is null end`,
    ),
    check("requests_language", sql`${t.language} is not null or length(${t.languageText}) > 0`),
    check("requests_gender", sql`(${t.gender} is null) = (${t.genderStrength} is null)`),
    check("requests_level", sql`${t.minLevel} in (1, 2, 3)`),
    check("requests_class", oneOf(t.protectionClass, PROTECTION_CLASSES)),
  ],
);

/**
 * Who asked by phone and has no account: what requesters are told is told to them. The request's `requester_id` is then the
 * coordinator who wrote it down.
 */
export const callers = sqliteTable(
  "callers",
  {
    requestId: link("request_id", () => requests.id).primaryKey(),
    name: freeText("name").notNull(),
    email: text("email"),
    phone: text("phone"),
    /** How often their address was corrected: each time the link is another. */
    linkNumber: integer("link_number").notNull().default(0),
    /** SHA-256 of the link that opens the request's answer to them. */
    linkHash: text("link_hash").notNull().unique(),
  },
  (t) => [
    check("callers_reachable", sql`${t.email} is not null or ${t.phone} is not null`),
    check(
      "callers_email_folded",
      sql`${t.email} is null or (${t.email} = lower(${t.email}) and instr(${t.email}, '@') > 1)`,
    ),
  ],
);

/** A change that a coordinator proposed to the requester, for the version of the request it was computed for. */
export interface Proposal {
  change: ProposedChange;
  version: number;
  /** Who could come with it; for coordinators only. */
  interpreterId: string;
}

/** One request asked of one interpreter. Unanswered = expired from `deadlineAt` on, whatever the worker did. */
export const offers = sqliteTable(
  "offers",
  {
    id: text("id").primaryKey(),
    requestId: link("request_id", () => requests.id).notNull(),
    slot: integer("slot").notNull(),
    interpreterId: link("interpreter_id", () => interpreters.id).notNull(),
    /** The request's version that was offered; a newer one needs a new offer. */
    requestVersion: integer("request_version").notNull(),
    status: text("status", { enum: OFFER_STATUSES }).notNull(),
    offeredAt: instant("offered_at").notNull(),
    deadlineAt: instant("deadline_at").notNull(),
    seenAt: instant("seen_at"),
    answeredAt: instant("answered_at"),
    declineReason: text("decline_reason", { enum: DECLINE_REASONS }),
    /** null = dispatch; else the coordinator who offered. */
    offeredBy: link("offered_by", () => users.id),
    /** Obstacles a coordinator overruled when offering, in the shape of `assignments.overruled`. */
    overruled: text("overruled", { mode: "json" }).$type<Overruled>(),
    /** What stood in the way of their yes at `answered_at`: a coordinator decides. null: no yes, or nothing in its way. */
    metObstacles: text("met_obstacles", { mode: "json" }).$type<Obstacle[]>(),
    /** How that yes ended, once its person has been told; null while it is open. */
    yesEndedAs: text("yes_ended_as", { enum: YES_ENDS }),
    /** Why this person came first: the ranking's points at the time. */
    points: text("points", { mode: "json" }).$type<{ name: string; points: number; value: number }[]>(),
  },
  (t) => [
    uniqueIndex("offers_one_accepted").on(t.requestId, t.slot).where(sql`status = 'accepted'`),
    uniqueIndex("offers_one_live_per_person").on(t.requestId, t.interpreterId).where(sql`status = 'pending'`),
    index("offers_person_live").on(t.interpreterId, t.deadlineAt).where(sql`status = 'pending'`),
    index("offers_request").on(t.requestId),
    index("offers_yes_of_person").on(t.interpreterId).where(sql`met_obstacles is not null`),
    index("offers_yes_open").on(t.requestId).where(sql`met_obstacles is not null and yes_ended_as is null`),
    index("offers_deadline").on(t.deadlineAt).where(sql`status = 'pending'`),
    check("offers_slot", sql`${t.slot} in (1, 2)`),
    check("offers_status", oneOf(t.status, OFFER_STATUSES)),
    check("offers_deadline_after", sql`${t.deadlineAt} > ${t.offeredAt}`),
  ],
);

/** The reason of an override that its interpreter made alone: they take a call from where they are. */
export const BY_OWN_WORD = "by_own_word";

/** An override: who decided, why, and each obstacle that stood in the way. */
export interface Overruled {
  /** A coordinator's id, or whom an event names, where the interpreter set it aside. */
  by: string;
  reason: Guarded;
  /** Second confirmation given, for gender, exclusion and credentials. */
  twice: boolean;
  obstacles: Obstacle[];
}

/**
 * This interpreter does this slot of this request. Live while `released_at` is null.
 * `place_id` is where the person is: the place for on-site, their home for remote work.
 */
export const assignments = sqliteTable(
  "assignments",
  {
    id: text("id").primaryKey(),
    requestId: link("request_id", () => requests.id).notNull(),
    slot: integer("slot").notNull(),
    interpreterId: link("interpreter_id", () => interpreters.id).notNull(),
    offerId: link("offer_id", () => offers.id),
    startAt: instant("start_at").notNull(),
    endAt: instant("end_at").notNull(),
    placeId: link("place_id", () => places.id).notNull(),
    remote: flag("remote").notNull(),
    overruled: text("overruled", { mode: "json" }).$type<Overruled>(),
    createdAt: instant("created_at").notNull(),
    /** null = the interpreter accepted; else the coordinator who assigned. */
    assignedBy: link("assigned_by", () => users.id),
    /** A coordinator decided that the person does it although they pause or stop. */
    keptAt: instant("kept_at"),
    releasedAt: instant("released_at"),
    releasedBy: text("released_by"),
    releaseReason: freeText("release_reason"),
    /** That of its row in `reports`, which a trigger repeats here: what waits for a report is then few and found at once. */
    reportedAt: instant("reported_at"),
  },
  (t) => [
    uniqueIndex("assignments_one_per_slot").on(t.requestId, t.slot).where(sql`released_at is null`),
    uniqueIndex("assignments_two_people").on(t.requestId, t.interpreterId).where(sql`released_at is null`),
    index("assignments_person").on(t.interpreterId, t.startAt),
    index("assignments_start").on(t.startAt).where(sql`released_at is null`),
    index("assignments_request").on(t.requestId, t.interpreterId),
    index("assignments_to_report").on(t.interpreterId, t.endAt).where(sql`released_at is null and reported_at is null`),
    check("assignments_interval", sql`${t.endAt} > ${t.startAt} and ${t.endAt} - ${t.startAt} <= 86400000`),
    check("assignments_instants", sql`typeof(${t.startAt}) = 'integer' and typeof(${t.endAt}) = 'integer'`),
    check("assignments_slot", sql`${t.slot} in (1, 2)`),
    check(
      "assignments_overruled",
      sql`${t.overruled} is null or (json_valid(${t.overruled}) and json_array_length(${t.overruled}, '$.obstacles') > 0 and length(json_extract(${t.overruled}, '$.reason')) > 0)`,
    ),
  ],
);

/** What can be said of a service by either side: when, or why not. */
const told = () => ({
  held: flag("held").notNull(),
  notHeldReason: text("not_held_reason", { enum: NOT_HELD_REASONS }),
  startedAt: instant("started_at"),
  endedAt: instant("ended_at"),
});
type Told = Record<keyof ReturnType<typeof told>, AnySQLiteColumn>;
const isHeldOrWhyNot = (t: Told) => sql`(${t.held} = 1) = (${t.notHeldReason} is null)`;
const isInOrder = (t: Told) => sql`${t.startedAt} is null or ${t.endedAt} > ${t.startedAt}`;
const isNotNegative = (column: AnySQLiteColumn) =>
  sql`${column} is null or (typeof(${column}) = 'integer' and ${column} >= 0)`;

/** What really happened as its interpreter says it, one per assignment; what it said before is in `report_corrections`. */
export const reports = sqliteTable(
  "reports",
  {
    assignmentId: link("assignment_id", () => assignments.id).primaryKey(),
    ...told(),
    reportedBy: text("reported_by").notNull(),
    reportedAt: instant("reported_at").notNull(),
    /** 1 for the first, one more for each correction. */
    number: integer("number").notNull().default(1),
    breakMinutes: integer("break_minutes").notNull().default(0),
    waitingMinutes: integer("waiting_minutes").notNull().default(0),
    /** null: no journey, or none that is claimed. */
    travelMeans: text("travel_means", { enum: TRAVEL_MEANS }),
    travelKm: integer("travel_km"),
    travelMinutes: integer("travel_minutes"),
    ticketCents: integer("ticket_cents"),
    /** What was spoken, where it was another language or variant than asked. */
    usedLanguage: link("used_language", () => languages.code),
    usedVariant: text("used_variant"),
    /** Since when both sides agree about this number, or a coordinator has decided: triggers repeat it here. null: it waits. */
    agreedAt: instant("agreed_at"),
    /** How often the requester was asked again about this number. */
    askedAgain: integer("asked_again").notNull().default(0),
    /** When they are next asked, or their silence counts; null: nobody is asked any more. */
    askAt: instant("ask_at"),
  },
  (t) => [
    index("reports_waiting").on(t.reportedAt).where(sql`agreed_at is null`),
    index("reports_ask").on(t.askAt).where(sql`ask_at is not null`),
    check("reports_ask", sql`${t.askAt} is null or ${t.agreedAt} is null`),
    check("reports_held", isHeldOrWhyNot(t)),
    check("reports_interval", isInOrder(t)),
    check("reports_number", sql`${t.number} >= 1`),
    check("reports_break", isNotNegative(t.breakMinutes)),
    check("reports_waiting_minutes", isNotNegative(t.waitingMinutes)),
    check("reports_km", isNotNegative(t.travelKm)),
    check("reports_travel_minutes", isNotNegative(t.travelMinutes)),
    check("reports_ticket", isNotNegative(t.ticketCents)),
    check("reports_means", sql`${t.travelMeans} is null or ${oneOf(t.travelMeans, TRAVEL_MEANS)}`),
  ],
);

/** What a report said before it was corrected. Rows are never changed. */
export const reportCorrections = sqliteTable(
  "report_corrections",
  {
    assignmentId: link("assignment_id", () => assignments.id).notNull(),
    /** Of the report that was replaced. */
    number: integer("number").notNull(),
    said: text("said", { mode: "json" }).$type<Reported>().notNull(),
    reportedBy: text("reported_by").notNull(),
    replacedAt: instant("replaced_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.assignmentId, t.number] })],
);

/** The requester's word about a report of that number: as they say it. Nothing but its name and words can be forgotten. */
export const attestations = sqliteTable(
  "attestations",
  {
    assignmentId: link("assignment_id", () => assignments.id).notNull(),
    reportNumber: integer("report_number").notNull(),
    at: instant("at").notNull(),
    way: text("way", { enum: ATTESTING_WAYS }).notNull(),
    attestedAs: text("attested_as", { enum: ATTESTED_AS }).notNull(),
    ...told(),
    /** Whom an event names; null beside `silence`, and where nobody was signed in. */
    attestedBy: text("attested_by"),
    /** As they wrote it on the spot. */
    name: freeText("name"),
    words: freeText("words"),
  },
  (t) => [
    primaryKey({ columns: [t.assignmentId, t.reportNumber] }),
    index("attestations_forget").on(t.at).where(sql`name is not null or words is not null`),
    check("attestations_held", isHeldOrWhyNot(t)),
    check("attestations_interval", isInOrder(t)),
    check("attestations_way", oneOf(t.way, ATTESTING_WAYS)),
    check("attestations_as", oneOf(t.attestedAs, ATTESTED_AS)),
    check("attestations_silence", sql`${t.way} <> 'silence' or ${t.attestedAs} = 'as_reported'`),
  ],
);

/** A signature that was drawn on the interpreter's device, beside its attestation. Deleted when its time is over. */
export const signatures = sqliteTable(
  "signatures",
  {
    assignmentId: link("assignment_id", () => assignments.id).notNull(),
    reportNumber: integer("report_number").notNull(),
    at: instant("at").notNull(),
    /** The lines of an SVG path, in a box of 600 by 200. */
    drawn: text("drawn").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.assignmentId, t.reportNumber] }),
    index("signatures_at").on(t.at),
    check("signatures_short", sql`length(${t.drawn}) <= 20000`),
  ],
);

/**
 * What an interpreter asks to be corrected in a report that both sides agreed to: the other side says yes, or a coordinator decides.
 * Until then what was agreed holds.
 */
export const correctionsAsked = sqliteTable(
  "corrections_asked",
  {
    assignmentId: link("assignment_id", () => assignments.id).notNull(),
    /** Of the report that it would replace. */
    number: integer("number").notNull(),
    askedAt: instant("asked_at").notNull(),
    said: text("said", { mode: "json" }).$type<Said>().notNull(),
    askedBy: text("asked_by").notNull(),
    /** The other side said no: a coordinator decides. */
    refusedAt: instant("refused_at"),
    endedAt: instant("ended_at"),
    endedAs: text("ended_as", { enum: CORRECTIONS_END }),
  },
  (t) => [
    primaryKey({ columns: [t.assignmentId, t.askedAt] }),
    uniqueIndex("corrections_asked_one").on(t.assignmentId).where(sql`ended_at is null`),
    index("corrections_asked_open").on(t.askedAt).where(sql`ended_at is null`),
    check("corrections_asked_end", sql`(${t.endedAt} is null) = (${t.endedAs} is null)`),
    check("corrections_asked_as", sql`${t.endedAs} is null or ${oneOf(t.endedAs, CORRECTIONS_END)}`),
  ],
);

/** A coordinator's decision where the two differ, or where nobody can be asked. Nothing but its reason can be forgotten. */
export const settlements = sqliteTable(
  "settlements",
  {
    assignmentId: link("assignment_id", () => assignments.id).notNull(),
    reportNumber: integer("report_number").notNull(),
    at: instant("at").notNull(),
    by: link("by", () => users.id).notNull(),
    settledAs: text("settled_as", { enum: SETTLED_AS }).notNull(),
    ...told(),
    breakMinutes: integer("break_minutes").notNull(),
    waitingMinutes: integer("waiting_minutes").notNull(),
    /** null: forgotten when its time was over. */
    reason: freeText("reason"),
  },
  (t) => [
    primaryKey({ columns: [t.assignmentId, t.reportNumber] }),
    index("settlements_forget").on(t.at).where(sql`reason is not null`),
    check("settlements_held", isHeldOrWhyNot(t)),
    check("settlements_interval", isInOrder(t)),
    check("settlements_as", oneOf(t.settledAs, SETTLED_AS)),
    check("settlements_break", isNotNegative(t.breakMinutes)),
    check("settlements_waiting", isNotNegative(t.waitingMinutes)),
  ],
);

// --- what people said of it ------------------------------------------------------------------------

/**
 * A complaint or praise about a request, by one of its sides. No status column: `complaintStateAt` of `app/heard` computes it. Whoever
 * wrote it and coordinators read it, and nobody else.
 */
export const complaints = sqliteTable(
  "complaints",
  {
    id: text("id").primaryKey(),
    kind: text("kind", { enum: COMPLAINT_KINDS }).notNull(),
    requestId: link("request_id", () => requests.id).notNull(),
    side: text("side", { enum: SIDES }).notNull(),
    /** Whose job it is, where an interpreter says it. */
    byAssignmentId: link("by_assignment_id", () => assignments.id),
    /** The job of the interpreter it is about; null: about the service, or the other side. */
    aboutAssignmentId: link("about_assignment_id", () => assignments.id),
    /** null once forgotten, as is `answer`. */
    words: freeText("words"),
    writtenBy: link("written_by", () => users.id).notNull(),
    /** Who reads the answer; null: somebody without an account, who phoned and is phoned. */
    fromUserId: link("from_user_id", () => users.id),
    receivedAt: instant("received_at").notNull(),
    /** By when a complaint is answered, by the rule of the day on which it came. */
    dueAt: instant("due_at"),
    examinedAt: instant("examined_at"),
    examinedBy: link("examined_by", () => users.id),
    decidedAt: instant("decided_at"),
    decidedBy: link("decided_by", () => users.id),
    upheld: flag("upheld"),
    answer: freeText("answer"),
    closedAt: instant("closed_at"),
    /** From then on its words are kept no longer. */
    forgetAt: instant("forget_at"),
  },
  (t) => [
    index("complaints_request").on(t.requestId, t.fromUserId),
    index("complaints_open").on(t.receivedAt).where(sql`decided_at is null and closed_at is null`),
    index("complaints_done").on(t.receivedAt).where(sql`decided_at is not null or closed_at is not null`),
    index("complaints_forget").on(t.forgetAt).where(sql`words is not null and forget_at is not null`),
    check("complaints_kind", oneOf(t.kind, COMPLAINT_KINDS)),
    check("complaints_side", oneOf(t.side, SIDES)),
    check("complaints_by", sql`(${t.side} = 'interpreter') = (${t.byAssignmentId} is not null)`),
    check("complaints_due", sql`(${t.kind} = 'complaint') = (${t.dueAt} is not null)`),
    check("complaints_decided", sql`(${t.decidedAt} is null) = (${t.upheld} is null)`),
    check("complaints_praise", sql`${t.kind} = 'complaint' or ${t.decidedAt} is null`),
    check(
      "complaints_forgotten_last",
      sql`${t.forgetAt} is null or coalesce(${t.decidedAt}, ${t.closedAt}) is not null`,
    ),
  ],
);

/** The way to the client's evaluation of one service: opened once, on the requester's device or the client's own. */
export const evaluationLinks = sqliteTable(
  "evaluation_links",
  {
    requestId: link("request_id", () => requests.id).primaryKey(),
    /** SHA-256 of the link. */
    linkHash: text("link_hash").notNull().unique(),
    /** Nothing is taken from then on, and the row is deleted. */
    closesAt: instant("closes_at").notNull(),
    /** Whether it was answered, and not when. */
    isUsed: flag("is_used").notNull().default(false),
  },
  (t) => [index("evaluation_links_closes").on(t.closesAt)],
);

/**
 * What clients answered, counted. No single answer is kept anywhere: those that wait are added to those that are shown as soon as they
 * are a whole step (`app/heard/evaluation`).
 */
export const evaluationCounts = sqliteTable(
  "evaluation_counts",
  {
    dimension: text("dimension", { enum: DIMENSIONS }).notNull(),
    /** The interpreter's id, the language's or the sector's code. */
    thing: text("thing").notNull(),
    year: integer("year").notNull(),
    question: text("question", { enum: QUESTIONS }).notNull(),
    waitingGood: integer("waiting_good").notNull().default(0),
    waitingMiddle: integer("waiting_middle").notNull().default(0),
    waitingBad: integer("waiting_bad").notNull().default(0),
    good: integer("good").notNull().default(0),
    middle: integer("middle").notNull().default(0),
    bad: integer("bad").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.dimension, t.year, t.thing, t.question] }),
    check("evaluation_counts_dimension", oneOf(t.dimension, DIMENSIONS)),
    check("evaluation_counts_question", oneOf(t.question, QUESTIONS)),
  ],
);

/** What the evaluation says in a language, or a variant of one. Shown once somebody who reads it has confirmed it. */
export const evaluationTexts = sqliteTable(
  "evaluation_texts",
  {
    language: link("language", () => languages.code).notNull(),
    /** '' = the language without a particular variant. */
    variant: text("variant").notNull().default(""),
    texts: text("texts", { mode: "json" }).$type<Record<EvaluationPart, Guarded>>().notNull(),
    savedBy: link("saved_by", () => users.id).notNull(),
    savedAt: instant("saved_at").notNull(),
    confirmedBy: link("confirmed_by", () => users.id),
    confirmedAt: instant("confirmed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.language, t.variant] }),
    check("evaluation_texts_confirmed", sql`(${t.confirmedBy} is null) = (${t.confirmedAt} is null)`),
  ],
);

/** A month or quarter about which everybody who had a service has been asked. `period` is its first day. */
export const surveys = sqliteTable(
  "surveys",
  {
    period: text("period").primaryKey(),
    /** The day after its last. */
    until: text("until").notNull(),
    closesAt: instant("closes_at").notNull(),
    /** From then on its words are kept no longer; null: they are not. */
    forgetAt: instant("forget_at"),
  },
  (t) => [index("surveys_forget").on(t.forgetAt).where(sql`forget_at is not null`)],
);

/** The one way of a person into a survey. It keeps that it was used, and neither when nor with which answer. */
export const surveyLinks = sqliteTable(
  "survey_links",
  {
    period: text("period").notNull(),
    userId: link("user_id", () => users.id).notNull(),
    linkHash: text("link_hash").notNull().unique(),
    closesAt: instant("closes_at").notNull(),
    isUsed: flag("is_used").notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.period, t.userId] }), index("survey_links_closes").on(t.closesAt)],
);

/** What was answered, of nobody. */
export const surveyAnswers = sqliteTable(
  "survey_answers",
  {
    id: text("id").primaryKey(),
    period: text("period").notNull(),
    answered: integer("answered"),
    interpreter: integer("interpreter"),
    overall: integer("overall"),
    words: freeText("words"),
  },
  (t) => [
    index("survey_answers_period").on(t.period),
    check("survey_answers_answered", sql`${t.answered} is null or ${t.answered} between 1 and 5`),
    check("survey_answers_interpreter", sql`${t.interpreter} is null or ${t.interpreter} between 1 and 5`),
    check("survey_answers_overall", sql`${t.overall} is null or ${t.overall} between 1 and 5`),
  ],
);

/**
 * One for each attested service, chained: what holds no personal data, and a commitment to what does. Rows are never changed but
 * for `facts`, which can be forgotten (see guards); the end of the chain is repeated in `record_head`.
 */
export const serviceRecords = sqliteTable(
  "service_records",
  {
    /** 1, 2, 3 … without gaps. */
    number: integer("number").primaryKey(),
    /** For people and QR codes: ten characters that nobody guesses. */
    code: text("code").notNull().unique(),
    assignmentId: link("assignment_id", () => assignments.id).notNull(),
    reportNumber: integer("report_number").notNull(),
    /** Since when both sides agree, or a coordinator has decided. */
    at: instant("at").notNull(),
    /** "2026-03", in Riga. */
    month: text("month").notNull(),
    mode: text("mode", { enum: MODES }).notNull(),
    held: flag("held").notNull(),
    notHeldReason: text("not_held_reason", { enum: NOT_HELD_REASONS }),
    /** Between beginning and end, without breaks; 0 where it was not held. */
    minutes: integer("minutes").notNull(),
    state: text("state", { enum: RECORDED_STATES }).notNull(),
    /** The number of the record that this one stands for from now on. */
    replaces: integer("replaces"),
    /** SHA-256 over the facts of the act and their salt. */
    commitment: text("commitment").notNull(),
    previousDigest: text("previous_digest").notNull(),
    /** SHA-256 over everything above. */
    digest: text("digest").notNull(),
    /** The facts of the act with their salt, canonical; null: forgotten when their time was over. */
    facts: text("facts"),
  },
  (t) => [
    index("service_records_forget").on(t.at).where(sql`facts is not null`),
    index("service_records_assignment").on(t.assignmentId, t.number),
    uniqueIndex("service_records_replaced").on(t.replaces).where(sql`replaces is not null`),
    check("service_records_number", sql`${t.number} >= 1`),
    check("service_records_held", sql`(${t.held} = 1) = (${t.notHeldReason} is null)`),
    check("service_records_minutes", isNotNegative(t.minutes)),
    check("service_records_state", oneOf(t.state, RECORDED_STATES)),
    check("service_records_replaces", sql`${t.replaces} is null or ${t.replaces} < ${t.number}`),
    check("service_records_digests", sql`length(${t.digest}) = 64 and length(${t.previousDigest}) = 64`),
  ],
);

/** Where the chain ends, written by a trigger: so that an end that was cut off is missed. No row: there is no record yet. */
export const recordHead = sqliteTable(
  "record_head",
  { id: integer("id").primaryKey(), number: integer("number").notNull(), digest: text("digest").notNull() },
  (t) => [check("record_head_one", sql`${t.id} = 1`)],
);

// --- what is owed --------------------------------------------------------------------------------

const isADate = (column: AnySQLiteColumn) => sql`${column} glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'`;
const isAMonth = (column: AnySQLiteColumn) => sql`${column} glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]'`;
const isWhole = (column: AnySQLiteColumn) => sql`typeof(${column}) = 'integer'`;

/** A value of `app/pay/rates` from a date on. Rows are never changed: of two for one date the later one holds. */
export const payRates = sqliteTable(
  "pay_rates",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    key: text("key").notNull(),
    holdsFrom: text("holds_from").notNull(),
    value: integer("value").notNull(),
    enteredBy: text("entered_by"),
    enteredAt: instant("entered_at").notNull(),
  },
  (t) => [
    index("pay_rates_key").on(t.key, t.holdsFrom),
    check("pay_rates_value", sql`${isWhole(t.value)} and ${t.value} >= 0`),
    check("pay_rates_date", isADate(t.holdsFrom)),
  ],
);

/** On which terms somebody interprets from a date on; paid until one is given. Rows are never changed. */
export const payTerms = sqliteTable(
  "pay_terms",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    interpreterId: link("interpreter_id", () => interpreters.id).notNull(),
    holdsFrom: text("holds_from").notNull(),
    terms: text("terms", { enum: TERMS }).notNull(),
    enteredBy: text("entered_by"),
    enteredAt: instant("entered_at").notNull(),
  },
  (t) => [
    index("pay_terms_person").on(t.interpreterId, t.holdsFrom),
    check("pay_terms_terms", oneOf(t.terms, TERMS)),
    check("pay_terms_date", isADate(t.holdsFrom)),
  ],
);

/** Who pays for an organisation's services from a date on; the project until one is given. Rows are never changed. */
export const organisationFundings = sqliteTable(
  "organisation_fundings",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    organisationId: link("organisation_id", () => organisations.id).notNull(),
    holdsFrom: text("holds_from").notNull(),
    funding: text("funding", { enum: FUNDINGS }).notNull(),
    enteredBy: text("entered_by"),
    enteredAt: instant("entered_at").notNull(),
  },
  (t) => [
    index("organisation_fundings_organisation").on(t.organisationId, t.holdsFrom),
    check("organisation_fundings_funding", oneOf(t.funding, FUNDINGS)),
    check("organisation_fundings_date", isADate(t.holdsFrom)),
  ],
);

/** Who pays for one service, where a coordinator said otherwise; the newest row holds. Rows are never changed. */
export const requestFundings = sqliteTable(
  "request_fundings",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    requestId: link("request_id", () => requests.id).notNull(),
    funding: text("funding", { enum: FUNDINGS }).notNull(),
    enteredBy: text("entered_by").notNull(),
    enteredAt: instant("entered_at").notNull(),
  },
  (t) => [
    index("request_fundings_request").on(t.requestId, t.id),
    check("request_fundings_funding", oneOf(t.funding, FUNDINGS)),
  ],
);

/** A late cancellation that a coordinator lets pass: nothing is owed for it. */
export const lateWaivers = sqliteTable("late_waivers", {
  assignmentId: link("assignment_id", () => assignments.id).primaryKey(),
  at: instant("at").notNull(),
  waivedBy: text("waived_by").notNull(),
  /** null: forgotten when its time was over. */
  reason: freeText("reason"),
});

/** What an interpreter spent. Their own words about it can be forgotten. */
export const expenses = sqliteTable(
  "expenses",
  {
    id: text("id").primaryKey(),
    interpreterId: link("interpreter_id", () => interpreters.id).notNull(),
    date: text("date").notNull(),
    kind: text("kind", { enum: EXPENSE_KINDS }).notNull(),
    cents: integer("cents").notNull(),
    words: freeText("words"),
    enteredBy: text("entered_by").notNull(),
    enteredAt: instant("entered_at").notNull(),
    /** Taken back while its month was open. */
    withdrawnAt: instant("withdrawn_at"),
    /** The picture of its receipt; null where there is none, or its time is over. */
    receiptId: link("receipt_id", () => files.id),
  },
  (t) => [
    index("expenses_person").on(t.interpreterId, t.date),
    index("expenses_date").on(t.date, t.interpreterId),
    index("expenses_receipt").on(t.receiptId).where(sql`receipt_id is not null`),
    index("expenses_receipt_over").on(t.date).where(sql`receipt_id is not null`),
    check("expenses_kind", oneOf(t.kind, EXPENSE_KINDS)),
    check("expenses_date", isADate(t.date)),
    check("expenses_cents", sql`${isWhole(t.cents)} and ${t.cents} > 0`),
  ],
);

/**
 * What became of one interpreter's month. No status column: `statementStateOf` computes it. Once approved, its rows stand and
 * nothing but its payment follows (see guards).
 */
export const statements = sqliteTable(
  "statements",
  {
    interpreterId: link("interpreter_id", () => interpreters.id).notNull(),
    month: text("month").notNull(),
    handedInAt: instant("handed_in_at"),
    handedInBy: text("handed_in_by"),
    /** The sum that was handed in: another one by now wants to be looked at. */
    handedInCents: integer("handed_in_cents"),
    /** Sent back; null again once it is handed in anew. */
    returnedAt: instant("returned_at"),
    returnedBy: text("returned_by"),
    returnReason: freeText("return_reason"),
    approvedAt: instant("approved_at"),
    approvedBy: text("approved_by"),
    approvedCents: integer("approved_cents"),
    paidAt: instant("paid_at"),
    paidBy: text("paid_by"),
  },
  (t) => [
    primaryKey({ columns: [t.interpreterId, t.month] }),
    index("statements_month").on(t.month, t.interpreterId),
    index("statements_submitted")
      .on(t.month)
      .where(sql`handed_in_at is not null and returned_at is null and approved_at is null`),
    check("statements_month_text", isAMonth(t.month)),
    check("statements_handed_in", sql`(${t.handedInAt} is null) = (${t.handedInCents} is null)`),
    check("statements_approved", sql`(${t.approvedAt} is null) = (${t.approvedCents} is null)`),
    check("statements_paid", sql`${t.paidAt} is null or ${t.approvedAt} is not null`),
  ],
);

/** The rows of approved statements, never changed. `number` is 0 for what is paid first and one more for each correction of it. */
export const statementRows = sqliteTable(
  "statement_rows",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    interpreterId: link("interpreter_id", () => interpreters.id).notNull(),
    month: text("month").notNull(),
    key: text("key").notNull(),
    number: integer("number").notNull(),
    kind: text("kind", { enum: ROW_KINDS }).notNull(),
    date: text("date").notNull(),
    assignmentId: link("assignment_id", () => assignments.id),
    expenseId: link("expense_id", () => expenses.id),
    minutes: integer("minutes").notNull(),
    cents: integer("cents").notNull(),
    funding: text("funding", { enum: FUNDINGS }).notNull(),
    /** The closed month that it belongs to and came too late for, or corrects; null: its own. */
    corrects: text("corrects"),
    reasons: text("reasons", { mode: "json" }).$type<Reason[]>().notNull(),
  },
  (t) => [
    uniqueIndex("statement_rows_once").on(t.interpreterId, t.key, t.number),
    uniqueIndex("statement_rows_service_once")
      .on(t.assignmentId)
      .where(sql`number = 0 and kind in ('service', 'cancellation')`),
    uniqueIndex("statement_rows_expense_once").on(t.expenseId).where(sql`number = 0 and expense_id is not null`),
    uniqueIndex("statement_rows_travel_once").on(t.interpreterId, t.date).where(sql`number = 0 and kind = 'travel'`),
    index("statement_rows_statement").on(t.interpreterId, t.month, t.id),
    index("statement_rows_date").on(t.interpreterId, t.date),
    check("statement_rows_kind", oneOf(t.kind, ROW_KINDS)),
    check("statement_rows_funding", oneOf(t.funding, FUNDINGS)),
    check("statement_rows_whole", sql`${isWhole(t.cents)} and ${isWhole(t.minutes)} and ${t.number} >= 0`),
    check("statement_rows_correction", sql`${t.number} = 0 or ${t.corrects} is not null`),
    check("statement_rows_not_negative", sql`${t.number} > 0 or (${t.cents} >= 0 and ${t.minutes} >= 0)`),
    check(
      "statement_rows_subject",
      sql`(${t.kind} = 'expense') = (${t.expenseId} is not null) and (${t.kind} = 'expense') = (${t.assignmentId} is null)`,
    ),
  ],
);

/** Where somebody is paid. A secret like the mail server's password: it opens with the installation's key, and leaves in no export. */
export const bankAccounts = sqliteTable("bank_accounts", {
  interpreterId: link("interpreter_id", () => interpreters.id).primaryKey(),
  sealedIban: text("sealed_iban").notNull(),
  savedBy: text("saved_by").notNull(),
  savedAt: instant("saved_at").notNull(),
});

/** Who pays: a single row, for the bank's payment file. */
export const payer = sqliteTable(
  "payer",
  {
    id: integer("id").primaryKey(),
    name: freeText("name").notNull(),
    sealedIban: text("sealed_iban").notNull(),
    savedBy: text("saved_by").notNull(),
    savedAt: instant("saved_at").notNull(),
  },
  (t) => [check("payer_single", sql`${t.id} = 1`)],
);

// --- what happened, and who is told --------------------------------------------------------------

/** Changes of people, accounts, rules and the like: whatever is edited on a page of its own, by area. */
export const CHANGES = {
  person: [
    "availability_saved",
    "absence_added",
    "absence_cancelled",
    "interpreter_status_changed",
    "interpreter_imported",
    "interpreter_saved",
    "interpreters_merged",
  ],
  account: [
    "user_invited",
    "user_disabled",
    "user_enabled",
    "password_set",
    "password_reset_asked",
    "sessions_ended",
    "account_saved",
  ],
  rules: ["setting_saved", "setting_removed"],
  holidays: ["holiday_saved", "holiday_removed"],
  organisation: ["organisation_saved", "organisations_merged", "unit_saved", "members_saved"],
  desks: ["desk_saved"],
  languages: ["language_saved", "substitution_saved", "substitution_removed"],
  travel: ["travel_saved", "travel_removed"],
  letters: ["letter_saved", "letter_reset"],
  client: ["exclusion_added", "exclusion_ended", "clients_linked", "clients_unlinked"],
} as const;
export type ChangedArea = keyof typeof CHANGES;

const listed = (kinds: readonly string[]) => kinds.map((kind) => `'${kind}'`).join(", ");
const changedArea = sql.raw(
  `case ${Object.entries(CHANGES)
    .map(([area, kinds]) => `when kind in (${listed(kinds)}) then '${area}'`)
    .join(" ")} end`,
);
const changedThing = sql.raw(
  `coalesce(${["userId", "organisationId", "deskId", "clientId", "language", "key", "date"].map((name) => `json_extract(payload, '$.${name}')`).join(", ")}, interpreter_id)`,
);

/** Append-only (see guards): the audit trail and the timeline. `payload` is of its kind's shape (see app/events/kinds). */
export const events = sqliteTable(
  "events",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    at: instant("at").notNull(),
    kind: text("kind").notNull(),
    actorKind: text("actor_kind", { enum: ["user", "interpreter_link", "system"] }).notNull(),
    actorId: text("actor_id"),
    requestId: link("request_id", () => requests.id),
    interpreterId: link("interpreter_id", () => interpreters.id),
    payload: text("payload", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
    /** What was changed where something is edited on a page of its own; null for everything else. */
    changedArea: text("changed_area").$type<ChangedArea>().generatedAlwaysAs(changedArea, { mode: "virtual" }),
    /** The id of the person, account, organisation or desk, a rule's key or a date. */
    changedThing: text("changed_thing").generatedAlwaysAs(changedThing, { mode: "virtual" }),
  },
  (t) => [
    index("events_request").on(t.requestId, t.id),
    index("events_interpreter").on(t.interpreterId, t.id),
    index("events_actor").on(t.actorId, t.id),
    // As an expression, so that nothing but the journal, which says it so, reads a kind's whole history.
    index("events_kind").on(sql`(kind || '')`, t.id),
    index("events_of_thing").on(t.changedThing, t.id).where(sql`changed_area is not null`),
    index("events_of_area").on(t.changedArea, t.id).where(sql`changed_area is not null`),
    check("events_actor", sql`(${t.actorKind} = 'system') = (${t.actorId} is null)`),
  ],
);

/**
 * A request's columns as they stood before an action that can be undone, for as long as it can: events keep for ever and
 * may hold nobody's words.
 */
export const requestsBefore = sqliteTable("requests_before", {
  eventId: integer("event_id")
    .primaryKey()
    .references(() => events.id, { onDelete: "restrict" }),
  columns: text("columns", { mode: "json" }).$type<Partial<typeof requests.$inferSelect>>().notNull(),
  /** Deleted from then on. */
  until: instant("until").notNull(),
});

/** That a page with protected facts stood before somebody: once for each person, thing and hour. Rows are never changed. */
export const readings = sqliteTable(
  "readings",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    at: instant("at").notNull(),
    /** Hours since 1970. */
    hour: integer("hour").notNull(),
    userId: link("user_id", () => users.id).notNull(),
    requestId: link("request_id", () => requests.id),
    interpreterId: link("interpreter_id", () => interpreters.id),
    /** Somebody's application at the door, which is erased in time: the reading outlives it. */
    applicationId: text("application_id"),
  },
  (t) => [
    uniqueIndex("readings_of_request").on(t.requestId, t.userId, t.hour).where(sql`request_id is not null`),
    uniqueIndex("readings_of_interpreter").on(t.interpreterId, t.userId, t.hour).where(sql`interpreter_id is not null`),
    uniqueIndex("readings_of_application").on(t.applicationId, t.userId, t.hour).where(sql`application_id is not null`),
    index("readings_interpreter").on(t.interpreterId, t.id),
    index("readings_request").on(t.requestId, t.id),
    index("readings_user").on(t.userId, t.id),
    check(
      "readings_one_thing",
      sql`(${t.requestId} is not null) + (${t.interpreterId} is not null) + (${t.applicationId} is not null) = 1`,
    ),
  ],
);

/** One event told to one person on one channel; what is neither sent, dead nor suppressed IS the outbox. */
export const notifications = sqliteTable(
  "notifications",
  {
    id: text("id").primaryKey(),
    eventId: integer("event_id")
      .references(() => events.id, { onDelete: "restrict" })
      .notNull(),
    /** What is said: offer, confirmation, … (see app/events/kinds). */
    kind: text("kind").notNull(),
    /** What goes by "call" no worker sends: a coordinator says it, and `sent_at` is when they ticked it off. */
    channel: text("channel", { enum: WAYS }).notNull(),
    /** user:ID, interpreter:ID, organisation:ID, caller:ID or application:ID, so that one event tells one person once. */
    recipient: text("recipient").notNull(),
    userId: link("user_id", () => users.id),
    interpreterId: link("interpreter_id", () => interpreters.id),
    organisationId: link("organisation_id", () => organisations.id),
    callerId: link("caller_id", () => callers.requestId),
    applicationId: link("application_id", () => applications.id),
    /** Not before this instant: the undo window, quiet hours, back-off. */
    nextAt: instant("next_at").notNull(),
    /** What has this in common and goes to one person goes out as one message. */
    bundle: text("bundle"),
    leaseUntil: instant("lease_until"),
    tries: integer("tries").notNull().default(0),
    sentAt: instant("sent_at"),
    deadAt: instant("dead_at"),
    /** Undone before anybody was told, or no longer true when its time came. */
    suppressedAt: instant("suppressed_at"),
    lastError: text("last_error"),
  },
  (t) => [
    index("notifications_caller").on(t.callerId).where(sql`caller_id is not null`),
    index("notifications_application").on(t.applicationId).where(sql`application_id is not null`),
    index("notifications_organisation").on(t.organisationId).where(sql`organisation_id is not null`),
    index("notifications_outbox")
      .on(t.nextAt)
      .where(sql`sent_at is null and dead_at is null and suppressed_at is null`),
    index("notifications_event").on(t.eventId),
    index("notifications_dead").on(t.deadAt).where(sql`dead_at is not null`),
    index("notifications_sent").on(t.sentAt).where(sql`sent_at is not null`),
    index("notifications_calls")
      .on(t.nextAt)
      .where(sql`channel = 'call' and sent_at is null and suppressed_at is null`),
    uniqueIndex("notifications_once").on(t.eventId, t.kind, t.channel, t.recipient),
    check(
      "notifications_recipient",
      sql`(${t.userId} is not null) + (${t.interpreterId} is not null) + (${t.organisationId} is not null) + (${t.callerId} is not null) + (${t.applicationId} is not null) = 1`,
    ),
  ],
);

/**
 * The mail server that an administrator has typed in, where no SMTP_URL names one: a single row. `sealed_password` is a secret: it opens
 * with the installation's key alone, which is not in the database, and leaves in no export.
 */
export const mailSettings = sqliteTable(
  "mail_settings",
  {
    id: integer("id").primaryKey(),
    host: text("host").notNull(),
    port: integer("port").notNull(),
    encryption: text("encryption", { enum: MAIL_ENCRYPTIONS }).notNull(),
    /** null: the server asks for no sign-in. */
    username: text("username"),
    sealedPassword: text("sealed_password"),
    /** The address that mails come from. */
    sender: text("sender").notNull(),
    savedAt: instant("saved_at").notNull(),
  },
  (t) => [
    check("mail_settings_single", sql`${t.id} = 1`),
    check("mail_settings_encryption", oneOf(t.encryption, MAIL_ENCRYPTIONS)),
    check("mail_settings_port", sql`${t.port} between 1 and 65535`),
    check("mail_settings_sign_in", sql`(${t.username} is null) = (${t.sealedPassword} is null)`),
  ],
);

// --- tables from outside ---------------------------------------------------------------------------

/** What an administrator says about a file that they bring in. */
export interface ImportChoices {
  /** Which sheet of a workbook; null: the one that holds something. */
  sheet: string | null;
  /** Codes and names of units that are new although they are near known ones. */
  asNew: string[];
  /** Lines that are not to be taken. */
  leftOut: number[];
  /** The numbers in its texts are no person's. */
  isVouched: boolean;
}

/** What stood there before a row of a table was written over it: a person, or an institution, with all that is theirs. */
export type Remembered =
  | {
      kind: "interpreters";
      row: typeof interpreters.$inferSelect;
      languages: (typeof interpreterLanguages.$inferSelect)[];
      availability: (typeof availability.$inferSelect)[];
      credentials: (typeof credentials.$inferSelect)[];
    }
  | {
      kind: "organisations";
      row: typeof organisations.$inferSelect;
      units: (typeof units.$inferSelect)[];
    };

/** What is shown of a row of a table. */
export interface SaidOfRow {
  code: string;
  name: string;
  /** Names of columns that are other than before. */
  changed: string[];
  problems: { column: string | null; code: string; text?: string; allowed?: readonly string[] }[];
  doubles: { why: string; code: string; name: string }[];
}

/**
 * A table that an administrator brings in by the browser: looked at first, which writes nothing of it, then taken in, then perhaps
 * taken back. What it says of people is here only until `forgetAt`.
 */
export const imports = sqliteTable(
  "imports",
  {
    id: text("id").primaryKey(),
    kind: text("kind", { enum: IMPORT_KINDS }).notNull(),
    userId: link("user_id", () => users.id).notNull(),
    createdAt: instant("created_at").notNull(),
    /** As it came; null once it is taken in, given up or forgotten. */
    file: blob("file", { mode: "buffer" }),
    choices: text("choices", { mode: "json" }).$type<ImportChoices>().notNull(),
    /** Rows of the file; null until they have been counted. */
    total: integer("total"),
    /** Rows that the work under way is past. */
    passed: integer("passed").notNull().default(0),
    /** As which encoding it was read, when that is a guess. */
    guessed: text("guessed"),
    /** Why nothing of the file can be taken. */
    refusal: text("refusal", { mode: "json" }).$type<{ reason: string; detail?: unknown }>(),
    lookedAt: instant("looked_at"),
    /** Somebody has said that it is to be taken in. */
    confirmedAt: instant("confirmed_at"),
    appliedAt: instant("applied_at"),
    /** Somebody has said that it is to be taken back. */
    takeBackAt: instant("take_back_at"),
    takenBackAt: instant("taken_back_at"),
    /** Given up, or nobody came back for it. */
    endedAt: instant("ended_at"),
    /** From then on what it says of people is kept no longer; null: it is not. */
    forgetAt: instant("forget_at"),
  },
  (t) => [
    index("imports_created").on(t.createdAt),
    index("imports_forget").on(t.forgetAt).where(sql`forget_at is not null`),
    index("imports_waiting")
      .on(t.createdAt)
      .where(
        sql`ended_at is null and (looked_at is null or (confirmed_at is not null and applied_at is null) or (take_back_at is not null and taken_back_at is null))`,
      ),
    check("imports_kind", oneOf(t.kind, IMPORT_KINDS)),
  ],
);

/** A row of such a table: what becomes of it, and what it needs to be taken back. */
export const importRows = sqliteTable(
  "import_rows",
  {
    importId: link("import_id", () => imports.id).notNull(),
    /** Of the file. */
    line: integer("line").notNull(),
    became: text("became", { enum: ROWS_BECOME }).notNull(),
    /** Whether something stands beside it that wants to be read: a mistake, or that it may be there twice. */
    isMarked: flag("is_marked").notNull().default(false),
    /** What is shown of it; null once forgotten. */
    said: text("said", { mode: "json" }).$type<SaidOfRow>(),
    /** What it was written to; null until then. An organisation that was taken back is no more. */
    thingId: text("thing_id"),
    /** What stood there; null: nothing, or it is forgotten. */
    before: text("before", { mode: "json" }).$type<Remembered>(),
    /** Of what stood there afterwards: whether it still does. */
    mark: text("mark"),
    /** The newest event when it was written: what refers to it came later. */
    eventId: integer("event_id"),
    takenBackAt: instant("taken_back_at"),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.line] }),
    index("import_rows_marked").on(t.importId, t.isMarked, t.line),
    index("import_rows_became").on(t.importId, t.became, t.line),
    check("import_rows_became_code", oneOf(t.became, ROWS_BECOME)),
  ],
);

/** Under which key of `installation` the service's own name stands. */
export const NAME_KEY = "service_name";

/**
 * What this database is: `mode` demo or real, the schema's age, the worker's last tick, the service's name, how far the first hour
 * has come (`guide`), and the hash of the first administrator's link.
 */
export const installation = sqliteTable("installation", {
  key: text("key").primaryKey(),
  value: text("value").notNull(),
});
