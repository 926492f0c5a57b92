/**
 * The exchange format `interp-dispatch/1` and what a plan file carries: plain JSON values, nothing computed.
 * Instants are ISO 8601 in UTC ("2026-03-23T06:00Z"), wall times are of `rules.timezone`.
 */
import type { Gender, Mode } from "#app/dispatch/vocabulary";

export const INSTANCE_FORMAT = "interp-dispatch/1";

export interface Instance {
  format: typeof INSTANCE_FORMAT;
  name: string;
  scale?: string;
  seed?: number;
  note?: string;
  rules: { timezone: string; centsPerKm: number; fairBlockMinutes: number };
  zones: { id: string; name: string }[];
  /** Minutes and kilometres, zone by zone in the order of `zones`; the diagonal is travel inside one zone. */
  travelMin: number[][];
  travelKm: number[][];
  interpreters: PlannedInterpreter[];
  requests: PlannedRequest[];
}

export interface PlannedInterpreter {
  id: string;
  gender: Gender;
  /** The zone they live in; remote work is done from there. */
  home: string;
  langs: { lang: string; level: 1 | 2 | 3; dialects: string[] }[];
  modes: Mode[];
  radiusKm: number;
  /** `dow` 1 = Monday; `to <= from` ends the next day; "24:00" is allowed. */
  weekly: { dow: number; from: string; to: string }[];
  /** Replace all windows that start on that date; none = a day off. */
  exceptions: { date: string; windows: { from: string; to: string }[] }[];
  maxMinutesPerWeek: number;
  rateCentsPerHour: number;
  excludedClients: string[];
  busy: { start: string; end: string; place: string | null }[];
}

export interface PlannedRequest {
  id: string;
  client: string;
  start: string;
  end: string;
  lang: string;
  dialect: string | null;
  level: 1 | 2 | 3;
  mode: Mode;
  /** The zone of on-site work; null for phone and video. */
  place: string | null;
  gender: Gender | null;
  excluded: string[];
  preferred: { i: string; points: number }[];
  urgency: number;
  /** How many different interpreters: all or none. */
  count: 1 | 2;
}

/** One filled request; also what a pin is: "this request is done by these people, plan around it". */
export interface PlannedAssignment {
  request: string;
  interpreters: string[];
}

/** F1 urgency filled (max), F2 preference points (max), F3 cost in cents (min), F4 unfairness (min): compared from left to right. */
export type Levels<T> = [F1: T, F2: T, F3: T, F4: T];

/** One answer for each level. */
export function eachLevel<T>(answer: (level: 0 | 1 | 2 | 3) => T): Levels<T> {
  return [answer(0), answer(1), answer(2), answer(3)];
}

/** What keeps one interpreter from a request whatever else is planned (rules 2 to 6 of the format, busy times included). */
export const BARRING_RULES = [
  "level",
  "dialect",
  "mode",
  "radius",
  "gender",
  "excluded",
  "availability",
  "busy",
  "travel",
  "hours",
] as const;
export type BarringRule = (typeof BARRING_RULES)[number];

/** Why a request stays unfilled. */
export interface Unfilled {
  request: string;
  /** How many of `count` people are missing: `count` minus the people who may do it at all, at least 0. */
  lacking: number;
  /** Speakers of the language who may not do it in any plan, each with every rule that bars them. */
  barred: { interpreter: string; rules: BarringRule[] }[];
  /** Those who may, but whose planned jobs stand in the way: which jobs, and by which rule. */
  engaged: { interpreter: string; rule: "overlap" | "travel" | "hours"; by: string[] }[];
  /** The filled requests that compete for the same people: the union of `engaged[].by`. */
  competing: string[];
}

export interface Plan {
  /** Filled requests only, in the instance's order; pinned ones included. */
  assignments: PlannedAssignment[];
  objective: Levels<number>;
  /**
   * Per level: no plan that equals this one on the levels before it is better than this (F1, F2: an upper bound;
   * F3, F4: a lower one). null = not computed.
   */
  bound: Levels<number | null>;
  /** |bound − objective| / max(1, |bound|), null where there is no bound. */
  gap: Levels<number | null>;
  /** True where bound and objective meet, and every level before it is proven too. */
  proven: Levels<boolean>;
  unfilled: Unfilled[];
  /** Why the search ended: every level proven, nothing more found within its budget, out of time, or cancelled. */
  ended: "proven" | "converged" | "time" | "cancelled";
  /** Wall time from the parsed instance to the finished plan; 0 when the caller injected no clock. */
  milliseconds: number;
  /** The part of it that went into the bound of F1 alone, which changes nothing in the plan. */
  certificateMilliseconds: number;
}

export interface Progress {
  phase: "reading" | "expanding" | "building" | "bounding" | "improving" | "explaining";
  /** 0..1 of the whole, never falling. */
  share: number;
  objective: Levels<number> | null;
  boundF1: number | null;
}
