import { dayLong, duration, momentLong, phone, phoneLink, sentenceCase, whenLong } from "#app/i18n/format";
import type { requestFormFor } from "#app/queries/everyone/form-options";
import { addMinutes, dateOf, type Instant, parseWall, typedTime } from "#app/time";
import { Icon, useLocale, useReader, useT } from "#app/ui/kit";

export type Values = Record<string, string>;
type Options = ReturnType<typeof requestFormFor>;

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
  const minutes = Number(values.minutes) || 60;
  const interval = start.ok ? { start: start.value, end: addMinutes(start.value, minutes) } : null;
  const isUrgent = interval !== null && interval.start <= options.promiseDueAt;
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
      <p className="sentence-promise">
        <Icon name="waiting" />
        <span>
          {isUrgent
            ? t("request:sentence.urgent")
            : t("request:sentence.promise", { when: momentLong(locale, options.promiseDueAt, now) })}
        </span>
      </p>
      {options.deskPhone && (
        <p className="small muted">
          <a href={phoneLink(options.deskPhone)}>
            {t("request:warning.urgentPhone", { phone: phone(options.deskPhone) })}
          </a>
        </p>
      )}
    </aside>
  );
}

function useWhat(values: Values, options: Options): string | null {
  const t = useT();
  const place = options.places.find(({ id }) => id === values.placeId)?.name;
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

/** "Otrdien, 1. decembrī" of a date that a warning names. */
export function useDayOf() {
  const locale = useLocale();
  return (date: string, now: Instant) => {
    const noon = parseWall(date, "12:00");
    return noon.ok ? sentenceCase(dayLong(locale, noon.value, now)) : date;
  };
}
