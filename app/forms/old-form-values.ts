/** What stands in an old form's fields, read as the request form takes it. Null where it cannot be told: nothing is guessed. */
import { typedDate } from "#app/dates";
import type { Gender, Mode, Topic } from "#app/dispatch/vocabulary";
import type { ListedPlace } from "#app/queries/everyone/places";
import { fold, wordsOf } from "#app/text";
import { type DateText, isDate, minuteOfDay, type TimeText, typedTime } from "#app/time";
import { placeTyped } from "./place";

const MONTHS: readonly RegExp[] = [
  /^jan/,
  /^feb/,
  /^mar/,
  /^apr/,
  /^mai|^may/,
  /^jun/,
  /^jul/,
  /^aug/,
  /^sep/,
  /^okt|^oct/,
  /^nov/,
  /^dec/,
];

/** The one date that the text names; two are none. */
export function dateIn(text: string, today: DateText): DateText | null {
  const found = new Set<DateText>();
  const rest = text.replace(/\b(\d{4})-(\d{2})-(\d{2})\b/g, (iso) => noted(found, isDate(iso) ? iso : null));
  const dotted = rest.replace(/\b(\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}|\s?\d{2}(?![.:\d]))?)/g, (written) =>
    noted(found, typedDate(written, today)),
  );
  // Only where the day cannot be the month.
  const stroked = dotted.replace(/\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/g, (_, a: string, b: string, year: string) =>
    noted(found, Number(a) > 12 || a === b ? typedDate(`${a}.${b}.${year}`, today) : null),
  );
  const named = [
    ...fold(stroked).matchAll(
      /(?:(\d{4})\. ?g\S*,? )?(\d{1,2})(?:\.|st|nd|rd|th)? ?(?:of )?(\p{L}{3,})(?:,? (\d{4}))?/gu,
    ),
  ].map(([, first, day, month, last]) => ({ day, month, year: first ?? last }));
  const english = [...fold(stroked).matchAll(/(\p{L}{3,}) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})/gu)].map(
    ([, month, day, year]) => ({ day, month, year }),
  );
  for (const { day, month = "", year } of [...named, ...english]) {
    const number = MONTHS.findIndex((begun) => begun.test(month)) + 1;
    if (number > 0) noted(found, typedDate(`${day}.${number}.${year ?? ""}`, today));
  }
  const [date] = found;
  return found.size === 1 && date ? date : null;
}

function noted(found: Set<DateText>, date: DateText | null): string {
  if (date) found.add(date);
  return " ";
}

/** "10.00-11.30", "no plkst. 10 līdz 11.30", "10:00", "2 pm": the beginning, and the end where there is one. */
export function timesIn(text: string): { start: TimeText; minutes: number | null } | null {
  const folded = fold(withoutDates(text))
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/(\d{1,2})(?:[.:](\d{2}))? ?([ap])\.?m\b\.?/g, (_, hour: string, minute = "00", half: string) => {
      const clock = (Number(hour) % 12) + (half === "p" ? 12 : 0);
      return `${clock}:${minute}`;
    });
  const times = [...folded.matchAll(/(?<![\d.:,])(\d{1,2})(?:[.:](\d{2})| ?h\b)?(?![\d.:,]*\d)/g)].flatMap(
    ([written]) => {
      const time = typedTime(written.replace(/ ?h$/, ""));
      return time === null ? [] : [time];
    },
  );
  const [start, end, ...more] = times;
  if (!start || start === "24:00" || more.length > 0) return null;
  if (!end) return { start, minutes: null };
  const minutes = minuteOfDay(end) - minuteOfDay(start);
  return minutes > 0 ? { start, minutes } : null;
}

function withoutDates(text: string): string {
  return text
    .replace(/\b\d{4}-\d{2}-\d{2}\b/g, " ")
    .replace(/\b\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}|\s?\d{2}(?![.:\d]))?\.?/g, " ")
    .replace(/\b\d{1,2}\/\d{1,2}\/\d{4}\b/g, " ")
    .replace(/\b\d{4}\.\s?g\p{L}*\.?/gu, " ")
    .replace(/\b\d{1,2}(?:\.|st|nd|rd|th)?\s?(?:of )?(\p{L}{3,})(?:,?\s\d{4})?/gu, (written, word: string) =>
      isMonth(word) ? " " : written,
    )
    .replace(/\b(\p{L}{3,})\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}\b/gu, (written, word: string) =>
      isMonth(word) ? " " : written,
    );
}

const isMonth = (word: string) => MONTHS.some((pattern) => pattern.test(fold(word)));

