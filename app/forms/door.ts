/** What somebody without an account fills in: who they are, of which institution, and what they need. Twelve fields at most. */
import { z } from "zod";
import type { NewApplication } from "#app/commands/apply-at-door";
import type { Warning } from "#app/dispatch/request-warnings";
import { emailField } from "#app/email";
import { type FieldErrors, type FormRead, formKey, readForm, typedValues } from "#app/form";
import { readContactPhone } from "#app/phone";
import { privateKindsIn } from "#app/privacy";
import type { Instant } from "#app/time";
import { type Choices, readRequest } from "./request";

const holdsNoCode = (text: string) => !privateKindsIn(text).includes("personal_code");

const person = z.object({
  key: formKey,
  orgName: z
    .string("door:error.orgName")
    .min(3, "door:error.orgName")
    .max(200, "common:error.tooLong")
    .refine(holdsNoCode, "request:error.personal_code"),
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

/** Access alone. */
export function readAccess(sent: FormData): FormRead<NewApplication> {
  const read = readForm(person, sent);
  return read.ok ? { ok: true, value: { ...whoOf(read.value), asked: null } } : read;
}

/** The request with whoever asks; `warnings` holds what they have not yet been shown. `unlisted` stands for a language that is not in the list. */
export function readFirstRequest(
  sent: FormData,
  options: Choices,
  now: Instant,
  unlisted: string,
): FormRead<NewApplication & { warnings: Warning[] }> {
  const form = asRequestForm(sent, unlisted);
  const who = readForm(person, form);
  const request = readRequest(form, options, now);
  if (who.ok && request.ok) {
    const { warnings, key: _key, besides: _besides, isVouched: _isVouched, endAt: _endAt, ...asked } = request.value;
    return { ok: true, value: { ...whoOf(who.value), asked, warnings } };
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

function whoOf({ orgName, contactName, contactPhone, vouched, ...rest }: z.output<typeof person>) {
  return { ...rest, organisationName: orgName, name: contactName, phone: contactPhone, isVouched: vouched === "on" };
}
