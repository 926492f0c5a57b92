/**
 * Which fields of the request form are shown beside the others' answers. What is not shown is not asked, not checked and not
 * kept: the same for what is sent, for a draft, and for what an earlier request fills in. The same on both sides.
 */
import { parseWall, typedTime } from "#app/time";

/** What the form offers to choose from, as far as fields hang on it. */
export interface Offered {
  languages: readonly { code: string; variants: readonly unknown[] }[];
}
type Typed = (name: string) => string;

const isOnSite = (typed: Typed) => typed("mode") === "onsite";

/** Field → whether it is shown beside what is typed in the others. A field that is not here always is. */
const SHOWN: Record<string, (typed: Typed, offered: Offered) => boolean> = {
  languageText: (typed) => typed("language") === "-",
  variant: (typed, { languages }) => hasVariants(languages, typed("language")),
  variantStrength: (typed, { languages }) =>
    typed("variant") !== "" &&
    isVariantOf(typed("variant"), typed("language")) &&
    hasVariants(languages, typed("language")),
  ...Object.fromEntries(
    ["place", "placeMeant", "placeElsewhere", "streetOf", "streetWas"].map((name) => [name, isOnSite]),
  ),
  address: isOnSite,
  videoLink: (typed) => typed("mode") === "video",
  fold: (typed) => isTwice(typed("date"), typed("start")),
  genderStrength: (typed) => typed("gender") !== "",
};

/** What was sent, without the fields that were not shown. */
export function shownOf(form: FormData, offered: Offered): FormData {
  const typed: Typed = (name) => String(form.get(name) ?? "").trim();
  const shown = new FormData();
  for (const [name, value] of form) if (isShown(name, typed, offered)) shown.append(name, value);
  return shown;
}

/** The same of values by name; a variant of another language than the chosen one goes too. */
export function keptOf(values: Record<string, string>, offered: Offered): Record<string, string> {
  const typed: Typed = (name) => (values[name] ?? "").trim();
  const isOurs = ([name, value]: [string, string]) => name !== "variant" || isVariantOf(value, typed("language"));
  return Object.fromEntries(
    Object.entries(values).filter((field) => isShown(field[0], typed, offered) && isOurs(field)),
  );
}

/** True when the choice "ku/kmr" is one of the language's variants. */
export function isVariantOf(choice: string, language: string): boolean {
  return choice.startsWith(`${language}/`);
}

/** True for an hour that happens twice that night, so that the form must ask which. */
export function isTwice(date: string, start: string): boolean {
  const read = parseWall(date, typedTime(start) ?? "");
  return !read.ok && read.reason === "time_exists_twice";
}

function isShown(name: string, typed: Typed, offered: Offered): boolean {
  return Object.hasOwn(SHOWN, name) ? (SHOWN[name]?.(typed, offered) ?? true) : true;
}

function hasVariants(languages: Offered["languages"], chosen: string): boolean {
  return languages.some(({ code, variants }) => code === chosen && variants.length > 0);
}