/** "1 stunda", "1,5 h", "90 min.", "1 h 30 min", "pusotra stunda": in minutes. */
export function minutesIn(text: string): number | null {
  const folded = fold(text).replace(/(\d),(\d)/g, "$1.$2");
  if (/pusotr|hour and a half/.test(folded)) return 90;
  if (/pusstund|half an hour/.test(folded)) return 30;
  // "1-2 stundas" is two lengths.
  if (/\d ?[-–—] ?\d/.test(folded)) return null;
  const hours = /(\d{1,2}(?:\.\d{1,2})?) ?(?:st\b|stund|h\b|hour|hr)/.exec(folded)?.[1];
  const minutes = /(\d{1,3}) ?(?:min|')/.exec(folded)?.[1];
  if (hours === undefined && minutes === undefined)
    return /^(viena )?stunda$|^one hour$|^an hour$/.test(folded) ? 60 : null;
  const total = Math.round(Number(hours ?? 0) * 60) + Number(minutes ?? 0);
  return total > 0 ? total : null;
}

const MODE_WORDS: Record<Mode, RegExp> = {
  onsite: /klatien|on ?-?site|in person|face to face/,
  phone: /talrun|telefon|phone/,
  video: /video|zoom|teams|tiessaist|online|whatsapp|skype|attalinat/,
};

export function modeIn(text: string): Mode | null {
  return onlyOne(MODE_WORDS, fold(marked(text)));
}

const GENDER_WORDS: Record<Gender, RegExp> = {
  F: /siev|female|woman/,
  M: /virie|\bvir|(?<!fe)male\b|\bman\b/,
};

export function genderIn(text: string): Gender | null {
  return onlyOne(GENDER_WORDS, fold(marked(text)));
}

/** Phrases that would fit two are looked for first. */
const PHRASES: readonly [Topic, RegExp][] = [
  ["health", /gimenes arst|family doctor|general practi/],
  ["education", /bernudarz|vecaku sapulc|kindergarten|parents'? meeting/],
  ["employment", /darba ligum|employment contract/],
  ["housing", /ires ligum|rental contract/],
];
const TOPIC_WORDS: Partial<Record<Topic, RegExp>> = {
  residence: /uzturesan|pmlp|residence|migrac|vizas? /,
  employment: /\bdarb[ais]?\b|nodarbin|nva\b|employ|job/,
  education: /izglit|skol|school|educat|studij/,
  legal: /jurid|tiesib|advok|legal|notar/,
  social: /social|pabalst|benefit/,
  psychology: /psiho|psycho/,
  health: /vesel|\barst|slimn|medic|medici|doctor|hospital|health/,
  housing: /majok|\bire|dzivokl|housing|rent\b/,
  family: /gimen|laulib|family|marriage|barint/,
  violence: /vardarb|violence/,
  finance: /\bbank|nodok|finan|\btax/,
  asylum: /patver|asylum/,
};

export function topicIn(text: string): Topic | null {
  const folded = fold(marked(text));
  return PHRASES.find(([, pattern]) => pattern.test(folded))?.[0] ?? onlyOne(TOPIC_WORDS, folded);
}

function onlyOne<T extends string>(words: Partial<Record<T, RegExp>>, text: string): T | null {
  const fitting = Object.entries<RegExp | undefined>(words).filter(([, pattern]) => pattern?.test(text));
  const only = fitting.length === 1 ? fitting[0]?.[0] : undefined;
  return only !== undefined && isKeyOf(words, only) ? only : null;
}

function isKeyOf<T extends string>(words: Partial<Record<T, RegExp>>, key: string): key is T {
  return Object.hasOwn(words, key);
}

/** Of choices with boxes ("☒ klātienē ☐ video", "[x] klātienē [ ] video") those that are ticked; else the whole. */
function marked(text: string): string {
  const parts = text.split(/(?=[☒☑☐✓✔]|\[[ xX]?\])/);
  if (parts.length < 2) return text;
  return parts.filter((part) => /^(?:[☒☑✓✔]|\[[xX]\])/.test(part)).join(" ");
}

/**
 * The town among the words between commas, as it is written there, and the street beside it. Of a town with several parts the
 * form asks which one.
 */
export function placeIn(text: string, places: readonly ListedPlace[]): { town: string | null; address: string } {
  const parts = text
    .split(/[,;]/)
    .map((part) => part.replace(/\bLV-?\s?\d{4}\b/i, "").trim())
    .filter((part) => part !== "");
  const towns = parts.filter((part) => {
    const found = placeTyped(places, part);
    const whole = wordsOf(part).join(" ");
    const listed = found.kind === "none" ? [] : found.kind === "one" ? [found.place] : found.places;
    return listed.some(({ names }) => names.some((name) => name === whole || name.startsWith(`${whole} `)));
  });
  const [town] = towns;
  if (town === undefined || towns.length > 1) return { town: null, address: parts.join(", ") };
  return { town, address: parts.filter((part) => part !== town).join(", ") };
}
