/** What lies ahead of somebody who must not come. */
import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { clientFacts } from "#app/facts/clients";
import { workAhead } from "#app/facts/leaving/work-ahead";
import { among } from "#app/facts/sets";
import { requests } from "#db/schema";

/** Whom an exclusion keeps somebody from: a client under every linked code, or an institution. */
export type Side = { clientId: string } | { organisationId: string };

/** The client's code and every code that is the same person. */
export function codesOf(ctx: Pick<Ctx, "db" | "now">, clientId: string): readonly string[] {
  return clientFacts(ctx, [clientId], ctx.now).linked(clientId);
}

/** The jobs of this interpreter there and the questions that they may still answer, soonest first. */
export function aheadOfPair(ctx: Pick<Ctx, "db" | "now">, interpreterId: string, side: Side) {
  const codes = "clientId" in side ? codesOf(ctx, side.clientId) : null;
  return workAhead(ctx, interpreterId, codes ? ofClient(codes) : ofOrganisation(side));
}

/** The same of everybody who would be kept from a person once these codes are one. */
export function aheadOfExcluded(ctx: Pick<Ctx, "db" | "now">, codes: readonly string[]) {
  const works = keptFrom(ctx, codes).map((interpreterId) => workAhead(ctx, interpreterId, ofClient(codes)));
  return { jobs: works.flatMap(({ jobs }) => jobs), offers: works.flatMap(({ offers }) => offers) };
}

/** Who must not come to any of these codes. */
export function keptFrom({ db }: Pick<Ctx, "db">, codes: readonly string[]): string[] {
  return db
    .all<{ id: string }>(sql`
      select distinct interpreter_id id from exclusions
      where client_id in ${among(JSON.stringify(codes))} and ended_at is null order by interpreter_id`)
    .map(({ id }) => id);
}

/** The plus keeps SQLite with the person's own rows. */
const ofClient = (codes: readonly string[]): SQL => sql`+${requests.clientId} in ${among(JSON.stringify(codes))}`;
const ofOrganisation = (side: Side): SQL =>
  sql`+${requests.organisationId} = ${"organisationId" in side ? side.organisationId : ""}`;
