/**
 * What somebody sent after their session had ended, held until they have signed in. Whatever the form: on the page it came from its
 * fields hold what was typed again, for the person who last signed in on that browser and for nobody else. The row is sealed
 * with a key that only the cookie has, so a restart forgets nothing, and neither the database nor its copies can be read.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { and, desc, eq, gt, inArray, lte, notInArray, type SQL } from "drizzle-orm";
import { isNeverKept, sentForm, textFieldsOf } from "#app/form";
import { DAY, type Instant, instantFrom } from "#app/time";
import type { Db, Reader, Tx } from "#db/client.server";
import { keptForms, users } from "#db/schema";
import { deviceMark, isDeviceMark } from "./rate-limit.server";
import { safePath } from "./redirect";
import { type Browser, deviceOf, hashOf, keptCookie, keptSecretOf } from "./sessions.server";
import type { Viewer } from "./viewer";

/** Long enough for a new password by mail, or for the next morning. */
const LIFE = DAY;
const MOST_FORMS = 500;
/** Of one browser: somebody works in several tabs. */
const MOST_OF_ONE = 8;
const LONGEST_FORM = 64 * 1024;
/** By which a form names itself among those of its page. */
const NAME = "form";

export interface KeptForm {
  id: string;
  /** Where it was to go, and what it is called on its page; null where it has no fields that could show it. */
  action: string;
  form: string | null;
  fields: [name: string, value: string][];
}

interface Kept extends KeptForm {
  page: string;
  device: string;
}

/** Keeps the form; returns the cookie that opens it again, or null where it cannot be told whose it is. */
export async function keepForm(db: Db, request: Request, now: Instant, isHttps: boolean): Promise<string | null> {
  const device = deviceOf(request, isHttps);
  if (!device || !isDeviceMark(device)) return null;
  const fields = textFieldsOf(await sentForm(request));
  const length = fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (length > LONGEST_FORM || fields.some(([name]) => isNeverKept(name))) return null;

  const secret = keptSecretOf(request, isHttps) ?? randomBytes(32).toString("base64url");
  const id = randomBytes(16).toString("base64url");
  const action = addressOf(request.url);
  const kept: Kept = { id, action, page: pageBehind(request), form: nameIn(fields), fields, device };
  db.insert(keptForms)
    .values({ id, ownerHash: hashOf(secret), sealed: seal(secret, id, JSON.stringify(kept)), at: now })
    .run();
  makeRoom(db, hashOf(secret));
  return keptCookie(secret, LIFE / 1000, isHttps);
}

/** The form that was kept for this person, on the page on which it stood; the last one, where there are several. */
export function keptForm(
  ctx: { db: Reader; viewer: Viewer; now: Instant },
  request: Request,
  isHttps: boolean,
): KeptForm | null {
  const secret = keptSecretOf(request, isHttps);
  if (ctx.viewer.kind !== "user" || !secret) return null;
  const here = addressOf(request.url);
  const isMine = isOf(ctx.db, ctx.viewer.userId);
  const found = keptBy(ctx, secret).find(({ page, device }) => page === here && isMine(device));
  if (!found) return null;
  const { id, action, form, fields } = found;
  return { id, action, form, fields };
}

/** It has been sent: it is not shown again. Another form of the same page leaves it. */
export async function forgetForm(db: Db, request: Request, now: Instant, isHttps: boolean): Promise<void> {
  const here = addressOf(request.url);
  const kept = keptBy({ db, now }, keptSecretOf(request, isHttps)).filter(({ action }) => action === here);
  if (kept.length === 0) return;
  const sent = nameIn(textFieldsOf(await sentForm(request.clone())));
  drop(
    db,
    kept.filter(({ form }) => form === sent),
  );
}

/** Whoever signs out leaves nothing of theirs behind; what somebody else keeps in this browser stays theirs. */
export function forgetFormsOf(
  { db, viewer, now }: { db: Tx; viewer: Viewer; now: Instant },
  { keptSecret, device }: Browser,
): void {
  const isMine = viewer.kind === "user" ? isOf(db, viewer.userId) : (mark: string) => mark === device;
  drop(
    db,
    keptBy({ db, now }, keptSecret).filter((kept) => isMine(kept.device)),
  );
}

