/** What somebody may have meant by a name that is not known. Pure. */
import { fold } from "#app/text";

const LONGEST = 60;

/** The known names that are most like it, the likest first: at most `most`, and none that differs in more than a third. */
export function nearest(typed: string, known: readonly string[], most = 3): string[] {
  const word = fold(typed).slice(0, LONGEST);
  return known
    .map((name) => ({ name, off: distance(word, fold(name).slice(0, LONGEST)) }))
    .filter(({ name, off }) => off <= Math.max(1, Math.floor(Math.max(word.length, name.length) / 3)))
    .sort((a, b) => a.off - b.off)
    .slice(0, most)
    .map(({ name }) => name);
}

/** Letters to add, drop or change; a part that stands whole in the other is near. */
function distance(a: string, b: string): number {
  if (a.length > 2 && (b.startsWith(a) || a.startsWith(b))) return 1;
  let before = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++)
      row[j] = Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    before = row;
  }
  return before[b.length]!;
}
