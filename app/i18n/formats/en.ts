import { type Day, type Format, two } from "./format";

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const dayLong = ({ year, month, day, weekday }: Day, withYear: boolean) =>
  `${WEEKDAYS[weekday - 1]}, ${day} ${MONTHS[month - 1]}${withYear ? ` ${year}` : ""}`;
const dayNear = ({ day, month }: Day) => `${day} ${MONTHS[month - 1]!.slice(0, 3)}`;
const dayNarrow = ({ day, month }: Pick<Day, "day" | "month">) => `${two(day)}/${two(month)}`;

export const en: Format = {
  weekdays: WEEKDAYS,
  weekdaysShort: ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
  dayLong,
  dayShort: (day) => `${dayNear(day)} ${day.year}`,
  dayNear,
  dayNarrow,
  dayTitle: dayLong,
  weekTitle: (week, first, last) => `Week ${week}, ${dayNarrow(first)}–${dayNarrow(last)}/${last.year}`,
  monthAndYear: (month, year) => `${MONTHS[month - 1]} ${year}`,
  dateTime: (day, time) => `${day}, ${time}`,
  moment: (day, time) => `${day}, at ${time}`,
  until: (day, withYear, time) => `by ${dayLong(day, withYear)}, at ${time}`,
  days: (count) => `${count} d`,
  and: "and",
  decimal: ".",
  place: (name) => name,
};
