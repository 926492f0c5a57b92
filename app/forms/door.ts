/** What somebody without an account fills in: who they are, and of which institution and what they need, or what they can do. Twelve fields at most. */
import { z } from "zod";
import type { NewApplication } from "#app/commands/apply-at-door";
import type { Warning } from "#app/dispatch/request-warnings";
import { MOST_WORDS } from "#app/dispatch/skills";
import { MODES } from "#app/dispatch/vocabulary";
import { emailField } from "#app/email";
import { type FieldErrors, type FormRead, formKey, readForm, typedValues } from "#app/form";
import { readContactPhone } from "#app/phone";
import { privateKindsIn } from "#app/privacy";
import type { ListedPlace } from "#app/queries/everyone/places";
import type { Instant } from "#app/time";
import { languagesIn } from "./interpreter";
import { withPlace } from "./place";
import { type Choices, readRequest } from "./request";

const holdsNoCode = (text: string) => !privateKindsIn(text).includes("personal_code");

const whoever = z.object({
  key: formKey,
  contactName: z
    .string("door:error.name")
    .min(2, "door:error.name")
    .max(120, "common:error.tooLong")
    .refine(holdsNoCode, "request:error.personal_code"),
  email: emailField,
  contactPhone: z
    .string("request:error.phone")
    .refine((typed) => readContactPhone(typed) !== null, "request:error.phone")
    .transform((typed) => readContactPhone(typed) ?? typed),
  vouched: z.literal("on").optional(),
});
const person = whoever.extend({
  orgName: z
    .string("door:error.orgName")
    .min(3, "door:error.orgName")
    .max(200, "common:error.tooLong")
    .refine(holdsNoCode, "request:error.personal_code"),
});
const candidate = whoever.extend({
  modes: z.array(z.enum(MODES), "common:error.required").min(1, "common:error.required").default([]),
  words: z
    .string()
    .max(MOST_WORDS, "common:error.tooLong")
    .refine(holdsNoCode, "request:error.personal_code")
    .default(""),
});

/** Access alone. */
export function readAccess(sent: FormData): FormRead<NewApplication> {
  const read = readForm(person, sent);
  return read.ok ? { ok: true, value: { kind: "access", ...orgOf(read.value) } } : read;
}

/** Somebody who wants to interpret. Empty rows of languages say nothing. */
export function readCandidate(sent: FormData, places: readonly ListedPlace[]): FormRead<NewApplication> {
  const read = withPlace(readForm(candidate, sent), sent, "place", places, "door:candidate.error.place");
  const errors: FieldErrors = {};
  const languages = languagesIn(typedValues(sent), errors);
  if (!read.ok) return { ...read, errors: { ...read.errors, ...errors } };
  if (Object.keys(errors).length > 0) return { ok: false, errors, values: typedValues(sent) };
  const { modes, words, placeId, ...who } = read.value;
  return { ok: true, value: { kind: "candidate", ...whoOf(who), skills: { languages, modes, placeId }, words } };
}

/** The request with whoever asks; `warnings` holds what they have not yet been shown. `unlisted` stands for a language that is not in the list. */
export function readFirstRequest(
  sent: FormData,
  options: Choices,
  now: Instant,
  unlisted: string,
): FormRead<Extract<NewApplication, { kind: "request" }> & { warnings: Warning[] }> {
  const form = asRequestForm(sent, unlisted);
  const who = readForm(person, form);
  const request = readRequest(form, options, now);
  if (who.ok && request.ok) {
    const { warnings, key: _key, besides: _besides, isVouched: _isVouched, endAt: _endAt, ...asked } = request.value;
    return { ok: true, value: { kind: "request", ...orgOf(who.value), asked, warnings } };
  }
  const { videoLink, ...errors } = request.ok ? {} : request.errors;
  const where: FieldErrors = videoLink ? { address: videoLink } : {};
  return {
    ok: false,
    values: typedValues(sent),
    errors: { ...(who.ok ? {} : who.errors), ...errors, ...where },
    meant: request.ok ? {} : (request.meant ?? {}),
  };
}

/** The same fields under the names of the request form: where they meet is one field here, whichever way. */
function asRequestForm(sent: FormData, unlisted: string): FormData {
  const form = new FormData();
  for (const [name, value] of sent) form.append(name, value);
  const [where, language] = [form.get("address"), form.get("language")];
  if (where && form.get("mode") === "video") form.set("videoLink", where);
  if (language === "-") form.set("languageText", unlisted);
  return form;
}

function orgOf({ orgName, ...who }: z.output<typeof person>) {
  return { ...whoOf(who), organisationName: orgName };
}

function whoOf<T extends z.output<typeof whoever>>({ contactName, contactPhone, vouched, ...rest }: T) {
  return { ...rest, name: contactName, phone: contactPhone, isVouched: vouched === "on" };
}
