/** What people type for a time and a phone number, as the one form we keep. Pure, for both sides. */
import type { TimeText } from "#app/time";

/** "14:00", "14.00", "1400", "9:30", "9" → "HH:MM"; null when it is no time of day. */
export function timeFrom(typed: string): TimeText | null {
  const [, hours = "", minutes = "00"] =
    /^\s*(\d{1,2})(?:\s*[:.,]\s*(\d{2}))?\s*$/.exec(typed) ?? /^\s*(\d{1,2})(\d{2})\s*$/.exec(typed) ?? [];
  if (hours === "" || Number(hours) > 23 || Number(minutes) > 59) return null;
  return `${hours.padStart(2, "0")}:${minutes}`;
}

/** A Latvian number without its prefix gets it; others need theirs. E.164, or null. */
export function phoneFrom(typed: string): string | null {
  const bare = typed.replace(/[\s()./-]/g, "").replace(/^00/, "+");
  if (/^[2-9]\d{7}$/.test(bare)) return `+371${bare}`;
  if (/^371\d{8}$/.test(bare)) return `+${bare}`;
  return /^\+\d{8,15}$/.test(bare) ? bare : null;
}
