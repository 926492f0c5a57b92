/**
 * The file of an act: what it carries so that it can be checked. Inside lie its facts with their salt; after its end stands a seal of
 * this installation over all that comes before, so that a file in which a single character was changed is told apart.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { inflateSync } from "node:zlib";
import { linkToken } from "#app/auth/link-token.server";

/** What the file inside is called. */
export const FACTS_FILE = "akts.json";
const MARK = "\n%tilts ";
const SEAL_LENGTH = 43;

/** What lies inside an act. */
export interface ActInside {
  /** The record as it stood when the act was made. */
  record: { number: number; code: string; digest: string };
  salt: string;
  facts: unknown;
}

export function sealFile(pdf: Uint8Array): Uint8Array {
  return Buffer.concat([pdf, Buffer.from(`${MARK}${sealOf(pdf)}\n`)]);
}

/** Not a byte of it is another than when it was made here. */
export function isSealed(file: Uint8Array): boolean {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const at = bytes.length - MARK.length - SEAL_LENGTH - 1;
  if (at < 0 || bytes.toString("latin1", at, at + MARK.length) !== MARK || bytes.at(-1) !== 0x0a) return false;
  const said = bytes.subarray(at + MARK.length, -1);
  return timingSafeEqual(said, Buffer.from(sealOf(bytes.subarray(0, at))));
}

function sealOf(pdf: Uint8Array): string {
  return linkToken("act", createHash("sha256").update(pdf).digest("hex"));
}

// --- what lies inside ------------------------------------------------------------------------------------

/** No act is nearly as large. */
const LONGEST_FACTS = 64 * 1024;
const MOST_FILES = 8;

/**
 * The facts in a PDF, wherever in it the file lies; null where there are none of ours. Reads what is near the words that every PDF
 * has before a file inside it, a few times at most and no more than a bounded length.
 */
export function insideOf(file: Uint8Array): ActInside | null {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.toString("latin1", 0, 5) !== "%PDF-") return null;
  let at = 0;
  for (let tries = 0; tries < MOST_FILES; tries++) {
    at = bytes.indexOf("/EmbeddedFile", at);
    if (at < 0) return null;
    at += "/EmbeddedFile".length;
    const inside = actIn(contentAfter(bytes, at));
    if (inside) return inside;
  }
  return null;
}

/** The next stream, unpacked. */
function contentAfter(bytes: Buffer, at: number): string | null {
  const head = bytes.toString("latin1", at, at + 2_000);
  const found = /stream\r?\n/.exec(head);
  if (!found) return null;
  const from = at + found.index + found[0].length;
  const until = bytes.subarray(from, from + LONGEST_FACTS).indexOf("endstream");
  if (until < 0) return null;
  const packed = bytes.subarray(from, from + until);
  try {
    const isPacked = head.slice(0, found.index).includes("/FlateDecode");
    return (isPacked ? inflateSync(packed, { maxOutputLength: LONGEST_FACTS }) : packed).toString("utf8");
  } catch {
    return null; // a file of somebody's own, damaged or too long: no act
  }
}

function actIn(text: string | null): ActInside | null {
  if (text === null) return null;
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null; // another file than facts
  }
  if (!isObject(read) || !isObject(read.record) || typeof read.salt !== "string") return null;
  const { number, code, digest } = read.record;
  if (typeof number !== "number" || typeof code !== "string" || typeof digest !== "string") return null;
  return { record: { number, code, digest }, salt: read.salt, facts: read.facts };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
