/** What two texts have in common, word by word: for people who compare them. */

export interface Piece {
  text: string;
  is: "same" | "gone" | "new";
}

/** More words than this are two texts, not one that was edited. */
const MOST_WORDS = 400;

/** From one text to the other: the longest common run of words stays, what is gone stands before what is new. */
export function difference(before: string, after: string): Piece[] {
  const [old, fresh] = [piecesOf(before), piecesOf(after)];
  if (old.length > MOST_WORDS || fresh.length > MOST_WORDS)
    return joined([...old.map(piece("gone")), ...fresh.map(piece("new"))]);
  const lengths = commonLengths(old, fresh);
  const pieces: Piece[] = [];
  let [a, b] = [0, 0];
  while (a < old.length || b < fresh.length) {
    if (a < old.length && b < fresh.length && old[a] === fresh[b]) {
      pieces.push({ text: old[a]!, is: "same" });
      a++;
      b++;
    } else if (b >= fresh.length || (a < old.length && lengths[a + 1]![b]! >= lengths[a]![b + 1]!))
      pieces.push({ text: old[a++]!, is: "gone" });
    else pieces.push({ text: fresh[b++]!, is: "new" });
  }
  return joined(pieces);
}

/** Words, each with the space after it. */
function piecesOf(text: string): string[] {
  return text.match(/\S+\s*/g) ?? [];
}

const piece = (is: Piece["is"]) => (text: string) => ({ text, is });

/** [a][b]: how many words those from a and from b on have in common. */
function commonLengths(old: readonly string[], fresh: readonly string[]): number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(fresh.length + 1).fill(0));
  for (let a = old.length - 1; a >= 0; a--)
    for (let b = fresh.length - 1; b >= 0; b--)
      lengths[a]![b] =
        old[a] === fresh[b] ? lengths[a + 1]![b + 1]! + 1 : Math.max(lengths[a + 1]![b]!, lengths[a]![b + 1]!);
  return lengths;
}

function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = [];
  for (const { text, is } of pieces) {
    const last = all.at(-1);
    if (last?.is === is) last.text += text;
    else all.push({ text, is });
  }
  return all;
}
