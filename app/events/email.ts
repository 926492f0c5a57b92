/** From the facts of one notification to one letter, in the recipient's language: plain text and a simple HTML part. */
import type { Locale } from "#app/dispatch/vocabulary";
import { languageWords } from "#app/facts/request-head";
import type { Translate } from "#app/i18n";
import { dayLong, duration, sentenceCase, timeOfDay, untilLong, whenLong } from "#app/i18n/format";
import { deskNumber, promiseSentence } from "#app/i18n/promise";
import { type Instant, minutesBetween } from "#app/time";
import { entryIcs, hostOf, methodOf, oneLine, type Sender } from "./ics";
import type { JobFacts } from "./job-facts";
import { QUEUED_BECAUSE } from "./kinds";
import type { MessageFacts, Opens } from "./message";
import { whatOf } from "./what";

/** What goes out. Nothing in it but the address comes from people's own words. */
export interface Letter {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Derived from the notification, so that a repetition is recognised. */
  messageId: string;
  /** Common to all letters about one request, so that they stand together. */
  references: string | null;
  at: Instant;
  calendar: { method: string; content: string } | null;
  /** Of a letter about several things the entries of each. */
  attached: { method: string; content: string }[];
}

/** Writes the letter. `to` is the recipient's checked address. */
export function writeLetter(facts: MessageFacts, to: string, sender: Sender, now: Instant): Letter {
  const words = wordsOf(facts, sender, now);
  const host = hostOf(sender.appUrl);
  return {
    id: facts.id,
    to,
    subject: words.subject,
    text: asText(words),
    html: asHtml(words, facts.to.locale),
    messageId: `<${facts.id}@${host}>`,
    references: facts.job ? `<request.${facts.job.requestId}@${host}>` : null,
    at: now,
    calendar: calendarOf(facts, to, sender),
    attached: [],
  };
}

/** An address that cannot carry another one, a header or a quoted trick. */
export function isMailAddress(text: string): boolean {
  return (
    text.length <= 254 && /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]+@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u.test(text)
  );
}

/** The entry that the message adds, changes or takes away. */
export function calendarOf(facts: MessageFacts, to: string, sender: Sender): Letter["calendar"] {
  if (!facts.calendar || !facts.job) return null;
  const entry = { ...facts.calendar, job: facts.job, changedAt: facts.at };
  const url = facts.opens.page === "caller_request" ? "/" : pathOf(facts.opens); // a link that opens by itself is no calendar's
  const content = entryIcs(entry, { ...sender, locale: facts.to.locale, url, attendee: to });
  return { method: methodOf(entry, to), content };
}

/** Paths of the pages that mails lead to. */
export function pathOf(opens: Opens): string {
  switch (opens.page) {
    case "offer":
      return `/o/${opens.token}`;
    case "set_password":
      return `/set-password/${opens.token}`;
    case "caller_request":
      return `/r/${opens.token}`;
    case "application":
      return `/d/${opens.token}`;
    case "attest":
      return `/a/${opens.token}`;
    case "sign_in":
      return "/login";
    case "coordinator_application":
      return `/coordinator/applications/${opens.applicationId}`;
    case "institution_request":
      return `/institution/requests/${opens.requestId}`;
    case "coordinator_request":
      return `/coordinator/requests/${opens.requestId}`;
    case "job":
      return `/interpreter/jobs/${opens.assignmentId}`;
    case "job_feedback":
      return `/interpreter/jobs/${opens.assignmentId}/feedback`;
    case "institution_feedback":
      return `/institution/requests/${opens.requestId}/feedback`;
    case "coordinator_complaint":
      return `/coordinator/complaints/${opens.complaintId}`;
    case "survey":
      return `/s/${opens.token}`;
    case "statement":
      return `/interpreter/statement?month=${opens.month}`;
    case "offers":
      return "/interpreter";
    case "interpreter":
      return `/coordinator/interpreters/${opens.interpreterId}`;
  }
}

// --- words -----------------------------------------------------------------------------------------

export interface Words {
  subject: string;
  heading: string;
  /** What, when, where: the five seconds. Each job is its lines. */
  jobs: string[][];
  /** Beneath them, as important: by when to answer. */
  due: string | null;
  paragraphs: string[];
  link: { label: string; url: string; isButton: boolean };
  small: string[];
}

