import { and, desc, eq, inArray, isNotNull } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { events } from "#db/schema";

/** The newest event by which somebody's details were saved, by a page or by a table; 0 = none. */
export function lastSaved({ db }: Pick<Ctx, "db">, interpreterId: string): number {
  const last = db
    .select({ id: events.id })
    .from(events)
    .where(
      and(
        isNotNull(events.changedArea),
        eq(events.changedThing, interpreterId),
        inArray(events.kind, ["interpreter_saved", "interpreter_imported"]),
      ),
    )
    .orderBy(desc(events.id))
    .limit(1)
    .get();
  return last?.id ?? 0;
}
