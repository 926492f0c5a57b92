/** Addresses and telephones that lead to nobody. */

export function mail(slug: string): string {
  return `${slug}@demo.tilts.test`;
}

/** +371 20 000 nnn: no such subscriber. */
export function phone(n: number): string {
  return `+37120000${String(n).padStart(3, "0")}`;
}
