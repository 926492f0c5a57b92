/** What a client is asked about an interpreted meeting, and what of the answers may be shown. */

export const QUESTIONS = ["understood", "fair", "helped"] as const;
export type Question = (typeof QUESTIONS)[number];

export const FACES = ["good", "middle", "bad"] as const;
export type Face = (typeof FACES)[number];

/** Null: not answered. */
export type Answers = Record<Question, Face | null>;

/** What a language has to say: one text each. */
export const EVALUATION_PARTS = ["title", ...QUESTIONS, ...FACES, "skip", "send", "thanks"] as const;
export type EvaluationPart = (typeof EVALUATION_PARTS)[number];
export const LONGEST_PART_OF_EVALUATION = 120;

/** Of whom and of what answers are counted, each by itself and never crossed. */
export const DIMENSIONS = ["interpreter", "language", "sector"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Answers are shown only by so many at a time, so that no two looks at a figure differ by one person's. */
export const STEP = 5;

export type FaceCounts = Record<Face, number>;

/** One more answer, and what is shown from then on: nothing of those that wait until they are a whole step. */
export function withAnswer(counts: { waiting: FaceCounts; shown: FaceCounts }, face: Face) {
  const waiting = { ...counts.waiting, [face]: counts.waiting[face] + 1 };
  if (sumOf(waiting) < STEP) return { waiting, shown: counts.shown };
  return { waiting: NOTHING, shown: plus(counts.shown, waiting) };
}

export const NOTHING: FaceCounts = { good: 0, middle: 0, bad: 0 };

export function plus(one: FaceCounts, other: FaceCounts): FaceCounts {
  return { good: one.good + other.good, middle: one.middle + other.middle, bad: one.bad + other.bad };
}

export function sumOf({ good, middle, bad }: FaceCounts): number {
  return good + middle + bad;
}

/** From 1 to 3, to a tenth; null while nothing may be shown. */
export function averageOf(shown: FaceCounts): number | null {
  const all = sumOf(shown);
  return all === 0 ? null : Math.round(((3 * shown.good + 2 * shown.middle + shown.bad) / all) * 10) / 10;
}

export const MOODS = ["good", "mixed", "poor"] as const;
export type Mood = (typeof MOODS)[number];

/** In a word, where figures beside each other could be subtracted. */
export function moodOf(shown: FaceCounts): Mood | null {
  const average = averageOf(shown);
  if (average === null) return null;
  return average >= 2.5 ? "good" : average >= 1.8 ? "mixed" : "poor";
}

/** Hebrew, Arabic, Syriac, Thaana and the like: the first strong letter of a text decides. */
export function directionOf(text: string): "rtl" | "ltr" {
  return /^\P{L}*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u.test(text) ? "rtl" : "ltr";
}
