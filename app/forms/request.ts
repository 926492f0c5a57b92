import { z } from "zod";
import type { NewRequest, Submitted } from "#app/commands/submit-request";
import { readDates } from "#app/dates";
import type { LookAlike } from "#app/dispatch/look-alike";
import {
  type AskedFields,
  type KnownOfRequest,
  type RequestFields,
  type Wrong,
  type WrongCode,
  whatCounts,
  wrongsIn,
} from "#app/dispatch/request-questions";
import { shownOf } from "#app/dispatch/request-shown";
import { type Warning, warningsOf } from "#app/dispatch/request-warnings";
import { GENDERS, MODES, STRENGTHS, TOPICS } from "#app/dispatch/vocabulary";
import {
  type FieldErrors,
  type FormRead,
  formKey,
  type InvalidForm,
  isOfUnseen,
  readForm,
  typedValues,
  withWords,
} from "#app/form";
import { isContactPhone, readContactPhone } from "#app/phone";
import { privateKindsIn } from "#app/privacy";
import type { offered } from "#app/queries/everyone/form-options";
import type { ListedPlace } from "#app/queries/everyone/places";
import { codeTyped } from "#app/text/keys";
import { addMinutes, type Instant, isDate, parseWall, typedTime, type WallRefusal } from "#app/time";
import { type PlaceRead, readPlace, streetLeft } from "./place";

/** What was offered to choose from, and all the places that may be typed. */
export type Choices = ReturnType<typeof offered> & { places: readonly ListedPlace[] };

/** What each field can be read as. Whether it will do, `dispatch/request-questions` tells. */
const schema = z.object({
  key: formKey,
  warned: z.string().optional(),
  /** Look-alikes that were shown: this is another one all the same. */
  besides: z.string().optional(),
  language: z.string("request:error.language"),
  languageText: z.string().optional(),
  variant: z.string().optional(),
  variantStrength: z.enum(STRENGTHS).optional(),
  mode: z.enum(MODES, "request:error.mode"),
  address: z.string().optional(),
  videoLink: z.string().optional(),
  date: z.string("request:error.date").refine(isDate, "request:error.notADate"),
  start: z
    .string("request:error.start")
    .transform((typed) => typedTime(typed) ?? "")
    .refine((time) => time !== "", "request:error.start"),
  fold: z.enum(["earlier", "later"]).optional(),
  minutes: z.coerce.number("request:error.minutes"),
  topic: z.enum(TOPICS, "request:error.topic"),
  clientCode: z.string().transform(codeTyped).optional(),
  clientMeant: z.string().transform(codeTyped).optional(),
  gender: z.enum(GENDERS).optional(),
  genderStrength: z.enum(STRENGTHS).optional(),
  wantsSame: z.literal("on").optional(),
  excludedInterpreterId: z.string().optional(),
  count: z.enum(["1", "2"]).default("1"),
  contactName: z.string().default(""),
  contactPhone: z
    .string()
    .default("")
    .transform((typed) => readContactPhone(typed) ?? typed),
  unitId: z.string().optional(),
  note: z.string().optional(),
  vouched: z.literal("on").optional(),
});
type Typed = z.output<typeof schema>;

export type TypedRequest = RequestFields & {
  endAt: Instant;
  key: string;
  besides: string[];
  isVouched: boolean;
  warnings: Warning[];
};

/**
 * What was typed as a request, or everything that is wrong with it beside its field: what cannot be read, and every
 * answer of the list of questions to what can. `warnings` holds what the person has not yet been shown; `nearClients` tells
 * which known clients' codes are near one.
 */
