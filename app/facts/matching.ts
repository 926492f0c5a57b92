/**
 * Facts for `app/dispatch`: one indexed query per fact, for exactly the people in question, and never a whole history.
 * SQL is written out because these are the hottest reads; `npm run bench:rank` measures them.
 */

import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { obstaclesOf } from "#app/dispatch/eligibility";
import type { ExplainNames } from "#app/dispatch/explain";
import { match } from "#app/dispatch/match";
import { REQUIRED_CREDENTIALS } from "#app/dispatch/protection";
import { relayNeed, SPAN_MINUTES } from "#app/dispatch/relax";
import { type TravelRow, travelFrom } from "#app/dispatch/travel";
import type {
  AbsenceKind,
  Candidate,
  Credential,
  CredentialKind,
  Gender,
  InterpreterStatus,
  Level,
  MatchContext,
  Matching,
  Mode,
  Names,
  Need,
  Obstacle,
  ProtectionClass,
  SpokenLanguage,
  Strength,
  Travel,
} from "#app/dispatch/vocabulary";
import {
  addMinutes,
  expandWeekly,
  HOUR,
  type Instant,
  type Interval,
  minuteOfDay,
  weeklyExpander,
  weekOf,
} from "#app/time";
import { canBeAnswered } from "./live";
import { rulesAt } from "./rules";

/** A person as coordinators see them beside their reasons. */
export interface PersonCard {
  id: string;
  name: string;
  gender: Gender | null;
  homePlaceId: string;
  homePlace: Names;
  phone: string | null;
  deskId: string;
  languages: readonly SpokenLanguage[];
}

export interface Matched {
  matching: Matching;
  people: Map<string, PersonCard>;
  /** Active people who do not speak the language: counted, not listed. */
  notSpeaking: number;
}

interface Without {
  /** Assignments treated as if they were not there, for moves and swaps. */
  ignoreAssignmentIds?: readonly string[];
}

/**
 * One request as matching sees it, at its own time or at another (`at`, for moves). The places of a relay need
 * different people: `slot` says whose need it is, by default that of the first place that nobody does.
 * null: there is no such request, or its language is not mapped yet.
 */
export function needOf(ctx: Pick<Ctx, "db">, requestId: string, at?: Interval, slot?: number): Need | null {
  const request = ctx.db.get<RequestRow | undefined>(sql`
    select id, language, variant, min_level minLevel, mode, place_id placeId, start_at startAt, end_at endAt, gender,
      gender_strength genderStrength, excluded_interpreter_id excludedId, wants_same_interpreter wantsSame,
      client_id clientId, organisation_id organisationId, protection_class protectionClass, pivot_language pivot
    from requests where id = ${requestId}`);
  if (!request?.language) return null;
  const interval = at ?? { start: request.startAt, end: request.endAt };
  const { clientId, gender, genderStrength, protectionClass } = request;
  const need: Need = {
    requestId,
    language: request.language,
    variant: request.variant,
    minLevel: request.minLevel,
    mode: request.mode,
    placeId: request.placeId,
    interval,
    gender: gender && genderStrength ? { value: gender, strength: genderStrength } : null,
    excludedInterpreterIds: request.excludedId ? [request.excludedId] : [],
    preferredInterpreterIds:
      request.wantsSame && clientId
        ? historyWith(ctx, clientId, interval.start).map(({ interpreterId }) => interpreterId)
        : [],
    clientId,
    organisationId: request.organisationId,
    protectionClass,
    requiredCredentials: REQUIRED_CREDENTIALS,
    takenInterpreterIds: takenOn(ctx, requestId, []),
  };
  return request.pivot ? relayNeed(need, request.pivot, slot ?? firstOpenSlot(ctx, requestId)) : need;
}

function firstOpenSlot(ctx: Pick<Ctx, "db">, requestId: string): number {
  const first = ctx.db.get<{ one: number } | undefined>(
    sql`select 1 one from assignments where request_id = ${requestId} and slot = 1 and released_at is null`,
  );
  return first ? 2 : 1;
}

interface RequestRow {
  language: string | null;
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
  pivot: string | null;
}

