/**
 * Who is told what, when, where: the table of docs/domain.md as data.
 * Classes: A ordinary · B social and health · C crisis centre, asylum, trafficking.
 */
import { DAY, HOUR, type Instant, instantFrom } from "#app/time";
import type { Rules } from "./rules";
import type { ProtectionClass } from "./vocabulary";

/** What an interpreter may be told about a request beyond the basics that everybody asked is told. */
const DISCLOSED_FIELDS = [
  "topic",
  "sector",
  "organisation",
  "address",
  "contact",
  "videoLink",
  "note",
  "clientCode",
] as const;
export type DisclosedField = (typeof DISCLOSED_FIELDS)[number];

/**
 * message: mail, SMS, push, .ics · link: the offer page by token · offered: signed in, before acceptance ·
 * accepted: signed in, the job is theirs · released: the job was theirs and is no longer.
 */
export type DisclosureStage = "message" | "link" | "offered" | "accepted" | "released";

export interface Disclosing {
  protectionClass: ProtectionClass;
  stage: DisclosureStage;
  now: Instant;
  start: Instant;
  end: Instant;
  rules: Pick<Rules, "disclosure.daysAfter" | "disclosure.classCHoursBefore">;
}

/** Reference, language, mode, day, time, length and town are always told; what else is told is in the set. */
export function disclosureFor(about: Disclosing): ReadonlySet<DisclosedField> {
  return new Set(DISCLOSED_FIELDS.filter((field) => TABLE[field](about)));
}

/** From this instant an accepted job of class C shows its address and contact. */
export function contactShownFrom({ start, rules }: Pick<Disclosing, "start" | "rules">): Instant {
  return instantFrom(start - rules["disclosure.classCHoursBefore"] * HOUR);
}

type Question = (about: Disclosing) => boolean;

const isAsked: Question = ({ stage }) => stage === "link" || stage === "offered";
const isOrdinary: Question = ({ protectionClass }) => protectionClass === "A";
const isTheirs: Question = ({ stage, now, end, rules }) =>
  stage === "accepted" && now < end + rules["disclosure.daysAfter"] * DAY;
const isCloseEnough: Question = (about) => about.protectionClass !== "C" || about.now >= contactShownFrom(about);

const TABLE: Record<DisclosedField, Question> = {
  topic: (about) => isTheirs(about) || (isAsked(about) && isOrdinary(about)),
  sector: (about) => isTheirs(about) || (isAsked(about) && isOrdinary(about)),
  organisation: isTheirs,
  address: (about) => isTheirs(about) && isCloseEnough(about),
  contact: (about) => isTheirs(about) && isCloseEnough(about),
  videoLink: isTheirs,
  note: isTheirs,
  clientCode: (about) => isTheirs(about) && about.protectionClass !== "C",
};
