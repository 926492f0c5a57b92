/**
 * What somebody sent after their session had ended, held until they have signed in. Whatever the form: it is shown on the page it
 * came from, to the person who last signed in on that browser and to nobody else, and sent again when they say so. In memory
 * alone, for an hour; a restart forgets.
 */

import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { sentForm } from "#app/form";
import { HOUR, type Instant } from "#app/time";
import type { Reader } from "#db/client.server";
import { users } from "#db/schema";
import { deviceMark } from "./rate-limit.server";
import { safePath } from "./redirect";
import { deviceOf, keptCookie, keptIdOf } from "./sessions.server";
import type { Viewer } from "./viewer";

const LIFE = HOUR;
const MOST_FORMS = 500;
const LONGEST_FORM = 64 * 1024;
/** A form that asks for one of these is typed again. */
const SECRET = /password|^again$/i;

export interface KeptForm {
  /** Where it was to go, and the page it stood on. */
  action: string;
  page: string;
  fields: [name: string, value: string][];
}

interface Held extends KeptForm {
  device: string;
  at: Instant;
}

const held = new Map<string, Held>();

/** Keeps the form; returns the cookie that finds it again, or null where it cannot be told whose it is. */
export async function keepForm(request: Request, now: Instant, isHttps: boolean): Promise<string | null> {
  const device = deviceOf(request, isHttps);
  if (!device) return null;
  const fields = [...(await sentForm(request))].flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name, value]] : [],
  );
  const length = fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (length > LONGEST_FORM || fields.some(([name]) => SECRET.test(name))) return null;
  forgetOld(now);
  const id = randomBytes(32).toString("base64url");
  held.set(id, { action: addressOf(request.url), page: pageBehind(request), fields, device, at: now });
  return keptCookie(id, LIFE / 1000, isHttps);
}

/** The form that was kept for this person, on the page on which it stood. */
export function keptForm(
  { db, viewer, now }: { db: Reader; viewer: Viewer; now: Instant },
  request: Request,
  isHttps: boolean,
): KeptForm | null {
  const id = keptIdOf(request, isHttps);
  const form = id && held.get(id);
  if (!form || now - form.at > LIFE || viewer.kind !== "user") return null;
  const person = db.select({ email: users.email }).from(users).where(eq(users.id, viewer.userId)).get();
  const { action, page, fields, device } = form;
  return person && isOf(person, device) && page === addressOf(request.url) ? { action, page, fields } : null;
}

/** It has been sent: it is not offered again. */
export function forgetForm(request: Request, isHttps: boolean): void {
  const id = keptIdOf(request, isHttps);
  if (id && held.get(id)?.action === addressOf(request.url)) held.delete(id);
}

/** The page on which a form stood, as the browser says, else the address it was sent to. */
export function pageBehind(request: Request): string {
  const own = new URL(request.url);
  const referer = request.headers.get("Referer") ?? "";
  const from = URL.canParse(referer) ? new URL(referer) : own;
  const page = addressOf((from.host === own.host ? from : own).href);
  return safePath(page, safePath(page.split("?")[0], addressOf(own.href)));
}

/** Path and query as people see them. */
export function addressOf(href: string): string {
  const { pathname, searchParams } = new URL(href);
  searchParams.delete("_routes");
  const query = [...searchParams].map(([name, value]) =>
    value === "" && name === "index" ? name : `${name}=${encodeURIComponent(value)}`,
  );
  return (
    pathname.replace(/\/_root\.data$/, "/").replace(/\.data$/, "") + (query.length > 0 ? `?${query.join("&")}` : "")
  );
}

function isOf({ email }: { email: string }, device: string): boolean {
  return device === deviceMark(email, device.split(".")[0] ?? "");
}

function forgetOld(now: Instant): void {
  for (const [id, { at }] of held) if (now - at > LIFE || held.size >= MOST_FORMS) held.delete(id);
}
