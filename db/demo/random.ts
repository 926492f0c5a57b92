/** Chance that repeats: the same seed gives the same demo database. */

export interface Chance {
  /** [0, 1). */
  next(): number;
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  /** True with probability `share`. */
  is(share: number): boolean;
  pick<T>(values: readonly T[]): T;
  weighted<T>(values: readonly (readonly [T, number])[]): T;
  /** The same of words, by their weights. */
  word<W extends string>(weights: Weights<W>): W;
  /** 128 bits in base64url, as `newId` makes them. */
  id(): string;
}

/** How often each word comes; one that is not named never does. */
export type Weights<W extends string> = { readonly [word in W]?: number };

/** mulberry32. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const weighted = <T>(values: readonly (readonly [T, number])[]) => {
    let left = next() * values.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of values) if ((left -= weight) < 0) return value;
    return values.at(-1)![0];
  };
  return {
    next,
    whole,
    is: (share) => next() < share,
    pick: (values) => values[whole(0, values.length - 1)]!,
    weighted,
    word: (weights) => weighted(weightsIn(weights)),
    id: () => Buffer.from(Array.from({ length: 16 }, () => whole(0, 255))).toString("base64url"),
  };
}

function weightsIn<W extends string>(weights: Weights<W>): [W, number][] {
  const pairs: [W, number][] = [];
  for (const word in weights) pairs.push([word, weights[word] ?? 0]);
  return pairs;
}
