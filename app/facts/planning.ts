/**
 * Facts for planning many requests at once: the same facts as `matching.ts` reads for one request, read for all of them
 * in one query per fact, and asked by the same pure code. No query per request or per pair.
 */

import { sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { match } from "#app/dispatch/match";
import { REQUIRED_CREDENTIALS } from "#app/dispatch/protection";
import type { Rules } from "#app/dispatch/rules";
import { type TravelRow, travelFrom } from "#app/dispatch/travel";
import type {
  Candidate,
  Commitment,
  Credential,
  Gender,
  InterpreterStatus,
  Level,
  MatchContext,
  Matching,
  Mode,
  Need,
  ProtectionClass,
  Strength,
  Travel,
} from "#app/dispatch/vocabulary";
import {
  addDays,
  DAY,
  type DateText,
  dateOf,
  expandWeekly,
  type Instant,
  type Interval,
  instantFrom,
  minuteOfDay,
  overlaps,
  startOfDay,
  union,
  type WeeklyWindow,
  weeklyExpander,
  weekOf,
} from "#app/time";
import { canBeAnswered } from "./live";
import {
  among,
  cardOf,
  credentialsOf,
  languagesOf,
  listOf,
  modesOf,
  type PersonCard,
  type PersonRow,
  peopleWhere,
  RARE_SPEAKERS,
  REACH,
} from "./matching";
import { rulesAt } from "./rules";

/** No plan takes more requests than this at once; the first by their start. */
export const MOST_REQUESTS = 20_000;

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
  /** Who said no to this version of the request, let it lapse, or accepted and gave it back. */
  askedBefore: ReadonlyMap<string, "declined" | "expired">;
}

export interface WaitingOffer {
  offerId: string;
  interpreterId: string;
  requestId: string;
  interval: Interval;
  /** Where the job is; null for phone and video. */
  placeId: string | null;
  deadlineAt: Instant;
}

/** One interpreter with everything that planning asks about, over the whole time that a plan can touch. */
export interface PlanningPerson {
  card: PersonCard;
  row: PersonRow;
  modes: readonly Mode[];
  credentials: readonly Credential[];
  /** null = never entered ("unknown"). */
  weekly: readonly WeeklyWindow[] | null;
  windows: readonly Interval[] | null;
  absences: readonly Interval[];
  /** Live assignments, earliest first. */
  jobs: readonly Commitment[];
  waiting: readonly WaitingOffer[];
}

export interface PlanningFacts {
  now: Instant;
  /** The days asked about, and the whole weeks they lie in. */
  horizon: Interval;
  weeks: Interval;
  /** By start, then id. */
  requests: readonly OpenRequest[];
  /** Everybody but the erased who speaks a language of one of the requests, by id. */
  people: ReadonlyMap<string, PlanningPerson>;
  speakersOf(language: string): readonly PlanningPerson[];
  rulesOn(at: Instant): Rules;
  /** Journeys by the rule for unknown ones that holds at `at`. */
  travelOn(at: Instant): Travel;
  /** Exactly what `matchRequest` answers. */
  matchingOf(request: OpenRequest): Matching;
  candidateFor(request: OpenRequest, person: PlanningPerson): Candidate;
  contextFor(request: OpenRequest): MatchContext;
  /** Who is asked not to work for this client or institution, by any of the client's linked codes. */
  excludedFrom(request: OpenRequest): ReadonlySet<string>;
  /** Past services of each person with the request's client until now. */
  servedBy(request: OpenRequest): ReadonlyMap<string, { times: number; lastAt: Instant }>;
}

