/** Somebody of the roster as form fields and back: what is known of a person, with a row for each language and each paper. */
import { z } from "zod";
import { typedDate } from "#app/dates";
import {
  CREDENTIAL_KINDS,
  type CredentialKind,
  GENDERS,
  LEVELS,
  type Level,
  LOCALES,
  MODES,
  MOST_HOURS,
  MOST_KM,
  TOPICS,
} from "#app/dispatch/vocabulary";
import { emailField } from "#app/email";
import { type FieldErrors, type FormRead, type FormValues, formKey, readForm, typedValues } from "#app/form";
import { readPhone } from "#app/phone";
import type { DateText } from "#app/time";

/** Nobody speaks more languages, or holds more papers, than the form takes. */
export const MOST_ROWS = 40;
/** So many rows are empty at first, and so many more come with "more rows". */
export const SPARE_ROWS = 2;

const long = "common:error.tooLong";
const number = (most: number) =>
  z
    .string()
    .transform((typed) => Number(typed.replace(",", ".")))
    .refine((value) => value >= 0 && value <= most, "coordinator:person.error.number");

const fields = z.object({
  key: formKey,
  name: z.string().max(200, long),
  code: z.string().max(40, long).default(""),
  gender: z.enum(GENDERS).nullable().default(null),
  email: emailField.nullable().default(null),
  phone: z
    .string()
    .refine((typed) => readPhone(typed) !== null, "coordinator:person.error.phone")
    .transform(readPhone)
    .nullable()
    .default(null),
  locale: z.enum(LOCALES),
  desk: z.string().max(64),
  modes: z.array(z.enum(MODES), "common:error.required").default([]),
  radius: number(MOST_KM).nullable().default(null),
  hours: number(MOST_HOURS),
  unwishedTopics: z.array(z.enum(TOPICS)).default([]),
  note: z.string().max(2000, long).nullable().default(null),
  status: z.enum(["active", "candidate"]).default("active"),
  /** Whose words at the door have filled the form in. */
  application: z.string().max(64).optional(),
  since: z.coerce.number().int().min(0).catch(0),
  /** Ids of the people who were shown beside the question whether it is none of them. */
  notThese: z.string().max(400).optional(),
  seen: z.array(z.string().max(64)).max(500).default([]),
  vouched: z.literal("on").optional(),
});

export interface SpokenTyped {
  language: string;
  variant: string;
  level: Level;
}
export interface HeldTyped {
  id: string | null;
  kind: CredentialKind;
  from: DateText;
  until: DateText | null;
}
export type InterpreterTyped = z.output<typeof fields> & {
  languages: SpokenTyped[];
  credentials: HeldTyped[];
  /** Ids of the papers that were written down by mistake. */
  notHeld: string[];
};

/** Empty rows say nothing; a row without its language, or a paper without its kind, is one that is taken away. */
export function readInterpreter(sent: FormData): FormRead<InterpreterTyped> {
  const read = readForm(fields, sent);
  const values = typedValues(sent);
  const errors: FieldErrors = {};
  const languages = languagesIn(values, errors);
  const credentials = rowsOf(values, "held").flatMap((row) => heldIn(values, row, errors));
  const notHeld = rowsOf(values, "held").flatMap((row) => {
    const id = textAt(values, `heldId-${row}`);
    return id && textAt(values, `held-${row}`) === "" ? [id] : [];
  });
  if (read.ok && Object.keys(errors).length === 0)
    return { ok: true, value: { ...read.value, languages, credentials, notHeld } };
  return { ok: false, errors: { ...(read.ok ? {} : read.errors), ...errors }, values };
}

/** The rows of languages, at least one; what is wrong with them is put to the other errors. */
export function languagesIn(values: FormValues, errors: FieldErrors): SpokenTyped[] {
  const languages = rowsOf(values, "language").flatMap((row) => spokenIn(values, row, errors));
  if (languages.length === 0 && Object.keys(errors).length === 0) errors["language-0"] = ["common:error.required"];
  return languages;
}

/** How many rows of a kind were sent; 0 where none was. */
export function rowsSent(values: FormValues, name: "language" | "held"): number {
  return rowsOf(values, name).length;
}

function rowsOf(values: FormValues, name: string): number[] {
  const sent = Array.from({ length: MOST_ROWS }, (_, row) => row).filter(
    (row) => values[`${name}-${row}`] !== undefined,
  );
  return Array.from({ length: (sent.at(-1) ?? -1) + 1 }, (_, row) => row);
}

const textAt = (values: FormValues, name: string) => [values[name] ?? ""].flat()[0] ?? "";

function spokenIn(values: FormValues, row: number, errors: FieldErrors): SpokenTyped[] {
  const [language = "", variant = ""] = textAt(values, `language-${row}`).split("/");
  if (language === "") return [];
  const level = LEVELS.find((one) => String(one) === textAt(values, `level-${row}`));
  if (!level) errors[`level-${row}`] = ["coordinator:person.error.level"];
  return [{ language, variant, level: level ?? 1 }];
}

function heldIn(values: FormValues, row: number, errors: FieldErrors): HeldTyped[] {
  const text = (name: string) => textAt(values, `${name}-${row}`);
  const kind = CREDENTIAL_KINDS.find((one) => one === text("held"));
  if (!kind) return [];
  const [from, until] = [typedDate(text("from"), null), typedDate(text("until"), null)];
  if (!from) errors[`from-${row}`] = ["coordinator:person.error.date"];
  if (text("until") !== "" && !until) errors[`until-${row}`] = ["coordinator:person.error.date"];
  if (from && until && until < from) errors[`until-${row}`] = ["coordinator:person.error.dates"];
  return [{ id: text("heldId") || null, kind, from: from ?? "", until }];
}
