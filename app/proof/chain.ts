/** The chain of records: what each commits to, and whether each follows the one before. SHA-256 by node:crypto. */
import { createHash, randomBytes } from "node:crypto";
import { canonical, type ServiceFacts } from "#app/pay/record";
import type { serviceRecords } from "#db/schema";

type RecordRow = typeof serviceRecords.$inferSelect;
/** What a record's digest is over: the digest of the one before with it; not the facts, which can be forgotten. */
export type Hashed = Omit<RecordRow, "digest" | "facts">;

/** The facts of an act with 128 random bits: whoever has not the act cannot find its facts by trying out likely ones. */
export interface Sealed {
  salt: string;
  facts: ServiceFacts;
}

export function sealedFacts(facts: ServiceFacts): Sealed {
  return { salt: randomBytes(16).toString("hex"), facts };
}

/** Of whatever an act says its facts are; null where that has no canonical form. */
export function commitmentTo(sealed: unknown): string | null {
  try {
    return sha256(canonical(sealed));
  } catch {
    return null;
  }
}

export function digestOf(row: Hashed): string {
  const { number, code, assignmentId, reportNumber, at, month, mode, held, notHeldReason, minutes, state } = row;
  const { replaces, commitment, previousDigest } = row;
  const told = { number, code, assignmentId, reportNumber, at, month, mode, held, notHeldReason, minutes, state };
  return sha256(canonical({ ...told, replaces, commitment, previousDigest }));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_LENGTH = 10;

/** Fifty random bits as letters and digits that are not taken for each other. */
export function newCode(): string {
  return [...randomBytes(CODE_LENGTH)].map((byte) => LETTERS[byte % LETTERS.length]).join("");
}

/** As it is stored, however it was typed; null for what no code can be. */
export function codeIn(typed: string): string | null {
  const code = typed.slice(0, 40).toUpperCase().replace(/[\s-]/g, "").replace(/[IL]/g, "1").replaceAll("O", "0");
  return code.length === CODE_LENGTH && [...code].every((letter) => LETTERS.includes(letter)) ? code : null;
}

// --- walking it --------------------------------------------------------------------------------------

/** `gap`: numbers are missing before it · `link`: it does not follow the one before · `row`: something in it was changed. */
export type BreakKind = "gap" | "link" | "row" | "end";
export type Walked =
  | { sound: true; records: number; head: string }
  /** The first number that cannot be relied on. `end`: it and what followed were cut off. */
  | { sound: false; number: number; why: BreakKind };

/** One walk over all records in the order of their numbers, holding one at a time. `head`: where the chain ends by its own word. */
export function walkChain(
  rows: Iterable<RecordRow>,
  { head, first }: { head: { number: number; digest: string } | null; first: string },
): Walked {
  let number = 0;
  let digest = first;
  for (const row of rows) {
    number++;
    if (row.number !== number) return { sound: false, number, why: "gap" };
    if (row.previousDigest !== digest) return { sound: false, number, why: "link" };
    if (digestOf(row) !== row.digest || !keepsItsWord(row)) return { sound: false, number, why: "row" };
    digest = row.digest;
  }
  if ((head?.number ?? 0) !== number || (head && head.digest !== digest))
    return { sound: false, number: number + 1, why: "end" };
  return { sound: true, records: number, head: digest };
}

/** Facts that are still kept beside it are those that it commits to. */
export function keepsItsWord({ facts, commitment }: Pick<RecordRow, "facts" | "commitment">): boolean {
  return facts === null || sha256(facts) === commitment;
}
