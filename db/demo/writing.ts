/** The play as rows. */
import { HOUSE_LOCALE } from "#app/dispatch/vocabulary";
import { appendRecord } from "#app/steps/took-place/append-record";
import type { Tx } from "../client.server";
import * as schema from "../schema";
import { layHeard } from "./heard";
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
  writeWords(tx, demo);
  layPay(tx, demo);
  layHeard(tx, demo);

  const events = [...demo.happened].sort((a, b) => a.at - b.at).map((event, i) => ({ id: i + 1, event }));
  inParts(events, (part) => tx.insert(schema.events).values(part.map(eventRow)).run());
  const notifications = events.flatMap(({ id, event }) => event.tell.map((one) => notificationRow(demo, id, one)));
  inParts(notifications, (part) => tx.insert(schema.notifications).values(part).run());
}

/** In the order of time, as the chain of records has it. */
function writeWords(tx: Tx, { words }: Service): void {
  const { attestations, settlements, corrections, asked } = words;
  if (corrections.length) tx.insert(schema.reportCorrections).values(corrections).run();
  if (attestations.length) tx.insert(schema.attestations).values(attestations).run();
  if (settlements.length) tx.insert(schema.settlements).values(settlements).run();
  if (asked.length) tx.insert(schema.correctionsAsked).values(asked).run();
  const agreed = [...attestations.filter(({ attestedAs }) => attestedAs !== "differs"), ...settlements];
  for (const { assignmentId, at } of agreed.toSorted((a, b) => a.at - b.at))
    appendRecord({ db: tx, now: at, viewer: { kind: "system" }, locale: HOUSE_LOCALE }, assignmentId);
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
