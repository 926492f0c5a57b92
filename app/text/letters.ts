/** Letters that Unicode does not take apart, and letters of one script that are drawn like those of another. Pure. */

/** Latin letters without their marks, in lower case; what NFKD takes apart needs no row. */
const PLAIN: Record<string, string> = {
  ...spread("æ", "ae"),
  ...spread("œ", "oe"),
  ...spread("ꜳ", "aa"),
  ...spread("ꜵ", "ao"),
  ...spread("ꜷ", "au"),
  ...spread("ꜹꜻ", "av"),
  ...spread("ꜽ", "ay"),
  ...spread("ꝏ", "oo"),
  ...spread("ꝡ", "vy"),
  ...spread("ß", "ss"),
  ...spread("þꝥꝧ", "th"),
  ...spread("ƣ", "oi"),
  ...spread("ȣ", "ou"),
  ...spread("ƕ", "hv"),
  ...spread("ȸ", "db"),
  ...spread("ȹ", "qp"),
  ...spread("ꜩ", "tz"),
  ...spread("ŋꞑ", "n"),
  ...spread("ⱥɐɑɒꞻ", "a"),
  ...spread("ƀƃƅɓꞗ", "b"),
  ...spread("ƈȼɔꞔꜿↄ", "c"),
  ...spread("đðɖɗƌƍȡꝺꟈẟ", "d"),
  ...spread("əǝɛɇⱸꞝ", "e"),
  ...spread("ƒꞙꝼ", "f"),
  ...spread("ǥɠɣɡꞡ", "g"),
  ...spread("ħɦⱨⱶꜧꞕ", "h"),
  ...spread("ıɩɨɪꞽ", "i"),
  ...spread("ɉȷʝ", "j"),
  ...spread("ƙĸⱪꝁꝃꝅꞣ", "k"),
  ...spread("łƚɫɬƛȴⱡꝉꝇꞎ", "l"),
  ...spread("ɱɯꟺ", "m"),
  ...spread("ɲƞȵꞥ", "n"),
  ...spread("øɵⱺꝋꝍꞷ", "o"),
  ...spread("ƥᵽꝑꝓꝕ", "p"),
  ...spread("ɋꝗꝙ", "q"),
  ...spread("ɍɽʀꝛꝝꞧ", "r"),
  ...spread("ʃƨȿꞩƪꟊẜẝ", "s"),
  ...spread("ŧƫƭʈȶⱦ", "t"),
  ...spread("ʉʊɥꞹ", "u"),
  ...spread("ʋʌⱱⱴꝟỽ", "v"),
  ...spread("ƿⱳ", "w"),
  ...spread("ỻ", "ll"),
  ...spread("ʼʻʾʹ’‘´", "'"),
  ...spread("·", ""),
  ...spread("ƴɏỿ", "y"),
  ...spread("ƶȥɀʒƹƺⱬȝꝣ", "z"),
};

/** Cyrillic and Greek letters that are drawn like Latin ones, in upper case, with what they are drawn like. */
const DRAWN_LIKE: Record<string, string> = Object.fromEntries(
  [
    ["АВЕЅІЈКМНОРСТУХԚԜҮҺӀԌԀ", "ABESIJKMHOPCTYXQWYHIGD"],
    ["ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿ", "ABEZHIKMNOPTYXCJ"],
  ].flatMap(([like = "", latin = ""]) => [...like].map((letter, i) => [letter, latin[i] ?? letter])),
);

function spread(letters: string, plain: string): Record<string, string> {
  return Object.fromEntries([...letters].map((letter) => [letter, plain]));
}

/** Latin letters without marks, of lower-case text; other scripts lose their marks and keep their letters. */
export function withoutMarks(lower: string): string {
  return lower
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/\P{ASCII}/gu, (letter) => PLAIN[letter] ?? letter);
}

/** Upper-case text with Latin letters where others stood that are drawn like them, marks kept. */
export function drawnLatin(upper: string): string {
  return upper
    .normalize("NFD")
    .replace(/[\p{Script=Cyrillic}\p{Script=Greek}]/gu, (letter) => DRAWN_LIKE[letter] ?? letter)
    .normalize("NFC");
}

/** The same of each word that has a Latin letter too: a word of another script stays as it is. */
export function drawnLatinWhereMixed(text: string): string {
  if (!/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text)) return text;
  return text.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) =>
    /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word)
      ? drawnLatin(word.toUpperCase())
      : word,
  );
}
