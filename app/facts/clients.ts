/** Clients: whom they know, and who must not come. A person may have several codes that a coordinator linked. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { Need } from "#app/dispatch/vocabulary";
import { type Instant, instantFrom } from "#app/time";
import { isLiveJob } from "./live";
import { among, listOf, NOBODY, remembered } from "./sets";

/** Past services of one interpreter with a client. */
export interface Served {
  times: number;
  lastAt: Instant;
}

export interface Service {
  interpreterId: string;
  endAt: Instant;
}

export interface ClientFacts {
  /** The client's code and every code linked with it, directly or through others. */
  linked(clientId: string): readonly string[];
  /** By interpreter: services under any linked code that ended by then. Later than `latest` is not known. */
  servedUntil(clientId: string | null, until: Instant): ReadonlyMap<string, Served>;
}

/** What is known of these clients until `latest`; their past is read only when it is asked for. */
export function clientFacts(ctx: Pick<Ctx, "db">, clientIds: Iterable<string>, latest: Instant): ClientFacts {
  const links = linksOf(ctx, [...new Set(clientIds)]);
  let services: Map<string, Service[]> | undefined;
  const servicesTo = (codes: readonly string[]) => {
    services ??= servicesOf(ctx, [...new Set([...links.values()].flat())], latest);
    return codes.flatMap((code) => services?.get(code) ?? []);
  };
  const linked = (clientId: string) => links.get(clientId) ?? [];
  const served = remembered((key: string) => {
    const [clientId = "", until = ""] = key.split(" ");
    return servedBy(servicesTo(linked(clientId)), Number(until));
  });
  return { linked, servedUntil: (clientId, until) => (clientId ? served(`${clientId} ${until}`) : NOBODY) };
}

function linksOf(ctx: Pick<Ctx, "db">, clientIds: readonly string[]): Map<string, string[]> {
  const links = new Map<string, string[]>();
  if (clientIds.length === 0) return links;
  for (const { root, id } of ctx.db.all<{ root: string; id: string }>(sql`
    with recursive linked(root, id) as (
      select value, value from json_each(${JSON.stringify(clientIds)})
      union select l.root, c.same_as_client_id from linked l join clients c on c.id = l.id
        where c.same_as_client_id is not null
      union select l.root, c.id from linked l join clients c on c.same_as_client_id = l.id
    ) select root, id from linked order by root, id`))
    listOf(links, root).push(id);
  return links;
}

/**
 * Services that ended by then and were not reported as not held, by the client's code. CROSS JOIN keeps SQLite going
 * from the client to their requests; left free it reads every assignment in order of person.
 */
function servicesOf(ctx: Pick<Ctx, "db">, codes: readonly string[], latest: Instant): Map<string, Service[]> {
  const rows = ctx.db.all<Service & { clientId: string }>(sql`
    select r.client_id clientId, a.interpreter_id interpreterId, a.end_at endAt
    from json_each(${JSON.stringify(codes)}) j
      cross join requests r on r.client_id = j.value cross join assignments a on a.request_id = r.id
      left join reports p on p.assignment_id = a.id
    where ${isLiveJob("a")} and a.end_at <= ${latest} and r.cancelled_at is null and coalesce(p.held, 1) = 1`);
  const byCode = new Map<string, Service[]>();
  for (const row of rows) listOf(byCode, row.clientId).push(row);
  return byCode;
}

/** How often each interpreter served, and when last, of what ended by then. */
export function servedBy(services: readonly Service[], until: number): Map<string, Served> {
  const served = new Map<string, Served>();
  for (const { interpreterId, endAt } of services) {
    if (endAt > until) continue;
    const { times, lastAt } = served.get(interpreterId) ?? { times: 0, lastAt: endAt };
    served.set(interpreterId, { times: times + 1, lastAt: instantFrom(Math.max(lastAt, endAt)) });
  }
  return served;
}

/** Who served, the last one first. */
export function newestFirst(served: ReadonlyMap<string, Served>): string[] {
  return [...served]
    .sort(([a, { lastAt: atA }], [b, { lastAt: atB }]) => atB - atA || (a < b ? -1 : 1))
    .map(([interpreterId]) => interpreterId);
}

/** Who must not come: excluded by the institution or by the client under any linked code, of these people. */
export function exclusionsFrom(
  ctx: Pick<Ctx, "db">,
  ids: string,
  needs: readonly Need[],
  { linked }: ClientFacts,
): (need: Need) => ReadonlySet<string> {
  const codesOf = ({ clientId }: Need) => (clientId === null ? [] : linked(clientId));
  const organisationIds = JSON.stringify([...new Set(needs.map(({ organisationId }) => organisationId))]);
  const codes = JSON.stringify([...new Set(needs.flatMap(codesOf))]);
  const rows = ctx.db.all<{ id: string; side: string }>(sql`
    select interpreter_id id, coalesce(organisation_id, client_id) side from exclusions
    where interpreter_id in ${among(ids)} and ended_at is null
      and (organisation_id in ${among(organisationIds)} or client_id in ${among(codes)})`);
  const bySide = new Map<string, string[]>();
  for (const { id, side } of rows) listOf(bySide, side).push(id);
  return (need) => new Set([need.organisationId, ...codesOf(need)].flatMap((side) => bySide.get(side) ?? []));
}
