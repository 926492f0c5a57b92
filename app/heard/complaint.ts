/** Complaints and praise: what can be said, how far it has come, and by when it is answered. */
import { dateOf, type Instant, nextWorkingDay, officeHours, type WorkCalendar } from "#app/time";

export const COMPLAINT_KINDS = ["complaint", "praise"] as const;
export type ComplaintKind = (typeof COMPLAINT_KINDS)[number];

/** Who says it. */
export const SIDES = ["requester", "interpreter"] as const;
export type Side = (typeof SIDES)[number];

export const COMPLAINT_STATES = ["received", "being_examined", "upheld", "rejected", "closed"] as const;
export type ComplaintState = (typeof COMPLAINT_STATES)[number];

/** So many of one person about one request may be unanswered at a time. */
export const MOST_OPEN = 3;
export const LONGEST_COMPLAINT = 2000;

export interface ComplaintFacts {
  kind: ComplaintKind;
  examinedAt: Instant | null;
  upheld: boolean | null;
  closedAt: Instant | null;
}

export function complaintStateOf({ examinedAt, upheld, closedAt }: ComplaintFacts): ComplaintState {
  if (closedAt !== null) return "closed";
  if (upheld !== null) return upheld ? "upheld" : "rejected";
  return examinedAt === null ? "received" : "being_examined";
}

/** Nobody has said yet what becomes of it, and the day for that is past. */
export function isOverdue({ dueAt, ...facts }: ComplaintFacts & { dueAt: Instant | null }, now: Instant): boolean {
  return dueAt !== null && now > dueAt && facts.upheld === null && facts.closedAt === null;
}

/** The close of business on the last of so many working days after the day on which it came. */
export function complaintDueAt(calendar: WorkCalendar, receivedAt: Instant, workingDays: number): Instant {
  let date = dateOf(receivedAt);
  for (let left = workingDays; left > 0; left--) date = nextWorkingDay(calendar, date);
  return officeHours(calendar, date)?.end ?? receivedAt;
}
