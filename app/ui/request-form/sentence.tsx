import { outlookFrom } from "#app/dispatch/promise";
import { MINUTES } from "#app/dispatch/request-questions";
import { dayTitle, duration, momentLong, phone, phoneLink, sentenceCase, whenLong } from "#app/i18n/format";
import { promiseSentence } from "#app/i18n/promise";
import type { offered } from "#app/queries/everyone/form-options";
import type { PlaceChoice } from "#app/queries/everyone/places";
import { addMinutes, dateOf, type Instant, isDate, parseWall, typedTime } from "#app/time";
import { Icon, useLocale, useReader, useT } from "#app/ui/kit";
import { OfficeHours, useOffice } from "#app/ui/office";

export type Values = Record<string, string>;
type Options = ReturnType<typeof offered>;

/** The start that the form's values mean, or why they mean none. */
export function startOf(values: Values) {
  const { date = "", start = "", fold } = values;
  return parseWall(date, typedTime(start) ?? "", fold === "earlier" || fold === "later" ? fold : undefined);
}

/** What is being asked for, in one sentence that follows the form, and by when there will be an answer. */
export function Sentence({ values, options, now }: { values: Values; options: Options; now: Instant }) {
  const { t, locale } = useReader();
  const what = useWhat(values, options);
  const start = startOf(values);
  const asked = Number(values.minutes);
  const minutes = asked >= MINUTES.least && asked <= MINUTES.most ? asked : 60;
  const interval = start.ok ? { start: start.value, end: addMinutes(start.value, minutes) } : null;
  return (
    <aside className="sentence" aria-label={t("request:new.card")}>
      <p className="sentence-text" data-empty={what === null && interval === null ? true : undefined}>
        {what === null && interval === null
          ? t("request:sentence.empty")
          : `${sentenceCase(what ?? "…")}, ${interval ? whenLong(locale, interval, now) : t("request:sentence.noTime")}.`}
      </p>
      {interval && (
        <p className="small muted">
          {t("request:sentence.length", {
            length: duration(minutes),
            end:
              dateOf(interval.start) === dateOf(interval.end)
                ? momentLong(locale, interval.end, now).split(", ").at(-1)
                : momentLong(locale, interval.end, now),
          })}
        </p>
      )}
      <Promised start={interval?.start ?? null} values={values} options={options} />
    </aside>
  );
}

/** The region of the desk that will have the request: of the place where it is on site; null where that is the institution's own. */
export function regionOf({ mode, place: typed }: Values, places: readonly PlaceChoice[]): string | null {
  return mode === "onsite" ? (places.find(({ label }) => label === typed)?.region ?? null) : null;
}

/** By when there will be an answer, or what happens where that cannot be promised; and whom to call. */
function Promised({ start, values, options }: { start: Instant | null; values: Values; options: Options }) {
  const { t, locale } = useReader();
  const office = useOffice();
  const { deskPhone } = options;
  const outlook =
    start &&
    outlookFrom(
      options.promise,
      start,
      values.language === "-" || isElsewhere(values) ? "coordinator" : "interpreters",
    );
  return (
    <>
      <p className="sentence-promise">
        <Icon name="waiting" />
        <span>
          {outlook && office
            ? promiseSentence(t, locale, outlook, deskPhone, office)
            : t("request:sentence.promiseLater")}
        </span>
      </p>
      {deskPhone && (
        <p className="small muted">
          <a className="tap" href={phoneLink(deskPhone)}>
            {t(`request:warning.${office?.isOpen ? "urgentPhone" : "closedPhone"}`, { phone: phone(deskPhone) })}
          </a>{" "}
          <OfficeHours />
        </p>
      )}
    </>
  );
}

const isElsewhere = ({ mode, placeElsewhere }: Values) => mode === "onsite" && placeElsewhere === "on";

function useWhat(values: Values, options: Options): string | null {
  const t = useT();
  const { place } = values;
  const mode = values.mode
    ? `${t(`domain:mode.${values.mode}`)}${values.mode === "onsite" && place ? ` (${place})` : ""}`
    : "";
  if (values.language === "-")
    return values.languageText ? t("request:sentence.text", { language: values.languageText, mode }) : null;
  const language = options.languages.find(({ code }) => code === values.language);
  if (!language?.served) return null;
  const variant = language.variants.find(({ code }) => values.variant === `${language.code}/${code}`)?.name;
  const key = `${values.count === "2" ? "two" : "one"}${variant ? "Variant" : ""}`;
  return t(`request:sentence.${key}`, { language: language.name, variant, mode });
}

/** "Otrdiena, 1. decembris" of a date that a warning names. */
export function useDayOf() {
  const locale = useLocale();
  return (date: string, now: Instant) => (isDate(date) ? dayTitle(locale, date, now) : date);
}
