/** What the parts of the request form are made of. */
import type { ReactNode } from "react";
import type { LookAlike } from "#app/dispatch/look-alike";
import type { Warning } from "#app/dispatch/request-warnings";
import type { offered } from "#app/queries/everyone/form-options";
import type { PlaceChoice } from "#app/queries/everyone/places";
import type { Instant } from "#app/time";
import type { FormAnswer } from "#app/ui/kit";
import type { startOf, Values } from "./sentence";

/** Every field, in the order in which its words are looked up. */
export const FIELDS = [
  "language",
  "languageText",
  "variant",
  "variantStrength",
  "mode",
  "place",
  "address",
  "videoLink",
  "date",
  "start",
  "fold",
  "minutes",
  "topic",
  "clientCode",
  "clientMeant",
  "gender",
  "genderStrength",
  "wantsSame",
  "excludedInterpreterId",
  "count",
  "contactName",
  "contactPhone",
  "unitId",
  "note",
  "besides",
] as const;
type FieldName = (typeof FIELDS)[number];

export type Options = ReturnType<typeof offered>;
/** Of these the sheet that edits a request makes do. */
export type EditOptions = Pick<Options, "languages" | "likely">;
export type RequestAnswer = FormAnswer & {
  warnings?: readonly Warning[];
  nearClients?: readonly string[];
  alike?: readonly LookAlike[];
};

/** The choices, what was typed, and what came of it. */
export interface Part<O extends EditOptions = Options> {
  options: O;
  /** Whom to call. */
  deskPhone: string | null;
  now: Instant;
  defaults: Values;
  answer: RequestAnswer | undefined;
  values: Values;
  labels: Record<string, string>;
  /** What a field by that name is called and holds at first; `usual` where nothing else was chosen for it. */
  field: (
    name: FieldName,
    usual?: string,
  ) => { name: string; label: string | undefined; defaultValue: string | undefined };
  language: Options["languages"][number] | undefined;
  start: ReturnType<typeof startOf>;
  warnings: readonly Warning[];
  follow: () => void;
  /** The way to "which language is it?"; only requesters have that page. */
  withHelp: boolean;
  /** Whether another variant will do is asked only when somebody first asks. */
  asksStrength?: boolean;
  /** The place is said in words so far; null where only a listed one can be said. */
  elsewhere?: boolean | null;
  /** Places that were looked up. */
  onPlaces?: (places: readonly PlaceChoice[]) => void;
}

/** The style sheet hides a field that is not asked for; without it everything is asked. */
export function shown(name: string, when: unknown) {
  return { "data-field": name, "data-when": when ? "yes" : "no" };
}

export function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="form-group">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