/** Everybody who speaks the language: those who can, ranked, and those who cannot, with every reason. */
export function matchRequest(ctx: Pick<Ctx, "db" | "now">, need: Need, without: Without = {}): Matched {
  const rows = peopleWhere(
    ctx,
    sql`i.id in (select interpreter_id from interpreter_languages where language = ${need.language}) and i.status <> 'erased'`,
  );
  const asked = withoutIgnored(ctx, need, without);
  const facts = factsAround(ctx, asked, rows, without);
  addRankingFacts(ctx, asked, facts.candidates);
  const context = contextOf(ctx, asked, facts.candidates);
  const active = ctx.db.get<{ count: number }>(
    sql`select count(*) count from interpreters where status = 'active'`,
  ).count;
  return {
    matching: match(asked, [...facts.candidates.values()], context),
    people: facts.people,
    notSpeaking: active - rows.filter((row) => row.status === "active").length,
  };
}

export interface FactsForChanges {
  candidates: readonly Candidate[];
  context: MatchContext;
  people: Map<string, PersonCard>;
}

/**
 * What `match` asks about everybody who speaks any of the languages, gathered once so that the need can be tried up to
 * `SPAN_MINUTES` earlier or later, in another mode, or beside the other `places`.
 */
export function factsForChanges(
  ctx: Pick<Ctx, "db" | "now">,
  need: Need,
  languages: readonly string[],
  places: readonly string[] = [],
): FactsForChanges {
  const { start, end } = need.interval;
  const span = { start: addMinutes(start, -SPAN_MINUTES), end: addMinutes(end, SPAN_MINUTES) };
  const rows = peopleWhere(
    ctx,
    sql`i.id in (select interpreter_id from interpreter_languages where language in ${among(JSON.stringify(languages))})
      and i.status <> 'erased'`,
  );
  const { candidates, people } = factsAround(ctx, need, rows, {}, span);
  addRankingFacts(ctx, need, candidates);
  const all = new Set([...places, ...(need.placeId ? [need.placeId] : [])]);
  for (const { homePlaceId, commitments } of candidates.values()) {
    all.add(homePlaceId);
    for (const { placeId } of commitments) all.add(placeId);
  }
  const { context, rules } = contextWithoutTravel(ctx, span);
  const travel = travelAmong(ctx, [...all], rules["travel.unknownMinutes"]);
  return { candidates: [...candidates.values()], context: { ...context, travel }, people };
}

/** All obstacles of one person, by the same rules: the check to repeat inside a transaction. Nobody = `inactive`. */
export function obstaclesFor(
  ctx: Pick<Ctx, "db" | "now">,
  need: Need,
  interpreterId: string,
  without: Without = {},
): Obstacle[] {
  const asked = withoutIgnored(ctx, need, without);
  const { candidates } = factsAround(ctx, asked, peopleWhere(ctx, sql`i.id = ${interpreterId}`), without);
  const candidate = candidates.get(interpreterId);
  if (!candidate) return [{ code: "inactive" }];
  return obstaclesOf(asked, candidate, contextOf(ctx, asked, candidates));
}

/** The active people whom `matchRequest` only counts, by name. */
export function notSpeakingPeople(ctx: Pick<Ctx, "db">, need: Need, limit: number): PersonCard[] {
  const rows = peopleWhere(
    ctx,
    sql`i.status = 'active'
      and i.id not in (select interpreter_id from interpreter_languages where language = ${need.language})
      order by i.sort_key, i.id limit ${limit}`,
  );
  return rows.map((row) => cardOf(row, languagesOf(ctx, idsOf(rows)).get(row.id) ?? []));
}

// --- people ----------------------------------------------------------------------------------------

export interface PersonRow {
  id: string;
  name: string;
  gender: Gender | null;
  status: InterpreterStatus;
  homePlaceId: string;
  homePlace: string;
  homePlaceEn: string;
  phone: string | null;
  deskId: string;
  onsite: number;
  byPhone: number;
  byVideo: number;
  radiusKm: number | null;
  maxMinutesPerWeek: number;
  availabilityKnown: number;
}

export function peopleWhere(ctx: Pick<Ctx, "db">, condition: SQL): PersonRow[] {
  return ctx.db.all<PersonRow>(sql`
    select i.id, i.name, i.gender, i.status, i.home_place_id homePlaceId, p.name homePlace, i.phone, i.desk_id deskId,
      i.onsite, i.by_phone byPhone, i.by_video byVideo, i.radius_km radiusKm,
      i.max_minutes_per_week maxMinutesPerWeek, i.availability_known availabilityKnown
    from interpreters i join places p on p.id = i.home_place_id where ${condition}`);
}

