/**
 * What took place, as each side says it, and what holds: pure. Instants are epoch milliseconds UTC, lengths minutes, money whole
 * cents. Source: docs/domain.md, 3.G.
 */
import type { NotHeldReason } from "#app/dispatch/vocabulary";
import { type Instant, MINUTE } from "#app/time";

/** How the requester's word reached us. `silence`: it never did, and the days in which it could have are over. */
export const ATTESTING_WAYS = ["link", "portal", "qr", "signature", "code", "paper", "silence"] as const;
export type AttestingWay = (typeof ATTESTING_WAYS)[number];

/** What the requester's word is beside the report: the same, other by less than is asked about, or other. */
export const ATTESTED_AS = ["as_reported", "nearly", "differs"] as const;
export type AttestedAs = (typeof ATTESTED_AS)[number];

/** Where the interpreter is beside whoever attests, or hands the word in: the requester hears of it by letter, and can contradict. */
export const ON_THE_SPOT = ["qr", "signature", "code", "paper"] as const satisfies readonly AttestingWay[];
export const isOnTheSpot = (way: AttestingWay): boolean => ON_THE_SPOT.some((one) => one === way);

export const TRAVEL_MEANS = ["own_car", "public_transport"] as const;
export type TravelMeans = (typeof TRAVEL_MEANS)[number];

/** Whose version a coordinator let stand; `own`: neither. */
export const SETTLED_AS = ["report", "attestation", "own"] as const;
export type SettledAs = (typeof SETTLED_AS)[number];

/** How a question about what was agreed ended: the other side agreed, or a coordinator let it stand, took it over or said otherwise. */
export const CORRECTIONS_END = ["agreed", "stays", "asked", "own"] as const;
export type CorrectionEnd = (typeof CORRECTIONS_END)[number];

/** What either side can say. Times are null where it was not held. */
export interface Told {
  held: boolean;
  notHeldReason: NotHeldReason | null;
  startedAt: Instant | null;
  endedAt: Instant | null;
}

/** A requester's word about the report of that number. `told: null`: as reported. */
export interface WordAbout {
  assignmentId: string;
  reportNumber: number;
  told: Told | null;
}

/** What only the interpreter says. */
export interface Spent {
  breakMinutes: number;
  /** Of the client or the requester, before it began or until it was given up. */
  waitingMinutes: number;
  /** null: no journey, or none that is claimed. */
  travelMeans: TravelMeans | null;
  travelKm: number | null;
  travelMinutes: number | null;
  ticketCents: number | null;
  /** What was spoken, where it was another language or variant than asked. */
  usedLanguage: string | null;
  usedVariant: string | null;
}

/** What a report says. */
export interface Said extends Told, Spent {}

export interface Reported extends Said {
  /** 1 for the first, one more for each correction. */
  number: number;
  reportedAt: Instant;
  /** Since when both sides agree, or a coordinator has decided; null: it waits. */
  agreedAt: Instant | null;
}

/** The requester's word about the report of that number. */
export interface Attested extends Told {
  reportNumber: number;
  at: Instant;
  way: AttestingWay;
  as: AttestedAs;
}

/** A coordinator's decision about the report of that number. */
export interface Settled extends Told {
  reportNumber: number;
  at: Instant;
  as: SettledAs;
  breakMinutes: number;
  waitingMinutes: number;
}

export interface TookPlace {
  report: Reported;
  /** Both of the report as it stands now; of an earlier one they count for nothing. */
  attestation: Attested | null;
  settlement: Settled | null;
}

/**
 * `waiting` for the requester · `confirmed` by them · `disputed`: a coordinator decides · `auto_confirmed` by silence · `settled` by a
 * coordinator · `before`: it was reported before anybody was asked to attest.
 */
export type AttestationState = "waiting" | "confirmed" | "disputed" | "auto_confirmed" | "settled" | "before";

export function attestationState({ report, attestation, settlement }: TookPlace): AttestationState {
  if (settlement) return "settled";
  if (!attestation) return report.agreedAt === null ? "waiting" : "before";
  if (attestation.as === "differs") return "disputed";
  return attestation.way === "silence" ? "auto_confirmed" : "confirmed";
}

/** It was agreed by a word on the spot, and nobody has decided about it. */
export function canBeContradicted(tookPlace: TookPlace): boolean {
  const { attestation } = tookPlace;
  return attestation !== null && isOnTheSpot(attestation.way) && attestationState(tookPlace) === "confirmed";
}

/** What holds for pay, proof and figures; null while it waits. */
export interface Agreed extends Told, Spent {
  state: Exclude<AttestationState, "waiting" | "disputed">;
  at: Instant;
}

/** Where the two versions are nearly the same, the interpreter's holds. */
export function agreedService(tookPlace: TookPlace): Agreed | null {
  const { report, settlement } = tookPlace;
  const state = attestationState(tookPlace);
  if (state === "waiting" || state === "disputed" || report.agreedAt === null) return null;
  const { number: _, reportedAt: __, agreedAt, ...said } = report;
  if (!settlement) return { ...said, state, at: agreedAt };
  const { held, notHeldReason, startedAt, endedAt, breakMinutes, waitingMinutes } = settlement;
  return { ...said, held, notHeldReason, startedAt, endedAt, breakMinutes, waitingMinutes, state, at: agreedAt };
}

/** Minutes by which beginning or end differ, the larger; 0 where neither was held. null: of outcome they differ. */
export function differenceMinutes(report: Told, word: Told): number | null {
  if (report.held !== word.held || report.notHeldReason !== word.notHeldReason) return null;
  const apart = (one: Instant | null, other: Instant | null) =>
    one === null || other === null ? 0 : Math.abs(one - other) / MINUTE;
  return Math.max(apart(report.startedAt, word.startedAt), apart(report.endedAt, word.endedAt));
}

/** What the requester's word is beside the report, where `most` minutes are still nearly the same. */
export function attestedAs(report: Told, word: Told, most: number): AttestedAs {
  const minutes = differenceMinutes(report, word);
  if (minutes === null || minutes > most) return "differs";
  return minutes === 0 ? "as_reported" : "nearly";
}
