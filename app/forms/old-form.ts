/** An old Word form, or its text, as a draft of a request. What is found is shown as such, and nothing is guessed. */
import { LONGEST } from "#app/dispatch/request-questions";
import { readContactPhone } from "#app/phone";
import { ok, type Result, refuse } from "#app/result";
import { fold, wordsOf } from "#app/text";
import { codeTyped } from "#app/text/keys";
import type { DateText } from "#app/time";
import { type Answer, type Asked, linesOf } from "./old-form-lines";
import { dateIn, genderIn, minutesIn, modeIn, placeIn, timesIn, topicIn } from "./old-form-values";
import type { Choices } from "./request";

/** The longest text that is read. */
export const LONGEST_OLD_FORM = 12_000;
/** So many lines that were not understood are shown. */
const MOST_UNREAD = 20;

export interface OldForm {
  /** By the names of the request form's fields. */
  draft: Record<string, string>;
  /** The fields that were found, in the order of the form's text. */
  found: string[];
  /** What says something and was not understood, for whoever fills in the rest. */
  unread: string[];
  /** Names of clients and personal codes that were left out. */
  removed: number;
}

/** What was pasted into the box. */
export function readPasted(
  form: FormData,
  choices: Pick<Choices, "languages" | "places">,
  today: DateText,
): Result<OldForm, "empty" | "too_long"> {
  const text = String(form.get("oldForm") ?? "");
  if (text.trim() === "") return refuse("empty");
  if (text.length > LONGEST_OLD_FORM) return refuse("too_long");
  return ok(readOldForm(text, choices, today));
}

type Readers = Record<Exclude<Asked, "clientName" | "left">, (text: string) => Record<string, string> | null>;

/** `today` is where a date without a year begins. */
export function readOldForm(text: string, choices: Pick<Choices, "languages" | "places">, today: DateText): OldForm {
  const { answers, loose, codes } = linesOf(text.replace(/\r\n?/g, "\n").replace(/[\u00a0\u2007\u202f]/g, " "));
  const readers = readersFor(choices, today);
  const read: OldForm = { draft: {}, found: [], unread: [...loose], removed: codes };
  for (const answer of answers) take(read, answer, readers);
  for (const [name, value] of Object.entries(read.draft)) if (value === CONTESTED) delete read.draft[name];
  read.found = [...new Set(read.found)].filter((name) => name in read.draft);
  read.unread = read.unread.slice(0, MOST_UNREAD);
  return read;
}

/** Two different answers to one question are none. */
const CONTESTED = "\u0000";

function take(read: OldForm, { asked, text }: Answer, readers: Readers): void {
  if (asked === "left") return;
  if (asked === "clientName") {
    read.removed++;
    return;
  }
  const fields = readers[asked](text);
  if (fields === null) {
    read.unread.push(text);
    return;
  }
  for (const [name, value] of Object.entries(fields)) {
    const before = read.draft[name];
    if (before === undefined) read.draft[name] = value;
    else if (before !== value && name === "note") read.draft.note = `${before}\n${value}`;
    else if (before !== value) {
      read.draft[name] = CONTESTED;
      read.unread.push(text);
    }
    read.found.push(name);
  }
}

