/**
 * People as candidates for needs, and the circumstances of a matching: whatever can keep somebody from a job or put them
 * first reaches `app/dispatch` through here. One statement per fact, for exactly the people and needs in question, and
 * never a whole history. SQL is written out because these are the hottest reads; `npm run bench:rank` measures them.
 */
import type { Ctx } from "#app/context.server";
import type { Rules } from "#app/dispatch/rules";
import type {
  Candidate,
  Commitment,
  Credential,
  CredentialKind,
  MatchContext,
  Mode,
  Need,
  Travel,
} from "#app/dispatch/vocabulary";
import { expandWeekly, type Instant, type Interval, instantFrom, overlaps, weekOf } from "#app/time";
import { type ClientFacts, exclusionsFrom, type Served } from "./clients";
import { jobsAround, jobsBeginning, minutesElsewhere, reachOf } from "./jobs";
import { type AskedBefore, askedBefore, type WaitingOffer, waitingFor } from "./offers";
import {
  absencesWithin,
  cardOf,
  credentialsOf,
  type Hours,
  hoursWithin,
  languagesOf,
  modesOf,
  type PersonCard,
  type PersonRow,
  rareAmong,
  unwishedIn,
} from "./people";
import { askableWeek } from "./rules";
import { idsOf, NOBODY, remembered } from "./sets";

/** One interpreter with everything that is asked about them, over the whole time in question. */
export interface Person extends Hours {
  card: PersonCard;
  row: PersonRow;
  modes: readonly Mode[];
  credentials: readonly Credential[];
  absences: readonly Interval[];
  /** Live assignments that can be neighbours of something within the time, earliest first. */
  jobs: readonly Commitment[];
  waiting: readonly WaitingOffer[];
}

export interface Question {
  people: readonly PersonRow[];
  needs: readonly Need[];
  /** The time within which the needs may lie. */
  span: Interval;
  clients: ClientFacts;
  /** Assignments treated as if they were not there, for moves and swaps. */
  ignoreAssignmentIds?: readonly string[];
  /** False: it is only asked who can, and what merely ranks those who can is left unread. */
  isRanked?: boolean;
}

export interface Candidates {
  people: ReadonlyMap<string, Person>;
  /** Anybody of `people` as a candidate for one of the needs, which may be moved within `within`. */
  candidateFor(need: Need, within?: Interval): (person: Person) => Candidate;
  excludedFrom(need: Need): ReadonlySet<string>;
  /** Past services of each person with the need's client until now. */
  servedBy(need: Need): ReadonlyMap<string, Served>;
  askedBefore(requestId: string): AskedBefore;
}

/** What makes these people candidates for these needs. One request is a set of one. */
export function candidatesFor(ctx: Pick<Ctx, "db" | "now">, question: Question): Candidates {
  const { needs, clients, isRanked = true } = question;
  const people = personsFor(ctx, { ...question, kinds: [...new Set(needs.flatMap((one) => one.requiredCredentials))] });
  const [ids, requestIds] = [idsOf(question.people), JSON.stringify(needs.map((one) => one.requestId))];
  const ignored = JSON.stringify(question.ignoreAssignmentIds ?? []);
  const elsewhere = minutesElsewhere(ctx, ids, reachOf(question.span), requestIds, ignored);
  const exclusions = exclusionsFrom(ctx, ids, needs, clients);
  const asked = isRanked ? askedBefore(ctx, requestIds) : NOBODY;
  const rare = isRanked ? rareAmong(ctx, languagesAmong(people)) : new Set<string>();
  const excludedFrom = remembered(exclusions);
  const servedBy = ({ clientId }: Need) => (isRanked ? clients.servedUntil(clientId, ctx.now) : NOBODY);
  const askedOf = (requestId: string) => asked.get(requestId) ?? NOBODY;
  return {
    people,
    candidateFor: (need, within) => {
      const [excluded, served, asked] = [excludedFrom(need), servedBy(need), askedOf(need.requestId)];
      const around = knownAround(need, { excluded, served, asked, rare }, within);
      const known = { ...around, elsewhere: elsewhere(around.week) };
      return (person) => candidateOf(person, need, known);
    },
    excludedFrom,
    servedBy,
    askedBefore: askedOf,
  };
}

type WhoAndWhen = Pick<Question, "people" | "span" | "ignoreAssignmentIds" | "isRanked"> & {
  kinds: readonly CredentialKind[];
};

