/**
 * What pages carry beside what they show, and why. Nothing here tells a reader of a person, a place or a day that the page itself
 * would not. Phones, addresses, codes, notes and numbers of events have no line.
 */
export interface Structure {
  /** Where it stands: route, then keys; places in a list are "*". */
  at: RegExp;
  /** Only values of this shape. */
  value?: RegExp;
  why: string;
}

const PUBLIC = "what everybody is told alike: ";
const SCRIPTS = "shown by the page's own scripts: ";
const STATE = "decides what is shown: ";

export const STRUCTURAL: readonly Structure[] = [
  { at: /./, value: /^[\w-]{22}(\.\d)?$/, why: "a random id names a row and tells nothing" },
  { at: /\/(en|lv)$/, why: "a name in the language that the page is not read in" },
  {
    at: /\/(now|today|tomorrow|sunday|before|after)$/,
    why: "the moment at which the page was read, and days beside it",
  },
  { at: /^loaderData\/root\/live\/since$/, value: /^[\w-]{59}$/, why: "a sealed mark of when the page was read" },
  { at: /^loaderData\/root\/(words|theme)$/, why: "the reader's language and look" },
  { at: /^loaderData\/root\/office\//, why: `${PUBLIC}when the desks answer, for whichever sentence says a number` },
  { at: /\/(sessions|signIns)\/\*\/device$/, value: /^\?$/, why: `${STATE}a browser that said nothing of itself` },
  { at: /\/account\/role$/, why: `${STATE}which settings one's own account has` },

  // what a service is worth, and what was said of it
  {
    at: /\/reasons\/\*\/(least|officeMinutes)$/,
    why: "minutes of a reason for cents, which its sentence says in hours",
  },
  { at: /\/average$/, why: "an average, which the page writes with a comma" },
  { at: /\/results\/\*\/until$/, why: "the end of a survey's months, which the page names" },
  {
    at: /\/services\/\*\/(report|holds)\/(ticketCents|travelMeans)$/,
    why: "of a version as a whole, of which a decision shows the times",
  },

  // forms
  {
    at: /\/options\/languages\/\*\/(variants\/\*\/words|words|related)$/,
    why: `${PUBLIC}words by which a language is found`,
  },
  { at: /\/options\/days\/\*\/(kind|name)$/, why: `${PUBLIC}holidays, said when such a day is typed` },
  {
    at: /\/promise\/(keptFrom|oneWorkingDay|night\/(from|to))$/,
    why: `${PUBLIC}rules of the promise, for the start that is typed`,
  },
  { at: /\/outlook\/(risk|night\/(from|to))$/, why: `${PUBLIC}rules of the promise, for the sentence about it` },
  { at: /\/likely\/\*\/(id|note|region|label)$/, why: `${PUBLIC}places of the country, offered when one is chosen` },
  { at: /\/(options\/deskRegion|sheet\/region)$/, why: `${STATE}which desk is asked for when a number is needed` },
  { at: /\/sheet\/startAt$/, why: `${STATE}the start of one's own request, for sentences about what an edit does` },
  { at: /\/organisation\/placeId$/, why: "the place whose name stands in the field" },

  {
    at: /(\/id|\/as|\/userId)$/,
    value: /^(user|bank|social|crisis|assignment)-[a-z0-9]+$/,
    why: "a name of the tests' own world where a real one has a random id",
  },
  { at: /set-password\.\$token\/account\/kind$/, why: `${STATE}whether a password is the first` },
  { at: /institution\.requests\.\$id\/request\/outlook\/dueAt$/, why: "what was promised to whoever reads it" },

  { at: /admin\.settings\/rules\/\*\/limit\/kind$/, why: `${STATE}by what kind of field a rule is set` },
  { at: /d\.\$token\/(shown\/)?kind$/, why: `${STATE}what somebody at the door has come for` },

  // what took place, and what is owed and said about it
  {
    at: /statement\/(rows|waiting)\/\*\/key$/,
    value: /^\w+:[\w-]{1,22}(:\d+)?$/,
    why: "names a row by the random id of its service",
  },
  { at: /\.statements?\..*\/minutes$/, why: "hours, as pages write them" },
  { at: /finance\.rates\/history\/\*\/id$/, why: "the place of a rate among all that were entered" },
  { at: /finance\.rates\/rules\/\w+\.(from|to)$/, why: "times of day, as pages write them" },
  { at: /verify\.\$code\/record\/told\/minutes$/, why: "a length, as pages write it" },
  { at: /\$id_\.evaluation\/code$/, value: /^<svg [\s\S]*<\/svg>\s*$/, why: "a code that is drawn" },
  { at: /e\.\$token\/state$/, why: `${STATE}whether there is anything to answer` },
  { at: /e\.\$token\/said\/thanks$/, why: `${PUBLIC}the words of the evaluation, before and after it` },

  // lists
  { at: /institution\._index\/total$/, why: `${SCRIPTS}how many of one's own there are, of which a page shows some` },
  { at: /\/timeline\/\*\/(kind|actor\/kind)$/, why: `${STATE}which sentence stands beside that moment` },
  { at: /interpreter\.availability\/chosen\/end$/, why: "one's own days, to midnight" },
  { at: /interpreter\.availability\/weeks\//, why: "the days of a month" },

  // whoever coordinates may see all of this; the page shows it as it is opened
  {
    at: /coordinator\.(calendar|list)\/(entries|people|columns|chosen|specialDays|shown|open)\b/,
    why: `${SCRIPTS}the calendar, as cards are opened, dragged and filtered`,
  },
  {
    at: /coordinator\.move\/subject\/(deskId|languageCode|state)$/,
    why: `${STATE}what a card is, by which it is filtered`,
  },
  { at: /coordinator\.plan\/shown$/, why: `${STATE}which half of the page` },
  {
    at: /routes\/coordinator\..*\/candidates\/\w+\/\*\/(obstacles|person|rule)\b/,
    value: /^[\w-]{1,24}$/,
    why: `${STATE}codes from which the sentence about a person is made`,
  },
  {
    at: /routes\/coordinator\..*\/view\/names\//,
    why: `${PUBLIC}names of languages and places, for sentences about obstacles`,
  },
  {
    at: /\/queue\/\w+\/cards\/\*\/(at|kind|validUntil|answerDueAt|queuedAt|submittedAt)$/,
    why: `${STATE}the order of cards, and words about how long they wait`,
  },
  {
    at: /coordinator\.interpreters\.\$id\/person\/(availability|credentials)\/\*\/(fromMinute|toMinute|validUntil)$/,
    why: "hours and dates, as pages write them",
  },
  {
    at: /(\$id_\.papers|interpreter\.more)\/papers\/\*\/validUntil$/,
    why: "the end of a last day, which the page writes",
  },
  { at: /routes\/coordinator\..*\/(deadlineAt|firstDeadlineAt)$/, why: `${SCRIPTS}how long is left, counted down` },
  {
    at: /routes\/(coordinator|admin)\..*\/(says|status|points|gender|others\/\*|thing\/page)$/,
    value: /^(-?\d{1,4}|[a-z_]{1,24}|[FM])$/,
    why: `${STATE}codes from which sentences are made`,
  },
  { at: /coordinator\.plan\/proposal\/.*minutes(\/\*)?$/, why: "hours, as pages write them" },
  { at: /\/(maxMinutesPerWeek|minutesThisWeek)$/, why: "hours, as pages write them" },
  { at: /\/nextAbsence\/(start|end)$/, why: "days, to midnight, as pages write them" },
];
