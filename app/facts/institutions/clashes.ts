import { sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";

/** A client's code that both institutions have: one person, or two. */
export interface Clash {
  fromId: string;
  intoId: string;
  fromCode: string;
  intoCode: string;
}

/** The codes that two institutions share, in any spelling: somebody says of each whether it is one person. */
export function clashesOf({ db }: Pick<Ctx, "db">, fromId: string, intoId: string): Clash[] {
  return db.all<Clash>(sql`
    select f.id fromId, i.id intoId, f.code fromCode, i.code intoCode
    from clients f cross join clients i on i.organisation_id = ${intoId} and (i.key = f.key or i.code = f.code)
    where f.organisation_id = ${fromId} order by f.code`);
}
