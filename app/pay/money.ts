/** Euros as people type and read them, in whole cents. */

/** "12,50", "12.5", "€ 12", "1 200,00" → cents; null when it is none, or has parts of a cent. */
export function readEuros(typed: string): number | null {
  const text = typed
    .slice(0, 40)
    .normalize("NFKC")
    .replace(/[\s\p{Cf}€]|eur/giu, "");
  const [, whole, , part = ""] = /^(\d{1,7})([.,](\d{1,2}))?$/.exec(text) ?? [];
  return whole === undefined ? null : Number(whole) * 100 + Number(part.padEnd(2, "0"));
}

/** 1250 → "12.50", with the sign between that its reader knows. */
export function eurosText(cents: number, sign = "."): string {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}${sign}${digits.slice(-2)}`;
}
