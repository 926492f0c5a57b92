/** What the parts of the request form are made of. */
import type { ReactNode } from "react";
import type { Warning } from "#app/forms/warnings";
import type { requestFormFor } from "#app/queries/everyone/form-options";
import type { Instant } from "#app/time";
import type { FormAnswer } from "#app/ui/kit";
import type { startOf, Values } from "./sentence";

export type Options = ReturnType<typeof requestFormFor>;
export type RequestAnswer = FormAnswer & { warnings?: readonly Warning[] };

/** The choices, what was typed, and what came of it. */
export interface Part {
  options: Options;
  now: Instant;
  defaults: Values;
  answer: RequestAnswer | undefined;
  values: Values;
  labels: Record<string, string>;
  language: Options["languages"][number] | undefined;
  start: ReturnType<typeof startOf>;
  warnings: readonly Warning[];
  follow: () => void;
  /** The way to "which language is it?"; only requesters have that page. */
  withHelp: boolean;
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