export function readRequest(
  sent: FormData,
  options: Choices,
  now: Instant,
  nearClients: (code: string) => readonly string[] = () => [],
): FormRead<TypedRequest> {
  const form = shownOf(readDates(sent, now, "date"), options);
  const read = readForm(schema, form);
  const typed = read.ok ? read.value : readablePart(form, read.errors);
  const start = typed.date && typed.start ? parseWall(typed.date, typed.start, typed.fold) : null;
  const place = readPlace(form, "place", options.places);
  const asked = whatCounts(fieldsOf(typed, place, start?.ok ? start.value : undefined));
  const known = knownFrom(options, asked, now, typed.vouched === "on");
  const errors = together(
    read.ok ? {} : read.errors,
    start && !start.ok ? WALL[start.reason] : {},
    place.errors,
    streetLeft(form, place, options.places),
    errorsOf(wrongsIn(asked, { ...known, nearClients: nearClients(asked.clientCode ?? "") })),
  );
  if (!read.ok || !isWhole(asked) || Object.keys(errors).length > 0)
    return { ok: false, values: typedValues(form), errors, meant: place.meant };
  const shown = new Set((read.value.warned ?? "").split(","));
  const warnings = warningsOf(asked.startAt, now, options).filter((warning) => !shown.has(warning.kind));
  return {
    ok: true,
    value: {
      ...asked,
      endAt: addMinutes(asked.startAt, asked.minutes),
      key: read.value.key,
      besides: read.value.besides?.split(",") ?? [],
      isVouched: read.value.vouched === "on",
      warnings,
    },
  };
}

/** What was typed as the command takes it; whose request it is, the route says. */
export function asNewRequest({ warnings: _, ...request }: TypedRequest): Omit<NewRequest, "organisationId"> {
  return request;
}

/** The page again with a warning instead of an error: nothing is wrong, but the person should know before sending. */
export function warned(form: FormData, warnings: readonly Warning[]): InvalidForm & { warnings: readonly Warning[] } {
  return { ok: false, errors: {}, values: typedValues(form), warnings };
}

type NotTaken = InvalidForm & { warnings: undefined; alike: readonly LookAlike[] };

/** The page again for what the command did not take: each thing beside its field, or what it may repeat. */
export function notTaken(form: FormData, sent: Exclude<Submitted, { ok: true }>, deskNumber = ""): NotTaken {
  const page = { ok: false, values: typedValues(form), warnings: undefined } as const;
  switch (sent.reason) {
    case "invalid":
      return { ...page, errors: errorsOf(sent.detail), alike: [] };
    case "look_alike":
      return { ...page, errors: { besides: ["request:error.alike"] }, alike: sent.detail };
    case "too_long":
    case "holds_personal_code":
    case "holds_code_like":
    case "holds_email":
    case "holds_phone":
      return { ...page, errors: { [formName(sent.detail.field)]: [WORDS[sent.reason]] }, alike: [] };
    case "too_many_requests":
      return { ...page, errors: { "": [withWords("request:error.tooMany", { phone: deskNumber })] }, alike: [] };
    case "not_found":
      return { ...page, errors: { "": ["common:error.invalid"] }, alike: [] };
    case "caller_email_taken":
      return { ...page, errors: { callerEmail: ["coordinator:caller.error.emailTaken"] }, alike: [] };
    default:
      return { ...page, errors: { caller: ["coordinator:caller.error.who"] }, alike: [] };
  }
}

/** The answers of the list of questions in words, each beside the form's field that it concerns. */
export function errorsOf(wrongs: readonly Wrong[]): FieldErrors {
  return together(...wrongs.map(({ field, code }) => ({ [FIELD[code] ?? formName(field)]: [WORDS[code]] })));
}

/** Where the form's field has another name than the request's: by what is wrong, and by field. */
const FIELD: Partial<Record<WrongCode, string>> = { time_passed: "start", too_far_ahead: "date" };
const NAMES: Partial<Record<string, string>> = { placeId: "place", placeText: "place" };
const formName = (field: string) => NAMES[field] ?? field;

