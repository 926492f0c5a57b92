/**
 * What a record of an attested service says to everybody, and what it commits to: pure. Instants are epoch milliseconds UTC,
 * lengths minutes. Why it is so: docs/decisions/0057-proof-outlives-erasure.md.
 */
import type { Mode, NotHeldReason } from "#app/dispatch/vocabulary";
import { dateOf, type Instant, minutesBetween } from "#app/time";
import type { Agreed, AttestationState, AttestedAs, AttestingWay, SettledAs, Told } from "./took-place";

/** What was reported before anybody was asked to attest was never attested: it has no record. */
export const RECORDED_STATES = [
  "confirmed",
  "auto_confirmed",
  "settled",
] as const satisfies readonly AttestationState[];
export type RecordedState = (typeof RECORDED_STATES)[number];

/** Who was to do what for whom. In the language of the house; it names people. */
export interface AskedFacts {
  service: string;
  reference: string;
  institution: string;
  unit: string | null;
  interpreter: string;
  language: string;
  mode: Mode;
  /** The town; null where nobody had to go anywhere. */
  place: string | null;
  plannedStart: Instant;
  plannedEnd: Instant;
}

/** The facts of an act: what took place, in whose words. */
export interface ServiceFacts extends AskedFacts {
  form: 1;
  /** What was spoken, where it was another than asked. */
  spoken: string | null;
  /** As the interpreter says, or a coordinator for them. */
  report: Told & { at: Instant; byInterpreter: boolean; breakMinutes: number; waitingMinutes: number };
  /** The word of those who asked; null where a coordinator decided without it. */
  word: (Told & { at: Instant; way: AttestingWay; as: AttestedAs; name: string | null }) | null;
  decision: { at: Instant; as: SettledAs } | null;
  /** What holds. */
  agreed: Told & { at: Instant; state: RecordedState; breakMinutes: number; waitingMinutes: number; minutes: number };
}

/** What of it is nobody's personal data, and stands beside the commitment for ever. */
export interface PublicFacts {
  at: Instant;
  /** "2026-03", in Riga. */
  month: string;
  mode: Mode;
  held: boolean;
  notHeldReason: NotHeldReason | null;
  minutes: number;
  state: RecordedState;
}

export function publicFacts({ mode, plannedStart, agreed }: ServiceFacts): PublicFacts {
  const { at, held, notHeldReason, minutes, state } = agreed;
  return { at, month: dateOf(agreed.startedAt ?? plannedStart).slice(0, 7), mode, held, notHeldReason, minutes, state };
}

/** Between beginning and end, without breaks. */
export function servedMinutes({ held, startedAt, endedAt, breakMinutes }: Pick<Agreed, keyof Told | "breakMinutes">) {
  if (!held || startedAt === null || endedAt === null) return 0;
  return Math.max(0, minutesBetween(startedAt, endedAt) - breakMinutes);
}

export function isRecorded(state: AttestationState): state is RecordedState {
  return RECORDED_STATES.some((one) => one === state);
}

/**
 * One text for one value, whatever order its keys were written in: JSON without spaces, keys sorted, texts in NFC (what RFC 8785
 * makes of texts, whole numbers, true, false and null; nothing else is taken).
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "string") return JSON.stringify(value.normalize("NFC"));
  if (typeof value === "number" && Number.isSafeInteger(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object") throw new TypeError(`no canonical form for a ${typeof value}`);
  const pairs = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${pairs.map(([key, held]) => `${JSON.stringify(key)}:${canonical(held)}`).join(",")}}`;
}
