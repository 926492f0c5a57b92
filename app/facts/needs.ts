/** Requests as matching sees them. */
import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { REQUIRED_CREDENTIALS } from "#app/dispatch/protection";
import { relayNeed } from "#app/dispatch/relax";
import { isMapped } from "#app/dispatch/request-state";
import type { Need } from "#app/dispatch/vocabulary";
import type { Interval } from "#app/time";
import type { requests } from "#db/schema";
import { type ClientFacts, clientFacts, newestFirst } from "./clients";
import { firstOpenSlot, takenOn } from "./jobs";
import { isMappedSql, isStanding, stillNeedsSomebody } from "./live";
import { among, idsOf } from "./sets";

/** No plan takes more requests than this at once; the first by their start. */
const MOST_REQUESTS = 20_000;

/** What a need is made of. */
export type Asked = Pick<
  typeof requests.$inferSelect,
  | "id"
  | "variant"
  | "minLevel"
  | "mode"
  | "placeId"
  | "startAt"
  | "endAt"
  | "gender"
  | "variantStrength"
  | "genderStrength"
  | "excludedInterpreterId"
  | "clientId"
  | "organisationId"
  | "topic"
  | "protectionClass"
> & { language: string; wantsSameInterpreter: boolean | number };

export interface NeedRow extends Asked {
  reference: string;
  version: number;
  interpreterCount: number;
  pivotLanguage: string | null;
}

/** What an edit can change of a need. */
export type Changed = Partial<Pick<Asked, "variant" | "variantStrength" | "mode" | "placeId" | "startAt" | "endAt">> & {
  language?: string | null;
};

/**
 * One request as matching sees it, at its own time or at another (`at`, for moves). The places of a relay need
 * different people: `slot` says whose need it is, by default that of the first place that nobody does.
 * null: there is no such request, or its language or its place is not mapped yet.
 */
export function needOf(ctx: Pick<Ctx, "db">, requestId: string, at?: Interval, slot?: number): Need | null {
  return needWith(ctx, requestId, at ? { startAt: at.start, endAt: at.end } : {}, slot);
}

/** The same with some of it as it would be: what an edit is weighed by before it is made. */
export function needWith(ctx: Pick<Ctx, "db">, requestId: string, changes: Changed, slot?: number): Need | null {
  const [row] = rowsWhere(ctx, sql`id = ${requestId}`);
  const language = changes.language ?? row?.language;
  if (!row || !language) return null;
  const asked = { ...row, ...changes, language };
  if (!isMapped(asked)) return null;
  const clients = clientFacts(ctx, wantsKnown(asked) ? [asked.clientId] : [], asked.startAt);
  const [need] = needsOf(ctx, [asked], clients, []);
  if (!need || !row.pivotLanguage) return need ?? null;
  return relayNeed(need, row.pivotLanguage, slot ?? firstOpenSlot(ctx, requestId));
}

/** The same for many. `clients` knows those who wish for the same interpreter; `ignored` assignments do not count. */
export function needsOf(
  ctx: Pick<Ctx, "db">,
  rows: readonly Asked[],
  clients: ClientFacts,
  ignoredAssignmentIds: readonly string[],
): Need[] {
  const taken = takenOn(ctx, idsOf(rows), JSON.stringify(ignoredAssignmentIds));
  return rows.map((row) => {
    const before = wantsKnown(row) ? newestFirst(clients.servedUntil(row.clientId, row.startAt)) : [];
    return needFrom(row, before, taken.get(row.id) ?? []);
  });
}

/** A request with who served its client before, newest first, and who is on it already. */
export function needFrom(row: Asked, servedBefore: readonly string[], takenInterpreterIds: readonly string[]): Need {
  const { language, variant, variantStrength, minLevel, mode, placeId, gender, genderStrength } = row;
  const { clientId, organisationId, topic, protectionClass } = row;
  return {
    requestId: row.id,
    language,
    variant,
    variantStrength,
    minLevel,
    mode,
    placeId,
    interval: { start: row.startAt, end: row.endAt },
    gender: gender && genderStrength ? { value: gender, strength: genderStrength } : null,
    excludedInterpreterIds: row.excludedInterpreterId ? [row.excludedInterpreterId] : [],
    preferredInterpreterIds: servedBefore,
    clientId,
    organisationId,
    topic,
    protectionClass,
    requiredCredentials: REQUIRED_CREDENTIALS,
    takenInterpreterIds,
  };
}

/** The wish for the same interpreter says something only of a client who has a code. */
export function wantsKnown<R extends Pick<Asked, "wantsSameInterpreter" | "clientId">>(
  row: R,
): row is R & { clientId: string } {
  return !!row.wantsSameInterpreter && row.clientId !== null;
}

/**
 * Requests that begin in the interval, still need somebody and can be planned: standing, ahead, their language and place known, no
 * question open, no relay. `freed` assignments do not count. By start, then id.
 */
export function openRequests(
  ctx: Pick<Ctx, "db" | "now">,
  { start, end }: Interval,
  freedAssignmentIds: readonly string[],
): NeedRow[] {
  const counted = sql`a.id not in ${among(JSON.stringify(freedAssignmentIds))}`;
  return rowsWhere(
    ctx,
    sql`start_at >= ${start} and start_at < ${end} and start_at > ${ctx.now} and ${isStanding("r")}
      and ${isMappedSql("r")} and needs_info_at is null and pivot_language is null
      and ${stillNeedsSomebody("r", counted)}
      order by start_at, id limit ${MOST_REQUESTS}`,
  );
}

function rowsWhere(ctx: Pick<Ctx, "db">, condition: SQL): NeedRow[] {
  return ctx.db.all<NeedRow>(sql`
    select id, reference, version, language, variant, variant_strength variantStrength, min_level minLevel, mode, place_id placeId, start_at startAt,
      end_at endAt, gender, gender_strength genderStrength, excluded_interpreter_id excludedInterpreterId,
      wants_same_interpreter wantsSameInterpreter, client_id clientId, organisation_id organisationId,
      topic, protection_class protectionClass, interpreter_count interpreterCount, pivot_language pivotLanguage
    from requests r where ${condition}`);
}
