/**
 * An institution works with us no more: what of it still lies ahead goes on or is called off, as was decided, and its people are
 * signed out. Not a command itself.
 */
import { closeAllSessions } from "#app/auth/sessions.server";
import type { Work } from "#app/context.server";
import { peopleOf } from "#app/facts/leaving/people-of";
import { requestsAheadOf } from "#app/facts/leaving/requests-ahead";
import { ok, type Result, refuse } from "#app/result";
import { callOff } from "./call-off";
import { findRequest } from "./live";

export const FATES = ["goes_on", "is_cancelled"] as const;

/** What was decided on the page that showed it. */
export interface Farewell {
  /** By request. One that has begun goes on in any case. */
  fates: ReadonlyMap<string, (typeof FATES)[number]>;
  /** How many people of theirs the page named. */
  seenPeople: number;
}

/** `work_ahead`: something lies ahead that nobody has decided about, or people who were not shown. */
export function stopWorkingWith(
  work: Work,
  organisationId: string,
  { fates, seenPeople }: Farewell,
): Result<null, "work_ahead"> {
  const ahead = requestsAheadOf(work, organisationId).filter(({ interval }) => interval.start > work.now);
  if (ahead.some(({ requestId }) => !fates.has(requestId))) return refuse("work_ahead");
  const people = peopleOf(work, organisationId);
  if (people.length !== seenPeople) return refuse("work_ahead");
  for (const { requestId } of ahead) {
    const request = fates.get(requestId) === "is_cancelled" ? findRequest(work, requestId) : undefined;
    if (request) callOff(work, request);
  }
  for (const { id } of people) closeAllSessions(work.db, id);
  return ok(null);
}
