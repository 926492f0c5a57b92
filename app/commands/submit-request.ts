import { and, eq, gt } from "drizzle-orm";
import { may } from "#app/auth/policy";
import { type Ctx, onceFor, sentBefore, transact, type Work } from "#app/context.server";
import type { LookAlike } from "#app/dispatch/look-alike";
import { lookAlikesOf, sentAs } from "#app/facts/doubles/look-alikes";
import { countOf } from "#app/facts/lists/pages";
import { type Result, refuse } from "#app/result";
import { type NewRequest as Asked, writeRequest } from "#app/steps/write-request";
import { DAY, instantFrom, MINUTE } from "#app/time";
import { organisations, requests } from "#db/schema";

const DEED = "submit_request";

export interface NewRequest extends Asked {
  /** Look-alikes that were shown, and this is another one all the same: their ids. */
  besides?: readonly string[];
  key?: string;
}

export type Submitted = ReturnType<typeof writeRequest> | Result<never, "too_many_requests">;

/**
 * Somebody asks for an interpreter. The request gets a reference and, where time is left, a promised answer, and dispatch asks the best
 * person at once. Refuses `not_found`, `too_many_requests` to one person (a
 * coordinator writes down as many as call), `invalid` with everything that is wrong, what is wrong with the caller, and
 * `look_alike` with the requests that it may repeat and that `besides` does not name. The same form again (its `key`, with
 * the same answers) returns the first reference; with other answers it is a look-alike of the first.
 */
export function submitRequest(ctx: Ctx, { key, besides = [], ...input }: NewRequest): Submitted {
  return transact(ctx, onceFor(DEED, key, input), (work) => {
    const organisation = work.db.select().from(organisations).where(eq(organisations.id, input.organisationId)).get();
    if (
      !organisation ||
      organisation.deactivatedAt !== null ||
      !may.submitRequest(work.viewer, { organisationId: organisation.id })
    )
      return refuse("not_found");
    if (isTooFast(work)) return refuse("too_many_requests");
    return writeRequest(work, organisation, input, {
      promised: null,
      lookAlikes: (requestId) => lookAlikesFor(work, requestId, key).filter((one) => !besides.includes(one.requestId)),
    });
  });
}

/** So many requests in the name of one person, within so long: more than anybody types, and few enough to be looked through. */
const MOST_SENT = [
  { requests: 40, within: 10 * MINUTE },
  { requests: 100, within: DAY },
] as const;

function isTooFast(work: Work): boolean {
  if (work.viewer.kind !== "user" || work.viewer.role !== "requester") return false;
  const { userId } = work.viewer;
  return MOST_SENT.some((most) => {
    const since = instantFrom(work.now - most.within);
    const isRecent = and(eq(requests.requesterId, userId), gt(requests.submittedAt, since));
    return countOf(work, requests, isRecent) >= most.requests;
  });
}

/** What stands already and may be the same need, first what this very form was sent for; nothing that the viewer may not see. */
function lookAlikesFor(work: Work, requestId: string, key: string | undefined): LookAlike[] {
  const ofForm = lookAlikesByForm(work, key);
  const others = lookAlikesOf(work, [requestId]).get(requestId) ?? [];
  return [...ofForm, ...others.filter((one) => !ofForm.some((same) => same.requestId === one.requestId))].filter(
    (one) => may.seeRequest(work.viewer, one),
  );
}

function lookAlikesByForm(work: Work, key: string | undefined): LookAlike[] {
  const ids = sentBefore(work, DEED, key).flatMap((sent) => (isSubmitted(sent) ? [sent.value.requestId] : []));
  return sentAs(work, ids);
}

function isSubmitted(result: unknown): result is { value: { requestId: string } } {
  return typeof result === "object" && result !== null && "value" in result;
}
