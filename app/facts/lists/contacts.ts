import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { requests } from "#db/schema";

/**
 * Each contact once, of everybody or of one organisation, by jumping along an index from one to the next: as many steps as there
 * are contacts, not requests.
 */
export function contactsOf<Column extends typeof requests.contactName | typeof requests.contactPhone>(
  ctx: Pick<Ctx, "db">,
  column: Column,
  organisationId?: string,
): Column["_"]["data"][] {
  const name = sql.identifier(column.name);
  const own = organisationId === undefined ? sql`true` : sql`organisation_id = ${organisationId}`;
  const next = (after: SQL) => sql`select min(${name}) from ${requests} where ${own} and ${after}`;
  return ctx.db
    .all<{ found: Column["_"]["data"] }>(sql`
      with recursive contact(found) as (
        ${next(sql`true`)}
        union all select (${next(sql`${name} > found`)}) from contact where found is not null
      ) select found from contact where found is not null`)
    .map(({ found }) => found);
}
