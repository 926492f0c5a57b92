/** Requests that may be the same need asked for twice: a person decides, so they are named and nothing is merged. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import type { LookAlike } from "#app/dispatch/look-alike";
import { fold } from "#app/text";
import { type Instant, instantFrom, MINUTE } from "#app/time";
import { clientFacts } from "../clients";
import { organisationOn } from "../institutions/former-names";
import { isStanding } from "../live";
import { listOf } from "../sets";

interface Asked {
  id: string;
  clientId: string | null;
  endAt: Instant;
}
type Found = LookAlike & { id: string; languageText: string | null; askedText: string | null };

/**
 * By request: the others that stand and look like it, each once, the client's first. They may be of another institution
 * where a coordinator has linked two codes of one person: only coordinators may read those.
 */
export function lookAlikesOf(ctx: Pick<Ctx, "db">, requestIds: readonly string[]): Map<string, LookAlike[]> {
  const alike = new Map<string, LookAlike[]>();
  if (requestIds.length === 0) return alike;
  for (const { id, languageText, askedText, ...one } of [...ofClients(ctx, requestIds), ...ofMinute(ctx, requestIds)]) {
    if (fold(languageText ?? "") !== fold(askedText ?? "")) continue;
    const others = listOf(alike, id);
    if (!others.some(({ requestId }) => requestId === one.requestId)) others.push(one);
  }
  return alike;
}

const NAMED = organisationOn({
  askedAs: sql`o.asked_as_id`,
  organisation: sql`o.organisation_id`,
  day: sql`o.start_at`,
  now: sql`g.name`,
});

/** These requests, as far as they stand: what the same form was sent for before. */
export function sentAs(ctx: Pick<Ctx, "db">, requestIds: readonly string[]): LookAlike[] {
  return ctx.db.all<LookAlike>(sql`
    select o.id requestId, o.reference, o.organisation_id organisationId, ${NAMED} organisation, o.start_at startAt, 'form' likeness
    from json_each(${JSON.stringify(requestIds)}) j
      cross join requests o on o.id = j.value
      cross join organisations g on g.id = o.organisation_id
    where ${isStanding("o")}`);
}

/** What is told of the other one, `o`; the one that is asked about is `r`. */
const TOLD = sql`r.id id, o.id requestId, o.reference, o.organisation_id organisationId, ${NAMED} organisation, o.start_at startAt`;
const BOTH_STAND = sql`o.id <> r.id and ${isStanding("r")} and ${isStanding("o")}`;

function ofClients(ctx: Pick<Ctx, "db">, requestIds: readonly string[]): Found[] {
  const asked = ctx.db.all<Asked>(sql`
    select id, client_id clientId, end_at endAt from requests
    where id in (select value from json_each(${JSON.stringify(requestIds)})) and client_id is not null`);
  const clientIds = asked.flatMap(({ clientId }) => clientId ?? []);
  const latest = instantFrom(Math.max(0, ...asked.map(({ endAt }) => endAt)));
  const { linked } = clientFacts(ctx, clientIds, latest);
  const pairs = asked.flatMap(({ id, clientId }) =>
    (clientId ? linked(clientId) : []).map((client) => ({ id, client })),
  );
  return ctx.db.all<Found>(sql`
    select ${TOLD}, 'client' likeness, null languageText, null askedText
    from json_each(${JSON.stringify(pairs)}) j
      cross join requests r on r.id = j.value ->> 'id'
      cross join requests o on o.client_id = j.value ->> 'client'
      cross join organisations g on g.id = o.organisation_id
    where ${BOTH_STAND} and o.start_at < r.end_at and o.end_at > r.start_at
    order by o.start_at, o.id`);
}

function ofMinute(ctx: Pick<Ctx, "db">, requestIds: readonly string[]): Found[] {
  return ctx.db.all<Found>(sql`
    select ${TOLD}, 'minute' likeness, o.language_text languageText,
      case when r.language is null then r.language_text else o.language_text end askedText
    from json_each(${JSON.stringify(requestIds)}) j
      cross join requests r on r.id = j.value
      cross join requests o on o.organisation_id = r.organisation_id
        and o.start_at between r.start_at - r.start_at % ${MINUTE} and r.start_at - r.start_at % ${MINUTE} + ${MINUTE - 1}
      cross join organisations g on g.id = o.organisation_id
    where ${BOTH_STAND} and o.language is r.language
    order by o.submitted_at, o.id`);
}
