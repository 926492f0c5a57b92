/** The play as rows. */
import type { Tx } from "../client.server";
import * as schema from "../schema";
import { addTravel, layPay } from "./pay";
import type { Happened, Service } from "./service";

const ROWS_AT_ONCE = 300;

/** Writes what the play collected, events in the order in which they happened. */
export function write(tx: Tx, demo: Service): void {
  const inParts = <T>(rows: readonly T[], insert: (part: T[]) => void) => {
    for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) insert(rows.slice(i, i + ROWS_AT_ONCE));
  };
  inParts(demo.clients, (part) => tx.insert(schema.clients).values(part).run());
  inParts(demo.requests, (part) => tx.insert(schema.requests).values(part).run());
  inParts(demo.offers, (part) => tx.insert(schema.offers).values(part).run());
  // In the order of the play, because a job that carries a travel override was placed after what it collides with.
  inParts(demo.assignments, (part) => tx.insert(schema.assignments).values(part).run());
  addTravel(demo);
  inParts(demo.reports, (part) => tx.insert(schema.reports).values(part).run());
  layPay(tx, demo);

  const events = [...demo.happened].sort((a, b) => a.at - b.at).map((event, i) => ({ id: i + 1, event }));
  inParts(events, (part) => tx.insert(schema.events).values(part.map(eventRow)).run());
  const notifications = events.flatMap(({ id, event }) => event.tell.map((one) => notificationRow(demo, id, one)));
  inParts(notifications, (part) => tx.insert(schema.notifications).values(part).run());
}

function eventRow({ id, event }: { id: number; event: Happened }): typeof schema.events.$inferInsert {
  const { at, kind, actor, requestId, interpreterId, payload } = event;
  return {
    id,
    at,
    kind,
    actorKind: actor?.kind ?? "system",
    actorId: actor?.id ?? null,
    requestId,
    interpreterId,
    payload,
  };
}

/** What was due before now has been sent; what waits for the morning waits. */
function notificationRow(
  demo: Service,
  eventId: number,
  { kind, to, from }: Happened["tell"][number],
): typeof schema.notifications.$inferInsert {
  const [side, id = ""] = to.split(":");
  const isSent = from <= demo.now;
  return {
    id: demo.chance.id(),
    eventId,
    kind,
    channel: "email",
    recipient: to,
    userId: side === "user" ? id : null,
    interpreterId: side === "interpreter" ? id : null,
    organisationId: side === "organisation" ? id : null,
    nextAt: from,
    tries: isSent ? 1 : 0,
    sentAt: isSent ? from : null,
  };
}
