/** What a change of person or time means: one command, or nothing. The same for dragging, the dialog and the form. */
import {
  type DateText,
  dateOf,
  type Instant,
  instantFrom,
  isFolded,
  MINUTE,
  parseWall,
  startOfDay,
  timeOf,
} from "#app/time";
import type { Entry } from "../entry";

export type Plan =
  | { kind: "assign"; requestId: string; slot: number; interpreterId: string; startAt: Instant | null }
  | { kind: "move"; assignmentId: string; interpreterId: string | null; startAt: Instant | null }
  | { kind: "reschedule"; requestId: string; startAt: Instant }
  | { kind: "release"; assignmentId: string };

export type Movable = Pick<Entry, "requestId" | "slot" | "assignmentId" | "interpreterId" | "startAt">;

export interface Target {
  /** null: nobody. */
  interpreterId: string | null;
  startAt: Instant;
}

/** null when nothing would change. A person taken off and another time at once is a release: the time stays. */
export function planOf(entry: Movable, to: Target): Plan | null {
  const { requestId, slot, assignmentId } = entry;
  const startAt = to.startAt === entry.startAt ? null : to.startAt;
  const interpreterId = to.interpreterId === entry.interpreterId ? null : to.interpreterId;
  if (assignmentId !== null) {
    if (to.interpreterId === null) return { kind: "release", assignmentId };
    return interpreterId || startAt ? { kind: "move", assignmentId, interpreterId, startAt } : null;
  }
  if (interpreterId) return { kind: "assign", requestId, slot, interpreterId, startAt };
  return startAt ? { kind: "reschedule", requestId, startAt } : null;
}

/**
 * Where a card was dropped, as people mean it. What began the day before is dragged by its second part, whose top is
 * midnight; so the whole shifts by as much as that part did. And a card given to somebody else with a slip of the hand of
 * up to a quarter of an hour keeps its time: the time was agreed with the institution.
 */
export function settleDrop(entry: Movable, drop: Target, shownDate: DateText): Target {
  const midnight = startOfDay(shownDate);
  const startAt = entry.startAt < midnight ? instantFrom(entry.startAt + drop.startAt - midnight) : drop.startAt;
  const slip = Math.abs(startAt - entry.startAt) <= 15 * MINUTE;
  const isOtherPerson = drop.interpreterId !== entry.interpreterId;
  return { interpreterId: drop.interpreterId, startAt: isOtherPerson && slip ? entry.startAt : startAt };
}

/** Where a drop ended, as the query string of the Move… page. `to=none` takes the person off. */
export function moveSearch(entry: Movable, to: Partial<Target> = {}, back?: string): string {
  const params = new URLSearchParams({ request: entry.requestId, slot: String(entry.slot) });
  if (entry.assignmentId) params.set("assignment", entry.assignmentId);
  if (to.interpreterId !== undefined) params.set("to", to.interpreterId ?? "none");
  if (to.startAt !== undefined) {
    params.set("date", dateOf(to.startAt));
    params.set("start", timeOf(to.startAt));
    if (isFolded(to.startAt)) params.set("fold", foldOf(to.startAt));
  }
  if (back) params.set("back", back);
  return `?${params}`;
}

function foldOf(at: Instant): "earlier" | "later" {
  const earlier = parseWall(dateOf(at), timeOf(at), "earlier");
  return earlier.ok && earlier.value === at ? "earlier" : "later";
}
