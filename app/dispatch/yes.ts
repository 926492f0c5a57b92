/** What becomes of a yes that met an obstacle: facts at an instant, nothing remembered but that its person was told. */
import type { Instant } from "#app/time";
import type { YesEnd } from "./vocabulary";

export interface YesFacts {
  /** The person has the job now. */
  hasJob: boolean;
  /** A newer offer to the same person about the same request. */
  isAskedAgain: boolean;
  /** What its person has been told already. */
  endedAs: YesEnd | null;
  cancelledAt: Instant | null;
  rejectedAt: Instant | null;
  /** The request's version now, and the one they said yes to. */
  version: number;
  offeredVersion: number;
  startAt: Instant;
  /** A place of the request is still open. */
  isOpen: boolean;
}

/** null: it waits for a coordinator. What its person was told stays true, unless they have the job after all. */
export function endOfYes(yes: YesFacts, now: Instant): YesEnd | null {
  if (yes.hasJob) return "assigned";
  if (yes.isAskedAgain) return "asked_again";
  if (yes.endedAs) return yes.endedAs;
  if (yes.cancelledAt !== null) return "cancelled";
  if (yes.rejectedAt !== null) return "rejected";
  if (!yes.isOpen) return "taken";
  if (yes.version !== yes.offeredVersion) return "changed";
  return yes.startAt <= now ? "lapsed" : null;
}
