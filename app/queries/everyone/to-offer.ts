/** What we have stored of an organisation, as a form may be filled in with it: our own slips are nobody's error. */
import { privateTextIn } from "#app/privacy";

/** The words before a number that say what it is; useless once it is gone. */
const ANNOUNCED = /[\s,;(]*\b(?:t[āa]lr(?:unis)?|tel(?:efons)?|mob|t|e-?pasts|e-?mail|phone)[.:\s]*(?=\n)/giu;

/** Without telephone numbers and e-mail addresses: "Parauga iela 1, tālr. 63000901" → "Parauga iela 1". */
export function addressToOffer(address: string): string {
  const found = privateTextIn(address);
  if (found.length === 0) return address;
  return found
    .reduce((left, { text }) => left.replace(text, "\n"), address)
    .replace(ANNOUNCED, "")
    .replace(/\s*\n\s*/g, " ")
    .replace(/^[\s,;:.]+|[\s,;:(]+$/g, "");
}