/** Everything about the requests that begin between two dates, at `now`. Instants are epoch milliseconds. */
export function planningFacts(ctx: Pick<Ctx, "db" | "now">, question: PlanningQuestion): PlanningFacts {
  const horizon = { start: startOfDay(question.from), end: startOfDay(addDays(question.to, 1)) };
  const weeks = { start: weekOf(horizon.start).start, end: weekOf(instantFrom(horizon.end - 1)).end };
  const freed = JSON.stringify(question.freedAssignmentIds ?? []);
  const rows = openRequests(ctx, horizon, freed);
  const requestIds = JSON.stringify(rows.map(({ id }) => id));
  const offers = waitingOffers(ctx, weeks);
  const clients = clientFacts(ctx, rows);
  const taken = takenOn(ctx, requestIds, freed);
  const asked = askedBefore(ctx, requestIds);
  const requests = rows.map((row): OpenRequest => {
    const takenInterpreterIds = taken.get(row.id) ?? [];
    return {
      id: row.id,
      reference: row.reference,
      version: row.version,
      need: { ...needOfRow(row, clients), takenInterpreterIds },
      week: weekOf(row.startAt),
      missing: row.interpreterCount - takenInterpreterIds.length === 2 ? 2 : 1,
      interpreterCount: row.interpreterCount,
      waiting: offers.byRequest.get(row.id) ?? [],
      askedBefore: asked.get(row.id) ?? NOBODY,
    };
  });
  const people = peopleFor(ctx, requests, weeks, freed, offers.byPerson);
  return { now: ctx.now, horizon, weeks, requests, people, ...questionsOver(ctx, people, clients) };
}

const NOBODY: ReadonlyMap<string, never> = new Map<string, never>();

// --- what is asked of the facts ----------------------------------------------------------------------

type Questions = Omit<PlanningFacts, "now" | "horizon" | "weeks" | "requests" | "people">;

function questionsOver(
  ctx: Pick<Ctx, "db" | "now">,
  people: ReadonlyMap<string, PlanningPerson>,
  clients: ClientFacts,
): Questions {
  const speakers = new Map<string, PlanningPerson[]>();
  for (const person of people.values())
    for (const language of new Set(person.card.languages.map((spoken) => spoken.language)))
      listOf(speakers, language).push(person);
  const rulesOn = remembered((date: DateText) => rulesAt(ctx, startOfDay(date)));
  const rows = ctx.db.all<TravelRow>(
    sql`select from_place_id fromPlaceId, to_place_id toPlaceId, minutes, km from travel_times`,
  );
  const travelBy = remembered((unknownMinutes: number) => travelFrom(rows, unknownMinutes));
  const rareOf = rareLanguages(ctx, people);
  const exclusions = exclusionsOf(ctx, people);
  const rulesAtInstant = (at: Instant) => rulesOn(dateOf(at));
  const travelOn = (at: Instant) => travelBy(rulesAtInstant(at)["travel.unknownMinutes"]);
  const excludedFrom = ({ need }: OpenRequest) => {
    const sides = [need.organisationId, ...(need.clientId === null ? [] : clients.linked(need.clientId))];
    return new Set(sides.flatMap((side) => exclusions.get(side) ?? []));
  };
  const servedBy = ({ need }: OpenRequest) => clients.historyUntil(need.clientId, ctx.now);

  const contextFor = ({ need }: OpenRequest): MatchContext => {
    const rules = rulesAtInstant(need.interval.start);
    return {
      now: ctx.now,
      travel: travelOn(need.interval.start),
      askableWhenUnknown: expandWeekly(askableWeek(rules), need.interval),
      capMinutesPerWeek: rules["hours.capMinutes"],
    };
  };
  const candidateIn = (request: OpenRequest) => {
    const { need } = request;
    const [history, excluded] = [servedBy(request), excludedFrom(request)];
    return (person: PlanningPerson): Candidate => {
      const { id } = person.row;
      const served = history.get(id);
      return {
        ...timelessCandidate(person),
        ...aroundNeed(request, person),
        excluded: excluded.has(id),
        timesWithClient: served?.times ?? 0,
        lastWithClientAt: served?.lastAt ?? null,
        rareLanguages: rareOf(id).filter((language) => language !== need.language),
        alreadyAsked: request.askedBefore.get(id) ?? null,
        hasOverlappingOffer: person.waiting.some((offer) => overlaps(offer.interval, need.interval)),
      };
    };
  };
  return {
    speakersOf: (language) => speakers.get(language) ?? [],
    rulesOn: rulesAtInstant,
    travelOn,
    matchingOf: (request) =>
      match(request.need, (speakers.get(request.need.language) ?? []).map(candidateIn(request)), contextFor(request)),
    candidateFor: (request, person) => candidateIn(request)(person),
    contextFor,
    excludedFrom,
    servedBy,
  };
}

