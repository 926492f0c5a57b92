/** A board action that can be taken back, named to its own coordinator by a sealed mark instead of the event's number. */
import { and, eq, gt } from "drizzle-orm";
import { seal, unseal } from "#app/auth/seal.server";
import type { Ctx } from "#app/context.server";
import { eventFrom, type UndoableKind, undoIn } from "#app/events/kinds";
import { rulesAt } from "#app/facts/rules";
import { events, requests } from "#db/schema";

export interface Undoable {
  kind: UndoableKind;
  reference: string;
  /** Milliseconds in which it can still be taken back; 0 when it is too late or was taken back. */
  leftMs: number;
}

/** What the address says of an action that was just done: `?undo=MARK`. */
export function undoMark(ctx: Pick<Ctx, "viewer">, eventId: number): string {
  return seal("undo", whose(ctx), [eventId, 0]);
}

/** The event's number; null for a mark of somebody else's, or none. */
export function eventOfMark(ctx: Pick<Ctx, "viewer">, mark: string): number | null {
  return unseal("undo", whose(ctx), mark)?.[0] ?? null;
}

function whose({ viewer }: Pick<Ctx, "viewer">): string {
  return viewer.kind === "user" ? viewer.userId : viewer.kind;
}

/** One board action that may still be taken back. null: there is no such action, or it is not of a kind that can. */
export function undoable(ctx: Ctx, eventId: number): Undoable | null {
  const event = ctx.db
    .select({
      at: events.at,
      kind: events.kind,
      payload: events.payload,
      requestId: events.requestId,
      reference: requests.reference,
    })
    .from(events)
    .innerJoin(requests, eq(requests.id, events.requestId))
    .where(eq(events.id, eventId))
    .get();
  const undo = event && undoIn(eventFrom(event));
  if (!undo || !event.requestId) return null;
  const later = ctx.db
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.requestId, event.requestId), gt(events.id, eventId)))
    .limit(1)
    .get();
  const until = event.at + rulesAt(ctx, event.at)["undo.seconds"] * 1000;
  return { kind: undo.kind, reference: event.reference, leftMs: later ? 0 : Math.max(0, until - ctx.now) };
}
