/** The sheet on which a request is edited: the same fields, the same reading and the same questions as the form that made it. */
import { z } from "zod";
import { changedFields, type EditedField, type EditedFields, editedTo, FORM_NAMES } from "#app/dispatch/request-edit";
import { type AskedFields, wrongsIn } from "#app/dispatch/request-questions";
import { shownOf } from "#app/dispatch/request-shown";
import { MODES, STRENGTHS } from "#app/dispatch/vocabulary";
import { type FormRead, type FormValues, formKey, readForm, typedValues } from "#app/form";
import { readContactPhone } from "#app/phone";
import type { PlaceChoice } from "#app/queries/everyone/places";
import type { Instant } from "#app/time";
import { type PlaceRead, readPlace, streetLeft } from "./place";
import { type Choices, errorsOf, knownFrom } from "./request";

const text = z.string().optional();

const schema = z.object({
  intent: z.enum(["look", "save", "ask"]),
  key: formKey,
  before: z.string().max(8000),
  mark: z.string().max(4000).optional(),
  hasWord: text,
  clears: text,
  reason: z.string().max(500, "common:error.tooLong").optional(),
  twice: text,
  question: z.string().max(500, "common:error.tooLong").optional(),
  language: z.string("request:error.language"),
  languageText: text,
  variant: text,
  variantStrength: z.enum(STRENGTHS).default("must"),
  mode: z.enum(MODES, "request:error.mode"),
  address: text,
  videoLink: text,
  minutes: z.coerce.number("request:error.minutes"),
  count: z.enum(["1", "2"]).default("1"),
  contactName: z.string().default(""),
  contactPhone: z
    .string()
    .default("")
    .transform((typed) => readContactPhone(typed) ?? typed),
  note: text,
  vouched: text,
});

/** As the sheet was filled. It came from here, and what does not fit is no sheet of ours. */
const asFilled = z.object({
  language: z.string().nullable(),
  languageText: z.string().nullable(),
  variant: z.string().nullable(),
  variantStrength: z.enum(STRENGTHS),
  mode: z.enum(MODES),
  placeId: z.string().nullable(),
  placeText: z.string().nullable(),
  address: z.string().nullable(),
  videoLink: z.string().nullable(),
  minutes: z.number(),
  interpreterCount: z.union([z.literal(1), z.literal(2)]),
  contactName: z.string(),
  contactPhone: z.string(),
  note: z.string().nullable(),
});

export interface TypedEdit {
  intent: "look" | "save" | "ask";
  key: string;
  before: EditedFields;
  fields: EditedFields;
  mark: string | undefined;
  hasWord: boolean;
  clears: boolean;
  override: { reason: string; twice: boolean; isVouched: boolean } | undefined;
  question: string;
  isVouched: boolean;
  /** Per job: stays with it, or leaves it. */
  agreed: string[];
  leaving: string[];
}

/** What was typed; or what is wrong with what was changed, beside its field. What was not touched is not asked about. */
export function readEdit(sent: FormData, options: Choices, now: Instant): FormRead<TypedEdit> {
  const form = shownOf(sent, options);
  const read = readForm(schema, form);
  if (!read.ok) return { ...read, values: typedValues(sent) };
  const { intent, key, mark, reason, twice, question = "", before: filled, ...typed } = read.value;
  const before = filledAs(filled);
  if (!before) return { ok: false, errors: { "": ["common:error.invalid"] }, values: typedValues(sent) };
  const place = readPlace(form, "place", options.places);
  const fields = editedTo(before, fieldsOf(typed, place));
  const wrong = {
    ...wrongWith(before, fields, options, now, typed.vouched === "on"),
    ...streetLeft(form, place, options.places),
    ...place.errors,
  };
  if (Object.keys(wrong).length > 0) return { ok: false, errors: wrong, values: typedValues(sent), meant: place.meant };
  const said = [...sent].flatMap(([name, value]) =>
    name.startsWith("job.") ? [{ id: name.slice("job.".length), value }] : [],
  );
  return {
    ok: true,
    value: {
      intent,
      key,
      before,
      fields,
      mark,
      hasWord: typed.hasWord === "on",
      clears: typed.clears === "on",
      override: reason ? { reason, twice: twice === "on", isVouched: typed.vouched === "on" } : undefined,
      question,
      isVouched: typed.vouched === "on",
      agreed: said.flatMap(({ id, value }) => (value === "stay" ? [id] : [])),
      leaving: said.flatMap(({ id, value }) => (value === "leave" ? [id] : [])),
    },
  };
}

/** What was typed stays; what was not touched is shown as it stands now. */
export function typedBeside(
  sent: FormData,
  touched: readonly EditedField[],
  standing: Record<string, string>,
): FormValues {
  const typed = typedValues(sent);
  const names = new Set(touched.map((field) => FORM_NAMES[field]));
  for (const name of Object.values(FORM_NAMES)) if (!names.has(name)) typed[name] = standing[name] ?? "";
  return typed;
}

/** What stands in the fields, as the form holds it; `places` names the request's own. */
export function formValuesOf(fields: EditedFields, places: readonly PlaceChoice[]): Record<string, string> {
  const { language, variant, minutes, interpreterCount } = fields;
  return {
    language: language ?? "-",
    languageText: fields.languageText ?? "",
    variant: language && variant ? `${language}/${variant}` : "",
    variantStrength: fields.variantStrength,
    mode: fields.mode,
    place: places.find(({ id }) => id === fields.placeId)?.label ?? fields.placeText ?? "",
    address: fields.address ?? "",
    videoLink: fields.videoLink ?? "",
    minutes: String(minutes),
    count: String(interpreterCount),
    contactName: fields.contactName,
    contactPhone: fields.contactPhone,
    note: fields.note ?? "",
  };
}

function filledAs(filled: string): EditedFields | null {
  try {
    const read = asFilled.safeParse(JSON.parse(filled));
    return read.success ? read.data : null;
  } catch {
    return null; // a border: what is no JSON is no sheet of ours
  }
}

type Typed = Omit<z.output<typeof schema>, "before" | "intent" | "key">;

function fieldsOf({ language, variant = "", count, ...typed }: Typed, place: PlaceRead): EditedFields {
  return {
    language: language === "-" ? null : language,
    languageText: typed.languageText ?? null,
    variant: variant.startsWith(`${language}/`) ? variant.slice(`${language}/`.length) : variant || null,
    variantStrength: typed.variantStrength,
    mode: typed.mode,
    placeId: place.id ?? null,
    placeText: place.text,
    address: typed.address ?? null,
    videoLink: typed.videoLink ?? null,
    minutes: typed.minutes,
    interpreterCount: count === "2" ? 2 : 1,
    contactName: typed.contactName,
    contactPhone: typed.contactPhone,
    note: typed.note ?? null,
  };
}

function wrongWith(before: EditedFields, fields: EditedFields, options: Choices, now: Instant, isVouched: boolean) {
  const changed = changedFields(before, fields);
  const asked = new Set<string>(changed.includes("mode") ? [...changed, "placeId", "placeText", "address"] : changed);
  const all: AskedFields = fields;
  return errorsOf(
    wrongsIn(all, { ...knownFrom(options, all, now, isVouched), nearClients: [] }).filter(({ field }) =>
      asked.has(field),
    ),
  );
}
