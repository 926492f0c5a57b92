import { Link } from "@remix-run/react";
import { monthAndYear, sentenceCase, weekdayName, weekdayShort } from "#app/i18n/format";
import { Icon, useLocale, useReader, VisuallyHidden } from "../kit";

/** The head of a month's table: Monday first, one letter to see and the whole name to hear. */
export function WeekdayHeads() {
  const locale = useLocale();
  return (
    <thead>
      <tr>
        {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
          <th key={weekday} scope="col">
            <span aria-hidden="true">{weekdayShort(locale, weekday)}</span>
            <VisuallyHidden>{weekdayName(locale, weekday)}</VisuallyHidden>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** One month back or on: `month` is the one that is led to. */
export function MonthStep({ to, month, by }: { to: string; month: string; by: "previous" | "next" }) {
  const { t, locale } = useReader();
  const name = sentenceCase(monthAndYear(locale, `${month}-01`));
  return (
    <Link
      className="month-step"
      to={to}
      preventScrollReset
      aria-label={t(`interpreter:calendar.${by}`, { month: name })}
    >
      <Icon name={by} />
    </Link>
  );
}