/** `alsoReference` where several jobs stand in one letter. */
export function wordsOf(
  facts: MessageFacts,
  { appUrl }: Sender,
  now: Instant,
  alsoReference = facts.job === null,
): Words {
  const { locale } = facts.to;
  const t = facts.words(locale);
  const kind = `mail:${facts.kind}`;
  const heading = t(`${kind}.heading${facts.kind === "request_confirmed" && facts.interpreterCount > 1 ? "Two" : ""}`);
  const jobs = facts.job ? [facts.job] : facts.conflicts.slice(0, MOST_CONFLICTS);
  return {
    subject: subjectOf(t, facts, heading, now),
    heading,
    jobs: jobs.map((job) => linesOf(t, locale, job, now, alsoReference)),
    due: facts.kind === "offer" && facts.due ? t("mail:offer.due", { until: untilLong(locale, facts.due, now) }) : null,
    paragraphs: said([moreOf(t, facts), previousOf(t, facts, now), ...bodyOf(t, facts, now)]),
    link: {
      label: t(`${kind}.link${facts.opens.page === "sign_in" ? "SignIn" : ""}`),
      url: appUrl + pathOf(facts.opens),
      isButton: facts.kind === "offer" || (facts.opens.page === "attest" && !/settled|noted/.test(facts.kind)),
    },
    small: smallOf(t, facts),
  };
}

const MOST_CONFLICTS = 5;

/** "Vai varat tulkot? Dari, otrdien, 1. decembrī, 14:00 · R-7F3KQ". */
function subjectOf(t: Translate, { job, kind, to: { locale } }: MessageFacts, heading: string, now: Instant): string {
  if (!job) return oneLine(t(`mail:${kind}.subject`));
  const when = `${dayLong(locale, job.interval.start, now)}, ${timeOfDay(locale, job.interval.start)}`;
  const what = `${languageWords(job, locale) ?? t("mail:job.unlisted")}, ${when} · ${job.reference}`;
  return oneLine(/[?!]$/.test(heading) ? `${heading} ${sentenceCase(what)}` : `${heading}: ${what}`);
}

function linesOf(t: Translate, locale: Locale, job: JobFacts, now: Instant, alsoReference: boolean): string[] {
  const language = languageWords(job, locale) ?? t("mail:job.unlisted");
  const length = duration(minutesBetween(job.interval.start, job.interval.end));
  return [
    said([
      sentenceCase(language),
      t(`domain:mode.${job.mode}`),
      placeOf(t, locale, job),
      alsoReference && job.reference,
    ]),
    said([sentenceCase(whenLong(locale, job.interval, now)), length]),
  ].map((parts) => oneLine(parts.join(" · ")));
}

/** What was typed for a place that is not in the list is for those who sign in. */
function placeOf(t: Translate, locale: Locale, job: JobFacts): string | undefined {
  return isPlaceUnlisted(job) ? t("mail:job.placeUnlisted") : job.town?.[locale];
}

function said(parts: (string | false | null | undefined)[]): string[] {
  return parts.filter((part): part is string => typeof part === "string" && part !== "");
}

function moreOf(t: Translate, { conflicts }: MessageFacts): string | null {
  const more = conflicts.length - MOST_CONFLICTS;
  return more > 0 ? t("mail:absence_conflict.more", { count: more }) : null;
}

function previousOf(t: Translate, { previous, to: { locale } }: MessageFacts, now: Instant): string | null {
  return previous && t("mail:job.previous", { when: whenLong(locale, previous, now) });
}

function bodyOf(t: Translate, facts: MessageFacts, now: Instant): string[] {
  const { outlook, phone, office } = facts;
  const { locale } = facts.to;
  const until = facts.due ? untilLong(locale, facts.due, now) : "";
  const promise = outlook && promiseSentence(t, locale, outlook, phone, office);
  const key = `mail:${facts.kind}.body`;
  const said = { until, promise, what: whatOf(t, facts) };
  const lines = t(`${key}.${facts.as ?? variantOf(facts)}`, said).split(/\n+/);
  if (facts.despite.length > 0) lines.unshift(t("mail:offer.despite.lead", { what: despiteOf(t, facts).join("; ") }));
  if (facts.code) lines.push(t("mail:job.code", { code: facts.code }));
  if (facts.calendar) lines.push(t(`mail:calendar.${facts.calendar.status}`));
  return lines;
}

