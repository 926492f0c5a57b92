import { hasNumber, numberSought } from "#app/phone";
import { foundIn } from "#app/text";
import { isNear, keyOf } from "#app/text/keys";

export interface Findable {
  /** What it is called, and where it is. */
  words: string;
  code: string;
  phone: string | null;
}

/** Whether a search means something: by its words, its code in any spelling, or its telephone in any notation. */
export function foundBy(q: string): (one: Findable) => boolean {
  const [key, number] = [keyOf(q), numberSought(q)];
  return ({ words, code, phone }) =>
    foundIn(`${words} ${code}`, q) ||
    (key !== "" && keyOf(code).startsWith(key)) ||
    isNear(code, q) ||
    (number !== null && phone !== null && hasNumber(phone, number));
}
