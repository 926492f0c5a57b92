/** Clients' codes: finding one, and all that a coordinator knows of one. There is no name anywhere. */
import { and, asc, desc, eq, inArray, lte, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { aheadOfExcluded, codesOf } from "#app/facts/excluded/ahead";
import { heldByLinks } from "#app/facts/excluded/by-links";
import { excludedJobs } from "#app/facts/excluded/jobs";
import { isNotOver, isStanding } from "#app/facts/live";
import { headColumns, joins, type RequestHead } from "#app/facts/request-head";
import { among } from "#app/facts/sets";
import { assignments, clients, exclusions, interpreters, organisations, requests } from "#db/schema";
import { aheadShown, clientOf, exclusionsFor } from "./exclusions";
import { clientsOfCode } from "./search";

const LONGEST_LIST = 50;
const NEWEST_PAST = 10;

export interface ClientRow {
  id: string;
  code: string;
  organisation: string;
  /** Other codes that are the same person. */
  linked: number;
  /** Somebody is not sent to this person. */
  isKeptApart: boolean;
}

/** The codes that hold what was typed, or are near it; the first of them, and whether there are more. */
export function clientsFound(ctx: Pick<Ctx, "db" | "now">, q: string): { rows: ClientRow[]; isMore: boolean } {
  const ids = clientsOfCode(ctx, q);
  const rows = ctx.db
    .select({ id: clients.id, code: clients.code, organisation: organisations.name })
    .from(clients)
    .innerJoin(organisations, eq(organisations.id, clients.organisationId))
    .where(inArray(clients.id, ids))
    .orderBy(asc(clients.code), asc(organisations.sortKey))
    .limit(LONGEST_LIST + 1)
    .all();
  const shown = rows.slice(0, LONGEST_LIST).map((row) => {
    const codes = codesOf(ctx, row.id);
    return { ...row, linked: codes.length - 1, isKeptApart: hasExclusion(ctx, codes) };
  });
  return { rows: shown, isMore: rows.length > LONGEST_LIST };
}

function hasExclusion({ db }: Pick<Ctx, "db">, codes: readonly string[]): boolean {
  const holds = and(inArray(exclusions.clientId, [...codes]), sql`${exclusions.endedAt} is null`);
  return db.select({ id: exclusions.id }).from(exclusions).where(holds).get() !== undefined;
}

/** null: there is no such client. */
export function clientPage(ctx: Pick<Ctx, "db" | "now">, id: string) {
  const client = clientOf(ctx, id);
  if (!client) return null;
  const { organisationId: _, ...shown } = client;
  const codes = codesOf(ctx, id);
  const ofCodes = sql`${requests.clientId} in ${among(JSON.stringify(codes))}`;
  return {
    ...shown,
    linked: linkedCodes(
      ctx,
      codes.filter((code) => code !== id),
    ),
    exclusions: exclusionsFor(ctx, codes),
    undecided: undecidedJobs(ctx, codes),
    ahead: heads(ctx, and(ofCodes, isStanding(), isNotOver(ctx.now, "requests")), asc(requests.startAt), LONGEST_LIST),
    past: heads(ctx, and(ofCodes, lte(requests.endAt, ctx.now)), desc(requests.startAt), NEWEST_PAST),
  };
}

function linkedCodes({ db }: Pick<Ctx, "db">, codes: readonly string[]) {
  return db
    .select({ id: clients.id, code: clients.code, organisation: organisations.name })
    .from(clients)
    .innerJoin(organisations, eq(organisations.id, clients.organisationId))
    .where(inArray(clients.id, [...codes]))
    .orderBy(asc(organisations.sortKey), asc(clients.code))
    .limit(LONGEST_LIST)
    .all();
}

function heads(
  { db }: Pick<Ctx, "db">,
  where: ReturnType<typeof and>,
  order: ReturnType<typeof asc>,
  most: number,
): RequestHead[] {
  return db
    .select({ ...headColumns, start: requests.startAt, end: requests.endAt })
    .from(requests)
    .innerJoin(...joins.organisation)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.place)
    .where(where)
    .orderBy(order)
    .limit(most)
    .all()
    .map(({ start, end, ...head }) => ({ ...head, interval: { start, end } }));
}

/** Accepted work for this person of somebody who must not come. */
function undecidedJobs(ctx: Pick<Ctx, "db" | "now">, codes: readonly string[]) {
  const found = excludedJobs(ctx, sql`r.client_id in ${among(JSON.stringify(codes))}`);
  const jobIds = found.map(({ assignmentId }) => assignmentId);
  return ctx.db
    .select({
      assignmentId: assignments.id,
      requestId: requests.id,
      reference: requests.reference,
      person: interpreters.name,
      start: assignments.startAt,
      end: assignments.endAt,
    })
    .from(assignments)
    .innerJoin(requests, eq(requests.id, assignments.requestId))
    .innerJoin(interpreters, eq(interpreters.id, assignments.interpreterId))
    .where(inArray(assignments.id, jobIds))
    .orderBy(asc(assignments.startAt))
    .limit(LONGEST_LIST)
    .all()
    .map(({ start, end, ...job }) => ({ ...job, interval: { start, end } }));
}

/** Codes that what was typed may mean, but for this person's own: to be linked with. */
export function linkable(ctx: Pick<Ctx, "db" | "now">, id: string, q: string): ClientRow[] {
  const own = codesOf(ctx, id);
  return clientsFound(ctx, q).rows.filter((row) => !own.includes(row.id));
}

/** What lies ahead of people who are kept from the two, once they are one. */
export function linkAhead(ctx: Pick<Ctx, "db" | "now">, id: string, withId: string) {
  return aheadShown(aheadOfExcluded(ctx, [...codesOf(ctx, id), ...codesOf(ctx, withId)]));
}

/** Which exclusions hold no more on one side once the code is another person. */
export function lostByUnlinking(ctx: Pick<Ctx, "db" | "now">, id: string) {
  return heldByLinks(ctx, id);
}
