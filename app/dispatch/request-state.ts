/** What has become of a request: computed from facts, never stored. */
import type { Instant } from "#app/time";
import { type Answerable, isLive } from "./offer";
import type { MetaState, Mode, RequestState } from "./vocabulary";

/** What the state of a request depends on. `language: null` waits to be mapped, and so does a place on site. */
export interface RequestFacts {
  needsInfoAt: Instant | null;
  queuedAt: Instant | null;
  rejectedAt: Instant | null;
  cancelledAt: Instant | null;
  language: string | null;
  mode: Mode;
  placeId: string | null;
  startAt: Instant;
  endAt: Instant;
  interpreterCount: number;
}

/** False while a coordinator must first say which language or which place is meant. */
export function isMapped({ language, mode, placeId }: Pick<RequestFacts, "language" | "mode" | "placeId">): boolean {
  return language !== null && (mode !== "onsite" || placeId !== null);
}

/** An assignment as the state sees it: live while `releasedAt` is null. */
export interface AssignmentFacts {
  slot: number;
  releasedAt: Instant | null;
  report: { held: boolean } | null;
}

/**
 * The state of a request at `now`, from all its offers and assignments (released ones count for nothing).
 * A decision about the request goes first, then the work, then the search. Source: docs/domain.md, "States of a request".
 */
export function requestStateAt(
  request: RequestFacts,
  offers: readonly Answerable[],
  assignments: readonly AssignmentFacts[],
  now: Instant,
): RequestState {
  if (request.rejectedAt !== null) return "rejected";
  if (request.cancelledAt !== null) return "cancelled";
  const live = assignments.filter((assignment) => assignment.releasedAt === null);
  if (now >= request.startAt) return stateOfWork(request, live, now);
  if (live.length >= request.interpreterCount) return "secured";
  return live.length > 0 ? "partly_secured" : stateOfSearch(request, offers, now);
}

/** From the start on it is decided by who came. One of two who came is enough for the service to happen. */
function stateOfWork(request: RequestFacts, live: readonly AssignmentFacts[], now: Instant): RequestState {
  if (live.length === 0) return "unfilled";
  if (live.every((assignment) => assignment.report))
    return live.some((assignment) => assignment.report?.held) ? "completed" : "not_held";
  return now < request.endAt ? "in_progress" : "to_report";
}

function stateOfSearch(request: RequestFacts, offers: readonly Answerable[], now: Instant): RequestState {
  if (offers.some((offer) => isLive(offer, now))) return "offered";
  if (request.needsInfoAt !== null) return "needs_info";
  if (!isMapped(request)) return "submitted";
  return offers.length > 0 || request.queuedAt !== null ? "searching" : "submitted";
}

const META = {
  submitted: "open",
  needs_info: "open",
  searching: "open",
  offered: "open",
  partly_secured: "open",
  secured: "secured",
  in_progress: "secured",
  to_report: "secured",
  completed: "done",
  not_held: "ended",
  unfilled: "ended",
  rejected: "ended",
  cancelled: "ended",
} as const satisfies Record<RequestState, MetaState>;

/** The few states that code tests. Someone still has to be found only in `open`. */
export function metaOf(state: RequestState): MetaState {
  return META[state];
}
