/** FormData to typed input. Without JavaScript and with it, a form takes the same way: post, and if refused, the page again with what was typed. */
import { data } from "@remix-run/node";
import { z } from "zod";

/** An instant in a form or an address: milliseconds, of a year from 2000 to 2099. */
export const instantField = z.coerce.number().int().min(946_684_800_000).max(4_102_444_800_000);

/** Field name → i18n keys of what is wrong with it. "" holds what concerns the whole form. */
export type FieldErrors = Record<string, string[]>;
/** What was typed, for showing it again. Repeated fields hold all their values. */
export type FormValues = Record<string, string | string[]>;

export type FormRead<T> = { ok: true; value: T } | InvalidForm;
export interface InvalidForm {
  ok: false;
  errors: FieldErrors;
  values: FormValues;
}

/**
 * Empty text counts as absent; names ending in "[]" are lists. Messages of the schema must be i18n keys ("request:error.past");
 * zod's own messages become `common:error.required` or `common:error.invalid`.
 */
export function readForm<S extends z.ZodType>(schema: S, form: FormData): FormRead<z.output<S>> {
  const values = typedValues(form);
  const given: FormValues = {};
  for (const [name, typed] of Object.entries(values))
    if (typed !== "") given[name.endsWith("[]") ? name.slice(0, -2) : name] = typed;
  const parsed = schema.safeParse(given);
  if (parsed.success) return { ok: true, value: parsed.data };
  const errors: FieldErrors = {};
  for (const issue of parsed.error.issues) {
    const field = issue.path.length ? String(issue.path[0]) : "";
    const isMissing = issue.code === "invalid_type" && given[field] === undefined;
    const key = issue.message.includes(":")
      ? issue.message
      : isMissing
        ? "common:error.required"
        : "common:error.invalid";
    (errors[field] ??= []).push(key);
  }
  return { ok: false, errors, values };
}

/** What was typed, without files and spaces around it, a line break as the one character that browsers count. Of names ending in "[]" all that is not empty, else the first. */
export function typedValues(form: FormData): FormValues {
  const values: FormValues = {};
  for (const name of new Set(form.keys())) {
    const all = form
      .getAll(name)
      .flatMap((typed) => (typeof typed === "string" ? [typed.trim().replace(/\r\n?/g, "\n")] : []));
    values[name] = name.endsWith("[]") ? all.filter((typed) => typed !== "") : (all[0] ?? "");
  }
  return values;
}

/** The page again, status 400, with what was typed. */
export function invalid({ errors, values }: InvalidForm) {
  return data({ errors, values }, { status: 400 });
}
