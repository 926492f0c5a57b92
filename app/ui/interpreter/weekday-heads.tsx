import { weekdayName, weekdayShort } from "#app/i18n/format";
import { useLocale, VisuallyHidden } from "../kit";

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
