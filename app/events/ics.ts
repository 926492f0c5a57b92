/** Calendar entries: neutral, in UTC (right in every zone, on clock-change days too), without alarms. */
import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import { type Ctx, runtime } from "#app/context.server";
import type { Locale } from "#app/dispatch/vocabulary";
import { languageWords } from "#app/facts/request-head";
import { mailWay } from "#app/facts/service/mail";
import { translator } from "#app/i18n";
import type { Instant } from "#app/time";
import { type CalendarEntry, jobEntry, requestEntry } from "./calendar-entry";
import type { JobFacts } from "./job-facts";

/** Where the installation is and in whose name it writes. */
export interface Sender {
  /** Without a trailing slash. */
  appUrl: string;
  /** "Name <address>" or an address. */
  from: string;
}

/** The institution's download of one request's entry; null when the viewer may not see the request. */
export function requestIcs(ctx: Ctx, requestId: string, sender = senderOfRuntime()): string | null {
  const entry = requestEntry(ctx, requestId);
  return entry && entryIcs(entry, { ...sender, locale: ctx.locale, url: `/institution/requests/${requestId}` });
}

/** The interpreter's download of one of their jobs; null when it is not theirs. */
export function jobIcs(ctx: Ctx, assignmentId: string, sender = senderOfRuntime()): string | null {
  const entry = jobEntry(ctx, assignmentId);
  return entry && entryIcs(entry, { ...sender, locale: ctx.locale, url: `/interpreter/jobs/${assignmentId}` });
}

function senderOfRuntime(): Sender {
  const { appUrl, mailFrom } = mailWay(runtime().db, runtime());
  return { appUrl, from: mailFrom };
}

interface Writing extends Sender {
  locale: Locale;
  /** Path of the page that says more. */
  url: string;
  /** With one, an invitation that is already accepted (its buttons would answer nobody); without, a plain entry. */
  attendee?: string;
}

/** One VEVENT. UID and ORGANIZER stay the same for ever and SEQUENCE rises, else calendars show a change as a second event. */
export function entryIcs(entry: CalendarEntry, { appUrl, from, locale, url, attendee }: Writing): string {
  const t = translator(locale);
  const { job } = entry;
  const link = appUrl + url;
  const calendar = ical({
    prodId: { company: "Tilts", product: "Tilts", language: locale.toUpperCase() },
    method: methodOf(entry, attendee),
  });
  calendar.createEvent({
    id: `${entry.uid}@${hostOf(appUrl)}`,
    sequence: entry.sequence,
    stamp: utc(entry.changedAt),
    start: utc(job.interval.start),
    end: utc(job.interval.end),
    summary: titleOf(job, locale),
    location: placeOf(job, locale),
    description: `${oneLine(job.reference)}\n${link}`,
    url: link,
    status: STATUS[entry.status],
    organizer: { name: t("common:app.name"), email: addressOf(from) },
    attendees: attendee ? [{ email: attendee, status: ICalAttendeeStatus.ACCEPTED, rsvp: false }] : [],
  });
  return `${calendar.toString()}\r\n`;
}

/** The method in the body; the mail's MIME header says the same. */
export function methodOf({ status }: Pick<CalendarEntry, "status">, attendee?: string): ICalCalendarMethod {
  if (!attendee) return ICalCalendarMethod.PUBLISH;
  return status === "cancelled" ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
}

const STATUS = {
  confirmed: ICalEventStatus.CONFIRMED,
  tentative: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
};

/** "Tulkošana (dari)": whoever looks over a shoulder learns a language and nothing else. */
function titleOf(job: JobFacts, locale: Locale): string {
  const t = translator(locale);
  const language = languageWords(job, locale);
  return language ? t("mail:ics.title", { language: oneLine(language) }) : t("mail:ics.titleWithoutLanguage");
}

function placeOf(job: JobFacts, locale: Locale): string {
  return job.town ? oneLine(job.town[locale]) : translator(locale)(`mail:ics.place.${job.mode}`);
}

function utc(at: Instant): Date {
  return new Date(at);
}

/** "tilts.lv" of "https://tilts.lv:8443". */
export function hostOf(appUrl: string): string {
  return new URL(appUrl).hostname;
}

/** "a@b.lv" of "Tilts <a@b.lv>". */
export function addressOf(from: string): string {
  return /<([^<>]+)>/.exec(from)?.[1] ?? from;
}

/** No control or line-breaking character leaves a value that people typed. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
}