const WORDS: Record<WrongCode, string> = {
  language_missing: "request:error.languageText",
  language_unknown: "request:error.language",
  language_not_served: "request:error.notServed",
  variant_unknown: "request:error.variant",
  place_missing: "request:error.place",
  address_missing: "request:error.address",
  link_invalid: "request:error.videoLink",
  link_not_alone: "request:error.linkNotAlone",
  time_passed: "request:error.past",
  too_far_ahead: "request:error.tooFar",
  length_invalid: "request:error.minutes",
  code_invalid: "request:error.clientCode",
  client_unclear: "request:error.clientMeant",
  person_unknown: "request:error.person",
  unit_unknown: "request:error.person",
  contact_missing: "request:error.contactName",
  phone_invalid: "request:error.phone",
  too_long: "common:error.tooLong",
  holds_personal_code: "request:error.personal_code",
  holds_code_like: "request:error.code_like",
  holds_email: "request:error.email",
  holds_phone: "request:error.privatePhone",
};

const WALL: Record<WallRefusal, FieldErrors> = {
  not_a_time: { start: ["request:error.start"] },
  time_does_not_exist: { start: ["request:error.gap"] },
  time_exists_twice: { fold: ["request:error.twice"] },
};

function together(...all: readonly FieldErrors[]): FieldErrors {
  const errors: FieldErrors = {};
  for (const some of all)
    for (const [field, words] of Object.entries(some)) errors[field] = [...(errors[field] ?? []), ...words];
  return errors;
}

/** The fields that can be read, when others cannot. */
function readablePart(form: FormData, unreadable: FieldErrors): Partial<Typed> {
  const rest = new FormData();
  for (const [name, typed] of Object.entries(typedValues(form)))
    if (typeof typed === "string" && unreadable[name]?.every(isOfUnseen) !== false) rest.append(name, typed);
  const read = readForm(schema.partial(), rest);
  return read.ok ? read.value : {};
}

/** `undefined` is what could not be read; what was left empty is none. */
function fieldsOf(typed: Partial<Typed>, place: PlaceRead, startAt: Instant | undefined): AskedFields {
  const { language, variant = "" } = typed;
  return {
    language: language === "-" ? null : language,
    languageText: typed.languageText ?? null,
    variant: variant.startsWith(`${language}/`) ? variant.slice(`${language}/`.length) : variant || null,
    variantStrength: typed.variantStrength ?? "must",
    mode: typed.mode,
    placeId: place.id,
    placeText: place.text,
    address: typed.address ?? null,
    videoLink: typed.videoLink ?? null,
    startAt,
    minutes: typed.minutes,
    topic: typed.topic,
    clientCode: typed.clientCode ?? null,
    clientMeant: typed.clientMeant ?? null,
    gender: typed.gender ?? null,
    genderStrength: typed.genderStrength ?? null,
    wantsSameInterpreter: typed.wantsSame === "on",
    excludedInterpreterId: typed.excludedInterpreterId ?? null,
    interpreterCount: typed.count === "2" ? 2 : 1,
    contactName: typed.contactName,
    contactPhone: typed.contactPhone,
    unitId: typed.unitId ?? null,
    note: typed.note ?? null,
  };
}

function isWhole(asked: AskedFields): asked is RequestFields {
  return Object.values(asked).every((value) => value !== undefined);
}

/** What the form was offered to choose from, as the questions ask for it. Shared with the sheet that edits a request. */
export function knownFrom(
  options: Choices,
  asked: AskedFields,
  now: Instant,
  isVouched: boolean,
): Omit<KnownOfRequest, "nearClients"> {
  const language = options.languages.find(({ code }) => code === asked.language);
  const isAmong = (choices: readonly { id: string }[], chosen: string | null | undefined) =>
    choices.some(({ id }) => id === chosen);
  return {
    now,
    language: language ? { served: language.served, variants: language.variants.map((variant) => variant.code) } : null,
    isPlaceKnown: isAmong(options.places, asked.placeId),
    isUnitKnown: isAmong(options.units, asked.unitId),
    isPersonKnown: isAmong(options.people, asked.excludedInterpreterId),
    isPhone: isContactPhone,
    privateKindsIn,
    isVouched,
  };
}
