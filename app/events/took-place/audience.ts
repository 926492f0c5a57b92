/** Who hears what of a service that is reported. */
import { and, eq, isNull } from "drizzle-orm";
import type { Work } from "#app/context.server";
import { rulesAt } from "#app/facts/rules";
import { askedFrom } from "#app/pay/attesting";
import { isOnTheSpot } from "#app/pay/took-place";
import { events, notifications } from "#db/schema";
import type { NotificationKind } from "../kinds";
import { recipientOf } from "../recipient";
import type { EventToRecord, Listener } from "../record";
import type { TookPlacePayloads } from "./kinds";
import { requesterSide } from "./requester-side";

type Hears<K extends keyof TookPlacePayloads | "assignment_reported"> = (
  work: Work,
  event: EventToRecord<K>,
) => Listener[];

/**
 * Whoever asked is told once the report can no longer be taken for a slip, and by one letter for all who came: nobody hears of it
 * again while that letter has not gone out.
 */
export const asksToAttest = (work: Work, event: EventToRecord): Listener[] => {
  const tellFrom = askedFrom(rulesAt(work, work.now), work.now);
  return requesterSide(work, event).flatMap((to) =>
    isUnsent(work, event.requestId ?? "", recipientOf(to)) ? [] : [{ ...to, kind: "attest_asked", tellFrom }],
  );
};

const requesterHears =
  (kind: NotificationKind) =>
  (work: Work, event: EventToRecord): Listener[] =>
    requesterSide(work, event).map((to) => ({ ...to, kind }));

const bothHear = (work: Work, event: EventToRecord): Listener[] => [
  ...requesterHears("attest_settled")(work, event),
  ...(event.interpreterId ? [{ kind: "report_settled" as const, interpreterId: event.interpreterId }] : []),
];

export const TOOK_PLACE_AUDIENCE: { [K in keyof TookPlacePayloads]: Hears<K> } = {
  report_corrected: asksToAttest,
  correction_asked: requesterHears("correction_asked"),
  correction_answered: () => [],
  correction_settled: bothHear,
  service_attested: attestedHears,
  service_objected: () => [],
  attestation_asked_again: (work, event) =>
    requesterHears(event.payload.isLast ? "attest_last" : "attest_again")(work, event),
  service_settled: bothHear,
};

/**
 * What was attested beside the interpreter, or on a paper that they brought, is told to those in whose name it was. Nobody is called
 * for it: who has no address has said it to a coordinator.
 */
function attestedHears(work: Work, event: EventToRecord<"service_attested">): Listener[] {
  if (!isOnTheSpot(event.payload.way)) return [];
  return requesterHears("attest_noted")(work, event).filter(({ isCall }) => !isCall);
}

function isUnsent(work: Work, requestId: string, recipient: string): boolean {
  return !!work.db
    .select({ id: notifications.id })
    .from(notifications)
    .innerJoin(events, eq(events.id, notifications.eventId))
    .where(
      and(
        eq(events.requestId, requestId),
        eq(notifications.recipient, recipient),
        eq(notifications.kind, "attest_asked"),
        isNull(notifications.sentAt),
        isNull(notifications.deadAt),
        isNull(notifications.suppressedAt),
      ),
    )
    .get();
}
