/** Changing what was asked for: which fields one sheet edits, and what a change of each means to those concerned. */
import { addMinutes, type Instant } from "#app/time";
import type { ProposedChange } from "./relax";
import { type RequestFields, whatCounts } from "./request-questions";
import type { Obstacle } from "./vocabulary";

/** In the order of the sheet. The time has its own command, because it moves everybody's day. */
export const EDITED_FIELDS = [
  "language",
  "languageText",
  "variant",
  "variantStrength",
  "mode",
  "placeId",
  "placeText",
  "address",
  "videoLink",
  "minutes",
  "interpreterCount",
  "contactName",
  "contactPhone",
  "note",
] as const;
export type EditedField = (typeof EDITED_FIELDS)[number];
export type EditedFields = Pick<RequestFields, EditedField>;

/** What the form calls the fields. */
export const FORM_NAMES: Record<EditedField, string> = {
  language: "language",
  languageText: "languageText",
  variant: "variant",
  variantStrength: "variantStrength",
  mode: "mode",
  placeId: "place",
  placeText: "place",
  address: "address",
  videoLink: "videoLink",
  minutes: "minutes",
  interpreterCount: "count",
  contactName: "contactName",
  contactPhone: "contactPhone",
  note: "note",
};

/** Another meeting than the one that people agreed to or were asked about: what somebody says yes to. */
const ANOTHER_MEETING: ReadonlySet<EditedField> = new Set(["language", "variant", "mode", "placeId", "minutes"]);

/** What is another in `after` than in `before`. How much a variant matters is nothing where none is asked for. */
export function changedFields(before: EditedFields, after: EditedFields): EditedField[] {
  return EDITED_FIELDS.filter(
    (field) =>
      (before[field] ?? null) !== (after[field] ?? null) && (field !== "variantStrength" || after.variant !== null),
  );
}

/** Whoever is asked must answer about what it is now. How many come is nobody's own question. */
export function isAnotherMeeting(changed: readonly EditedField[]): boolean {
  return changed.some((field) => ANOTHER_MEETING.has(field));
}

/** Others may be somebody for it now than before. How much a variant matters leaves the meeting itself as it was agreed. */
export function asksWhoFits(changed: readonly EditedField[]): boolean {
  return isAnotherMeeting(changed) || changed.includes("variantStrength");
}

/** What only the requester can say: the meeting itself, who will do for it and how many come. Who meets whom and where exactly is a fact of theirs. */
export function needsRequesterWord(changed: readonly EditedField[]): EditedField[] {
  return changed.filter((field) => asksWhoFits([field]) || field === "interpreterCount");
}

/** What whoever has the job must agree to: they said yes to another meeting. A shorter one asks nothing of them. */
export function needsInterpreterWord(before: EditedFields, after: EditedFields): EditedField[] {
  return changedFields(before, after).filter(
    (field) => ANOTHER_MEETING.has(field) && (field !== "minutes" || after.minutes > before.minutes),
  );
}

/** What the requester cannot change alone once somebody has the job: that person's word, or whether they may stay, is needed. */
export function needsCoordinator(before: EditedFields, after: EditedFields): EditedField[] {
  const stricter = changedFields(before, after).filter(
    (field) => field === "variantStrength" && after.variantStrength === "must",
  );
  return [...needsInterpreterWord(before, after), ...stricter];
}

/** What an interpreter who has the job is told of: all that they may read. */
export function isToldToInterpreter(field: EditedField): boolean {
  return (
    field !== "interpreterCount" && field !== "languageText" && field !== "placeText" && field !== "variantStrength"
  );
}

/**
 * What is kept of what was typed beside what stood there: what a language or a place not in the list was called stays known,
 * the place's as long as it is the same one.
 */
export function editedTo(before: EditedFields, typed: EditedFields): EditedFields {
  const counts = whatCounts(typed);
  const isSamePlace = before.placeId === null || before.placeId === counts.placeId;
  return {
    ...counts,
    languageText: typed.language ? before.languageText : typed.languageText,
    ...(counts.placeId !== null && { placeText: isSamePlace ? before.placeText : null }),
  };
}

/** The one change that needs the requester's word, as a question that is answered with yes or no; null when it is none of those. */
export function asProposal(
  startAt: Instant,
  before: EditedFields,
  after: EditedFields,
  substitutes: readonly string[],
): ProposedChange | null {
  const [only, ...more] = needsRequesterWord(changedFields(before, after)).filter(
    (field) => !(field === "placeId" && after.mode !== "onsite"),
  );
  if (!only || more.length > 0) return null;
  if (only === "minutes") return { kind: "time", start: startAt, end: addMinutes(startAt, after.minutes) };
  if (only === "mode" && after.mode !== "onsite") return { kind: "mode", mode: after.mode };
  if (only === "language" && after.language && substitutes.includes(after.language))
    return { kind: "substitute", language: after.language };
  return null;
}

/** Somebody who has the job or is asked for it, and whether they are still somebody for it afterwards. */
export interface Concerned {
  /** Of the assignment or of the offer. */
  id: string;
  interpreterId: string;
  slot: number;
  /** False when so many are no longer wanted. */
  hasPlace: boolean;
  /** What would stand in the way, and no coordinator has set aside before. */
  obstacles: readonly Obstacle[];
}

/** What an edit does to whom. */
export interface EditEffects {
  changed: EditedField[];
  jobs: Concerned[];
  offers: Concerned[];
  /** How many others could be asked then, and the first of them; null while the language is not known. */
  others: { count: number; first: string | null } | null;
}

export function stillFits({ hasPlace, obstacles }: Concerned): boolean {
  return hasPlace && obstacles.length === 0;
}

/** The same for the same effects: what was shown is what is saved. */
export function markOf({ changed, jobs, offers }: EditEffects): string {
  const one = ({ id, hasPlace, obstacles }: Concerned) =>
    `${id}:${hasPlace ? obstacles.map(({ code }) => code).join(",") : "-"}`;
  return [changed.join(","), ...jobs.map(one), ...offers.map(one)].join(" ");
}
