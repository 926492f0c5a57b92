/** The smallest changes with which somebody could be asked for a request that nobody can take, as its page shows them. */

import { eq, inArray } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import {
  blockingJobs,
  isJobMove,
  type OtherJob,
  pivotsOf,
  type RelaxFacts,
  smallestChanges,
  type WayOut,
} from "#app/dispatch/relax";
import type { Level, Names, Need } from "#app/dispatch/vocabulary";
import { answerDeadline, askedFor, unaskableFor } from "#app/facts/askable";
import { substitutesFor } from "#app/facts/country/substitutes";
import { factsForChanges } from "#app/facts/matching";
import { type Named, namesOfLanguages } from "#app/facts/names";
import { needOf } from "#app/facts/needs";
import type { PersonCard } from "#app/facts/people";
import { languageIn } from "#app/queries/everyone/proposed";
import { requests } from "#db/schema";

/** Jobs of other requests that are looked at, and ways that are shown. */
const MOST_JOBS = 12;
const MOST_WAYS = 12;

/** One way out with the names that its sentence needs. `key` names it in a form. */
export interface Way extends WayOut {
  key: string;
  person: Named;
  second: Named | null;
  /** Of a job that gives way: its request, its language, and who does it afterwards. */
  other: { reference: string; language: Names | null; person: Named } | null;
  /** The substitute or the pivot. */
  language: Names | null;
  /** In a relay: how well its first person speaks the request's language. */
  level: Level | null;
  /** Weighs a substitute: how close it is, as the approved table says. */
  note: string | null;
}

/** Every way out, cheapest first. Empty when there is none, or the language is not mapped yet. */
export function waysOut(ctx: Pick<Ctx, "db" | "now">, requestId: string): Way[] {
  const request = ctx.db.select().from(requests).where(eq(requests.id, requestId)).get();
  const need = request && request.pivotLanguage === null ? needOf(ctx, requestId) : null;
  if (!request || !need) return [];
  const substitutes = substitutesOf(ctx, need);
  const { people, ...facts } = peopleFor(ctx, need, [...substitutes.keys()]);
  const deadlineOf = answerDeadline(ctx);
  const known: Omit<RelaxFacts, "jobs"> = {
    need,
    ...facts,
    interpreterCount: request.interpreterCount,
    unaskable: unaskableFor(ctx, requestId),
    askedAlready: askedFor(ctx, request),
    substitutes: [...substitutes.keys()],
    canAskFor: (start) => deadlineOf(start) !== null,
  };
  const jobs = otherJobs(ctx, need, blockingJobs(known));
  for (const { people: more } of jobs) for (const [id, person] of more) people.set(id, person);
  const ways = smallestChanges({ ...known, jobs: jobs.map(({ job }) => job) });
  return named(ctx, need, ways.slice(0, MOST_WAYS), people, substitutes);
}

/** Speakers of the language and its substitutes; then, in one more reading, of every language they share. */
function peopleFor(ctx: Pick<Ctx, "db" | "now">, need: Need, substitutes: readonly string[]) {
  const speakers = factsForChanges(ctx, need, [need.language]);
  const pivots = pivotsOf(need, speakers.candidates);
  return factsForChanges(ctx, need, [...new Set([need.language, ...substitutes, ...pivots])]);
}

function substitutesOf(ctx: Pick<Ctx, "db">, need: Need): Map<string, string> {
  return new Map(substitutesFor(ctx, need.language, need.mode).map(({ spoken, note }) => [spoken, note]));
}

interface OtherJobFacts {
  job: OtherJob;
  people: Map<string, PersonCard>;
}

/** Each job with the people around it: one reading a job, and the journeys to the need's place as well. */
function otherJobs(
  ctx: Pick<Ctx, "db" | "now">,
  need: Need,
  blocking: ReturnType<typeof blockingJobs>,
): OtherJobFacts[] {
  return blocking.slice(0, MOST_JOBS).flatMap(({ interpreterId, job }) => {
    const other = ctx.db.select().from(requests).where(eq(requests.id, job.requestId)).get();
    const own = other && !other.pivotLanguage && other.startAt > ctx.now ? needOf(ctx, other.id) : null;
    if (!other || !own) return [];
    const { candidates, context, people } = factsForChanges(
      ctx,
      own,
      [own.language],
      need.placeId ? [need.placeId] : [],
    );
    const takenInterpreterIds = own.takenInterpreterIds.filter((id) => id !== interpreterId);
    const facts: OtherJob = {
      assignmentId: job.assignmentId,
      interpreterId,
      version: other.version,
      need: { ...own, takenInterpreterIds },
      candidates,
      context,
    };
    return [{ job: facts, people }];
  });
}

function named(
  ctx: Pick<Ctx, "db">,
  need: Need,
  ways: WayOut[],
  people: Map<string, PersonCard>,
  substitutes: Map<string, string>,
): Way[] {
  const nameOf = (id: string): Named => {
    const { name, gender } = people.get(id) ?? { name: "", gender: null };
    return { id, name, gender };
  };
  const languageNames = namesOfLanguages(ctx);
  const others = otherRequests(
    ctx,
    ways.flatMap(({ change }) => (isJobMove(change) ? [change.requestId] : [])),
  );
  return ways.map((way) => {
    const { change } = way;
    const other = isJobMove(change) ? others.get(change.requestId) : undefined;
    const language = isJobMove(change) ? null : languageIn(change);
    return {
      ...way,
      key: keyOf(way),
      person: nameOf(way.interpreterId),
      second: way.secondId ? nameOf(way.secondId) : null,
      other:
        other && isJobMove(change)
          ? {
              reference: other.reference,
              language: languageNames.get(other.language ?? "") ?? null,
              person: nameOf(change.interpreterId),
            }
          : null,
      language: language ? (languageNames.get(language) ?? null) : null,
      level: change.kind === "relay" ? levelIn(people.get(way.interpreterId), need.language) : null,
      note: change.kind === "substitute" ? (substitutes.get(change.language) ?? null) : null,
    };
  });
}

function otherRequests(ctx: Pick<Ctx, "db">, ids: string[]) {
  const rows = ctx.db
    .select({ id: requests.id, reference: requests.reference, language: requests.language })
    .from(requests)
    .where(inArray(requests.id, ids))
    .all();
  return new Map(rows.map((row) => [row.id, row]));
}

function levelIn(person: PersonCard | undefined, language: string): Level | null {
  const levels = person?.languages.filter((spoken) => spoken.language === language).map(({ level }) => level) ?? [];
  return levels.sort((a, b) => b - a)[0] ?? null;
}

function keyOf({ change, interpreterId }: WayOut): string {
  switch (change.kind) {
    case "time":
      return `time:${change.start}`;
    case "mode":
      return `mode:${change.mode}`;
    case "unwanted":
    case "gender":
      return change.kind;
    case "substitute":
      return `substitute:${change.language}`;
    case "relay":
      return `relay:${change.pivot}`;
    case "move_job":
    case "hand_over":
      return `${change.kind}:${change.assignmentId}:${change.to.start}:${change.interpreterId}:${interpreterId}`;
  }
}
