import type { Ctx, Work } from "#app/context.server";
import { newId } from "#app/context.server";
import { CHANNELS } from "#app/dispatch/vocabulary";
import type { Instant } from "#app/time";
import { events, notifications } from "#db/schema";
import { listeners, SENT_BY } from "./audience";
import type { BoardKind, Changes, EventKind, Nothing, NotificationKind, Payloads, SometimesBoardKind } from "./kinds";
import { recipientOf } from "./recipient";

interface Circumstances {
  requestId?: string | null;
  interpreterId?: string | null;
  /** Nobody is told before this instant (the undo window, the night). Default: now. */
  tellFrom?: Instant;
}

/** An event of its kind, with a payload where the kind has one; of a board action also what an undo puts back. */
export type EventToRecord<K extends EventKind = EventKind> = {
  [P in K]: Circumstances & { kind: P } & (Payloads[P] extends Nothing
      ? { payload?: undefined }
      : { payload: Payloads[P] }) &
    (P extends BoardKind
      ? { undo: Changes }
      : P extends SometimesBoardKind
        ? { undo?: Changes }
        : { undo?: undefined });
}[K];

/** One person told one thing. Exactly one of the five ids is set. */
export interface Listener {
  kind: NotificationKind;
  userId?: string;
  interpreterId?: string;
  organisationId?: string;
  callerId?: string;
  applicationId?: string;
  /** No channel reaches them: a coordinator calls. */
  isCall?: boolean;
  /** Overrides the event's own `tellFrom` for this listener. */
  tellFrom?: Instant;
}

/**
 * Writes what happened and who is to be told, in the caller's transaction: one row of events, one notification per
 * listener of `audience.ts` and channel. Returns the event's id (a rising integer).
 */
export function record(work: Work, event: EventToRecord): number {
  const { id } = work.db
    .insert(events)
    .values({
      at: work.now,
      kind: event.kind,
      ...actorColumns(work),
      requestId: event.requestId ?? null,
      interpreterId: event.interpreterId ?? null,
      payload: { ...event.payload, ...(event.undo && { undo: event.undo }) },
    })
    .returning({ id: events.id })
    .get();
  for (const listener of listeners(work, event)) notify(work, id, listener, event.tellFrom);
  return id;
}

function actorColumns({ viewer }: Ctx) {
  if (viewer.kind === "user") return { actorKind: "user" as const, actorId: viewer.userId };
  if (viewer.kind === "link") return { actorKind: "interpreter_link" as const, actorId: viewer.interpreterId };
  return { actorKind: "system" as const, actorId: null };
}

function notify(work: Work, eventId: number, to: Listener, tellFrom?: Instant) {
  const ways = to.isCall ? (["call"] as const) : CHANNELS.filter((channel) => SENT_BY[channel].includes(to.kind));
  for (const channel of ways)
    work.db
      .insert(notifications)
      .values({
        id: newId(),
        eventId,
        kind: to.kind,
        channel,
        recipient: recipientOf(to),
        userId: to.userId ?? null,
        interpreterId: to.interpreterId ?? null,
        organisationId: to.organisationId ?? null,
        callerId: to.callerId ?? null,
        applicationId: to.applicationId ?? null,
        nextAt: notBefore(work, to.tellFrom ?? tellFrom ?? work.now),
        bundle: to.isCall ? null : (work.bundle?.id ?? null),
      })
      .onConflictDoNothing()
      .run();
}

/** What is bundled waits for the rest of it. */
function notBefore({ bundle }: Work, at: Instant): Instant {
  return bundle && bundle.from > at ? bundle.from : at;
}
