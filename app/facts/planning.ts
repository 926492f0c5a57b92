/** Facts for planning many requests at once: the same facts as for one request, asked of all of them by the same code. */
import type { Ctx } from "#app/context.server";
import { match } from "#app/dispatch/match";
import type { Rules } from "#app/dispatch/rules";
import type { Candidate, MatchContext, Matching, Need, Travel } from "#app/dispatch/vocabulary";
import {
  addDays,
  DAY,
  type DateText,
  dateOf,
  type Instant,
  type Interval,
  instantFrom,
  startOfDay,
  weekOf,
} from "#app/time";
import { type Candidates, candidatesFor, contextOf, type Person } from "./candidates";
import { clientFacts, type Served } from "./clients";
import { needsOf, openRequests } from "./needs";
import { type AskedBefore, type WaitingOffer, waitingOf } from "./offers";
import { speakersOf } from "./people";
import { rulesAt } from "./rules";
import { idsOf, listOf, remembered } from "./sets";
import { travelEverywhere } from "./travel";

export interface PlanningQuestion {
  /** Riga dates, both inclusive: requests that begin on them. */
  from: DateText;
  to: DateText;
  /** Live assignments treated as if they were not there, so that their requests need somebody again. */
  freedAssignmentIds?: readonly string[];
}

/** A request that still needs somebody and can be planned: standing, ahead, its language known, no question open, no relay. */
export interface OpenRequest {
  id: string;
  reference: string;
  version: number;
  need: Need;
  /** The Riga week it begins in. */
  week: Interval;
  /** How many people are still missing, of how many asked for. */
  missing: 1 | 2;
  interpreterCount: number;
  /** Offers that wait for an answer. */
  waiting: readonly WaitingOffer[];
  askedBefore: AskedBefore;
}

export interface PlanningFacts {
  now: Instant;
  /** The days asked about, and the whole weeks they lie in. */
  horizon: Interval;
  weeks: Interval;
  /** By start, then id. */
  requests: readonly OpenRequest[];
  /** Everybody but the erased who speaks a language of one of the requests, by id. */
  people: ReadonlyMap<string, Person>;
  speakersOf(language: string): readonly Person[];
  rulesOn(at: Instant): Rules;
  /** Journeys by the rule for unknown ones that holds at `at`. */
  travel: Travel;
  /** Exactly what `matchRequest` answers. */
  matchingOf(request: OpenRequest): Matching;
  candidateFor(request: OpenRequest, person: Person): Candidate;
  contextFor(request: OpenRequest): MatchContext;
  /** Who is asked not to work for this client or institution, by any of the client's linked codes. */
  excludedFrom(request: OpenRequest): ReadonlySet<string>;
  /** Past services of each person with the request's client until now. */
  servedBy(request: OpenRequest): ReadonlyMap<string, Served>;
}

/** Everything about the requests that begin between two dates, at `now`. Instants are epoch milliseconds. */
export function planningFacts(ctx: Pick<Ctx, "db" | "now">, question: PlanningQuestion): PlanningFacts {
  const horizon = { start: startOfDay(question.from), end: startOfDay(addDays(question.to, 1)) };
  const weeks = { start: weekOf(horizon.start).start, end: weekOf(instantFrom(horizon.end - 1)).end };
  const freed = question.freedAssignmentIds ?? [];
  const rows = openRequests(ctx, horizon, freed);
  const latest = instantFrom(Math.max(ctx.now, rows.at(-1)?.startAt ?? 0));
  const clientIds = rows.flatMap(({ clientId }) => clientId ?? []);
  const clients = clientFacts(ctx, clientIds, latest);
  const needs = needsOf(ctx, rows, clients, freed);
  const languages = [...new Set(needs.map(({ language }) => language))];
  const candidates = candidatesFor(ctx, {
    people: speakersOf(ctx, languages).sort((a, b) => (a.id < b.id ? -1 : 1)),
    needs,
    span: { start: weeks.start, end: instantFrom(weeks.end + DAY) },
    clients,
    ignoreAssignmentIds: freed,
  });
  const waiting = waitingOf(ctx, idsOf(rows));
  const requests = rows.map(({ id, reference, version, interpreterCount }, index): OpenRequest => {
    const need = needs[index]!;
    return {
      id,
      reference,
      version,
      need,
      week: weekOf(need.interval.start),
      missing: interpreterCount - need.takenInterpreterIds.length === 2 ? 2 : 1,
      interpreterCount,
      waiting: waiting.get(id) ?? [],
      askedBefore: candidates.askedBefore(id),
    };
  });
  const { people } = candidates;
  return { now: ctx.now, horizon, weeks, requests, people, ...questionsOver(ctx, candidates) };
}

type Questions = Omit<PlanningFacts, "now" | "horizon" | "weeks" | "requests" | "people">;

function questionsOver(ctx: Pick<Ctx, "db" | "now">, candidates: Candidates): Questions {
  const speakers = new Map<string, Person[]>();
  for (const person of candidates.people.values())
    for (const language of new Set(person.card.languages.map((spoken) => spoken.language)))
      listOf(speakers, language).push(person);
  const rulesOfDay = remembered((date: DateText) => rulesAt(ctx, startOfDay(date)));
  const rulesOn = (at: Instant) => rulesOfDay(dateOf(at));
  const travel = travelEverywhere(ctx);
  const contextFor = ({ need: { interval } }: OpenRequest) =>
    contextOf(ctx.now, interval, rulesOn(interval.start), travel);
  const speakersOfLanguage = (language: string) => speakers.get(language) ?? [];
  return {
    speakersOf: speakersOfLanguage,
    rulesOn,
    travel,
    matchingOf: (request) => {
      const { need } = request;
      return match(need, speakersOfLanguage(need.language).map(candidates.candidateFor(need)), contextFor(request));
    },
    candidateFor: ({ need }, person) => candidates.candidateFor(need)(person),
    contextFor,
    excludedFrom: ({ need }) => candidates.excludedFrom(need),
    servedBy: ({ need }) => candidates.servedBy(need),
  };
}
