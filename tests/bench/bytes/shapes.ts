/** Texts that patterns are known to stumble over, as long as anything may be that arrives at once. */

/** What the server takes of a form, and of an address with its head. */
export const LONGEST_BODY = 256 * 1024;
export const LONGEST_ADDRESS = 14_000;

const full = (part: string) => part.repeat(Math.ceil(LONGEST_BODY / encodeURIComponent(part).length));

export const SHAPES: readonly { name: string; text: string }[] = Object.entries({
  letters: "a",
  "accented letters": "ā",
  "emoji joined": "👩‍",
  digits: "1",
  "digits apart": "1 ",
  "digits and dashes": "123456-",
  "digits and dots": "1.",
  "half a personal code": "010190 - ",
  "personal codes": "010190-12345 ",
  "beginnings of phones": "+371 ",
  "phones in pairs": "29 12 34 56 ",
  "case numbers": "Nr. 2026/",
  blanks: " ",
  "blanks and a letter": "                a",
  lines: "\r\n",
  "invisible letters": "\u200b",
  "other directions": "\u202e",
  "combining marks": "a\u0301\u0323",
  "at signs": "a@",
  "dots and letters": "a.",
  addresses: "a@b.lv,",
  links: "https://",
  "link with port": "http://a:1@",
  colons: "8:00-",
  windows: "P 8-10|",
  "dates begun": "2026-12-",
  semicolons: '";"',
  brackets: "((((",
  "percent signs": "%",
  stars: "\\*_%",
  commas: ",",
}).map(([name, part]) => ({ name, text: full(part) }));