function readersFor({ languages, places }: Pick<Choices, "languages" | "places">, today: DateText): Readers {
  const inField = (name: string, value: string | number | null) => (value === null ? null : { [name]: String(value) });
  const when = (text: string) => {
    const [date, times] = [dateIn(text, today), timesIn(text)];
    if (!date && !times) return null;
    return {
      ...(date && { date }),
      ...(times && { start: times.start, ...(times.minutes && { minutes: String(times.minutes) }) }),
    };
  };
  return {
    clientCode: (text) => (isCode(text) ? { clientCode: codeTyped(text) } : null),
    contactName: (text) => contactIn(text),
    contactPhone: (text) => inField("contactPhone", readContactPhone(text)),
    language: (text) => languageIn(text, languages),
    variant: (text) => languageIn(text, languages, true),
    mode: (text) => inField("mode", modeIn(text)),
    date: when,
    time: when,
    minutes: (text) => inField("minutes", minutesIn(text)),
    place: (text) => {
      const { town, address } = placeIn(text, places);
      if (!town && address === "") return null;
      return {
        ...(town && { place: town }),
        ...(address && address.length <= LONGEST.address && { address }),
      };
    },
    topic: (text) => {
      const topic = topicIn(text);
      const isShort = text.length <= LONGEST.note;
      return { ...(topic && { topic }), ...(isShort && { note: text }) };
    },
    gender: (text) => inField("gender", genderIn(text)) ?? (isNoMatter(text) ? {} : null),
    count: (text) => (/^[12]\b/.test(text) ? { count: text.charAt(0) } : null),
    note: (text) => (text.length <= LONGEST.note ? { note: text } : null),
  };
}

/** A code has a digit and no second word of letters alone; a name is never a code. */
function isCode(text: string): boolean {
  return (
    text.length >= 2 && text.length <= LONGEST.clientCode && /\d/.test(text) && !/\p{L}{3,}\s+\p{L}{3,}/u.test(text)
  );
}

function isNoMatter(text: string): boolean {
  return /nav (svarigi|nozimes)|jebkur|no preference|any|does not matter|vienalga/.test(fold(text));
}

/** "Anna Ozola, sociālā darbiniece, tālr. 29 123 456": the name, and the number where one stands beside it. */
function contactIn(text: string): Record<string, string> | null {
  const [name = "", ...more] = text.split(/[,;]| tālr| tel\b/i).map((part) => part.trim());
  const phone = more.map((part) => readContactPhone(part.replace(/^[.:\s]+/, ""))).find((number) => number !== null);
  if (!/\p{L}{2}/u.test(name) || /[\d@]/.test(name) || name.length > LONGEST.contactName) return null;
  return { contactName: name, ...(phone && { contactPhone: phone }) };
}

const WORDS_BESIDE = new Set("valoda valodas valodu language dialekts dialekta dialect and tulks".split(" "));

/**
 * The one language that the words name, and its variant where they name that too. With `isVariant` the words are the dialect's
 * alone.
 */
function languageIn(text: string, languages: Choices["languages"], isVariant = false): Record<string, string> | null {
  const said = new Set(wordsOf(text).filter((word) => word.length >= SHORTEST_NAME && !WORDS_BESIDE.has(word)));
  if (said.size === 0 || said.size > MOST_WORDS) return null;
  const isSaid = (name: string) => wordsOf(name).some((word) => said.has(word));
  const isAllSaid = (words: string) => [...said].every((word) => wordsOf(words).includes(word));
  const named = languages.filter(({ name }) => isSaid(name));
  const isWhole = ({ words, variants }: Choices["languages"][number]) =>
    isAllSaid([words, ...variants.flatMap((variant) => [variant.name, variant.words])].join(" "));
  const known = named.length > 0 ? named : languages.filter((language) => isSaid(language.words) && isWhole(language));
  const byVariant = languages.filter(isWhole);
  const [language, ...others] = known.length > 0 ? known : byVariant;
  if (!language || others.length > 0) return null;
  const ofIt = language.variants.filter(({ name, words }) => isSaid(`${withoutOwn(name, language.name)} ${words}`));
  const variant = ofIt.length === 1 ? ofIt[0] : undefined;
  if (isVariant && !variant) return null;
  return {
    ...(!isVariant && { language: language.code }),
    ...(variant && { variant: `${language.code}/${variant.code}` }),
  };
}

const SHORTEST_NAME = 3;
const MOST_WORDS = 6;

/** "arābu (Sīrijas)" of Arabic is "Sīrijas": what every variant is called tells none. */
function withoutOwn(name: string, own: string): string {
  const common = new Set(wordsOf(own));
  return wordsOf(name)
    .filter((word) => !common.has(word))
    .join(" ");
}
