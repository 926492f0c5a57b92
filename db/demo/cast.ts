/**
 * The named people of the demo database and of the tests: 31 interpreters, invented. A test relies on the rows of
 * those it names, so change a person only together with the tests that speak of them.
 */
import { type Gender, LEVELS, type Level, type Mode } from "#app/dispatch/vocabulary";
import { minuteOfDay, type WeeklyWindow } from "#app/time";

export interface CastLanguage {
  language: string;
  /** '' = without a particular variant. */
  variant: string;
  level: Level;
}

export interface CastInterpreter {
  slug: string;
  name: string;
  gender: Gender;
  homePlaceId: string;
  languages: readonly CastLanguage[];
  modes: readonly Mode[];
  radiusKm: number | null;
  maxHoursPerWeek: number;
  /** null = never said when they work. */
  weekly: readonly WeeklyWindow[] | null;
  /** "none" has no pledge, "expired" and "expiring" stand around the demo's today. */
  pledge: "sound" | "expiring" | "expired" | "none";
  /** Has shown a clean police record: asked of whoever meets people in danger. */
  police: boolean;
}

type Others = Partial<Pick<CastInterpreter, "modes" | "radiusKm" | "maxHoursPerWeek" | "weekly" | "pledge" | "police">>;

const person = (
  slug: string,
  name: string,
  gender: Gender,
  homePlaceId: string,
  languages: string,
  others: Others = {},
): CastInterpreter => ({
  slug,
  name,
  gender,
  homePlaceId,
  languages: languages.split(" ").map(spoken),
  modes: ["onsite", "phone", "video"],
  radiusKm: null,
  maxHoursPerWeek: 40,
  weekly: workdays("08:00", "18:00"),
  pledge: "sound",
  police: true,
  ...others,
});

/** "ku/kmr:3" → Kurdish, Kurmanji, professional. */
function spoken(text: string): CastLanguage {
  const [, language = "", variant = "", typed] = /^([\w-]+)(?:\/([\w-]+))?:(\d)$/.exec(text) ?? [];
  const level = LEVELS.find((one) => String(one) === typed);
  if (!level) throw new Error(`${text} is no language with its level`);
  return { language, variant, level };
}

/** Monday to Friday, wall clock. */
export function workdays(from: string, to: string): WeeklyWindow[] {
  return days([1, 2, 3, 4, 5], from, to);
}

function days(weekdays: readonly number[], from: string, to: string): WeeklyWindow[] {
  return weekdays.map((weekday) => ({ weekday, fromMinute: minuteOfDay(from), toMinute: minuteOfDay(to) }));
}

const LONG_WEEK = [...workdays("07:00", "21:00"), ...days([6], "09:00", "16:00")];
const EVENINGS = [...workdays("16:00", "21:00"), ...days([6, 7], "10:00", "18:00")];
const NIGHTS = [...workdays("18:00", "06:00"), ...days([6, 7], "08:00", "22:00")];
const SOME_DAYS = days([1, 3, 4], "09:00", "17:00");

export const CAST: readonly CastInterpreter[] = [
  person("amina", "Amina Karimi", "F", "riga-centrs", "prs:3"),
  person("karim", "Karim Rahimi", "M", "riga-purvciems", "prs:3 fa:2", { weekly: LONG_WEEK }),
  person("farid", "Farid Stanikzai", "M", "daugavpils", "ps:3", { radiusKm: 250 }),
  person("dilnoza", "Dilnoza Jusupova", "F", "riga-pardaugava", "uz:3 tg:2"),
  person("rojin", "Rojin Demir", "F", "jelgava", "ku/kmr:3", { radiusKm: 120 }),
  person("sherko", "Sherko Aziz", "M", "riga-purvciems", "ku/ckb:3"),
  person("samir", "Samir Haddad", "M", "riga-centrs", "ar/apc:3", { weekly: LONG_WEEK }),
  person("huda", "Huda al-Džaburi", "F", "riga-purvciems", "ar/acm:3", { weekly: null }),
  person("leila", "Leila Hosseini", "F", "riga-centrs", "fa:3", { weekly: LONG_WEEK }),
  person("reza", "Reza Ahmadi", "M", "liepaja", "fa:3 prs:1", { radiusKm: 150, police: false }),
  person("bilal", "Bilal Hussain", "M", "riga-purvciems", "ur:3 pa/pnb:2 hi:1", { police: false }),
  person("saima", "Saima Malik", "F", "jelgava", "ur:2", { weekly: SOME_DAYS, maxHoursPerWeek: 16, police: false }),
  person("harpreet", "Harpreet Kaur", "F", "riga-sarkandaugava", "pa/pan:3 hi:2"),
  person("rajesh", "Rajesh Sharma", "M", "riga-pardaugava", "hi:3", { pledge: "expiring" }),
  person("priya", "Priya Subramaniam", "F", "riga-centrs", "ta/ta-IN:3", { maxHoursPerWeek: 20 }),
  person("tanvir", "Tanvir Rahman", "M", "riga-purvciems", "bn:3", { weekly: EVENINGS }),
  person("linh", "Linh Nguyen", "F", "riga-purvciems", "vi:3"),
  person("ani", "Ani Harutjunjana", "F", "riga-pardaugava", "hy/hye:3"),
  person("gevorg", "Gevorgs Sargsjans", "M", "daugavpils", "hy:2", { radiusKm: 120, weekly: null, police: false }),
  person("wei", "Wei Zhang", "M", "riga-centrs", "zh/cmn:3", { police: false }),
  person("meiling", "Mei Ling Chan", "F", "ventspils", "zh/yue:3 zh/cmn:2", { modes: ["phone", "video"] }),
  person("emre", "Emre Yılmaz", "M", "riga-centrs", "tr:3", { weekly: LONG_WEEK }),
  person("ayse", "Ayşe Kaya", "F", "valmiera", "tr:3", { radiusKm: 130 }),
  person("nadia", "Nadia Benali", "F", "riga-pardaugava", "ar/ary:3 fr:3"),
  person("moussa", "Moussa Diallo", "M", "riga-centrs", "fr/fr-002:3 fr:3", { weekly: NIGHTS }),
  person("aminata", "Aminata Traoré", "F", "cesis", "fr:2", {
    radiusKm: 60,
    weekly: SOME_DAYS,
    pledge: "none",
    police: false,
  }),
  person("lucia", "Lucía Fernández", "F", "riga-centrs", "es:3 es/es-419:3"),
  person("diego", "Diego Morales", "M", "liepaja", "es/es-419:2", {
    weekly: EVENINGS,
    pledge: "expired",
    police: false,
  }),
  person("farrukh", "Farrukh Nazarov", "M", "rezekne", "tg:3 uz:1", { radiusKm: 150 }),
  person("yousef", "Yousef Khalil", "M", "liepaja", "ar/apc:3 ar:3", { radiusKm: 230 }),
  person("mariam", "Mariam Saleh", "F", "cesis", "ar/arz:3 ar:3", { weekly: null, radiusKm: 110 }),
];

export function castOf(slug: string): CastInterpreter {
  const found = CAST.find((one) => one.slug === slug);
  if (!found) throw new Error(`no one called ${slug} in the cast`);
  return found;
}
