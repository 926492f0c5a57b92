/**
 * The words of the service, as code writes them. People's words for them are in `app/i18n`.
 * Source: the glossary in docs/domain.md. Everything here is a plain value.
 */
import type { Instant, Interval } from "#app/time";

export const MODES = ["onsite", "phone", "video"] as const;
export type Mode = (typeof MODES)[number];

export const GENDERS = ["F", "M"] as const;
export type Gender = (typeof GENDERS)[number];

/** 1 can communicate · 2 fluent · 3 professional. Per language or variant. */
export const LEVELS = [1, 2, 3] as const;
export type Level = (typeof LEVELS)[number];

export const SECTORS = [
  "ici",
  "state",
  "social",
  "orphans_court",
  "crisis",
  "education",
  "health",
  "bank",
  "employer",
  "ngo",
  "library",
  "landlord",
  "court_police",
  "other",
] as const;
export type Sector = (typeof SECTORS)[number];

export const TOPICS = [
  "residence",
  "employment",
  "education",
  "legal",
  "social",
  "psychology",
  "health",
  "housing",
  "family",
  "violence",
  "finance",
  "asylum",
  "other",
] as const;
export type Topic = (typeof TOPICS)[number];

/** Topics as one text, in the order of `TOPICS` and with spaces between; "" = none. */
export const topicsText = (topics: readonly Topic[]): string => TOPICS.filter((one) => topics.includes(one)).join(" ");
export const topicsIn = (text: string): Topic[] => TOPICS.filter((one) => text.split(" ").includes(one));

/** A ordinary · B social and health · C crisis centre, asylum, trafficking. The stricter of sector and topic holds. */
export const PROTECTION_CLASSES = ["A", "B", "C"] as const;
export type ProtectionClass = (typeof PROTECTION_CLASSES)[number];

/** Finance sees to pay and to nothing of dispatch; an auditor reads what all who work here read, and changes nothing. */
export const ROLES = ["requester", "interpreter", "coordinator", "finance", "admin", "auditor"] as const;
export type Role = (typeof ROLES)[number];

export const LOCALES = ["lv", "en"] as const;
export type Locale = (typeof LOCALES)[number];
/** The language of whoever has not chosen one. */
export const HOUSE_LOCALE: Locale = "lv";
/** The name of a place, a language, a variant, a desk or a holiday, in every language of the pages. */
export type Names = Readonly<Record<Locale, string>>;

/** The ways by which people are told something. */
export const CHANNELS = ["email"] as const;
export type Channel = (typeof CHANNELS)[number];
/** How a message reaches somebody: by a channel, or in a coordinator's own words, by a call. */
export const WAYS = [...CHANNELS, "call"] as const;
/** How the conversation with a mail server is kept from others: begun in the open and then locked, locked from the start, or not. */
export const MAIL_ENCRYPTIONS = ["starttls", "tls", "none"] as const;
export type MailEncryption = (typeof MAIL_ENCRYPTIONS)[number];
/** How somebody's coming to an account's door ended. */
export const SIGN_IN_OUTCOMES = ["signed_in", "refused", "link_sent", "password_by_link"] as const;
export type SignInOutcome = (typeof SIGN_IN_OUTCOMES)[number];

