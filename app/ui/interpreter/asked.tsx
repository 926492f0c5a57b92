/** What an interpreter is told about a request, said the same way in offers, jobs and the calendar. */
import { isOwn, type OwnCode } from "#app/dispatch/own-obstacles";
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
  obstacles: readonly {
    code: OwnCode;
    isOverruled: boolean;
    with: Interval | null;
    way: { needMinutes: number; haveMinutes: number } | null;
  }[];
  yesNeeds: "nothing" | "own_word" | "coordinator";
}

/**
 * How it lies in the person's own day: that it fits is said only when nothing of theirs stands in the way, and whatever
 * does is named, also where a coordinator asks in spite of it. Times only where the page was given them.
 */
export function DayFitLine({ day }: { day: OwnDay }) {
  const { t, locale } = useReader();
  const known = day.obstacles.filter(({ isOverruled }) => isOverruled);
  const open = day.obstacles.filter(({ isOverruled }) => !isOverruled);
  return (
    <div className="day-fit" data-tone={day.fits ? "secured" : "waiting"}>
      {day.fits && (
        <p className="day-fit-head">
          <Icon name="secured" />
          <span>{t(`interpreter:fit.${day.hasOtherJob ? "fitsBeside" : "fits"}`)}</span>
        </p>
      )}
      <Named lead="overruled" obstacles={known} />
      <Named lead="open" obstacles={open} />
      {!day.fits && day.hasOtherJob && day.otherJobs.length === 0 && (
        <p className="day-fit-more">{t("interpreter:fit.otherJob")}</p>
      )}
      {day.otherJobs.length > 0 && (
        <p className="day-fit-more">
          {t("interpreter:fit.yourJobs")}{" "}
          {day.otherJobs.map((job) => [timeRange(locale, job), job.town].filter(Boolean).join(", ")).join("; ")}
        </p>
      )}
      {day.yesNeeds !== "nothing" && <p className="day-fit-more">{t(`interpreter:fit.yesNeeds.${day.yesNeeds}`)}</p>}
    </div>
  );
}

function Named({ lead, obstacles }: { lead: "overruled" | "open"; obstacles: OwnDay["obstacles"] }) {
  const { t, locale } = useReader();
  if (obstacles.length === 0) return null;
  return (
    <>
      <p className="day-fit-head">
        <Icon name="problem" />
        <span>{t(`interpreter:fit.${lead}`)}</span>
      </p>
      <ul className="day-fit-more">
        {[...new Set(obstacles.map((obstacle) => ownSentence(t, locale, obstacle)))].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}

function ownSentence(t: Translate, locale: Locale, { code, with: other, way }: OwnDay["obstacles"][number]): string {
  if (code === "overlap" && other) return t("interpreter:why.overlapAt", { time: timeRange(locale, other) });
  if (way && other)
    return t("interpreter:why.wayBeside", {
      time: timeRange(locale, other),
      need: way.needMinutes,
      have: way.haveMinutes,
    });
  return t(`interpreter:why.${code}`);
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
    if (!isOwn(obstacle)) return t("interpreter:why.other");
    const other = withTimes && "with" in obstacle ? obstacle.with.interval : null;
    return ownSentence(t, locale, { code: obstacle.code, isOverruled: false, with: other, way: null });
  });
  return [...new Set(words)];
}
