/** One letter about several things that were decided together, so that nobody gets a dozen. */
import type { Instant } from "#app/time";
import {
  calendarOf,
  dueHtml,
  headingHtml,
  jobHtml,
  type Letter,
  linkHtml,
  pageHtml,
  paragraphHtml,
  type Words,
  wordsOf,
  writeLetter,
} from "./email";
import type { Sender } from "./ics";
import type { MessageFacts } from "./message";

/** One letter about one thing, or about several: what is said in the same words is said once, of each job its own link. */
export function writeLetters(
  [first, ...others]: readonly [MessageFacts, ...MessageFacts[]],
  to: string,
  sender: Sender,
  now: Instant,
): Letter {
  const letter = writeLetter(first, to, sender, now);
  if (others.length === 0) return letter;
  const all = [first, ...others];
  const t = first.words(first.to.locale);
  const several = { subject: t("mail:several.subject", { count: all.length }), heading: t("mail:several.heading") };
  const words = all.map((facts) => wordsOf(facts, sender, now, true));
  const beneath = words.flatMap(({ small }, index) => small.filter((line) => !isItsNumber(line, all[index])));
  const small = [...new Set([t("mail:several.together"), ...beneath])];
  const parts = alikeTogether(words);
  return {
    ...letter,
    subject: several.subject,
    text: asText(several.heading, parts, small),
    html: pageHtml({ ...several, small }, first.to.locale, parts.flatMap(partHtml)),
    references: null,
    calendar: null,
    attached: all.flatMap((facts) => calendarOf(facts, to, sender) ?? []),
  };
}

/** It stands beside the job already. */
function isItsNumber(line: string, facts: MessageFacts | undefined): boolean {
  return facts?.job != null && line.includes(facts.job.reference);
}

interface Part extends Pick<Words, "heading" | "paragraphs"> {
  things: Pick<Words, "jobs" | "due" | "link">[];
}

/** Those that say the same of different jobs, in the order in which they happened. */
function alikeTogether(words: readonly Words[]): Part[] {
  const parts = new Map<string, Part>();
  for (const { heading, paragraphs, ...thing } of words) {
    const said = [heading, ...paragraphs].join("\n");
    const part = parts.get(said) ?? { heading, paragraphs, things: [] };
    part.things.push(thing);
    parts.set(said, part);
  }
  return [...parts.values()];
}

function asText(heading: string, parts: readonly Part[], small: readonly string[]): string {
  const blocks = parts.flatMap((part) => [
    part.heading,
    ...part.paragraphs,
    ...part.things.map(({ jobs, due, link }) =>
      [...jobs.flat(), ...(due ? [due] : []), `${link.label}: ${link.url}`].join("\n"),
    ),
  ]);
  return `${[heading, ...blocks].join("\n\n")}\n\n-- \n${small.join("\n")}\n`;
}

function partHtml({ heading, paragraphs, things }: Part): string[] {
  return [
    headingHtml(heading),
    ...paragraphs.map(paragraphHtml),
    ...things.flatMap(({ jobs, due, link }) => [...jobs.map(jobHtml), due ? dueHtml(due) : "", linkHtml(link)]),
  ];
}
