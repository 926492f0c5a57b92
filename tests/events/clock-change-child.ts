/** Prints what mails and calendar files say of given instants, for the test that runs it under several TZ. */
import { writeLetter } from "#app/events/email";
import { entryIcs } from "#app/events/ics";
import type { JobFacts } from "#app/events/job-facts";
import type { MessageFacts } from "#app/events/message";
import { translator } from "#app/i18n";
import { type Instant, instantFrom, MINUTE } from "#app/time";

const sender = { appUrl: "https://tilts.example", from: "Tilts <a@tilts.example>" };
const said = process.argv.slice(2).map((iso) => {
  const start = instantFrom(Date.parse(iso));
  const end = instantFrom(start + 30 * MINUTE);
  return { iso, ...icsLines(start, end), lv: mailLine(start, end, "lv"), en: mailLine(start, end, "en") };
});
process.stdout.write(JSON.stringify(said));

function jobAt(start: Instant, end: Instant): JobFacts {
  const language = { lv: "dari", en: "Dari" };
  return {
    requestId: "r",
    reference: "R-1",
    language,
    variant: null,
    mode: "phone",
    town: null,
    interval: { start, end },
  };
}

function icsLines(start: Instant, end: Instant) {
  const entry = { uid: "r", sequence: 0, status: "confirmed" as const, job: jobAt(start, end), changedAt: start };
  const text = entryIcs(entry, { ...sender, locale: "lv", url: "/x", attendee: "b@tilts.example" });
  const line = (name: string) => text.split("\r\n").find((one) => one.startsWith(name));
  return { start: line("DTSTART"), end: line("DTEND"), stamp: line("DTSTAMP") };
}

function mailLine(start: Instant, end: Instant, locale: "lv" | "en"): string | undefined {
  const facts: MessageFacts = {
    id: "n",
    kind: "job_moved",
    eventKind: "request_rescheduled",
    at: start,
    to: { address: null, locale },
    words: translator,
    job: jobAt(start, end),
    interpreterCount: 1,
    why: null,
    account: "none",
    previous: null,
    due: null,
    opens: { page: "job", assignmentId: "a" },
    calendar: null,
    code: null,
    phone: null,
    outlook: null,
    isUndecided: false,
    isPartly: false,
    took: null,
    statement: null,
    office: { today: start, opens: "08:30", closes: "17:00", isOpen: true, changesAt: start },
    changed: [],
    isAskedAnew: false,
    conflicts: [],
    despite: [],
  };
  return writeLetter(facts, "b@tilts.example", sender, start).text.split("\n")[3];
}
