/** What an interpreter is told about a request, said the same way in offers, jobs and the calendar. */
import type { Locale, Mode, Obstacle, Sector, Topic } from "#app/dispatch/vocabulary";
import { dayLong, duration, sentenceCase, timeRange } from "#app/i18n/format";
import type { Translate } from "#app/i18n/index";
import { type Instant, type Interval, minutesBetween } from "#app/time";
import { Icon } from "../icon";
import { useLocale, useReader, useT } from "../locale";

export interface Asked {
  language: string;
  variant: string | null;
  mode: Mode;
  start: Instant;
  end: Instant;
  town: string | null;
  topic: Topic | null;
  sector: Sector | null;
  relay?: { slot: number; language: string; pivot: string } | null;
}

/** "Dari · pa tālruni", "Arābu (Levantes) · klātienē". */
export function whatOf(
  t: Translate,
  { language, variant, mode }: Pick<Asked, "language" | "mode"> & { variant?: string | null },
) {
  return `${sentenceCase(language)}${variant ? ` (${variant})` : ""} · ${t(`domain:mode.${mode}`)}`;
}

/** "Otrdien, 1. decembrī, 14:00–15:00"; day with month and hours each stay on one line. */
export function When({ interval, now }: { interval: Interval; now: Instant }) {
  const locale = useLocale();
  const [, before, day] = /^(.*?)(\d+\.? \p{L}+.*)$/u.exec(sentenceCase(dayLong(locale, interval.start, now))) ?? [];
  return (
    <time dateTime={new Date(interval.start).toISOString()}>
      {before}
      <span className="unbroken">{day}</span>, <span className="unbroken">{timeRange(locale, interval)}</span>
    </time>
  );
}

/** When, how long, where and, as far as it may be told, about what. */
export function AskedFacts({ asked, now }: { asked: Asked; now: Instant }) {
  const t = useT();
  const about = [asked.topic && t(`domain:topic.${asked.topic}`), asked.sector && t(`domain:sector.${asked.sector}`)];
  const known = about.filter((word): word is string => Boolean(word));
  return (
    <div className="asked">
      <p className="asked-when">
        <When interval={asked} now={now} />{" "}
        <span className="asked-length">({duration(minutesBetween(asked.start, asked.end))})</span>
      </p>
      {asked.town && (
        <p className="asked-where">
          <Icon name="place" />
          <span>{asked.town}</span>
        </p>
      )}
      {asked.relay && <RelayPart relay={asked.relay} />}
      {known.length > 0 && <p className="asked-about">{sentenceCase(known.join(" · "))}</p>}
    </div>
  );
}

/** Which part of a relay is theirs: two interpreters, one language between them. */
export function RelayPart({ relay: { slot, ...words } }: { relay: NonNullable<Asked["relay"]> }) {
  const t = useT();
  return <p className="asked-about">{t(`change:relay.part${slot === 1 ? 1 : 2}`, words)}</p>;
}

export interface OwnDay {
  fits: boolean;
  hasOtherJob: boolean;
  otherJobs: readonly { start: Instant; end: Instant; town: string | null }[];
}

/** How it lies in the person's own day; the other jobs' times only where the page was given them. */
export function DayFitLine({ day, obstacles = [] }: { day: OwnDay; obstacles?: readonly Obstacle["code"][] }) {
  const { t, locale } = useReader();
  const isAway = obstacles.includes("absent");
  const isClash = obstacles.includes("overlap") || obstacles.includes("travel_too_short");
  const key = day.fits
    ? day.hasOtherJob
      ? "fitsBeside"
      : "fits"
    : isAway
      ? "away"
      : isClash
        ? "clash"
        : day.hasOtherJob
          ? "otherJob"
          : "check";
  const others = obstacles.filter((code) => !["absent", "overlap", "travel_too_short"].includes(code));
  return (
    <div className="day-fit" data-tone={day.fits ? "secured" : "waiting"}>
      <p>
        <Icon name={day.fits ? "secured" : "problem"} />
        <span>{t(`interpreter:fit.${key}`)}</span>
      </p>
      {day.otherJobs.length > 0 && (
        <p className="day-fit-more">
          {t("interpreter:fit.yourJobs")}{" "}
          {day.otherJobs.map((job) => [timeRange(locale, job), job.town].filter(Boolean).join(", ")).join("; ")}
        </p>
      )}
      {others.map((code) => (
        <p className="day-fit-more" key={code}>
          {t(`interpreter:fit.${code}`)}
        </p>
      ))}
    </div>
  );
}

/**
 * What stands in the way of a "yes", in words. Reasons that are for coordinators only are not named;
 * `withTimes: false` where the person's other jobs must not be told.
 */
export function obstacleWords(
  t: Translate,
  locale: Locale,
  obstacles: readonly Obstacle[],
  { withTimes }: { withTimes: boolean },
): string[] {
  const words = obstacles.map((obstacle) => {
    if (obstacle.code === "overlap" && withTimes)
      return t("interpreter:why.overlapAt", { time: timeRange(locale, obstacle.with.interval) });
    return t(OWN.has(obstacle.code) ? `interpreter:why.${obstacle.code}` : "interpreter:why.other");
  });
  return [...new Set(words)];
}

const OWN = new Set<Obstacle["code"]>([
  "overlap",
  "travel_too_short",
  "not_available",
  "absent",
  "hours_cap",
  "mode_not_offered",
  "outside_radius",
]);
