/**
 * Run as a program of its own under another TZ: takes typed times through the form, the database, the lists, the mails and
 * the calendar file, and prints what each made of them.
 */
import { renderToStaticMarkup } from "react-dom/server";
import type { UserViewer } from "#app/auth/viewer";
import { submitRequest } from "#app/commands/submit-request";
import type { Ctx } from "#app/context.server";
import { isTwice } from "#app/dispatch/request-shown";
import type { Locale } from "#app/dispatch/vocabulary";
import { writeLetter } from "#app/events/email";
import { requestIcs } from "#app/events/ics";
import { messageFacts } from "#app/events/message-facts";
import { readRequest } from "#app/forms/request";
import { translator } from "#app/i18n";
import { dayLong } from "#app/i18n/format";
import { calendarScreen } from "#app/queries/coordinator/calendar";
import { requestFormFor } from "#app/queries/everyone/form-options";
import { myRequests } from "#app/queries/institution/my-requests";
import { requestForInstitution } from "#app/queries/institution/request";
import { addDays, dateOf, dayInterval, type Instant, type Interval, startOfDay } from "#app/time";
import { entryName } from "#app/ui/calendar/words";
import { LocaleProvider } from "#app/ui/locale";
import { Sentence } from "#app/ui/request-form/sentence";
import { TimeRange } from "#app/ui/time";
import { notifications, requests } from "#db/schema";
import { readIcs } from "#tests/events/post-office";
import { choicesFor } from "#tests/support/choices";
import { at, world } from "#tests/support/world";

export interface Typed {
  date: string;
  wall: string;
  fold?: "earlier" | "later";
}

/** What each place made of one typed time. After a refusal there is nothing but the form. */
export interface Said {
  asksWhich: boolean;
  sentence: Record<Locale, string>;
  refused?: Record<string, string[]>;
  stored?: string[];
  institutionList?: Record<Locale, string>;
  institutionPage?: Record<Locale, string>;
  coordinatorList?: Record<Locale, string>;
  mails?: Record<Locale, Record<string, string>>;
  ics?: string[];
}

const LOCALES = ["lv", "en"] as const;
const sender = { appUrl: "https://tilts.example", from: "Tilts <a@tilts.example>" };
const w = world();
const lettersSeen = new Set<string>();

const typed = JSON.parse(process.argv[2] ?? "[]") as Typed[];
const said = typed.map(journeyOf);
process.stdout.write(JSON.stringify({ offset: new Date(0).getTimezoneOffset(), said }));

function journeyOf({ date, wall, fold }: Typed): Said {
  const values = {
    key: `${date} ${wall} ${fold ?? ""}`,
    warned: "weekend,holiday",
    language: "prs",
    mode: "phone",
    date,
    start: wall,
    minutes: "30",
    topic: "social",
    contactName: "Sanita Ozola",
    contactPhone: "27 011 868",
    ...(fold && { fold }),
  };
  const now = at(`${addDays(date, -9)}T10:00`);
  const ctx = w.as("sociala", now) as Ctx<UserViewer>;
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  const read = readRequest(form, choicesFor(ctx), now);
  const asked = {
    asksWhich: isTwice(values.date ?? "", values.start ?? ""),
    sentence: inBoth((locale) => sentenceOf(values, ctx, locale)),
  };
  if (!read.ok) return { ...asked, refused: read.errors };
  const { startAt, endAt } = read.value;
  const sent = submitRequest(ctx, {
    organisationId: "social-riga",
    contactName: read.value.contactName,
    contactPhone: read.value.contactPhone,
    language: read.value.language,
    mode: read.value.mode,
    topic: read.value.topic,
    startAt,
    endAt,
    // Two lines of the table may mean one minute: here each is another request.
    besides: w.db
      .select({ id: requests.id })
      .from(requests)
      .all()
      .map(({ id }) => id),
    key: read.value.key,
  });
  if (!sent.ok) throw new Error(sent.reason);
  const { requestId, reference } = sent.value;
  return {
    ...asked,
    stored: utcOf({ start: startAt, end: endAt }),
    institutionList: inBoth((locale) => {
      const filters = { view: "upcoming", q: reference, mine: false, page: 1 } as const;
      return timesOf(
        myRequests({ ...ctx, locale }, filters).rows.map((row) => row.interval),
        now,
        locale,
      );
    }),
    institutionPage: inBoth((locale) => {
      const found = requestForInstitution({ ...ctx, locale }, requestId);
      return timesOf(found ? [found.interval] : [], now, locale);
    }),
    coordinatorList: inBoth((locale) => coordinatorLine(requestId, date, now, locale)),
    mails: inBoth((locale) => newMailLines(now, locale)),
    ics: icsOf(ctx, requestId),
  };
}