export function cardOf(row: PersonRow, languages: readonly SpokenLanguage[]): PersonCard {
  const { id, name, gender, homePlaceId, phone, deskId } = row;
  const homePlace: Names = JSON.parse(row.homePlace);
  return { id, name, gender, homePlaceId, homePlace, phone, deskId, languages };
}

/** A list of ids as one bound value. */
export const among = (ids: string) => sql`(select value from json_each(${ids}))`;
const idsOf = (rows: readonly { id: string }[]) => JSON.stringify(rows.map((row) => row.id));

export function languagesOf(ctx: Pick<Ctx, "db">, ids: string): Map<string, SpokenLanguage[]> {
  const rows = ctx.db.all<{ id: string; language: string; variant: string; level: Level }>(sql`
    select interpreter_id id, language, variant, level from interpreter_languages where interpreter_id in ${among(ids)}`);
  const byPerson = new Map<string, SpokenLanguage[]>();
  for (const { id, language, variant, level } of rows)
    listOf(byPerson, id).push({ language, variant: variant || null, level });
  return byPerson;
}

export function listOf<T>(lists: Map<string, T[]>, id: string): T[] {
  const list = lists.get(id);
  if (list) return list;
  const first: T[] = [];
  lists.set(id, first);
  return first;
}

// --- facts that can be obstacles --------------------------------------------------------------------

/** A candidate while facts are being gathered. */
type Draft = { -readonly [K in keyof Candidate]: Candidate[K] };

interface Facts {
  candidates: Map<string, Draft>;
  people: Map<string, PersonCard>;
}

/** `span`: the time within which the need may lie; its own unless changes of it are to be tried. */
function factsAround(
  ctx: Pick<Ctx, "db">,
  need: Need,
  rows: readonly PersonRow[],
  without: Without,
  span: Interval = need.interval,
): Facts {
  const ids = idsOf(rows);
  const ignored = JSON.stringify(without.ignoreAssignmentIds ?? []);
  const languages = languagesOf(ctx, ids);
  const availability = availabilityAround(ctx, ids, span);
  const absences = absencesAround(ctx, ids, span);
  const commitments = commitmentsAround(ctx, ids, need.requestId, span, ignored);
  const minutes = minutesInWeekOf(ctx, ids, need, ignored);
  const credentials = credentialsOf(ctx, ids, need.requiredCredentials);
  const excluded = excludedFrom(ctx, ids, need);
  const facts: Facts = { candidates: new Map(), people: new Map() };
  for (const row of rows) {
    const spoken = languages.get(row.id) ?? [];
    facts.people.set(row.id, cardOf(row, spoken));
    facts.candidates.set(row.id, {
      id: row.id,
      name: row.name,
      gender: row.gender,
      status: row.status,
      homePlaceId: row.homePlaceId,
      modes: modesOf(row),
      radiusKm: row.radiusKm,
      languages: spoken,
      credentials: credentials.get(row.id) ?? [],
      availability: row.availabilityKnown ? (availability.get(row.id) ?? []) : null,
      absences: absences.get(row.id) ?? [],
      commitments: commitments.get(row.id) ?? [],
      minutesThisWeek: minutes.get(row.id) ?? 0,
      maxMinutesPerWeek: row.maxMinutesPerWeek,
      excluded: excluded.has(row.id),
      timesWithClient: 0,
      lastWithClientAt: null,
      rareLanguages: [],
      alreadyAsked: null,
      hasOverlappingOffer: false,
    });
  }
  return facts;
}

export function modesOf({ onsite, byPhone, byVideo }: PersonRow): Mode[] {
  const modes: Mode[] = [];
  if (onsite) modes.push("onsite");
  if (byPhone) modes.push("phone");
  if (byVideo) modes.push("video");
  return modes;
}

function availabilityAround(ctx: Pick<Ctx, "db">, ids: string, interval: Interval): Map<string, Interval[]> {
  const expander = weeklyExpander(interval);
  const rows = ctx.db.all<{ id: string; weekday: number; fromMinute: number; toMinute: number }>(sql`
    select interpreter_id id, weekday, from_minute fromMinute, to_minute toMinute from availability
    where interpreter_id in ${among(ids)} and weekday in ${among(JSON.stringify(expander.weekdays))}`);
  const touching = new Map<number, Interval[]>();
  const byPerson = new Map<string, Interval[]>();
  for (const { id, weekday, fromMinute, toMinute } of rows) {
    const key = (weekday * 2048 + fromMinute) * 2048 + toMinute;
    let windows = touching.get(key);
    if (!windows) {
      windows = expander
        .windows({ weekday, fromMinute, toMinute })
        .filter((window) => window.start <= interval.end && interval.start <= window.end);
      touching.set(key, windows);
    }
    if (windows.length > 0) listOf(byPerson, id).push(...windows);
  }
  return byPerson;
}