/** Mon-Fri between the hours in which people without availability data may be asked. */
export function askableWeek(rules: Rules): WeeklyWindow[] {
  const [fromMinute, toMinute] = [minuteOfDay(rules["unknown.askableFrom"]), minuteOfDay(rules["unknown.askableTo"])];
  return [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute, toMinute }));
}

/** A person as they are at any time, whatever else they do: free, unknown to the client, asked nothing. */
export function timelessCandidate({ row, card, modes, credentials }: PlanningPerson): Candidate {
  return {
    id: row.id,
    name: row.name,
    gender: row.gender,
    status: row.status,
    homePlaceId: row.homePlaceId,
    modes,
    radiusKm: row.radiusKm,
    languages: card.languages,
    credentials,
    availability: null,
    absences: [],
    commitments: [],
    minutesThisWeek: 0,
    maxMinutesPerWeek: row.maxMinutesPerWeek,
    excluded: false,
    timesWithClient: 0,
    lastWithClientAt: null,
    rareLanguages: [],
    alreadyAsked: null,
    hasOverlappingOffer: false,
  };
}

/** The parts of a candidate that depend on when the need is. */
function aroundNeed({ need, week }: OpenRequest, { windows, absences, jobs }: PlanningPerson) {
  const { requestId, interval } = need;
  let minutesThisWeek = 0;
  const commitments: Commitment[] = [];
  for (const job of jobs) {
    if (job.requestId === requestId) continue;
    const { start, end } = job.interval;
    if (start >= week.start && start < week.end) minutesThisWeek += (end - start) / 60_000;
    if (start > interval.start - REACH.before && start < interval.end + REACH.after) commitments.push(job);
  }
  return {
    availability: windows?.filter(({ start, end }) => start <= interval.end && interval.start <= end) ?? null,
    absences: absences.filter((absence) => overlaps(absence, interval)),
    commitments,
    minutesThisWeek,
  };
}

function remembered<K, V>(answer: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = answer(key);
    known.set(key, value);
    return value;
  };
}

// --- requests ----------------------------------------------------------------------------------------

interface RequestRow {
  id: string;
  reference: string;
  version: number;
  language: string;
  variant: string | null;
  minLevel: Level;
  mode: Mode;
  placeId: string | null;
  startAt: Instant;
  endAt: Instant;
  gender: Gender | null;
  genderStrength: Strength | null;
  excludedId: string | null;
  wantsSame: number;
  clientId: string | null;
  organisationId: string;
  protectionClass: ProtectionClass;
  interpreterCount: number;
}

function openRequests(ctx: Pick<Ctx, "db" | "now">, { start, end }: Interval, freed: string): RequestRow[] {
  return ctx.db.all<RequestRow>(sql`
    select id, reference, version, language, variant, min_level minLevel, mode, place_id placeId, start_at startAt,
      end_at endAt, gender, gender_strength genderStrength, excluded_interpreter_id excludedId,
      wants_same_interpreter wantsSame, client_id clientId, organisation_id organisationId,
      protection_class protectionClass, interpreter_count interpreterCount
    from requests r
    where start_at >= ${start} and start_at < ${end} and start_at > ${ctx.now}
      and cancelled_at is null and rejected_at is null and language is not null and needs_info_at is null
      and pivot_language is null
      and (select count(*) from assignments a
        where a.request_id = r.id and a.released_at is null and a.id not in ${among(freed)}) < interpreter_count
    order by start_at, id limit ${MOST_REQUESTS}`);
}

function needOfRow(row: RequestRow, clients: ClientFacts): Omit<Need, "takenInterpreterIds"> {
  const interval = { start: row.startAt, end: row.endAt };
  const { gender, genderStrength } = row;
  return {
    requestId: row.id,
    language: row.language,
    variant: row.variant,
    minLevel: row.minLevel,
    mode: row.mode,
    placeId: row.placeId,
    interval,
    gender: gender && genderStrength ? { value: gender, strength: genderStrength } : null,
    excludedInterpreterIds: row.excludedId ? [row.excludedId] : [],
    preferredInterpreterIds: row.wantsSame ? newestFirst(clients.historyUntil(row.clientId, interval.start)) : [],
    clientId: row.clientId,
    organisationId: row.organisationId,
    protectionClass: row.protectionClass,
    requiredCredentials: REQUIRED_CREDENTIALS,
  };
}

