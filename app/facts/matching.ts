/** One request and everybody who could do it, as the rules of `app/dispatch` judge them. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { obstaclesOf } from "#app/dispatch/eligibility";
import type { ExplainNames } from "#app/dispatch/explain";
import { match } from "#app/dispatch/match";
import { SPAN_MINUTES } from "#app/dispatch/relax";
import type { Candidate, MatchContext, Matching, Need, Obstacle } from "#app/dispatch/vocabulary";
import { addMinutes, type Interval } from "#app/time";
import { type Candidates, candidatesFor, contextOf } from "./candidates";
import { clientFacts } from "./clients";
import { takenOn } from "./jobs";
import {
  cardOf,
  countActive,
  isActive,
  languagesOf,
  notSpeakersOf,
  type PersonCard,
  type PersonRow,
  peopleWhere,
  speakersOf,
} from "./people";
import { rulesAt } from "./rules";
import { among, idsOf } from "./sets";
import { travelAmong, travelAround } from "./travel";

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

/** Everybody who speaks the language: those who can, ranked, and those who cannot, with every reason. */
export function matchRequest(ctx: Pick<Ctx, "db" | "now">, need: Need, without: Without = {}): Matched {
  const rows = speakersOf(ctx, [need.language]);
  const asked = withoutIgnored(ctx, need, without);
  const facts = around(ctx, asked, rows, { ...without });
  const candidates = [...facts.people.values()].map(facts.candidateFor(asked));
  return {
    matching: match(asked, candidates, contextAround(ctx, asked, candidates)),
    people: cardsOf(facts),
    notSpeaking: countActive(ctx) - rows.filter((row) => isActive({ row })).length,
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
  const facts = around(ctx, need, speakersOf(ctx, languages), { span });
  const candidates = [...facts.people.values()].map(facts.candidateFor(need, span));
  const rules = rulesAt(ctx, span.start);
  const ends = [...places, ...(need.placeId ? [need.placeId] : [])];
  const travel = travelAmong(ctx, candidates, ends);
  return { candidates, context: contextOf(ctx.now, span, rules, travel), people: cardsOf(facts) };
}

/** All obstacles of one person, by the same rules: the check to repeat inside a transaction. Nobody = `inactive`. */
export function obstaclesFor(
  ctx: Pick<Ctx, "db" | "now">,
  need: Need,
  interpreterId: string,
  without: Without = {},
): Obstacle[] {
  const asked = withoutIgnored(ctx, need, without);
  const facts = around(ctx, asked, peopleWhere(ctx, sql`i.id = ${interpreterId}`), { ...without, isRanked: false });
  const [candidate] = [...facts.people.values()].map(facts.candidateFor(asked));
  if (!candidate) return [{ code: "inactive" }];
  return obstaclesOf(asked, candidate, contextAround(ctx, asked, [candidate]));
}

/** The active people whom `matchRequest` only counts, by name. */
export function notSpeakingPeople(ctx: Pick<Ctx, "db">, need: Need, limit: number): PersonCard[] {
  const rows = notSpeakersOf(ctx, need.language, limit);
  const spoken = languagesOf(ctx, idsOf(rows));
  return rows.map((row) => cardOf(row, spoken.get(row.id) ?? []));
}

/** What a move would leave behind does not count as taken. */
function withoutIgnored(ctx: Pick<Ctx, "db">, need: Need, { ignoreAssignmentIds }: Without): Need {
  if (!ignoreAssignmentIds?.length) return need;
  const taken = takenOn(ctx, JSON.stringify([need.requestId]), JSON.stringify(ignoreAssignmentIds));
  return { ...need, takenInterpreterIds: taken.get(need.requestId) ?? [] };
}

function around(
  ctx: Pick<Ctx, "db" | "now">,
  need: Need,
  people: readonly PersonRow[],
  { span = need.interval, ...how }: Without & { span?: Interval; isRanked?: boolean },
): Candidates {
  const clients = clientFacts(ctx, need.clientId ? [need.clientId] : [], ctx.now);
  return candidatesFor(ctx, { people, needs: [need], span, clients, ...how });
}

function contextAround(ctx: Pick<Ctx, "db" | "now">, need: Need, candidates: readonly Candidate[]): MatchContext {
  const rules = rulesAt(ctx, need.interval.start);
  const travel = travelAround(ctx, need, candidates);
  return contextOf(ctx.now, need.interval, rules, travel);
}

function cardsOf({ people }: Candidates): Map<string, PersonCard> {
  const cards = new Map<string, PersonCard>();
  for (const [id, { card }] of people) cards.set(id, card);
  return cards;
}

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
