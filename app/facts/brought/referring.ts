/** What has come to refer to the rows of a table since they were taken in: those cannot be taken back. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { ImportKind } from "#app/dispatch/vocabulary";

/** `changed`: edited since, so that taking it back would undo that too. */
export const REFERRING = ["offer", "job", "absence", "account", "exclusion", "request", "client", "changed"] as const;
export type Referring = (typeof REFERRING)[number];

interface Found {
  line: number;
  became: "added" | "changed";
  happened: string | null;
  account: number;
  exclusion: number;
  request: number;
  client: number;
}

/** By line, of the rows that were taken in and not taken back: the first thing that refers to it. `line`: only that one. */
export function referringTo(
  ctx: Pick<Ctx, "db">,
  { id, kind }: { id: string; kind: ImportKind },
  line: number | null = null,
): Map<number, Referring> {
  const rows = ctx.db.all<Found>(QUERIES[kind](id, line));
  return new Map(
    rows.flatMap((row): [number, Referring][] => {
      const why = reasonOf(row);
      return why ? [[row.line, why]] : [];
    }),
  );
}

function reasonOf({ happened, ...found }: Found): Referring | null {
  for (const why of ["account", "exclusion", "request", "client"] as const) if (found[why]) return why;
  if (happened === null) return null;
  if (happened.startsWith("offer_")) return "offer";
  if (happened.startsWith("assignment_")) return "job";
  return happened.startsWith("absence_") ? "absence" : "changed";
}

const taken = (id: string, line: number | null) =>
  sql`r.import_id = ${id} and r.thing_id is not null and r.taken_back_at is null and (${line} is null or r.line = ${line})`;

const QUERIES = {
  interpreters: (id: string, line: number | null) => sql`
    select r.line, r.became,
      (select e.kind from events e where e.interpreter_id = r.thing_id and e.id > r.event_id order by e.id limit 1) happened,
      r.became = 'added' and exists(select 1 from users u where u.interpreter_id = r.thing_id) account,
      exists(select 1 from exclusions x
        where x.interpreter_id = r.thing_id and (r.became = 'added' or x.created_at > i.applied_at)) exclusion,
      0 request, 0 client
    from import_rows r join imports i on i.id = r.import_id
    where ${taken(id, line)}`,
  organisations: (id: string, line: number | null) => sql`
    select r.line, r.became,
      (select e.kind from events e
        where e.changed_area is not null and e.changed_thing = r.thing_id and e.id > r.event_id order by e.id limit 1) happened,
      (r.became = 'added' and exists(select 1 from users u where u.organisation_id = r.thing_id))
        or exists(select 1 from units u join users m on m.unit_id = u.id where u.organisation_id = r.thing_id and ${isNewUnit}) account,
      exists(select 1 from exclusions x
        where x.organisation_id = r.thing_id and (r.became = 'added' or x.created_at > i.applied_at)) exclusion,
      (r.became = 'added' and exists(select 1 from requests q where q.organisation_id = r.thing_id order by q.start_at limit 1))
        or exists(select 1 from units u
          where u.organisation_id = r.thing_id and ${isNewUnit}
            and exists(select 1 from requests q where q.unit_id = u.id limit 1)) request,
      r.became = 'added' and exists(select 1 from clients c where c.organisation_id = r.thing_id order by c.code limit 1) client
    from import_rows r join imports i on i.id = r.import_id
    where ${taken(id, line)}`,
} satisfies Record<ImportKind, unknown>;

/** The unit came with the row. */
const isNewUnit = sql`not exists(select 1 from json_each(r.before, '$.units') j where j.value ->> 'id' = u.id)`;
