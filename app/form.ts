/** FormData to typed input. Without JavaScript and with it, a form takes the same way: post, and if refused, the page again with what was typed. */
import { data } from "@remix-run/node";
import { z } from "zod";
import { readText, seenOf, type Unseen } from "#app/text/characters";

/** The key of a form, one per showing: the command that gets it does the same thing once (`onceFor`). */
export const formKey = z.string().min(8).max(120);

/** No form of ours has nearly as many fields, or names so long. */
const MOST_FIELDS = 2_000;
const LONGEST_NAME = 64;

/** Where a form may bring a file; anywhere else the server turns one away before it is read. */
const FILE_DOORS: readonly RegExp[] = [
  /^\/admin\/import$/,
  /^\/verify$/,
  /^\/interpreter\/statement$/,
  /^\/coordinator\/statements\/[\w-]+$/,
  /^\/coordinator\/interpreters\/[\w-]+\/papers$/,
];

export function isFileDoor(path: string): boolean {
  return FILE_DOORS.some((door) => door.test(path));
}

/** In bytes. */
export const LARGEST_FILE = 5 * 1024 * 1024;
/** Of a form with a file. */
const MOST_PARTS = 20;

/** What a form sent: the only way in. It is counted before it is taken apart, and what no page of ours sends is a 413. */
export async function sentForm(request: Request): Promise<FormData> {
  if (bringsFiles(request)) return (await sentWithFile(request)).form;
  const body = await request.text();
  if (isMoreThan(MOST_FIELDS, "&", body)) throw tooLarge();
  return fieldsOf(new URLSearchParams(body));
}

/** The same of a form that may bring one file: its fields, and the bytes of the first file that holds something. */
export async function sentWithFile(request: Request): Promise<{ form: FormData; file: Uint8Array | null }> {
  if (!bringsFiles(request)) return { form: await sentForm(request), file: null };
  const type = request.headers.get("Content-Type") ?? "";
  const body = await request.arrayBuffer();
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type) ?? [];
  if (isMoreThan(MOST_PARTS, `--${quoted ?? plain ?? ""}`, Buffer.from(body))) throw tooLarge();
  const parts = [...(await partsOf(body, type))];
  const file = parts.map(([, part]) => part).find((part) => typeof part !== "string" && part.size > 0);
  const texts = parts.flatMap(([name, part]): [string, string][] => (typeof part === "string" ? [[name, part]] : []));
  return {
    form: fieldsOf(texts),
    file: file && typeof file !== "string" ? new Uint8Array(await file.arrayBuffer()) : null,
  };
}

export function bringsFiles(request: Request): boolean {
  return /^multipart\/form-data\b/i.test(request.headers.get("Content-Type") ?? "");
}

/** The platform's own reader; a body that is no such form is the sender's mistake. */
async function partsOf(body: ArrayBuffer, type: string): Promise<FormData> {
  try {
    return await new Response(body, { headers: { "Content-Type": type } }).formData();
  } catch {
    throw new Response(null, { status: 400, statusText: "Bad Request" });
  }
}

function fieldsOf(fields: Iterable<[string, string]>): FormData {
  const form = new FormData();
  for (const [name, value] of fields) {
    if (name.length > LONGEST_NAME) throw tooLarge();
    if (plainName(name) in Object.prototype) continue; // "constructor" is no field of anything
    form.append(name, value);
  }
  return form;
}

function isMoreThan(most: number, mark: string, body: string | Buffer): boolean {
  let at = -1;
  for (let fields = 0; fields < most; fields++) {
    at = body.indexOf(mark, at + 1);
    if (at < 0) return false;
  }
  return true;
}

/** Every text of a form under its name, in the order in which it was sent. */
export function textFieldsOf(form: FormData): [name: string, value: string][] {
  return [...form].flatMap(([name, value]): [string, string][] => (typeof value === "string" ? [[name, value]] : []));
}

const tooLarge = () => new Response(null, { status: 413, statusText: "Content Too Large" });

/** An instant in a form or an address: milliseconds, of a year from 2000 to 2099. */
export const instantField = z.coerce.number().int().min(946_684_800_000).max(4_102_444_800_000);

