/** What a proposed change of a request is weighed by when somebody decides about it. */
import { and, eq } from "drizzle-orm";
import type { Ctx } from "#app/context.server";
import { changedNeed, isNewWork, type ProposedChange, relayNeed } from "#app/dispatch/relax";
import type { Need } from "#app/dispatch/vocabulary";
import { assignments } from "#db/schema";
import { answerDeadline, askedFor, unaskableFor } from "./askable";
import { isLiveJob } from "./live";
import { matchRequest, obstaclesFor } from "./matching";
import { needOf } from "./needs";

/**
 * With this change somebody could be asked now, by the same rules, and whoever is on the request could stay: the check
 * to repeat inside a transaction, when it is proposed and when it is agreed to.
 */
export function canBeFilledWith(
  ctx: Pick<Ctx, "db" | "now">,
  request: { id: string; version: number },
  change: ProposedChange,
): boolean {
  const need = needOf(ctx, request.id);
  if (!need) return false;
  const changed = changedNeed(need, change);
  if (answerDeadline(ctx)(changed.interval.start) === null || !canAllStay(ctx, changed)) return false;
  const passedOver = unaskableFor(ctx, request.id);
  if (!isNewWork(change)) for (const id of askedFor(ctx, request)) passedOver.add(id);
  const askable = (wanted: Need) => {
    const { able, passed } = matchRequest(ctx, wanted).matching;
    const people = isNewWork(change) ? [...able, ...passed] : able;
    return people.filter(({ interpreterId }) => !passedOver.has(interpreterId));
  };
  if (change.kind !== "relay") return askable(changed).length > 0;
  const second = askable(relayNeed(need, change.pivot, 2));
  return askable(changed).some((one) => second.some((other) => other.interpreterId !== one.interpreterId));
}

function canAllStay(ctx: Pick<Ctx, "db" | "now">, need: Need): boolean {
  const onIt = ctx.db
    .select({ id: assignments.id, interpreterId: assignments.interpreterId })
    .from(assignments)
    .where(and(eq(assignments.requestId, need.requestId), isLiveJob()))
    .all();
  return onIt.every(
    ({ id, interpreterId }) => obstaclesFor(ctx, need, interpreterId, { ignoreAssignmentIds: [id] }).length === 0,
  );
}
