/** What can be wrong with a request: one list of questions, asked by form, phone order and every command that sets a field. */
import { addDays, dateOf, type Instant } from "#app/time";
import type { Gender, Mode, Strength, Topic } from "./vocabulary";

/** A request as somebody asks for it. `null` means "known to be none". */
export interface RequestFields {
  /** null = "not in the list"; then `languageText` says it. */
  language: string | null;
  languageText: string | null;
  variant: string | null;
  /** Beside a variant; a must where none is said. */
  variantStrength: Strength;
  mode: Mode;
  /** null beside `onsite` = "not in the list"; then `placeText` says where. */
  placeId: string | null;
  placeText: string | null;
  address: string | null;
  videoLink: string | null;
  startAt: Instant;
  minutes: number;
  topic: Topic;
  /** The organisation's own pseudonym for the client. */
  clientCode: string | null;
  /** Where the code is near known ones: which of them is meant, or the code itself for another client. */
  clientMeant: string | null;
  gender: Gender | null;
  genderStrength: Strength | null;
  wantsSameInterpreter: boolean;
  excludedInterpreterId: string | null;
  interpreterCount: 1 | 2;
  contactName: string;
  /** As `app/phone` reads it. */
  contactPhone: string;
  unitId: string | null;
  note: string | null;
}

/** Only the fields that are set are asked about; `undefined` is not set. */
export type AskedFields = Partial<RequestFields>;

/** What must never stand in a free text. */
export type PrivateKind = "personal_code" | "code_like" | "email" | "phone";
/** What somebody may say is no person's own: a number of a company, a case, a sum, a conference. A personal code never is. */
export const VOUCHABLE: readonly PrivateKind[] = ["code_like", "phone", "email"];

/** What the questions must know about the fields asked about. */
export interface KnownOfRequest {
  now: Instant;
  /** The language asked for, when it is in the list. */
  language: { served: boolean; variants: readonly string[] } | null;
  isPlaceKnown: boolean;
  /** The unit is the organisation's own. */
  isUnitKnown: boolean;
  /** The organisation may know the excluded person's name. */
  isPersonKnown: boolean;
  /** Codes of the organisation's clients that are near the code; none when it is known itself. */
  nearClients: readonly string[];
  /** Somebody can be called by it, and it is written as it is stored. */
  isPhone: (text: string) => boolean;
  /** Which kinds of people's own data a text holds. */
  privateKindsIn: (text: string) => readonly PrivateKind[];
  /** Somebody has said that the numbers in the texts are no person's. */
  isVouched: boolean;
}

/** The longest text of each field, in characters. */
export const LONGEST = {
  languageText: 80,
  placeText: 120,
  address: 200,
  videoLink: 2000,
  contactName: 120,
  note: 2000,
  clientCode: 24,
} as const;
export const FREE_TEXTS = [
  "note",
  "languageText",
  "placeText",
  "address",
  "contactName",
  "clientCode",
  "videoLink",
] as const;
/** A link may hold any number but a person's code. */
export const KINDS_IN_LINKS: readonly PrivateKind[] = ["personal_code"];
/** The shortest and the longest job that can be asked for, in minutes. */
export const MINUTES = { least: 15, most: 720 } as const;
/** How far ahead somebody may ask, in days. */
export const DAYS_AHEAD = 366;

/** What leaves its mode and language untouched: no place for a phone call, no variant of a language that is not in the list. */
export function whatCounts<F extends AskedFields>(fields: F): F {
  const { mode, language, variant, gender, genderStrength } = fields;
  return {
    ...fields,
    ...(mode && mode !== "onsite" && { placeId: null, placeText: null, address: null }),
    ...(fields.placeId && { placeText: null }),
    ...(mode && mode !== "video" && { videoLink: null }),
    ...(language === null && { variant: null }),
    ...((variant === null || language === null) && { variantStrength: "must" as const }),
    ...(language && { languageText: null }),
    ...(gender === null && { genderStrength: null }),
    ...(gender && { genderStrength: genderStrength ?? "wish" }),
  };
}

/** In the order in which they are asked. */
export const WRONG_CODES = [
  "language_missing",
  "language_unknown",
  "language_not_served",
  "variant_unknown",
  "place_missing",
  "address_missing",
  "link_invalid",
  "link_not_alone",
  "time_passed",
  "too_far_ahead",
  "length_invalid",
  "code_invalid",
  "client_unclear",
  "person_unknown",
  "unit_unknown",
  "contact_missing",
  "phone_invalid",
  "too_long",
  "holds_personal_code",
  "holds_code_like",
  "holds_email",
  "holds_phone",
] as const;
export type WrongCode = (typeof WRONG_CODES)[number];
export type WrongField = keyof RequestFields;
/** What is wrong, and in which field. */
export interface Wrong {
  field: WrongField;
  code: WrongCode;
}

