/** Randomness that a seed repeats: the same seed gives the same throws on every machine. */
export interface Dice {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [from, to], both ends possible. */
  whole(from: number, to: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the values, each as likely as its weight says. */
  weighted<T>(list: readonly (readonly [value: T, weight: number])[]): T;
  /** At most `howMany` different entries, in random order. */
  some<T>(list: readonly T[], howMany: number): T[];
}

/** Chris Doty-Humphrey's sfc32, started with the seed and a salt that keeps instances of one seed apart. */
export function diceOf(seed: number, salt: string): Dice {
  let a = 0x9e3779b9 ^ seed;
  let b = 0x243f6a88;
  let c = [...salt].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 0xb7e15162);
  let counter = 1;
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return (t >>> 0) / 4294967296;
  };
  for (let warm = 0; warm < 20; warm++) next();
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(list: readonly T[]) => list[whole(0, list.length - 1)]!;
  return { next, whole, pick, chance: (share) => next() < share, weighted: weightedBy(next), some: someBy(whole) };
}

function weightedBy(next: () => number): Dice["weighted"] {
  return (list) => {
    let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of list) if ((left -= weight) < 0) return value;
    return list.at(-1)![0];
  };
}

function someBy(whole: Dice["whole"]): Dice["some"] {
  return (list, howMany) => {
    const rest = [...list];
    for (let at = 0; at < Math.min(howMany, rest.length); at++) {
      const other = whole(at, rest.length - 1);
      [rest[at], rest[other]] = [rest[other]!, rest[at]!];
    }
    return rest.slice(0, howMany);
  };
}
