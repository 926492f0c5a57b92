/** The service as the play knows it: everybody in it, and what has happened so far, as the rows that will be written. */
import type { Rules } from "#app/dispatch/rules";
import type { Candidate, MatchContext, Need, Sector } from "#app/dispatch/vocabulary";
import type { EventKind, NotificationKind } from "#app/events/kinds";
import { candidateOf, knownAround, type Person } from "#app/facts/candidates";
import { newestFirst, servedBy } from "#app/facts/clients";
import { needFrom, wantsKnown } from "#app/facts/needs";
import type { Instant, WorkCalendar } from "#app/time";
import type { assignments, clients, offers, reports, requests } from "../schema";
import type { Words } from "./attesting";
import type { Chance } from "./random";

export interface Organisation {
  id: string;
  sector: Sector;
  placeId: string;
  mailbox: boolean;
}

export type RequestRow = typeof requests.$inferInsert;
export type OfferRow = typeof offers.$inferInsert;
export type AssignmentRow = typeof assignments.$inferInsert & { id: string };

export interface Happened {
  at: Instant;
  kind: EventKind;
  actor: { kind: "user" | "interpreter_link"; id: string } | null;
  requestId: string | null;
  interpreterId: string | null;
  payload: Record<string, unknown>;
  tell: { kind: NotificationKind; to: `${"user" | "interpreter" | "organisation"}:${string}`; from: Instant }[];
}

export interface Service {
  now: Instant;
  chance: Chance;
  calendar: WorkCalendar;
  rules: Rules;
  /** Of every matching, over the whole time that is played. */
  circumstances: MatchContext;
  /** By id, as the facts know them before anything is played: with hours and absences, without jobs. */
  people: ReadonlyMap<string, Person>;
  /** Languages that hardly anybody speaks. */
  rare: ReadonlySet<string>;
  /** The accounts that answer on pages, by interpreter; answers by link are the person's own. */
  accounts: ReadonlyMap<string, string>;
  organisations: ReadonlyMap<string, Organisation>;
  coordinators: readonly string[];
  requests: RequestRow[];
  offers: OfferRow[];
  assignments: AssignmentRow[];
  reports: (typeof reports.$inferInsert)[];
  words: Words;
  clients: (typeof clients.$inferInsert)[];
  happened: Happened[];
}

/** Who is on the request now. */
export function liveOn(service: Service, { id }: RequestRow): AssignmentRow[] {
  return service.assignments.filter((one) => one.requestId === id && !one.releasedAt);
}

/** As many are on it as were asked for. */
export function isWhole(service: Service, request: RequestRow): boolean {
  return liveOn(service, request).length >= (request.interpreterCount ?? 1);
}

// --- facts for the rules -----------------------------------------------------------------------------

/** The request as matching sees it. */
export function needIn(service: Service, request: RequestRow): Need {
  const {
    language,
    variant = null,
    variantStrength = "must",
    minLevel = 1,
    placeId = null,
    gender = null,
    genderStrength = null,
  } = request;
  const { excludedInterpreterId = null, clientId = null, wantsSameInterpreter = false } = request;
  const wishes = { gender, genderStrength, excludedInterpreterId, clientId, wantsSameInterpreter };
  const asked = { ...request, ...wishes, language: language ?? "", variant, variantStrength, minLevel, placeId };
  const before = wantsKnown(asked) ? newestFirst(servedUntil(service, asked.clientId, request.startAt)) : [];
  const taken = liveOn(service, request).map(({ interpreterId }) => interpreterId);
  return needFrom(asked, before, taken);
}

/** Everybody who speaks the language, as they were at `at`, and what the rules weigh them by. */
export function matchingAt(service: Service, need: Need, at: Instant): [Candidate[], MatchContext] {
  const known = knownAround(need, {
    served: servedUntil(service, need.clientId, need.interval.start),
    rare: service.rare,
  });
  const candidates = [...service.people.values()]
    .filter(({ card }) => card.languages.some(({ language }) => language === need.language))
    .map((person) => candidateOf({ ...person, jobs: jobsAt(service, person.row.id, at) }, need, known));
  return [candidates, { ...service.circumstances, now: at }];
}

/** What this person had to do, as it was known at `at`. */
function jobsAt(service: Service, interpreterId: string, at: Instant): Person["jobs"] {
  return service.assignments
    .filter((one) => one.interpreterId === interpreterId && (!one.releasedAt || one.releasedAt > at))
    .sort((a, b) => a.startAt - b.startAt)
    .map(({ id, requestId, startAt, endAt, placeId, remote }) => ({
      assignmentId: id,
      requestId,
      interval: { start: startAt, end: endAt },
      placeId,
      remote,
    }));
}

function servedUntil(service: Service, clientId: string | null, until: Instant) {
  const ofClient = service.requests.filter((request) => clientId !== null && request.clientId === clientId);
  return servedBy(
    ofClient.flatMap((request) => liveOn(service, request)),
    until,
  );
}
