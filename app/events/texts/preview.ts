/** A letter as its reader would get it, with words that may not be saved yet: of what happened lately, else of a sample. */
import { desc, eq } from "drizzle-orm";
import type { Locale } from "#app/dispatch/vocabulary";
import { officeNow } from "#app/facts/rules";
import type { Translate } from "#app/i18n";
import { events, notifications, requests } from "#db/schema";
import { type Letter, writeLetter } from "../email";
import type { Sender } from "../ics";
import type { NotificationKind } from "../kinds";
import { writeLetters } from "../letters";
import { letterTo } from "../mail-test";
import type { MessageFacts, Reading } from "../message";
import { messageFacts } from "../message-facts";
import { type EditedText, wordsInstead } from "./edited";
import { type LetterName, partsOf } from "./parts";
import { EVERY_OBSTACLE, harmless, sampleFacts } from "./sample";

export interface Preview extends Pick<Letter, "subject" | "text" | "html"> {
  /** The request that it is about; null: a sample. */
  reference: string | null;
}

/** What of a letter can be looked at by itself: each of its bodies, and what is not said every time. */
export function viewsOf(letter: LetterName, locale: Locale): string[] {
  if (letter === "calendar") return [...CALENDAR];
  const bodies = partsOf(letter, locale).flatMap(({ key }) => /^body\.(\w+)$/.exec(key)?.[1] ?? []);
  return letter === "offer" ? [...bodies, DESPITE] : bodies;
}

const CALENDAR = ["confirmed", "tentative", "cancelled"] as const;
const DESPITE = "despite";
const READER = "lasitajs@example.lv";

/** `view` is one of `viewsOf`, else the first. `typed` stands in place of what is saved. */
export function preview(
  ctx: Reading,
  {
    letter,
    locale,
    view,
    typed = [],
  }: { letter: LetterName; locale: Locale; view: string | null; typed?: readonly EditedText[] },
  sender: Sender,
): Preview {
  const t = wordsInstead(ctx.db, locale, typed);
  const views = viewsOf(letter, locale);
  const shown = views.find((one) => one === view) ?? views[0] ?? null;
  const about = (kind: NotificationKind) => factsOf(ctx, kind, locale, t);
  const write = ({ facts, reference }: Found) => shownTo(writeLetter(facts, READER, sender, ctx.now), reference);
  const sampled = (kind: NotificationKind) => ({ facts: sample(ctx, kind, locale, t), reference: null });
  switch (letter) {
    case "several": {
      const [one, other] = [about("job_confirmed"), sampled("job_cancelled")];
      return shownTo(writeLetters([one.facts, other.facts], READER, sender, ctx.now), one.reference);
    }
    case "job": {
      const { facts } = sampled("request_moved");
      const unlisted = facts.job && { ...facts.job, language: null, town: null };
      return write({ facts: { ...facts, job: unlisted }, reference: null });
    }
    case "calendar": {
      const { facts } = sampled("job_confirmed");
      const status = CALENDAR.find((one) => one === shown) ?? "confirmed";
      return write({ facts: { ...facts, calendar: { uid: "sample", sequence: 0, status } }, reference: null });
    }
    case "footer":
      return write(about("request_received"));
    case "test":
      return shownTo(letterTo({ address: READER, words: t }, sender, "sample", ctx.now), null);
    default:
      return write(suited(about(letter), sample(ctx, letter, locale, t), shown));
  }
}

interface Found {
  facts: MessageFacts;
  reference: string | null;
}

/** The view's own text, and what it fills in from the sample where this one had nothing to say of it. */
function suited({ facts, reference }: Found, other: MessageFacts, view: string | null): Found {
  const isUnlisted = /^(unlisted|stillLanguage|language_not_listed)$/.test(view ?? "");
  const isPlaceless = /^(unlistedPlace|stillPlace|place_not_listed)$/.test(view ?? "");
  const job = facts.job && {
    ...facts.job,
    ...(isUnlisted && { language: null, variant: null }),
    ...(isPlaceless && { mode: "onsite" as const, town: null }),
  };
  const suiting: MessageFacts = {
    ...facts,
    job,
    as: view === DESPITE || view === null ? "plain" : view,
    interpreterCount: view?.endsWith("Two") ? 2 : 1,
    despite: view === DESPITE ? EVERY_OBSTACLE : facts.despite,
    outlook: facts.outlook ?? other.outlook,
    due: facts.due ?? other.due,
    changed: facts.changed.length > 0 ? facts.changed : other.changed,
    conflicts: facts.job === null && facts.conflicts.length === 0 ? other.conflicts : facts.conflicts,
  };
  return { facts: suiting, reference };
}

function sample(ctx: Reading, kind: NotificationKind, locale: Locale, t: Translate): MessageFacts {
  return sampleFacts({ kind, locale, now: ctx.now, office: officeNow(ctx), words: () => t });
}

/** So many of the newest messages are looked through, and so many of the kind read, for one that is still true. */
const LOOKED_THROUGH = 600;
const TRIED = 8;

/** The newest message of the kind that is still true and not about a protected request, in that language; else a sample. */
function factsOf(ctx: Reading, kind: NotificationKind, locale: Locale, t: Translate): Found {
  const newest = ctx.db
    .select({ id: notifications.id, kind: notifications.kind, protectionClass: requests.protectionClass })
    .from(notifications)
    .innerJoin(events, eq(events.id, notifications.eventId))
    .leftJoin(requests, eq(requests.id, events.requestId))
    .orderBy(desc(notifications.eventId))
    .limit(LOOKED_THROUGH)
    .all();
  const ofKind = newest.filter((one) => one.kind === kind && one.protectionClass !== "C").slice(0, TRIED);
  for (const { id } of ofKind) {
    const read = messageFacts(ctx, id);
    if (!read.ok) continue;
    const { value: facts } = read;
    const ours = { ...facts, to: { address: null, locale }, opens: harmless(facts.opens), words: () => t };
    return { facts: ours, reference: facts.job?.reference ?? null };
  }
  return { facts: sample(ctx, kind, locale, t), reference: null };
}

/** For a frame in a page of ours, whose links lead nowhere and which has no style sheet of its own. */
function shownTo({ subject, text, html }: Letter, reference: string | null): Preview {
  const quiet = html.replace(/<style>[\s\S]*?<\/style>/, "").replace(/ href="[^"]*"/g, "");
  return { subject, text, html: quiet, reference };
}
