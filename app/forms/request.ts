import { z } from "zod";
import type { NewRequest } from "#app/commands/submit-request";
import { GENDERS, MODES, STRENGTHS, TOPICS } from "#app/dispatch/vocabulary";
import { type FormRead, type InvalidForm, readForm } from "#app/form";
import { type PrivateKind, privateTextIn } from "#app/privacy";
import type { requestFormFor } from "#app/queries/institution/form-options";
import { addDays, addMinutes, type Instant, isDate, parseWall, typedTime } from "#app/time";
import { phoneFrom } from "./typed";
import { type Warning, warningsOf } from "./warnings";

type Options = ReturnType<typeof requestFormFor>;

const text = (most: number) => z.string().max(most, "common:error.tooLong").optional();

/** Where to meet by video: an https address, or nothing yet. */
export const videoLinkField = z
  .string()
  .max(500, "common:error.tooLong")
  .regex(/^https:\/\/\S+$/, "request:error.videoLink")
  .optional();

const schema = z.object({
  key: z.string().min(8),
  warned: z.string().optional(),
  language: z.string("request:error.language"),
  languageText: text(80),
  variant: z.string().optional(),
  mode: z.enum(MODES, "request:error.mode"),
  placeId: z.string().optional(),
  address: text(200),
  videoLink: videoLinkField,
  date: z.string("request:error.date").refine(isDate, "request:error.notADate"),
  start: z
    .string("request:error.start")
    .transform((typed) => typedTime(typed) ?? "")
    .refine((time) => time !== "", "request:error.start"),
  fold: z.enum(["earlier", "later"]).optional(),
  minutes: z.coerce
    .number("request:error.minutes")
    .int("request:error.minutes")
    .min(15, "request:error.minutes")
    .max(720, "request:error.minutes"),
  topic: z.enum(TOPICS, "request:error.topic"),
  clientCode: z
    .string()
    .regex(/^(?=.*\d)[\p{L}\p{N}][\p{L}\p{N}./_-]{1,23}$/u, "request:error.clientCode")
    .optional(),
  gender: z.enum(GENDERS).optional(),
  genderStrength: z.enum(STRENGTHS).optional(),
  wantsSame: z.literal("on").optional(),
  excludedInterpreterId: z.string().optional(),
  count: z.enum(["1", "2"]).default("1"),
  contactName: z.string("request:error.contactName").max(120, "common:error.tooLong"),
  contactPhone: z
    .string("request:error.phone")
    .transform((typed) => phoneFrom(typed) ?? "")
    .refine((phone) => phone !== "", "request:error.phone"),
  unitId: z.string().optional(),
  note: text(2000),
});

export type TypedRequest = z.output<typeof schema> & { startAt: Instant; endAt: Instant; warnings: Warning[] };

/**
 * What was typed as a request: each field by itself, then what only fields together can tell (does this hour exist, has it
 * passed, does the variant belong to the language). `warnings` holds what the person has not yet been shown.
 */
export function readRequest(form: FormData, options: Options, now: Instant): FormRead<TypedRequest> {
  const read = readForm(schema, form);
  const together = read.ok ? wrongTogether(read.value, options, now) : {};
  if (!read.ok || Object.keys(together).length > 0) {
    const values = read.ok ? valuesOf(form) : read.values;
    return { ok: false, values, errors: { ...(read.ok ? {} : read.errors), ...together } };
  }
  const typed = read.value;
  const startAt = startOf(typed);
  if (!startAt.ok) throw new Error("the start was checked");
  const shown = new Set((typed.warned ?? "").split(","));
  const warnings = warningsOf(startAt.value, now, options).filter((warning) => !shown.has(warning.kind));
  return {
    ok: true,
    value: { ...typed, startAt: startAt.value, endAt: addMinutes(startAt.value, typed.minutes), warnings },
  };
}

/** What was typed as the command takes it; whose request it is, the route says. */
export function asNewRequest(typed: TypedRequest): Omit<NewRequest, "organisationId"> {
  const { unitId, contactName, contactPhone, languageText, mode, placeId, address, videoLink, startAt, endAt } = typed;
  const { topic, gender, genderStrength, excludedInterpreterId, note, key } = typed;
  return {
    unitId,
    contactName,
    contactPhone,
    language: typed.language === "-" ? null : typed.language,
    languageText,
    variant: typed.variant?.split("/")[1],
    mode,
    placeId,
    address,
    videoLink,
    startAt,
    endAt,
    topic,
    clientCode: typed.clientCode?.toUpperCase(),
    gender,
    genderStrength: gender && (genderStrength ?? "wish"),
    wantsSameInterpreter: typed.wantsSame === "on",
    excludedInterpreterId,
    interpreterCount: Number(typed.count),
    note,
    key,
  };
}

/** The page again with a warning instead of an error: nothing is wrong, but the person should know before sending. */
export function warned(form: FormData, warnings: readonly Warning[]): InvalidForm & { warnings: readonly Warning[] } {
  return { ok: false, errors: {}, values: valuesOf(form), warnings };
}

type Typed = z.output<typeof schema>;
type Errors = InvalidForm["errors"];

function wrongTogether(typed: Typed, options: Options, now: Instant): Errors {
  const errors: Errors = {};
  const wrong = (field: string, key: string) => {
    (errors[field] ??= []).push(`request:error.${key}`);
  };
  const language = options.languages.find(({ code }) => code === typed.language);
  if (typed.language === "-" && !typed.languageText) wrong("languageText", "languageText");
  else if (typed.language !== "-" && !language) wrong("language", "language");
  if (language && !language.served) wrong("language", "notServed");
  if (typed.variant && language && !language.variants.some(({ code }) => typed.variant === `${language.code}/${code}`))
    wrong("variant", "variant");
  if (typed.mode === "onsite" && !options.places.some(({ id }) => id === typed.placeId)) wrong("placeId", "placeId");
  if (typed.mode === "onsite" && !typed.address) wrong("address", "address");
  if (typed.excludedInterpreterId && !options.people.some(({ id }) => id === typed.excludedInterpreterId))
    wrong("excludedInterpreterId", "person");
  if (typed.unitId && !options.units.some(({ id }) => id === typed.unitId)) wrong("unitId", "person");
  for (const field of ["note", "languageText", "address", "clientCode"] as const)
    for (const kind of new Set(privateTextIn(typed[field] ?? "").map((found) => found.kind)))
      wrong(field, PRIVATE[kind]);
  const start = startOf(typed);
  if (!start.ok) wrong(start.reason === "time_exists_twice" ? "fold" : "start", WALL[start.reason]);
  else if (start.value <= now) wrong("start", "past");
  else if (typed.date > addDays(options.today, 366)) wrong("date", "tooFar");
  return errors;
}

const PRIVATE: Record<PrivateKind, string> = { personal_code: "personal_code", email: "email", phone: "privatePhone" };
const WALL = { not_a_time: "start", time_does_not_exist: "gap", time_exists_twice: "twice" } as const;

function startOf({ date, start, fold }: Typed) {
  return parseWall(date, start, fold);
}

function valuesOf(form: FormData): InvalidForm["values"] {
  return Object.fromEntries([...form].map(([name, value]) => [name, typeof value === "string" ? value : ""]));
}