function despiteOf(t: Translate, { despite }: MessageFacts): string[] {
  return despite.map((code) => t(`mail:offer.despite.${code}`));
}

/** Which of the kind's texts: `plain`, or the one for what happened. */
function variantOf(facts: MessageFacts): string {
  const { kind, eventKind, job, why, interpreterCount, isAskedAnew, changed, isUndecided, isPartly, opens } = facts;
  const { outlook } = facts;
  const undecided = (otherwise: string) => (isUndecided ? "undecided" : otherwise);
  const isCaller = opens.page === "caller_request";
  switch (kind) {
    case "request_received":
      return job?.language ? (isPlaceUnlisted(job) ? "unlistedPlace" : undecided("plain")) : "unlisted";
    case "request_searching_again":
      return undecided("plain");
    case "request_clarified":
      if (job && !job.language) return "stillLanguage";
      if (isPlaceUnlisted(job)) return "stillPlace";
      return undecided(CLARIFIED[eventKind] ?? "plain");
    case "request_undecided":
      return isPartly ? "second" : known(UNDECIDED_BECAUSE, why);
    case "promise_at_risk":
      return isPartly ? "second" : "plain";
    case "request_confirmed":
      return `${isCaller ? "caller" : "plain"}${interpreterCount > 1 ? "Two" : ""}`;
    case "info_asked":
      return isCaller ? "caller" : "plain";
    case "offer":
      return isAskedAnew ? "anew" : "plain";
    case "application_check":
      return facts.account;
    case "application_received":
      return outlook ? "plain" : "access";
    case "application_closed":
      return eventKind === "application_lapsed" ? "lapsed" : "plain";
    case "offer_closed":
      return known(CLOSED_BECAUSE, eventKind === "offer_withdrawn" ? why : eventKind);
    case "yes_ended":
      return known(YES_ENDED_AS, why);
    case "job_confirmed":
      return eventKind === "offer_accepted" ? "accepted" : "assigned";
    case "request_changed":
      return changed.length > 0 ? "plain" : "clear";
    case "job_cancelled":
      return eventKind === "request_cancelled" ? "cancelled" : "released";
    case "needs_decision":
      return known(QUEUED_BECAUSE, why);
    default:
      return "plain";
  }
}

/** What a coordinator has found out, where the message says it. */
const CLARIFIED: Partial<Record<string, string>> = { language_mapped: "language", place_mapped: "place" };

const isPlaceUnlisted = (job: JobFacts | null) => job?.mode === "onsite" && job.town === null;

/** The ends that `offer_closed` has its own sentence for; any other is `plain`, as is a reason to queue that is not known. */
export const CLOSED_BECAUSE = [
  "offer_expired",
  "offer_superseded",
  "cancelled",
  "rejected",
  "rescheduled",
  "no_longer_fits",
  "person_took_other",
  "person_took_other_way",
] as const;

/** Why a request waits for a coordinator, where whoever asked is told it in words of its own. */
export const UNDECIDED_BECAUSE = [
  "proposal_declined",
  "proposal_overtaken",
  "language_not_listed",
  "place_not_listed",
] as const;

/** The ends of a yes that its person is told of by mail. */
export const YES_ENDED_AS = ["taken", "cancelled", "rejected", "changed", "lapsed"] as const;

function known(reasons: readonly string[], reason: string | null): string {
  return reason !== null && reasons.includes(reason) ? reason : "plain";
}

function smallOf(t: Translate, facts: MessageFacts): string[] {
  return said([
    facts.kind === "offer" && t("mail:offer.personal"),
    facts.job && t("mail:footer.reference", { reference: oneLine(facts.job.reference) }),
    facts.phone && t("mail:footer.questions", { phone: deskNumber(t, facts.to.locale, facts.phone, facts.office) }),
    (facts.job || facts.conflicts.length > 0) && t("common:nav.zone"),
    t("mail:footer.from"),
  ]);
}

// --- the two parts -----------------------------------------------------------------------------------