/** Everything that is wrong with the fields that are set, in the order of the list; empty when it can be asked for. */
export function wrongsIn(fields: AskedFields, known: KnownOfRequest): Wrong[] {
  const asked = whatCounts(fields);
  return WRONG_CODES.flatMap((code) => questions[code](asked, known).map((field) => ({ field, code })));
}

/** Why nothing can begin then: it is over, or too far ahead to plan for; null when it can. */
export function startWrong(startAt: Instant, now: Instant): "time_passed" | "too_far_ahead" | null {
  if (startAt <= now) return "time_passed";
  return dateOf(startAt) > addDays(dateOf(now), DAYS_AHEAD) ? "too_far_ahead" : null;
}

const NONE: readonly WrongField[] = [];
const when = (isWrong: boolean, field: WrongField): readonly WrongField[] => (isWrong ? [field] : NONE);

const CLIENT_CODE = /^(?=.*\d)[\p{L}\p{N}][\p{L}\p{N}./_-]{1,23}$/u;

const questions: Record<WrongCode, (asked: AskedFields, known: KnownOfRequest) => readonly WrongField[]> = {
  language_missing: ({ language, languageText }) => when(language === null && !languageText?.trim(), "languageText"),

  language_unknown: ({ language }, known) => when(typeof language === "string" && !known.language, "language"),

  language_not_served: ({ language }, known) =>
    when(typeof language === "string" && known.language?.served === false, "language"),

  variant_unknown: ({ variant }, known) =>
    when(!!variant && !!known.language && !known.language.variants.includes(variant), "variant"),

  place_missing: ({ mode, placeId, placeText }, known) =>
    when(mode === "onsite" && placeId !== undefined && !(placeId ? known.isPlaceKnown : placeText?.trim()), "placeId"),

  address_missing: ({ mode, address }) =>
    when(mode === "onsite" && address !== undefined && !address?.trim(), "address"),

  link_invalid: ({ videoLink }) => when(!!videoLink && !/https:\/\/\S/.test(videoLink), "videoLink"),

  link_not_alone: ({ videoLink }) =>
    when(!!videoLink && /https:\/\/\S/.test(videoLink) && !/^https:\/\/\S+$/.test(videoLink), "videoLink"),

  time_passed: ({ startAt }, { now }) =>
    when(startAt !== undefined && startWrong(startAt, now) === "time_passed", "startAt"),

  too_far_ahead: ({ startAt }, { now }) =>
    when(startAt !== undefined && startWrong(startAt, now) === "too_far_ahead", "startAt"),

  length_invalid: ({ minutes }) =>
    when(
      minutes !== undefined && !(Number.isInteger(minutes) && minutes >= MINUTES.least && minutes <= MINUTES.most),
      "minutes",
    ),

  code_invalid: ({ clientCode }) => when(!!clientCode && !CLIENT_CODE.test(clientCode), "clientCode"),

  client_unclear: ({ clientCode, clientMeant }, { nearClients }) =>
    when(
      !!clientCode && nearClients.length > 0 && ![clientCode, ...nearClients].includes(clientMeant ?? ""),
      "clientMeant",
    ),

  person_unknown: ({ excludedInterpreterId }, known) =>
    when(!!excludedInterpreterId && !known.isPersonKnown, "excludedInterpreterId"),

  unit_unknown: ({ unitId }, known) => when(!!unitId && !known.isUnitKnown, "unitId"),

  contact_missing: ({ contactName }) => when(contactName !== undefined && !contactName.trim(), "contactName"),

  phone_invalid: ({ contactPhone }, { isPhone }) =>
    when(contactPhone !== undefined && !isPhone(contactPhone), "contactPhone"),

  too_long: (asked) =>
    (["languageText", "placeText", "address", "videoLink", "contactName", "note"] as const).filter(
      (field) => (asked[field]?.length ?? 0) > LONGEST[field],
    ),

  holds_personal_code: (asked, known) => textsWith("personal_code", asked, known),

  holds_code_like: (asked, known) => textsWith("code_like", asked, known),

  holds_email: (asked, known) => textsWith("email", asked, known),

  holds_phone: (asked, known) => textsWith("phone", asked, known),
};

/** The free texts in which nobody's own data may stand. What is too long is not searched. */
function textsWith(kind: PrivateKind, asked: AskedFields, known: KnownOfRequest): readonly WrongField[] {
  if (known.isVouched && VOUCHABLE.includes(kind)) return NONE;
  return FREE_TEXTS.filter((field) => {
    const text = asked[field] ?? "";
    const isSearched = field !== "videoLink" || KINDS_IN_LINKS.includes(kind);
    return isSearched && text.length <= LONGEST[field] && known.privateKindsIn(text).includes(kind);
  });
}