function absencesAround(ctx: Pick<Ctx, "db">, ids: string, { start, end }: Interval): Map<string, Interval[]> {
  const rows = ctx.db.all<{ id: string; start: Instant; end: Instant; kind: AbsenceKind }>(sql`
    select interpreter_id id, start_at start, end_at end from absences
    where interpreter_id in ${among(ids)} and end_at > ${start} and start_at < ${end} and cancelled_at is null`);
  const byPerson = new Map<string, Interval[]>();
  for (const row of rows) listOf(byPerson, row.id).push({ start: row.start, end: row.end });
  return byPerson;
}

/** The schema bounds a job to 24 hours and a journey to 10, so nothing outside this reach can be a neighbour. */
export const REACH = { before: 34 * HOUR, after: 10 * HOUR };

function commitmentsAround(
  ctx: Pick<Ctx, "db">,
  ids: string,
  requestId: string,
  { start, end }: Interval,
  ignored: string,
): Map<string, Candidate["commitments"][number][]> {
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
      and start_at > ${start - REACH.before} and start_at < ${end + REACH.after}
      and request_id <> ${requestId} and id not in ${among(ignored)}`);
  const byPerson = new Map<string, Candidate["commitments"][number][]>();
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

function minutesInWeekOf(ctx: Pick<Ctx, "db">, ids: string, need: Need, ignored: string): Map<string, number> {
  const week = weekOf(need.interval.start);
  const rows = ctx.db.all<{ id: string; minutes: number }>(sql`
    select interpreter_id id, sum(end_at - start_at) / 60000 minutes from assignments
    where interpreter_id in ${among(ids)} and released_at is null
      and start_at >= ${week.start} and start_at < ${week.end}
      and request_id <> ${need.requestId} and id not in ${among(ignored)}
    group by interpreter_id`);
  return new Map(rows.map((row) => [row.id, row.minutes]));
}

export function credentialsOf(
  ctx: Pick<Ctx, "db">,
  ids: string,
  kinds: readonly CredentialKind[],
): Map<string, Credential[]> {
  const byPerson = new Map<string, Credential[]>();
  if (kinds.length === 0) return byPerson;
  const rows = ctx.db.all<Credential & { id: string }>(sql`
    select interpreter_id id, kind, valid_from validFrom, valid_until validUntil from credentials
    where interpreter_id in ${among(ids)} and kind in ${among(JSON.stringify(kinds))}`);
  for (const { id, kind, validFrom, validUntil } of rows) listOf(byPerson, id).push({ kind, validFrom, validUntil });
  return byPerson;
}

/** Exclusions by this institution or by this client under any of the codes that are linked as one person. */
function excludedFrom(ctx: Pick<Ctx, "db">, ids: string, need: Need): Set<string> {
  const rows = ctx.db.all<{ id: string }>(sql`
    ${linkedClients(need.clientId)}
    select distinct interpreter_id id from exclusions
    where interpreter_id in ${among(ids)} and ended_at is null
      and (organisation_id = ${need.organisationId} or client_id in (select id from linked))`);
  return new Set(rows.map((row) => row.id));
}

/** `linked(id)`: the client's code and every code a coordinator linked with it, directly or through others. */
function linkedClients(clientId: string | null): SQL {
  return sql`with recursive linked(id) as (
      select id from clients where id = ${clientId}
      union select c.same_as_client_id from clients c join linked l on c.id = l.id where c.same_as_client_id is not null
      union select c.id from linked l join clients c on c.same_as_client_id = l.id
    )`;
}

/** What a move would leave behind does not count as taken. */
function withoutIgnored(ctx: Pick<Ctx, "db">, need: Need, { ignoreAssignmentIds }: Without): Need {
  if (!ignoreAssignmentIds?.length) return need;
  return { ...need, takenInterpreterIds: takenOn(ctx, need.requestId, ignoreAssignmentIds) };
}

function takenOn(ctx: Pick<Ctx, "db">, requestId: string, ignored: readonly string[]): string[] {
  return ctx.db
    .all<{ id: string }>(sql`
      select interpreter_id id from assignments
      where request_id = ${requestId} and released_at is null and id not in ${among(JSON.stringify(ignored))}`)
    .map((row) => row.id);
}

// --- facts that only rank -----------------------------------------------------------------------------

function addRankingFacts(ctx: Pick<Ctx, "db" | "now">, need: Need, candidates: Map<string, Draft>): void {
  const ids = JSON.stringify([...candidates.keys()]);
  if (need.clientId)
    for (const { interpreterId, times, lastAt } of historyWith(ctx, need.clientId, ctx.now)) {
      const candidate = candidates.get(interpreterId);
      if (candidate) Object.assign(candidate, { timesWithClient: times, lastWithClientAt: lastAt });
    }
  for (const { id, answer } of askedBefore(ctx, need)) {
    const candidate = candidates.get(id);
    if (candidate) candidate.alreadyAsked = answer;
  }
  for (const id of waitingForAnswers(ctx, ids, need.interval)) {
    const candidate = candidates.get(id);
    if (candidate) candidate.hasOverlappingOffer = true;
  }
  addRareLanguages(ctx, need, candidates);
}

export interface History {
  interpreterId: string;
  times: number;
  lastAt: Instant;
}

/**
 * Services with this client that ended before `until` and were not reported as not held, per interpreter, latest first.
 * CROSS JOIN keeps SQLite going from the client to their requests; left free it reads every assignment in order of person.
 */
function historyWith(ctx: Pick<Ctx, "db">, clientId: string, until: Instant): History[] {
  return ctx.db.all<History>(sql`
    ${linkedClients(clientId)}
    select a.interpreter_id interpreterId, count(*) times, max(a.end_at) lastAt
    from linked l cross join requests r on r.client_id = l.id cross join assignments a on a.request_id = r.id
      left join reports p on p.assignment_id = a.id
    where a.released_at is null and a.end_at <= ${until} and r.cancelled_at is null and coalesce(p.held, 1) = 1
    group by a.interpreter_id order by lastAt desc, a.interpreter_id`);
}

/** Who said no to this version of the request, let it lapse, or accepted and gave it back. */
function askedBefore(ctx: Pick<Ctx, "db" | "now">, need: Need): { id: string; answer: "declined" | "expired" }[] {
  return ctx.db.all(sql`
    select o.interpreter_id id, case when o.status in ('expired', 'pending') then 'expired' else 'declined' end answer
    from offers o join requests r on r.id = o.request_id
    where o.request_id = ${need.requestId} and o.request_version = r.version
      and (o.status in ('declined', 'expired') or (o.status = 'pending' and o.deadline_at <= ${ctx.now}))
    union all
    select interpreter_id, 'declined' from assignments
    where request_id = ${need.requestId} and released_at is not null and release_reason = 'withdrawn'`);
}

/** People with a live offer, of this or another request, for a time that overlaps. */
function waitingForAnswers(ctx: Pick<Ctx, "db" | "now">, ids: string, { start, end }: Interval): string[] {
  return ctx.db
    .all<{ id: string }>(sql`
      select distinct o.interpreter_id id from offers o join requests r on r.id = o.request_id
      where o.interpreter_id in ${among(ids)} and ${canBeAnswered(ctx.now, "o")}
        and r.start_at < ${end} and r.end_at > ${start} and r.cancelled_at is null`)
    .map((row) => row.id);
}

/** A language is rare when at most this many active people speak it, the candidate among them. */
export const RARE_SPEAKERS = 2;

function addRareLanguages(ctx: Pick<Ctx, "db">, need: Need, candidates: Map<string, Draft>): void {
  const others = new Set<string>();
  for (const { languages } of candidates.values())
    for (const { language } of languages) if (language !== need.language) others.add(language);
  if (others.size === 0) return;
  const rows = ctx.db.all<{ language: string }>(sql`
    select j.value language from json_each(${JSON.stringify([...others])}) j
    where (select count(*) from (
      select 1 from interpreter_languages l join interpreters i on i.id = l.interpreter_id
      where l.language = j.value and i.status = 'active' group by l.interpreter_id limit ${RARE_SPEAKERS + 1}
    )) <= ${RARE_SPEAKERS}`);
  if (rows.length === 0) return;
  const rare = new Set(rows.map((row) => row.language));
  for (const candidate of candidates.values()) {
    const own = candidate.languages.filter(({ language }) => rare.has(language)).map(({ language }) => language);
    if (own.length > 0) candidate.rareLanguages = [...new Set(own)];
  }
}

// --- what is common to all ----------------------------------------------------------------------------

function contextOf(ctx: Pick<Ctx, "db" | "now">, need: Need, candidates: Map<string, Candidate>): MatchContext {
  const { context, rules } = contextWithoutTravel(ctx, need.interval);
  return { ...context, travel: travelAround(ctx, need, candidates, rules["travel.unknownMinutes"]) };
}

function contextWithoutTravel(ctx: Pick<Ctx, "db" | "now">, span: Interval) {
  const rules = rulesAt(ctx, span.start);
  const [fromMinute, toMinute] = [minuteOfDay(rules["unknown.askableFrom"]), minuteOfDay(rules["unknown.askableTo"])];
  const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute, toMinute }));
  const askableWhenUnknown = expandWeekly(weekdays, span);
  return { context: { now: ctx.now, askableWhenUnknown, capMinutesPerWeek: rules["hours.capMinutes"] }, rules };
}

function travelAmong(ctx: Pick<Ctx, "db">, placeIds: readonly string[], unknownMinutes: number): Travel {
  const ids = among(JSON.stringify(placeIds));
  const rows = ctx.db.all<TravelRow>(sql`
    select from_place_id fromPlaceId, to_place_id toPlaceId, minutes, km from travel_times
    where from_place_id in ${ids} and to_place_id in ${ids}`);
  return travelFrom(rows, unknownMinutes);
}

/** Only the journeys that can be asked for: between the need's place and homes and jobs, in both directions. */
function travelAround(
  ctx: Pick<Ctx, "db">,
  need: Need,
  candidates: Map<string, Candidate>,
  unknownMinutes: number,
): Travel {
  const ends = new Map<string, Set<string>>();
  const from = (place: string) => ends.get(place) ?? ends.set(place, new Set()).get(place)!;
  for (const { homePlaceId, commitments } of candidates.values()) {
    if (need.placeId) from(need.placeId).add(homePlaceId);
    for (const { placeId } of commitments) from(need.placeId ?? homePlaceId).add(placeId);
  }
  const pairs = [...ends].flatMap(([here, places]) => [...places].map((there) => [here, there]));
  if (pairs.length === 0) return travelFrom([], unknownMinutes);
  const rows = ctx.db.all<TravelRow>(sql`
    with pairs(a, b) as (select value ->> 0, value ->> 1 from json_each(${JSON.stringify(pairs)}))
    select t.from_place_id fromPlaceId, t.to_place_id toPlaceId, t.minutes, t.km
    from pairs join travel_times t on t.from_place_id = a and t.to_place_id = b
    union all
    select t.from_place_id, t.to_place_id, t.minutes, t.km
    from pairs join travel_times t on t.from_place_id = b and t.to_place_id = a where a <> b`);
  return travelFrom(rows, unknownMinutes);
}

// --- names for sentences ------------------------------------------------------------------------------

/** The names that the sentences of `i18n/explain` use for this need and these obstacles, in one language. */
export function explainNames(
  ctx: Pick<Ctx, "db" | "locale">,
  need: Need,
  about: Matching | readonly Obstacle[],
): ExplainNames {
  const name = sql`json_extract(name, ${`$.${ctx.locale}`})`;
  const obstacles = "able" in about ? about.blocked.flatMap((blocked) => blocked.obstacles) : about;
  const places = obstacles.flatMap((obstacle) =>
    "with" in obstacle && obstacle.with.placeId ? [obstacle.with.placeId] : [],
  );
  const { mode, variant, gender, interval } = need;
  return {
    language: ctx.db.get<{ name: string }>(sql`select ${name} name from languages where code = ${need.language}`).name,
    variants: byCode(
      ctx.db.all(sql`select code, ${name} name from language_variants where language = ${need.language}`),
    ),
    places: byCode(
      ctx.db.all(
        sql`select id code, ${name} name from places where id in ${among(JSON.stringify([...new Set(places)]))}`,
      ),
    ),
    need: { mode, variant, gender, interval },
  };
}

function byCode(rows: readonly { code: string; name: string }[]): Record<string, string> {
  return Object.fromEntries(rows.map(({ code, name }) => [code, name]));
}
