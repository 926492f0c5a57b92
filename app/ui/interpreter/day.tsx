/** What is on one day of a person's calendar: as marks in a cell, and as a list that says everything. */
import { Link } from "@remix-run/react";
import type { AbsenceKind, Mode } from "#app/dispatch/vocabulary";
import { sentenceCase, timeOfDay, timeRange } from "#app/i18n/format";
import { dayInterval, type Instant } from "#app/time";
import { Icon, type IconName } from "../icon";
import { type useLocale, useReader, type useT } from "../locale";
import type { Tone } from "../page";
import { whatOf } from "./asked";

interface Entry {
  id: string;
  language: string;
  mode: Mode;
  start: Instant;
  end: Instant;
}

export interface Day {
  date: string;
  jobs: readonly (Entry & { town: string | null })[];
  offers: readonly Entry[];
  absences: readonly { id: string; start: Instant; end: Instant; kind: AbsenceKind }[];
}

interface MarkedDay {
  jobs: readonly Pick<Entry, "id" | "language" | "start">[];
  offers: MarkedDay["jobs"];
  /** How many. */
  absences: number;
}

/** On phones how many of each, on wide screens what they are. The cell's own words say it to those who hear it. */
export function DayMarks({ day }: { day: MarkedDay }) {
  const { t, locale } = useReader();
  const short = (entry: MarkedDay["jobs"][number]) => `${timeOfDay(locale, entry.start)} ${entry.language}`;
  return (
    <span aria-hidden="true">
      <span className="month-marks">
        <Mark tone="secured" icon="secured" count={day.jobs.length} />
        <Mark tone="waiting" icon="waiting" count={day.offers.length} />
      </span>
      <span className="month-entries">
        {day.jobs.slice(0, 3).map((job) => (
          <span key={job.id} className="month-entry" data-tone="secured">
            {short(job)}
          </span>
        ))}
        {day.jobs.length > 3 && <span className="month-entry">+{day.jobs.length - 3}</span>}
        {day.offers.slice(0, 2).map((offer) => (
          <span key={offer.id} className="month-entry" data-tone="waiting">
            {short(offer)}?
          </span>
        ))}
        {day.absences > 0 && <span className="month-entry">{t("interpreter:calendar.away")}</span>}
      </span>
    </span>
  );
}

function Mark({ tone, icon, count }: { tone: Tone; icon: IconName; count: number }) {
  if (count === 0) return null;
  return (
    <span className="mark" data-tone={tone}>
      <Icon name={icon} />
      {count}
    </span>
  );
}

export function DayEntries({ day }: { day: Day }) {
  const { t, locale } = useReader();
  return (
    <ul className="entries">
      {day.absences.map((absence) => (
        <li key={absence.id}>
          <div className="entry">
            <span className="entry-when">{hoursOn(t, locale, absence, day.date)}</span>
            <span className="entry-what">
              <Icon name="cancelled" />
              {t("interpreter:calendar.awayTitle")}
            </span>
          </div>
        </li>
      ))}
      {day.jobs.map((job) => (
        <li key={job.id}>
          <Link to={`/interpreter/jobs/${job.id}`} className="entry">
            <span className="entry-when">{timeRange(locale, job)}</span>
            <span className="entry-what" data-tone="secured">
              <Icon name="secured" />
              {[whatOf(t, job), job.town].filter(Boolean).join(" · ")}
            </span>
          </Link>
        </li>
      ))}
      {day.offers.map((offer) => (
        <li key={offer.id}>
          <Link to="/interpreter" className="entry">
            <span className="entry-when">{timeRange(locale, offer)}</span>
            <span className="entry-what" data-tone="waiting">
              <Icon name="waiting" />
              {sentenceCase(t("interpreter:calendar.offer"))}: {whatOf(t, offer)}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** "visu dienu", "no 14:00", "līdz 12:00" or "10:00–12:00": the part of the interval that is on the date. */
function hoursOn(
  t: ReturnType<typeof useT>,
  locale: ReturnType<typeof useLocale>,
  { start, end }: { start: Instant; end: Instant },
  date: string,
): string {
  const day = dayInterval(date);
  const before = start <= day.start;
  const after = end >= day.end;
  if (before && after) return sentenceCase(t("interpreter:calendar.allDay"));
  if (before) return sentenceCase(t("interpreter:calendar.until", { when: timeOfDay(locale, end) }));
  if (after) return sentenceCase(t("interpreter:calendar.from", { when: timeOfDay(locale, start) }));
  return timeRange(locale, { start, end });
}
