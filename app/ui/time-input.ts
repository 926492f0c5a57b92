/**
 * How a time of day is typed, the same on every form. A keypad with a separator, because what stands there has one; not
 * type="time", which shows AM and PM to browsers of other languages.
 */
export const TIME_INPUT = {
  type: "text",
  inputMode: "decimal",
  autoComplete: "off",
  placeholder: "14:00",
  maxLength: 7,
} as const;
