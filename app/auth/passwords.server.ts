/** Passwords: argon2id, a bounded number at once, and what makes one too weak. */
import { hash, verify } from "@node-rs/argon2";
import type { ZxcvbnFactory } from "@zxcvbn-ts/core";

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

/** No more of a password is looked at: looking takes time, and what is hard to guess by then is hard enough. */
const LOOKED_AT = 40;
/** Of zxcvbn's 0 to 4: "safely unguessable", 10⁸ guesses or more. */
const SAFE_ENOUGH = 3;

/**
 * True for what a guesser tries first: passwords that many people have, words and dates and rows of keys alone, the person's
 * own name or address, however the case is changed or a year is put behind.
 */
export async function isGuessable(password: string, person: { email: string; name: string }): Promise<boolean> {
  const own = [person.email, ...person.email.split(/[@.]/), ...person.name.split(/\s+/), person.name, "tilts"];
  const { score } = (await guesser()).check(password.normalize("NFC").slice(0, LOOKED_AT), own);
  return score < SAFE_ENOUGH;
}

let made: Promise<ZxcvbnFactory> | undefined;
/** Made when somebody first chooses a password: its lists take time and memory. */
function guesser(): Promise<ZxcvbnFactory> {
  return (made ??= (async () => {
    const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
      import("@zxcvbn-ts/core"),
      import("@zxcvbn-ts/language-common"),
    ]);
    return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  })());
}

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
