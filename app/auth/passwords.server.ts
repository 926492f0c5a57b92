/** Passwords: argon2id, a bounded number at once, and what makes one too weak. */
import { hash, verify } from "@node-rs/argon2";

/** OWASP's first choice: 19 MiB, two passes, one lane. The library's own algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 2;
const MAY_WAIT = 8;

/** Too many sign-ins at this moment: answered with 429, so that hashing never takes the whole machine. */
export class TooBusy extends Error {}

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize("NFC"), COST));
}

/** `stored` null (no such account, or none set yet) costs the same as a wrong password and is false. */
export function isPassword(stored: string | null, password: string): Promise<boolean> {
  return inTurn(async () => (await verify(stored ?? (await decoy()), password.normalize("NFC"))) && stored !== null);
}

/** True for what a guesser tries first: one repeated character, a keyboard or number row, the person's own name or address. */
export function isGuessable(password: string, person: { email: string; name: string }): boolean {
  const folded = password.normalize("NFC").toLowerCase();
  if (new Set(folded).size < 4) return true;
  if (ROWS.some((row) => row.includes(folded) || folded.includes(row))) return true;
  const own = [person.email, person.email.split("@")[0] ?? "", ...person.name.toLowerCase().split(/\s+/)];
  return own.some((word) => word.length >= 4 && folded.replace(word, "").length < 4);
}

const ROWS = ["1234567890", "0987654321", "qwertyuiop", "asdfghjkl", "password", "parole12", "abcdefghij"];

let decoyHash: Promise<string> | undefined;
function decoy(): Promise<string> {
  return (decoyHash ??= hash("nobody has this password", COST));
}

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MAY_WAIT) throw new TooBusy();
    await new Promise<void>((go) => waiting.push(go));
  }
  running++;
  try {
    return await work();
  } finally {
    running--;
    waiting.shift()?.();
  }
}
