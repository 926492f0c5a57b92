/** An IBAN, as ISO 13616 writes and checks it. */

/** What people type: in groups of four, in small letters, with a dash. null when it is none. */
export function readIban(typed: string): string | null {
  const iban = typed
    .slice(0, 64)
    .normalize("NFKC")
    .replace(/[\s\p{Cf}\p{Pd}]/gu, "")
    .toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return null;
  const length = LENGTHS[iban.slice(0, 2)];
  if (length !== undefined && iban.length !== length) return null;
  return remainder(iban) === 1 ? iban : null;
}

/** Countries in which somebody paid from Latvia most likely has their bank; of the others the check digits alone tell. */
const LENGTHS: Record<string, number> = { LV: 21, LT: 20, EE: 16, FI: 18, SE: 24, PL: 28, DE: 22, FR: 27, IE: 22 };

/** Letters are numbers from ten on, the first four characters come last, modulo 97 digit by digit. */
function remainder(iban: string): number {
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const number = Number.parseInt(character, 36);
    rest = (rest * (number > 9 ? 100 : 10) + number) % 97;
  }
  return rest;
}

/** As it is shown back: "LV97 •••• 5678". */
export function maskedIban(iban: string): string {
  return `${iban.slice(0, 4)} •••• ${iban.slice(-4)}`;
}