function asText({ heading, jobs, due, paragraphs, link, small }: Words): string {
  const blocks = [
    heading,
    ...jobs.map((lines) => lines.join("\n")),
    ...(due ? [due] : []),
    ...paragraphs,
    `${link.label}:\n${link.url}`,
  ];
  return `${blocks.join("\n\n")}\n\n-- \n${small.join("\n")}\n`;
}

/** Colours are our tokens, written inline for clients that drop style sheets; the sheet only turns them dark. */
const DARK = `
@media (prefers-color-scheme: dark) {
  .canvas { background: #0f171c !important }
  .card { background: #172229 !important; border-color: #2c3a43 !important }
  .ink { color: #e8eef1 !important }
  .muted { color: #a6b4bd !important }
  .rule { border-color: #5cc4cf !important }
  .brand { color: #5cc4cf !important }
  .due { color: #f2b76b !important; background: #2e2416 !important }
  .button { background: #5cc4cf !important; color: #0f171c !important }
}`;
const FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

function asHtml({ subject, heading, jobs, due, paragraphs, link, small }: Words, locale: Locale): string {
  return pageHtml({ subject, heading, small }, locale, [
    ...jobs.map(jobHtml),
    due ? dueHtml(due) : "",
    link.isButton ? buttonHtml(link) : "",
    ...paragraphs.map(paragraphHtml),
    linkHtml(link),
  ]);
}

/** The sheet around what a letter says. */
export function pageHtml(
  { subject, heading, small }: Pick<Words, "subject" | "heading" | "small">,
  locale: Locale,
  inside: readonly string[],
): string {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>${DARK}
</style>
</head>
<body class="canvas" style="margin:0;padding:0;background:#f5f7f8">
<div class="canvas" lang="${locale}" style="background:#f5f7f8;padding:24px 12px;${FONT}">
<div class="card ink" style="max-width:520px;margin:0 auto;background:#ffffff;border:1px solid #d5dbdf;border-radius:10px;padding:24px 20px;color:#14212b;font-size:16px;line-height:1.5">
<h1 class="ink" style="margin:0 0 16px;font-size:22px;line-height:1.2;font-weight:650;color:#14212b">${escapeHtml(heading)}</h1>
${inside.filter(Boolean).join("\n")}
</div>
<div class="muted" style="max-width:520px;margin:12px auto 0;padding:0 20px;color:#51606b;font-size:13px;line-height:1.5">
${small.map((line) => `<p style="margin:0 0 4px">${escapeHtml(line)}</p>`).join("\n")}
</div>
</div>
</body>
</html>
`;
}

export function headingHtml(text: string): string {
  return `<h2 class="ink" style="margin:24px 0 12px;font-size:18px;line-height:1.3;font-weight:650;color:#14212b">${escapeHtml(text)}</h2>`;
}

export function dueHtml(due: string): string {
  return `<p class="due" style="margin:0 0 16px;padding:8px 12px;border-radius:6px;background:#fff4e0;color:#8a4b08;font-weight:600">${prose(due)}</p>`;
}

function buttonHtml({ label, url }: Words["link"]): string {
  return `<p style="margin:0 0 16px"><a class="button" href="${escapeHtml(url)}" style="display:block;background:#0b5c66;color:#ffffff;border-radius:6px;padding:14px 20px;font-size:18px;font-weight:600;text-align:center;text-decoration:none">${escapeHtml(label)}</a></p>`;
}

export function paragraphHtml(line: string): string {
  return `<p class="ink" style="margin:0 0 12px;color:#14212b">${prose(line)}</p>`;
}

export function linkHtml({ label, url }: Words["link"]): string {
  const address = escapeHtml(url);
  return `<p class="muted" style="margin:16px 0 0;color:#51606b;font-size:14px">${escapeHtml(label)}:<br><a class="brand" href="${address}" style="color:#0b5c66;overflow-wrap:anywhere;word-break:break-word">${address}</a></p>`;
}

export function jobHtml([what = "", when = ""]: string[]): string {
  return `<p class="ink rule" style="margin:0 0 16px;padding-left:12px;border-left:3px solid #0b5c66;color:#14212b"><strong style="font-size:18px">${prose(what)}</strong><br>${prose(when)}</p>`;
}

/** A number stays with its unit or month at the end of a line. */
function prose(text: string): string {
  return escapeHtml(text.replace(/(\d\.?|plkst\.) (?=[^\s·])/g, "$1\u00a0"));
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