/** What somebody without an account comes to the door for: a request of an institution that is not known yet, access alone, or to become an interpreter. */
export const APPLICATION_KINDS = ["request", "access", "candidate"] as const;
export type ApplicationKind = (typeof APPLICATION_KINDS)[number];
/** `lapsed`: the time that was asked for came before anybody decided. */
export const APPLICATION_ENDS = ["admitted", "refused", "lapsed"] as const;
export type ApplicationEnd = (typeof APPLICATION_ENDS)[number];
/** Tables that are brought in. */
export const IMPORT_KINDS = ["interpreters", "organisations"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
/** What becomes of a row of one. */
export const ROWS_BECOME = ["added", "changed", "unchanged", "wrong", "left_out"] as const;
export type RowBecame = (typeof ROWS_BECOME)[number];

export const INTERPRETER_STATUSES = ["candidate", "active", "paused", "inactive", "merged", "erased"] as const;
export type InterpreterStatus = (typeof INTERPRETER_STATUSES)[number];

/** No longer of the roster: somebody else of it (their row says who), or nobody any more. */
export const GONE: InterpreterStatus[] = ["merged", "erased"];
export const isGone = (status: InterpreterStatus): boolean => GONE.includes(status);

/** Nobody travels farther from home, and a week has no more hours. */
export const MOST_KM = 1000;
export const MOST_HOURS = 168;

export const CREDENTIAL_KINDS = ["confidentiality_pledge", "police_certificate", "court_sworn"] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

export const ABSENCE_KINDS = ["holiday", "illness", "other"] as const;
export type AbsenceKind = (typeof ABSENCE_KINDS)[number];

/** What an offer's row can hold. `seen_at` is a fact beside it. */
export const OFFER_STATUSES = ["pending", "accepted", "declined", "expired", "withdrawn", "superseded"] as const;
export type OfferStatus = (typeof OFFER_STATUSES)[number];

/**
 * How a yes ends that met an obstacle. assigned: a coordinator gave them the job · asked_again: by a newer offer · taken:
 * others have it · changed: the request is no longer what they said yes to · lapsed: it began before anybody decided.
 */
export const YES_ENDS = ["assigned", "asked_again", "taken", "cancelled", "rejected", "changed", "lapsed"] as const;
export type YesEnd = (typeof YES_ENDS)[number];

/** Of a client's code that two institutions have which turn out to be one. */
export const CLASH_ANSWERS = ["one_person", "two_people"] as const;
export type ClashAnswer = (typeof CLASH_ANSWERS)[number];

/** How well whoever asked for one language understands another. */
export const CLOSENESS = ["often_understood", "partly", "spoken_only"] as const;
export type Closeness = (typeof CLOSENESS)[number];

/** Who asked that somebody is not sent. */
export const EXCLUSION_ASKERS = ["client", "organisation", "interpreter", "coordinator"] as const;
export type ExclusionAsker = (typeof EXCLUSION_ASKERS)[number];

export const DECLINE_REASONS = ["busy", "too_far", "topic", "other"] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export const REQUEST_STATES = [
  "submitted",
  "needs_info",
  "searching",
  "offered",
  "partly_secured",
  "secured",
  "in_progress",
  "to_report",
  "completed",
  "not_held",
  "unfilled",
  "rejected",
  "cancelled",
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** The few states that code tests; the rest is for people. */
export type MetaState = "open" | "secured" | "done" | "ended";

export const NOT_HELD_REASONS = [
  "client_no_show",
  "interpreter_no_show",
  "interpreter_came_not_used",
  "requester_absent",
  "technical",
] as const;
export type NotHeldReason = (typeof NOT_HELD_REASONS)[number];

/** How a wish weighs: `must` is an obstacle when unmet, `wish` only moves the ranking. */
export const STRENGTHS = ["must", "wish"] as const;
export type Strength = (typeof STRENGTHS)[number];

// ---------------------------------------------------------------------------------------------
// Facts the matching module is given

/** One request as matching sees it. `variant: null` = any variant. Instants are epoch milliseconds UTC. */
export interface Need {
  requestId: string;
  language: string;
  variant: string | null;
  /** A wish leaves other variants able, after it. */
  variantStrength: Strength;
  minLevel: Level;
  mode: Mode;
  /** Where it happens; null for phone and video. */
  placeId: string | null;
  interval: Interval;
  gender: { value: Gender; strength: Strength } | null;
  /** People this request must not go to (asked by the requester or set by a coordinator). */
  excludedInterpreterIds: readonly string[];
  /** Wish "the same interpreter as before": the people who served this client before, newest first. */
  preferredInterpreterIds: readonly string[];
  clientId: string | null;
  organisationId: string;
  topic: Topic;
  protectionClass: ProtectionClass;
  requiredCredentials: readonly CredentialKind[];
  /** Interpreters already on this request (the other slot). */
  takenInterpreterIds: readonly string[];
  /** This place is the first of a relay: its interpreter also speaks this language, at this level. */
  pivot?: { language: string; minLevel: Level };
}

/** How somebody passed a request by: said no to it, gave the job back, or let the question lapse. */
export const PASSED_BY = ["declined", "gave_back", "expired"] as const;
export type PassedBy = (typeof PASSED_BY)[number];

/** A live assignment of a person, as travel and overlap see it. */
export interface Commitment {
  assignmentId: string;
  requestId: string;
  interval: Interval;
  /** Where the person is during it: the place for on-site, their home for remote work. */
  placeId: string;
  remote: boolean;
}

export interface SpokenLanguage {
  language: string;
  /** null = the language without a particular variant. */
  variant: string | null;
  level: Level;
}

export interface Credential {
  kind: CredentialKind;
  /** Half-open [from, until); null = no end. Epoch milliseconds. */
  validFrom: Instant;
  validUntil: Instant | null;
}

/** One interpreter as matching sees them, with everything already looked up around one need. */
export interface Candidate {
  id: string;
  name: string;
  gender: Gender | null;
  status: InterpreterStatus;
  /** Their account was disabled. Whoever never had one is asked like anybody else. */
  accountDisabled: boolean;
  homePlaceId: string;
  modes: readonly Mode[];
  /** Kilometres from home for on-site work; null = no limit. */
  radiusKm: number | null;
  languages: readonly SpokenLanguage[];
  credentials: readonly Credential[];
  /** Expanded windows that touch the need; null = this person never entered availability ("unknown"). */
  availability: readonly Interval[] | null;
  absences: readonly Interval[];
  /** Live assignments within a day and the longest travel around the need, any order. */
  commitments: readonly Commitment[];
  /** Minutes of live assignments that start in the need's Riga week (Monday first), the need excluded. */
  minutesThisWeek: number;
  maxMinutesPerWeek: number;
  /** They would rather not be asked for these. */
  unwishedTopics: readonly Topic[];
  /** True when the client, the institution or the interpreter asked not to work together. The reason is not here. */
  excluded: boolean;
  /** Past services with this need's client. */
  timesWithClient: number;
  /** Languages this person speaks that at most one other active person speaks, other than the need's. */
  rareLanguages: readonly string[];
  /** They have passed this very need by; null = they have not. */
  alreadyAsked: PassedBy | null;
  /** A live offer for an overlapping time that waits for their answer. */
  hasOverlappingOffer: boolean;
}

/** Travel between two places. `known: false` = not measured but estimated from the distance. */
export interface Leg {
  minutes: number;
  km: number;
  known: boolean;
}
export type Travel = (from: string, to: string) => Leg;

/** What is common to all candidates of one matching. */
export interface MatchContext {
  now: Instant;
  travel: Travel;
  /** Windows in which a person without availability data may be asked for work (Mon-Fri 08-20 by default). */
  askableWhenUnknown: readonly Interval[];
  /** Nobody works more minutes in a Riga week than this, whatever their own limit. */
  capMinutesPerWeek: number;
}

// ---------------------------------------------------------------------------------------------
// What matching answers: codes with parameters, never words

export const OBSTACLE_CODES = [
  "language_not_spoken",
  "pivot_not_spoken",
  "inactive",
  "account_disabled",
  "already_on_request",
  "overlap",
  "gender_required",
  "excluded",
  "credential_missing",
  "credential_expired",
  "travel_too_short",
  "not_available",
  "availability_unknown",
  "absent",
  "hours_cap",
  "level_too_low",
  "variant_differs",
  "outside_radius",
  "mode_not_offered",
] as const;
export type ObstacleCode = (typeof OBSTACLE_CODES)[number];

/** never: change the other thing first · twice: confirmed twice, with a reason, reported · reason: with a reason. */
export type OverrideRule = "never" | "twice" | "reason";

/**
 * One thing that stands in the way, with what a sentence about it needs.
 * `credential_missing` and `credential_expired` name the credential; `overlap` and `travel_too_short` the other job.
 */
export type Obstacle =
  | {
      code:
        | "language_not_spoken"
        | "pivot_not_spoken"
        | "inactive"
        | "account_disabled"
        | "already_on_request"
        | "gender_required"
        | "excluded";
    }
  | {
      code: "overlap";
      /** `placeId` is null when the other job is remote. */
      with: { requestId: string; interval: Interval; placeId: string | null };
      minutes: number;
    }
  | { code: "credential_missing" | "credential_expired"; credential: CredentialKind }
  | {
      code: "travel_too_short";
      with: { requestId: string; interval: Interval; placeId: string };
      needMinutes: number;
      haveMinutes: number;
      known: boolean;
      /** One of the two is by phone or video, so its interpreter may say that they take it from where they are. */
      wayCanWait?: true;
    }
  | { code: "not_available" | "availability_unknown" | "mode_not_offered" }
  | { code: "absent"; until: Instant }
  | { code: "hours_cap"; plannedMinutes: number; capMinutes: number }
  | { code: "level_too_low"; has: Level; needs: Level }
  | { code: "variant_differs"; has: readonly string[]; needs: string }
  | { code: "outside_radius"; km: number; radiusKm: number; known: boolean };

export const POINT_NAMES = [
  "continuity",
  "wish_gender",
  "wish_variant",
  "wish_same",
  "distance",
  "load",
  "level",
  "scarcity",
  "unwished_topic",
  "availability_unknown",
] as const;
export type PointName = (typeof POINT_NAMES)[number];

/** A named part of a rank: `points` may be negative; `value` is what the sentence shows (times, km, hours, level, people). */
export interface Points {
  name: PointName;
  points: number;
  value: number;
}

/** A person without obstacles, ranked. `score` is the sum of `points`. */
export interface Ranked {
  interpreterId: string;
  score: number;
  points: readonly Points[];
  alreadyAsked: Candidate["alreadyAsked"];
  hasOverlappingOffer: boolean;
}

export interface Blocked {
  interpreterId: string;
  obstacles: readonly Obstacle[];
}

/**
 * The answer to "who for this request, and why": the able best first, the others with every reason against. In the way of
 * those who have `passed` stands nothing but their own word, so they are neither able nor blocked: nobody is called free
 * who is not among the able.
 */
export interface Matching {
  able: readonly Ranked[];
  passed: readonly Ranked[];
  blocked: readonly Blocked[];
}

/** Who hears of a request from now on: a colleague by their account, the organisation's mailbox, or nobody but coordinators. */
export type HandedTo = { colleague: string } | "mailbox" | "coordinators";
