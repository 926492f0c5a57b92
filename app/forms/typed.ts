/** What people type for a phone number, as the one form we keep. Pure, for both sides. */

/** A Latvian number without its prefix gets it; others need theirs. E.164, or null. */
export function phoneFrom(typed: string): string | null {
  const bare = typed.replace(/[\s()./-]/g, "").replace(/^00/, "+");
  if (/^[2-9]\d{7}$/.test(bare)) return `+371${bare}`;
  if (/^371\d{8}$/.test(bare)) return `+${bare}`;
  return /^\+\d{8,15}$/.test(bare) ? bare : null;
}
