/** Who may be there twice: the same name but for case, accents, order and look-alike letters, the same mail or telephone. Pure. */
import { fold } from "#app/text";
import { nearKeyOf } from "#app/text/keys";

export interface Known {
  code: string;
  name: string;
  email: string | null;
  phone: string | null;
}

export const DOUBLE_REASONS = ["name", "email", "phone"] as const;
export type DoubleReason = (typeof DOUBLE_REASONS)[number];

/** One that is known, or stood in the file before, and what speaks for it. */
export interface Double {
  why: DoubleReason;
  code: string;
  name: string;
}

/** More than this helps nobody to decide. */
const MOST = 3;

/** Asked about each new one in turn; it is known from then on. Costs the same however many are known. */
export function doublesAmong(all: Iterable<Known>): (one: Known) => Double[] {
  const known = new Map<string, Known[]>();
  const remember = (one: Known) => {
    for (const [, mark] of marksOf(one)) {
      const before = known.get(mark);
      if (before) before.push(one);
      else known.set(mark, [one]);
    }
  };
  for (const one of all) remember(one);
  return (one) => {
    const found = new Map<string, Double>();
    for (const [why, mark] of marksOf(one))
      for (const { code, name } of known.get(mark) ?? []) if (!found.has(code)) found.set(code, { why, code, name });
    remember(one);
    return [...found.values()].slice(0, MOST);
  };
}

function marksOf({ name, email, phone }: Known): [DoubleReason, string][] {
  const words = fold(name).split(/\s+/).sort().join(" ");
  const marks: [DoubleReason, string | null][] = [
    ["name", `name ${nearKeyOf(words)}`],
    ["email", email && `email ${email}`],
    ["phone", phone && `phone ${phone}`],
  ];
  return marks.flatMap(([why, mark]): [DoubleReason, string][] => (mark ? [[why, mark]] : []));
}
