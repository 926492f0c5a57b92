import { hasNumber, numberSought } from "#app/phone";
import { foundIn } from "#app/text";
import { isNear, keyOf, nearKeyOf } from "#app/text/keys";

export interface Findable {
  /** What it is called, and where it is. */
  words: string;
  code: string;
  /** As they are stored; null for a row that has none. */
  key: string | null;
  nearKey: string | null;
  phone: string | null;
}

/** Whether a search means something: by its words, its code in any spelling, or its telephone in any notation. */
export function foundBy(q: string): (one: Findable) => boolean {
  const [sought, near, number] = [keyOf(q), nearKeyOf(q), numberSought(q)];
  return ({ words, code, key, nearKey, phone }) =>
    foundIn(`${words} ${code}`, q) ||
    (sought !== "" && (key ?? keyOf(code)).startsWith(sought)) ||
    ((nearKey ?? nearKeyOf(code)) === near && isNear(code, q)) ||
    (number !== null && phone !== null && hasNumber(phone, number));
}