function newestFirst(history: ReadonlyMap<string, { lastAt: Instant }>): string[] {
  return [...history]
    .sort(([a, { lastAt: atA }], [b, { lastAt: atB }]) => atB - atA || (a < b ? -1 : 1))
    .map(([interpreterId]) => interpreterId);
}

function takenOn(ctx: Pick<Ctx, "db">, requestIds: string, freed: string): Map<string, string[]> {
  const rows = ctx.db.all<{ requestId: string; interpreterId: string }>(sql`
    select request_id requestId, interpreter_id interpreterId from assignments
    where request_id in ${among(requestIds)} and released_at is null and id not in ${among(freed)}
    order by request_id, slot`);
  const taken = new Map<string, string[]>();
  for (const { requestId, interpreterId } of rows) listOf(taken, requestId).push(interpreterId);
  return taken;
}

function askedBefore(
  ctx: Pick<Ctx, "db" | "now">,
  requestIds: string,
): Map<string, Map<string, "declined" | "expired">> {
  const rows = ctx.db.all<{ requestId: string; id: string; answer: "declined" | "expired" }>(sql`
    select o.request_id requestId, o.interpreter_id id,
      case when o.status in ('expired', 'pending') then 'expired' else 'declined' end answer
    from offers o join requests r on r.id = o.request_id
    where o.request_id in ${among(requestIds)} and o.request_version = r.version
      and (o.status in ('declined', 'expired') or (o.status = 'pending' and o.deadline_at <= ${ctx.now}))
    union all
    select request_id, interpreter_id, 'declined' from assignments
    where request_id in ${among(requestIds)} and released_at is not null and release_reason = 'withdrawn'`);
  const asked = new Map<string, Map<string, "declined" | "expired">>();
  for (const { requestId, id, answer } of rows)
    asked.set(requestId, (asked.get(requestId) ?? new Map<string, "declined" | "expired">()).set(id, answer));
  return asked;
}

function waitingOffers(ctx: Pick<Ctx, "db" | "now">, { start, end }: Interval) {
  const rows = ctx.db.all<Omit<WaitingOffer, "interval"> & { start: Instant; end: Instant }>(sql`
    select o.id offerId, o.interpreter_id interpreterId, o.request_id requestId, o.deadline_at deadlineAt,
      r.place_id placeId, r.start_at start, r.end_at end
    from offers o join requests r on r.id = o.request_id
    where ${canBeAnswered(ctx.now, "o")}
      and r.start_at < ${end + REACH.before} and r.end_at > ${start} and r.cancelled_at is null
    order by o.deadline_at, o.id`);
  const byRequest = new Map<string, WaitingOffer[]>();
  const byPerson = new Map<string, WaitingOffer[]>();
  for (const { start, end, ...offer } of rows) {
    const waiting = { ...offer, interval: { start, end } };
    listOf(byRequest, offer.requestId).push(waiting);
    listOf(byPerson, offer.interpreterId).push(waiting);
  }
  return { byRequest, byPerson };
}

// --- clients: who knows them, who must not come ---------------------------------------------------------

interface ClientFacts {
  /** The client's code and every code linked with it. */
  linked(clientId: string): readonly string[];
  historyUntil(clientId: string | null, until: Instant): ReadonlyMap<string, { times: number; lastAt: Instant }>;
}