function inBoth<T>(say: (locale: Locale) => T): Record<Locale, T> {
  const [lv, en] = LOCALES.map(say);
  return { lv: lv!, en: en! };
}

/** What the form itself says before anything is sent. */
function sentenceOf(values: Record<string, string>, ctx: Ctx<UserViewer>, locale: Locale): string {
  const options = requestFormFor({ ...ctx, locale });
  const html = renderToStaticMarkup(
    <LocaleProvider locale={locale}>
      <Sentence values={values} options={options} now={ctx.now} />
    </LocaleProvider>,
  );
  return /sentence-text">([^<]*)</.exec(html)?.[1] ?? html;
}

/** As the institution's pages render a time: its words, and the instant for machines. */
function timesOf(intervals: Interval[], now: Instant, locale: Locale): string {
  return intervals
    .map((interval) =>
      renderToStaticMarkup(
        <LocaleProvider locale={locale}>
          <TimeRange interval={interval} now={now} />
        </LocaleProvider>,
      ),
    )
    .map((html) => html.replace(/^<time dateTime="([^"]*)">(.*)<\/time>$/, "$1 $2").replaceAll("<!-- -->", ""))
    .join("; ");
}

/** The day under which the coordinator's list shows it, and how it names it there. */
function coordinatorLine(requestId: string, date: string, now: Instant, locale: Locale): string {
  const ctx = { ...w.as("ilze", now), locale };
  return calendarScreen(ctx, dayInterval(date))
    .entries.filter((entry) => entry.requestId === requestId && dateOf(entry.startAt) === date)
    .map((entry) => {
      const day = dayLong(locale, startOfDay(dateOf(entry.startAt)), now);
      return `${day}: ${entryName(translator(locale), locale, entry)}`;
    })
    .join("; ");
}

/** The line with the time of every letter that came of this request, by recipient. */
function newMailLines(now: Instant, locale: Locale): Record<string, string> {
  const rows = w.db
    .select({ id: notifications.id, recipient: notifications.recipient })
    .from(notifications)
    .all()
    .filter(({ id }) => !lettersSeen.has(`${id} ${locale}`));
  const lines: Record<string, string> = {};
  for (const { id, recipient } of rows) {
    lettersSeen.add(`${id} ${locale}`);
    const facts = messageFacts({ ...w, now }, id);
    if (!facts.ok) throw new Error(facts.reason);
    const letter = writeLetter({ ...facts.value, to: { address: null, locale } }, "a@tilts.test", sender, now);
    lines[`${facts.value.kind} ${recipient}`] = letter.text.split("\n")[3] ?? "";
  }
  return lines;
}

function icsOf(ctx: Ctx, requestId: string): string[] {
  const text = requestIcs(ctx, requestId, sender);
  if (!text) throw new Error("no calendar file");
  const { start, end } = readIcs(text);
  return utcOf({ start, end });
}

function utcOf({ start, end }: { start: number; end: number }): string[] {
  return [start, end].map((instant) => new Date(instant).toISOString().slice(0, 16));
}
