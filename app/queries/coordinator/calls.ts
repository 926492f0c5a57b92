/** Who must be called because no e-mail reaches them, and what there is to say. */
import { and, asc, eq, inArray, lte } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { isLiveJob, isOpenCall } from "#app/facts/live";
import { headColumns, joins, type RequestHead } from "#app/facts/request-head";
import { listOf } from "#app/facts/sets";
import type { Instant } from "#app/time";
import { assignments, callers, events, interpreters, notifications, requests } from "#db/schema";

/** No list shows more calls. */
const MOST = 40;

export interface CallCard extends RequestHead {
  kind: "call";
  /** Since when it waits to be said. */
  at: Instant;
  notificationId: string;
  /** What happened: a kind of notification. */
  says: string;
  name: string;
  phone: string;
  languageText: string | null;
  /** null: nothing was promised. */
  answerDueAt: Instant | null;
  question: string | null;
  reason: string | null;
  /** Who comes. */
  people: { name: string; phone: string | null }[];
}

/** The calls that wait, the oldest first: of everybody or about one request. */
export function openCalls(ctx: Pick<Ctx, "db" | "now">, requestId?: string): CallCard[] {
  const rows = ctx.db
    .select({
      ...headColumns,
      notificationId: notifications.id,
      at: notifications.nextAt,
      says: notifications.kind,
      name: callers.name,
      phone: callers.phone,
      languageText: requests.languageText,
      answerDueAt: requests.answerDueAt,
      question: requests.infoQuestion,
      reason: requests.rejectionReason,
      startAt: requests.startAt,
      endAt: requests.endAt,
    })
    .from(notifications)
    .innerJoin(events, eq(events.id, notifications.eventId))
    .innerJoin(callers, eq(callers.requestId, notifications.callerId))
    .innerJoin(requests, eq(requests.id, callers.requestId))
    .innerJoin(...joins.organisation)
    .leftJoin(...joins.language)
    .leftJoin(...joins.variant)
    .leftJoin(...joins.place)
    .where(
      and(
        isOpenCall(),
        lte(notifications.nextAt, ctx.now),
        requestId === undefined ? undefined : eq(requests.id, requestId),
      ),
    )
    .orderBy(asc(notifications.nextAt), asc(notifications.eventId))
    .limit(MOST)
    .all();
  const people = peopleOn(
    ctx,
    rows.map((row) => row.requestId),
  );
  return rows.map(({ startAt, endAt, phone, ...row }) => ({
    ...row,
    kind: "call" as const,
    phone: phone ?? "",
    interval: { start: startAt, end: endAt },
    people: people.get(row.requestId) ?? [],
  }));
}

function peopleOn(ctx: Pick<Ctx, "db">, requestIds: string[]): Map<string, CallCard["people"]> {
  const byRequest = new Map<string, CallCard["people"]>();
  if (requestIds.length === 0) return byRequest;
  const rows = ctx.db
    .select({ requestId: assignments.requestId, name: interpreters.name, phone: interpreters.phone })
    .from(assignments)
    .innerJoin(interpreters, eq(interpreters.id, assignments.interpreterId))
    .where(and(inArray(assignments.requestId, requestIds), isLiveJob()))
    .orderBy(asc(assignments.slot))
    .all();
  for (const { requestId, ...person } of rows) listOf(byRequest, requestId).push(person);
  return byRequest;
}