function clientFacts(ctx: Pick<Ctx, "db" | "now">, rows: readonly RequestRow[]): ClientFacts {
  const clientIds = [...new Set(rows.flatMap(({ clientId }) => clientId ?? []))];
  const links = new Map<string, string[]>();
  for (const { root, id } of ctx.db.all<{ root: string; id: string }>(sql`
    with recursive linked(root, id) as (
      select value, value from json_each(${JSON.stringify(clientIds)})
      union select l.root, c.same_as_client_id from linked l join clients c on c.id = l.id
        where c.same_as_client_id is not null
      union select l.root, c.id from linked l join clients c on c.same_as_client_id = l.id
    ) select root, id from linked order by root, id`))
    listOf(links, root).push(id);
  const until = Math.max(ctx.now, ...rows.map(({ startAt }) => startAt));
  const services = new Map<string, { interpreterId: string; endAt: Instant }[]>();
  for (const { clientId, ...service } of ctx.db.all<{ clientId: string; interpreterId: string; endAt: Instant }>(sql`
    select r.client_id clientId, a.interpreter_id interpreterId, a.end_at endAt
    from json_each(${JSON.stringify([...new Set([...links.values()].flat())])}) c
      cross join requests r on r.client_id = c.value cross join assignments a on a.request_id = r.id
      left join reports p on p.assignment_id = a.id
    where a.released_at is null and a.end_at <= ${until} and r.cancelled_at is null and coalesce(p.held, 1) = 1`))
    listOf(services, clientId).push(service);
  const linked = (clientId: string) => links.get(clientId) ?? [];
  const history = remembered((key: string) => {
    const [clientId = "", before = ""] = key.split(" ");
    const known = new Map<string, { times: number; lastAt: Instant }>();
    for (const code of linked(clientId))
      for (const { interpreterId, endAt } of services.get(code) ?? []) {
        if (endAt > Number(before)) continue;
        const { times, lastAt } = known.get(interpreterId) ?? { times: 0, lastAt: endAt };
        known.set(interpreterId, { times: times + 1, lastAt: instantFrom(Math.max(lastAt, endAt)) });
      }
    return known;
  });
  return { linked, historyUntil: (clientId, until) => (clientId ? history(`${clientId} ${until}`) : NOBODY) };
}

/** Who is excluded by each side, an institution or a client. */
function exclusionsOf(ctx: Pick<Ctx, "db">, people: ReadonlyMap<string, PlanningPerson>): Map<string, string[]> {
  const rows = ctx.db.all<{ id: string; side: string }>(sql`
    select interpreter_id id, coalesce(organisation_id, client_id) side from exclusions
    where interpreter_id in ${among(JSON.stringify([...people.keys()]))} and ended_at is null`);
  const bySide = new Map<string, string[]>();
  for (const { id, side } of rows) listOf(bySide, side).push(id);
  return bySide;
}

// --- people --------------------------------------------------------------------------------------------

function peopleFor(
  ctx: Pick<Ctx, "db">,
  requests: readonly OpenRequest[],
  weeks: Interval,
  freed: string,
  waiting: ReadonlyMap<string, WaitingOffer[]>,
): Map<string, PlanningPerson> {
  const languages = JSON.stringify([...new Set(requests.map(({ need }) => need.language))]);
  const rows = peopleWhere(
    ctx,
    sql`i.id in (select interpreter_id from interpreter_languages where language in ${among(languages)})
      and i.status <> 'erased' order by i.id`,
  );
  const ids = JSON.stringify(rows.map(({ id }) => id));
  const spoken = languagesOf(ctx, ids);
  const kinds = [...new Set(requests.flatMap(({ need }) => need.requiredCredentials))];
  const credentials = credentialsOf(ctx, ids, kinds);
  const weekly = weeklyOf(ctx, ids);
  const absences = absencesIn(ctx, ids, weeks);
  const jobs = jobsAround(ctx, ids, weeks, freed);
  const expand = windowsIn(weeks);
  return new Map(
    rows.map((row) => {
      const own = row.availabilityKnown ? (weekly.get(row.id) ?? []) : null;
      const person: PlanningPerson = {
        row,
        card: cardOf(row, spoken.get(row.id) ?? []),
        modes: modesOf(row),
        credentials: credentials.get(row.id) ?? [],
        weekly: own,
        windows: own && expand(own),
        absences: absences.get(row.id) ?? [],
        jobs: jobs.get(row.id) ?? [],
        waiting: waiting.get(row.id) ?? [],
      };
      return [row.id, person];
    }),
  );
}