/** Field name → i18n keys of what is wrong with it, `withWords` where a sentence needs some. "" holds what concerns the whole form. */
export type FieldErrors = Record<string, string[]>;
/** What was typed, for showing it again. Repeated fields hold all their values. */
export type FormValues = Record<string, string | string[]>;

/** Field name → what may be meant by what was typed in it. */
export type Meant = Record<string, readonly { value: string; label: string; note: string | null }[]>;

export type FormRead<T> = { ok: true; value: T } | InvalidForm;
export interface InvalidForm {
  ok: false;
  errors: FieldErrors;
  values: FormValues;
  meant?: Meant;
}

/**
 * Empty text counts as absent; names ending in "[]" are lists. Messages of the schema must be i18n keys ("request:error.past");
 * zod's own messages become `common:error.required` or `common:error.invalid`. A character that must not stand in a text is
 * an error of its field that says where it was; the text is read, and shown again, without it.
 */
export function readForm<S extends z.ZodType>(schema: S, form: FormData): FormRead<z.output<S>> {
  const values = typedValues(form);
  const given: FormValues = {};
  for (const [name, typed] of Object.entries(values)) if (typed !== "") given[plainName(name)] = typed;
  const parsed = schema.safeParse(given);
  const errors = unseenIn(form);
  if (parsed.success)
    return Object.keys(errors).length === 0 ? { ok: true, value: parsed.data } : { ok: false, errors, values };
  for (const issue of parsed.error.issues) {
    const field = issue.path.length ? String(issue.path[0]) : "";
    const isMissing = issue.code === "invalid_type" && given[field] === undefined;
    const key = /^[a-z]+:\S+$/.test(issue.message)
      ? issue.message
      : isMissing
        ? "common:error.required"
        : "common:error.invalid";
    (errors[field] ??= []).push(key);
  }
  return { ok: false, errors, values };
}

/**
 * What was typed, without files, spaces around it and characters that cannot be seen, a line break as the one character that
 * browsers count. Of names ending in "[]" all that is not empty, else the first.
 */
export function typedValues(form: FormData): FormValues {
  const values: FormValues = {};
  for (const [name, texts] of textsByName(form)) {
    const all = texts.map((typed) => (isSecret(name) ? typed.trim() : readText(typed).text));
    values[name] = name.endsWith("[]") ? all.filter((typed) => typed !== "") : (all[0] ?? "");
  }
  return values;
}

/** A text in an address, as `typedValues` reads one, cut to what anybody looks for; null when there is none. */
export function textIn(search: URLSearchParams, name: string): string | null {
  return seenOf(search.get(name) ?? "").slice(0, 100) || null;
}

/** An i18n key with what its sentence says: "common:error.unseen?after=Anna&code=U%2B202E". */
export function withWords(key: string, words: Record<string, string>): string {
  return `${key}?${new URLSearchParams(words)}`;
}

function unseenIn(form: FormData): FieldErrors {
  const errors: FieldErrors = {};
  for (const [name, texts] of textsByName(form)) {
    const found = isSecret(name) ? undefined : texts.map((typed) => readText(typed).unseen).find((one) => one !== null);
    if (found) errors[plainName(name)] = [unseenError(found)];
  }
  return errors;
}

function unseenError({ after, code }: Unseen): string {
  return after ? withWords("common:error.unseen", { after, code }) : withWords("common:error.unseenFirst", { code });
}

/** True for the error of a character that was taken out: the rest of the text can be read. */
export function isOfUnseen(error: string): boolean {
  return error.startsWith("common:error.unseen");
}

/** In one pass: asking the form for each name anew would take the square of its length. */
function textsByName(form: FormData): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  for (const [name, typed] of textFieldsOf(form)) {
    const before = texts.get(name);
    if (before) before.push(typed);
    else texts.set(name, [typed]);
  }
  return texts;
}

const plainName = (name: string) => (name.endsWith("[]") ? name.slice(0, -2) : name);

/** A password is every character of it. */
export const isSecret = (name: string) => ["password", "current", "again"].includes(name);

/** Nor may these wait in the database until somebody has signed in: a password, and what was pasted, which may name people. */
export const isNeverKept = (name: string) => isSecret(name) || name === "oldForm" || name === "pasted";

/** The page again, status 400, with what was typed. */
export function invalid({ errors, values, meant = {} }: InvalidForm) {
  return data({ errors, values, meant }, { status: 400 });
}