/** These people over a time, by id, in the order given. */
export function personsFor(ctx: Pick<Ctx, "db" | "now">, asked: WhoAndWhen): Map<string, Person> {
  const { people, span, kinds, isRanked = true } = asked;
  const ids = idsOf(people);
  const spoken = languagesOf(ctx, ids);
  const credentials = credentialsOf(ctx, ids, kinds);
  const hours = hoursWithin(ctx, ids, span);
  const absences = absencesWithin(ctx, ids, span);
  const jobs = jobsBeginning(ctx, ids, reachOf(span), JSON.stringify(asked.ignoreAssignmentIds ?? []));
  const waiting = isRanked ? waitingFor(ctx, ids, { start: span.start, end: reachOf(span).end }) : NOBODY;
  const persons = new Map<string, Person>();
  for (const row of people) {
    const { id } = row;
    const { weekly, windows } = hours(row);
    persons.set(id, {
      row,
      card: cardOf(row, spoken.get(id) ?? NOTHING),
      modes: modesOf(row),
      credentials: credentials.get(id) ?? NOTHING,
      weekly,
      windows,
      absences: absences.get(id) ?? NOTHING,
      jobs: jobs.get(id) ?? NOTHING,
      waiting: waiting.get(id) ?? NOTHING,
    });
  }
  return persons;
}

const NOTHING: readonly never[] = [];

function languagesAmong(people: ReadonlyMap<string, Person>): Set<string> {
  const languages = new Set<string>();
  for (const { card } of people.values()) for (const { language } of card.languages) languages.add(language);
  return languages;
}

// --- the candidate -----------------------------------------------------------------------------------

/** What is known around one need. */
export interface Known {
  /** The time within which the need may be moved; its own unless changes of it are to be tried. */
  within: Interval;
  /** When its neighbours begin. */
  reach: Interval;
  /** The Riga week it begins in, and by person the minutes of those jobs of the week that are not among their `jobs`. */
  week: Interval;
  elsewhere: ReadonlyMap<string, number>;
  excluded: ReadonlySet<string>;
  served: ReadonlyMap<string, Served>;
  asked: AskedBefore;
  /** Languages that hardly anybody speaks. */
  rare: ReadonlySet<string>;
}

const NEVER: Interval = { start: instantFrom(0), end: instantFrom(0) };
const NOTHING_KNOWN: Known = {
  within: NEVER,
  reach: NEVER,
  week: NEVER,
  elsewhere: NOBODY,
  excluded: new Set(),
  served: NOBODY,
  asked: NOBODY,
  rare: new Set(),
};

/** What is known of the people around one need, which may be moved within `within`. */
export function knownAround(
  need: Need,
  ofPeople: Partial<Pick<Known, "excluded" | "served" | "asked" | "rare">>,
  within = need.interval,
): Known {
  return { ...NOTHING_KNOWN, ...ofPeople, within, reach: reachOf(within), week: weekOf(need.interval.start) };
}

/** One person for one need, or for none. */
export function candidateOf(person: Person, need?: Need, known: Known = NOTHING_KNOWN): Candidate {
  const { row, windows } = person;
  const { within, week, reach } = known;
  const served = known.served.get(row.id);
  const { commitments, minutes } = jobsAround(person.jobs, need?.requestId, reach, week);
  return {
    id: row.id,
    name: row.name,
    gender: row.gender,
    status: row.status,
    accountDisabled: !!row.accountDisabled,
    homePlaceId: row.homePlaceId,
    modes: person.modes,
    radiusKm: row.radiusKm,
    languages: person.card.languages,
    credentials: person.credentials,
    availability: windows && thoseIn(windows, ({ start, end }) => start <= within.end && within.start <= end),
    absences: thoseIn(person.absences, (absence) => overlaps(absence, within)),
    commitments,
    minutesThisWeek: minutes + (known.elsewhere.get(row.id) ?? 0),
    maxMinutesPerWeek: row.maxMinutesPerWeek,
    unwishedTopics: unwishedIn(row.unwishedTopics),
    excluded: known.excluded.has(row.id),
    timesWithClient: served?.times ?? 0,
    rareLanguages: rareOf(person, known.rare, need?.language),
    alreadyAsked: known.asked.get(row.id) ?? null,
    hasOverlappingOffer: person.waiting.some(({ interval }) => need && overlaps(interval, need.interval)),
  };
}

/** A person as they are at any time, whatever else they do: free, asked nothing, known to the client by what they served. */
export function timelessCandidate(person: Person, served: Known["served"] = NOBODY): Candidate {
  const timeless = { ...person, windows: null, absences: NOTHING, jobs: NOTHING, waiting: NOTHING };
  return candidateOf(timeless, undefined, { ...NOTHING_KNOWN, served });
}

/** Lists of most people are empty or stay whole. */
function thoseIn(intervals: readonly Interval[], isIn: (interval: Interval) => boolean): readonly Interval[] {
  return intervals.every(isIn) ? intervals : intervals.filter(isIn);
}

function rareOf({ card }: Person, rare: ReadonlySet<string>, besides: string | undefined): readonly string[] {
  if (rare.size === 0) return NOTHING;
  const spoken = new Set(card.languages.map(({ language }) => language));
  return [...spoken].filter((language) => language !== besides && rare.has(language));
}

/** What is common to all candidates of one matching, by the rules of its day. */
export function contextOf(now: Instant, within: Interval, rules: Rules, travel: Travel): MatchContext {
  return {
    now,
    travel,
    askableWhenUnknown: expandWeekly(askableWeek(rules), within),
    capMinutesPerWeek: rules["hours.capMinutes"],
  };
}