/** True when something is kept that nobody came back for. */
export function hasOldForms({ db, now }: { db: Reader; now: Instant }): boolean {
  return !!db.select({ id: keptForms.id }).from(keptForms).where(isOver(now)).limit(1).get();
}

export function forgetOldForms({ db, now }: { db: Tx; now: Instant }): void {
  db.delete(keptForms).where(isOver(now)).run();
}

const isOver = (now: Instant) => lte(keptForms.at, instantFrom(now - LIFE));

// --- where from ----------------------------------------------------------------------------------------

/**
 * The page on which a form stood: as the browser says, with what the form's own address asks for besides; else the address it
 * was sent to.
 */
export function pageBehind(request: Request): string {
  const own = new URL(request.url);
  const referer = request.headers.get("Referer") ?? "";
  const from = URL.canParse(referer) ? new URL(referer) : own;
  const behind = from.host === own.host ? from : own;
  if (addressOf(behind.href).split("?")[0] === addressOf(own.href).split("?")[0])
    for (const [name, value] of own.searchParams) behind.searchParams.set(name, value);
  const page = addressOf(behind.href);
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

// --- rows ----------------------------------------------------------------------------------------------

/** What this browser keeps, the newest first. */
function keptBy({ db, now }: { db: Reader; now: Instant }, secret: string | null): Kept[] {
  if (!secret) return [];
  return db
    .select()
    .from(keptForms)
    .where(and(eq(keptForms.ownerHash, hashOf(secret)), gt(keptForms.at, instantFrom(now - LIFE))))
    .orderBy(desc(keptForms.at))
    .limit(MOST_OF_ONE)
    .all()
    .map(({ id, sealed }): Kept => JSON.parse(unseal(secret, id, sealed)));
}

function drop(db: Db | Tx, kept: readonly Kept[]): void {
  const ids = kept.map(({ id }) => id);
  if (ids.length > 0) db.delete(keptForms).where(inArray(keptForms.id, ids)).run();
}

/** The oldest give way: of this browser, and of all. */
function makeRoom(db: Db, ownerHash: string): void {
  const newest = (whose: SQL | undefined, most: number) =>
    db.select({ id: keptForms.id }).from(keptForms).where(whose).orderBy(desc(keptForms.at)).limit(most);
  const ofOne = eq(keptForms.ownerHash, ownerHash);
  db.delete(keptForms)
    .where(and(ofOne, notInArray(keptForms.id, newest(ofOne, MOST_OF_ONE))))
    .run();
  db.delete(keptForms)
    .where(notInArray(keptForms.id, newest(undefined, MOST_FORMS)))
    .run();
}

function nameIn(fields: readonly [string, string][]): string | null {
  return fields.find(([name]) => name === NAME)?.[1] ?? null;
}

/** Whether a mark of a browser is one that this person's sign-in gave it. */
function isOf(db: Reader, userId: string): (device: string) => boolean {
  const person = db.select({ email: users.email }).from(users).where(eq(users.id, userId)).get();
  return (device) => !!person && device === deviceMark(person.email, device.split(".")[0] ?? "");
}

// --- the seal ------------------------------------------------------------------------------------------

const IV = 12;
const TAG = 16;

function seal(secret: string, id: string, text: string): Buffer {
  const iv = randomBytes(IV);
  const cipher = createCipheriv("aes-256-gcm", keyFrom(secret), iv).setAAD(Buffer.from(id));
  return Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
}

/** Throws on a row that was not sealed by `seal` for that id. */
function unseal(secret: string, id: string, sealed: Buffer): string {
  const decipher = createDecipheriv("aes-256-gcm", keyFrom(secret), sealed.subarray(0, IV))
    .setAAD(Buffer.from(id))
    .setAuthTag(sealed.subarray(-TAG));
  return decipher.update(sealed.subarray(IV, -TAG), undefined, "utf8") + decipher.final("utf8");
}

function keyFrom(secret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", "kept form", 32));
}
