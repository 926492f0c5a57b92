/**
 * The text of an old form, as it comes out of Word: which label says what. A label stands before its value, with a colon, in a
 * cell of its own or on a line of its own; all of them are compared folded, without their number and what stands in brackets.
 */
import { numbersIn } from "#app/private-numbers";
import { fold } from "#app/text";

/** What labels of such forms ask for. `left`: known, and nothing that a request holds. */
export type Asked =
  | "clientName"
  | "clientCode"
  | "contactName"
  | "contactPhone"
  | "language"
  | "variant"
  | "mode"
  | "date"
  | "time"
  | "minutes"
  | "place"
  | "topic"
  | "gender"
  | "count"
  | "note"
  | "left";

export interface Answer {
  asked: Asked;
  text: string;
  /** The label as it is written, where it stands alone: without an answer it may have been none. */
  alone?: string;
}

export interface Lines {
  answers: Answer[];
  /** Lines under no label that say something. */
  loose: string[];
  /** How many personal codes were taken out. */
  codes: number;
}

/** The first that fits: what is more particular stands before what is less. */
const LABELS: readonly [Asked, RegExp][] = [
  [
    "left",
    /^(pieteikuma|iesniegsanas|aizpildisanas|sagatavosanas|dokumenta) (datums|nr|numurs)|^(application|form) (date|no)|^date of (application|submission)/,
  ],
  ["left", /^(paraksts|datums,? paraksts|signature|date,? signature|paraksta atsifrejums)/],
  [
    "left",
    /^(tulkosanas|tulka) (pieteikum|pieprasijum)|^(pieteikum|pieprasijum)|^(request|application) for |^interpreter request/,
  ],
  [
    "left",
    /^(iestade|iestades nosaukums|institucija|organizacija|pasutitajs|pieprasitaja? iestade|institution|organi[sz]ation|requesting (institution|organi[sz]ation)|name of (the )?(institution|organi[sz]ation))/,
  ],
  [
    "left",
    /^(e-?pasts|epasta adrese|e-?pasta adrese|e-?mail|amats|position|job title|nodala|struktur\S+|department|unit|reg\S* n\S*|registracijas numurs)/,
  ],
  [
    "clientCode",
    /^(klienta|personas|client'?s?|case) (kods|nr|numurs|code|number|id)|^klienta identifik|^lietas (nr|numurs)|^client$|^klients$/,
  ],
  [
    "clientName",
    /^(klienta|klientes|client'?s?|personas) (vards|uzvards|pilns vards|name|full name|dati|data|personas kods|dzimsanas|birth)|^personas kods|^personal code|^dzimsanas (datums|gads)|^date of birth/,
  ],
  ["gender", /^(velamais |vel\S+ )?(tulka )?dzimums|^(preferred )?(interpreter'?s? )?(gender|sex)/],
  ["count", /^(tulku|nepieciesamo tulku) skaits|^(number|how many) (of )?interpreters/],
  ["variant", /^(valodas )?(dialekts|variants|izloksne)|^(language )?(dialect|variant)/],
  [
    "mode",
    /^(tulkosanas|tulkojuma|konsultacijas|tiksanas) (veids|forma|formats)|^(veids|forma|formats)$|^(mode|type|form|way) (of interpret\S+|of meeting|of the meeting)|^(mode|type)$|^interpreting (mode|type)/,
  ],
  [
    "language",
    /^(nepieciesama |vajadziga |tulkosanas |tulkojuma |klienta |no kuras )?valoda|^(kada |kadas )valod|^(required |needed |requested |client'?s )?language/,
  ],
  [
    "minutes",
    /^(paredzamais |planotais |aptuvenais |tulkosanas |tiksanas )?ilgums|^(expected |planned |estimated |approximate )?(duration|length)/,
  ],
  [
    "time",
    /^(tulkosanas |tiksanas |vizites |pasakuma |norises |sakuma |velamais |planotais )?laiks|^(plkst|pulksten|sakums|no plkst)|^(meeting |appointment |start |starting |preferred )?time|^(starts?|beginning)$/,
  ],
  [
    "date",
    /^(tulkosanas |tulkojuma |tiksanas |vizites |pasakuma |norises |velamais |planotais |konsultacijas )?(datums|diena)\b|^kad\b|^(datums un laiks)|^(meeting |appointment |interpreting |preferred )?(date|day)\b|^when\b/,
  ],
  [
    "place",
    /^(tulkosanas |tiksanas |vizites |norises |pasakuma |konsultacijas )?(vieta|adrese|norises adrese|pilseta)\b|^kur\b|^(meeting |appointment )?(place|address|location|venue|town|city)\b|^where\b/,
  ],
  [
    "topic",
    /^(tulkosanas |sarunas |tiksanas |konsultacijas |vizites )?(tema|temats|temata|joma|merkis|iemesls)\b|^(topic|subject|purpose|reason|field|theme)\b/,
  ],
  [
    "contactPhone",
    /^(kontakt|darba |kontaktpersonas |mob\S* )?(talr\S*|telefons|telefona n\S+|talruna n\S+|mobilais)|^(contact |work |mobile )?(phone|tel|telephone|mobile)\b/,
  ],
  [
    "contactName",
    /^(kontaktpersona|pieteicej|pieprasitaj|atbildiga|specialist|socialais darbinieks|sociala darbinieka|darbinieka? vards|vards,? uzvards|vards un uzvards|kas pasuta)|^(contact person|requested by|applicant|specialist|responsible|name of (the )?(specialist|applicant|contact)|name,? surname\b|full name\b|name\b)/,
  ],
  [
    "note",
    /^(piezimes|papildu? (informacija|zinas)|papildinformacija|cita informacija|komentar|citas zinas)|^(notes?|comments?|additional information|remarks|other information)/,
  ],
];

const LONGEST_LABEL = 60;

/** What the words before a value ask for; null when they are no label that such forms have. */
function askedBy(label: string): Asked | null {
  if (label.length > LONGEST_LABEL) return null;
  const words = fold(label.replace(/\([^()]*\)/g, " "))
    .replace(/^[\s\d.)*•–-]+/, "")
    .replace(/[\s*:?.–-]+$/, "");
  return words === "" ? null : (LABELS.find(([, pattern]) => pattern.test(words))?.[0] ?? null);
}

/** Personal codes are taken out before anything is read. */
export function linesOf(text: string): Lines {
  const { clean, codes } = withoutCodes(text);
  const answers: Answer[] = [];
  const loose: string[] = [];
  let open: Answer | null = null;
  for (const line of clean.split("\n")) {
    const cells = line
      .split(/\t+|\s\|\s/)
      .map(emptied)
      .filter(Boolean);
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i] ?? "";
      const said = labelled(cell);
      if (said) {
        const next = said.text === "" ? cells[i + 1] : undefined;
        const isValue = next !== undefined && !labelled(next);
        if (isValue) i++;
        open = { ...said, text: isValue ? next : said.text };
        answers.push(open);
      } else if (open && (open.text === "" || open.asked === "note")) open.text = `${open.text} ${cell}`.trim();
      else if (cells.length === 1 || i === 0) loose.push(cell);
      else if (open) open.text = `${open.text} ${cell}`;
    }
  }
  const unanswered = answers.flatMap(({ text, alone }) => (text === "" && alone && !isOfOneKind(alone) ? [alone] : []));
  return { answers: answers.filter(({ text }) => text !== ""), loose: [...loose, ...unanswered], codes };
}

/** A heading or an empty field: hardly more than the label's own words. */
function isOfOneKind(label: string): boolean {
  return /[:*?]$/.test(label) || label.split(/\s+/).length <= 3;
}

/** "Valoda: dari", "Valoda – dari", "Kur tas būs? Cēsīs", or the label alone. */
function labelled(cell: string): Answer | null {
  const at = cell.search(/[:?]|\s[–—-]\s/);
  if (at > 0) {
    const asked = askedBy(cell.slice(0, at));
    if (asked) return { asked, text: emptied(cell.slice(at).replace(/^[\s:?–—-]+/, "")) };
  }
  const asked = /[.!?]\s|[\d,;]{4}/.test(cell) ? null : askedBy(cell);
  return asked && isOnlyLabel(cell) ? { asked, text: "", alone: cell } : null;
}

const MOST_WORDS = 5;
/** A value may begin as a label does ("Datums nav zināms"): a label is short, or ends as one. */
function isOnlyLabel(cell: string): boolean {
  return (
    /[:*]$/.test(cell) ||
    cell
      .replace(/\([^()]*\)/g, "")
      .split(/\s+/)
      .filter(Boolean).length <= MOST_WORDS
  );
}

/** Without the lines and dots that stand where something is to be written. */
function emptied(cell: string): string {
  return cell
    .replace(/_{2,}|\.{4,}|…{2,}/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function withoutCodes(text: string): { clean: string; codes: number } {
  const codes = numbersIn(text)
    .filter(({ kind }) => kind !== "phone")
    .sort((a, b) => a.from - b.from);
  let end = 0;
  const parts = codes.map(({ from, to }) => {
    const before = text.slice(end, from);
    end = to;
    return before;
  });
  return { clean: [...parts, text.slice(end)].join(" "), codes: codes.length };
}