/** Weekly windows as instants over all weeks, joined; the same window of many people is expanded once. */
function windowsIn(weeks: Interval): (weekly: readonly WeeklyWindow[]) => Interval[] {
  const expander = weeklyExpander({ start: weeks.start, end: instantFrom(weeks.end + DAY) });
  const expanded = remembered((key: string) => {
    const [weekday = 0, fromMinute = 0, toMinute = 0] = key.split(" ").map(Number);
    return expander.windows({ weekday, fromMinute, toMinute });
  });
  return (weekly) =>
    union(weekly.flatMap(({ weekday, fromMinute, toMinute }) => expanded(`${weekday} ${fromMinute} ${toMinute}`)));
}

function weeklyOf(ctx: Pick<Ctx, "db">, ids: string): Map<string, WeeklyWindow[]> {
  const rows = ctx.db.all<WeeklyWindow & { id: string }>(sql`
    select interpreter_id id, weekday, from_minute fromMinute, to_minute toMinute from availability
    where interpreter_id in ${among(ids)} order by interpreter_id, weekday, from_minute`);
  const byPerson = new Map<string, WeeklyWindow[]>();
  for (const { id, ...window } of rows) listOf(byPerson, id).push(window);
  return byPerson;
}

function absencesIn(ctx: Pick<Ctx, "db">, ids: string, { start, end }: Interval): Map<string, Interval[]> {
  const rows = ctx.db.all<Interval & { id: string }>(sql`
    select interpreter_id id, start_at start, end_at end from absences
    where interpreter_id in ${among(ids)} and end_at > ${start} and start_at < ${end + REACH.before}
      and cancelled_at is null
    order by start_at`);
  const byPerson = new Map<string, Interval[]>();
  for (const { id, start, end } of rows) listOf(byPerson, id).push({ start, end });
  return byPerson;
}

function jobsAround(
  ctx: Pick<Ctx, "db">,
  ids: string,
  { start, end }: Interval,
  freed: string,
): Map<string, Commitment[]> {
  const rows = ctx.db.all<{
    interpreterId: string;
    id: string;
    requestId: string;
    start: Instant;
    end: Instant;
    placeId: string;
    remote: number;
  }>(sql`
    select interpreter_id interpreterId, id, request_id requestId, start_at start, end_at end, place_id placeId, remote
    from assignments
    where interpreter_id in ${among(ids)} and released_at is null
      and start_at > ${start - REACH.before} and start_at < ${end + REACH.before} and id not in ${among(freed)}
    order by start_at, id`);
  const byPerson = new Map<string, Commitment[]>();
  for (const { interpreterId, id, requestId, start, end, placeId, remote } of rows)
    listOf(byPerson, interpreterId).push({
      assignmentId: id,
      requestId,
      interval: { start, end },
      placeId,
      remote: remote === 1,
    });
  return byPerson;
}

/** The rare languages that each person speaks. */
function rareLanguages(
  ctx: Pick<Ctx, "db">,
  people: ReadonlyMap<string, PlanningPerson>,
): (interpreterId: string) => readonly string[] {
  const spokenBy = ({ card }: PlanningPerson) => [...new Set(card.languages.map(({ language }) => language))];
  const languages = [...new Set([...people.values()].flatMap(spokenBy))];
  const rows = ctx.db.all<{ language: string }>(sql`
    select j.value language from json_each(${JSON.stringify(languages)}) j
    where (select count(*) from (
      select 1 from interpreter_languages l join interpreters i on i.id = l.interpreter_id
      where l.language = j.value and i.status = 'active' group by l.interpreter_id limit ${RARE_SPEAKERS + 1}
    )) <= ${RARE_SPEAKERS}`);
  const rare = new Set(rows.map(({ language }) => language));
  return remembered((id: string) => {
    const person = people.get(id);
    return person ? spokenBy(person).filter((language) => rare.has(language)) : [];
  });
}

/** Somebody who can be asked at all. */
export function isActive({ row }: PlanningPerson): boolean {
  return row.status === ("active" satisfies InterpreterStatus);
}
