import { type Day, type Format, two } from "./format";
import { placeIn } from "./lv-places";

const WEEKDAYS = ["pirmdiena", "otrdiena", "trešdiena", "ceturtdiena", "piektdiena", "sestdiena", "svētdiena"];
/** "On Tuesday": otrdien. */
const WEEKDAYS_WHEN = ["pirmdien", "otrdien", "trešdien", "ceturtdien", "piektdien", "sestdien", "svētdien"];
const MONTHS = [
  "janvāris",
  "februāris",
  "marts",
  "aprīlis",
  "maijs",
  "jūnijs",
  "jūlijs",
  "augusts",
  "septembris",
  "oktobris",
  "novembris",
  "decembris",
];
/** "In December": decembrī. */
const MONTHS_WHEN = [
  "janvārī",
  "februārī",
  "martā",
  "aprīlī",
  "maijā",
  "jūnijā",
  "jūlijā",
  "augustā",
  "septembrī",
  "oktobrī",
  "novembrī",
  "decembrī",
];

const dayNarrow = ({ day, month }: Pick<Day, "day" | "month">) => `${two(day)}.${two(month)}.`;
const inYear = ({ year }: Day, withYear: boolean) => (withYear ? `${year}. gada ` : "");
const monthDative = ({ month }: Day) => MONTHS[month - 1]!.replace(/is$/, "im").replace(/s$/, "am");

export const lv: Format = {
  weekdays: WEEKDAYS,
  weekdaysShort: ["P", "O", "T", "C", "P", "S", "Sv"],
  dayLong: (day, withYear) =>
    `${WEEKDAYS_WHEN[day.weekday - 1]}, ${inYear(day, withYear)}${day.day}. ${MONTHS_WHEN[day.month - 1]}`,
  dayShort: (day) => `${dayNarrow(day)}${day.year}.`,
  dayNear: dayNarrow,
  dayNarrow,
  dayTitle: (day, withYear) =>
    `${WEEKDAYS[day.weekday - 1]}, ${inYear(day, withYear)}${day.day}. ${MONTHS[day.month - 1]}`,
  weekTitle: (week, first, last) => `${week}. nedēļa, ${dayNarrow(first)}–${dayNarrow(last)}${last.year}.`,
  monthAndYear: (month, year) => `${year}. gada ${MONTHS[month - 1]}`,
  dateTime: (day, time) => `${day} ${time}`,
  moment: (day, time) => `${day}, plkst. ${time}`,
  until: (day, withYear, time) =>
    `līdz ${WEEKDAYS[day.weekday - 1]}i, ${inYear(day, withYear)}${day.day}. ${monthDative(day)}, plkst. ${time}`,
  days: (count) => `${count} d.`,
  and: "un",
  decimal: ",",
  place: placeIn,
};
