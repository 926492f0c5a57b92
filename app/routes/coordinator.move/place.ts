/** The place of a request that is to be moved, and who is concerned: read alike to show it and to do it. */
import { type Ctx, notFound } from "#app/context.server";
import { type CalendarEntry, entriesOf } from "#app/queries/coordinator/calendar";
import { obstaclesOfPerson } from "#app/queries/coordinator/move-choices";
import type { Interval } from "#app/time";

/** The asked place, and the request's other places that somebody has. 404 when there is no such request. */
export function placeOfRequest(ctx: Ctx, params: URLSearchParams): { subject: CalendarEntry; others: CalendarEntry[] } {
  const entries = entriesOf(ctx, params.get("request") ?? "");
  const slot = Number(params.get("slot") ?? 0);
  const subject =
    entries.find((entry) => entry.assignmentId !== null && entry.assignmentId === params.get("assignment")) ??
    entries.find((entry) => entry.slot === slot) ??
    entries.find((entry) => entry.assignmentId === null) ??
    entries[0];
  if (!subject) throw notFound();
  return { subject, others: entries.filter((entry) => entry !== subject && entry.interpreterId !== null) };
}

export type Concerned = { interpreterId: string } & NonNullable<ReturnType<typeof obstaclesOfPerson>>;

/** The chosen person, and at a new time whoever has the request's other place. */
export function concernedPeople(
  ctx: Ctx,
  subject: CalendarEntry,
  others: readonly CalendarEntry[],
  interval: Interval,
  to: string | null,
): Concerned[] {
  const isNewTime = interval.start !== subject.startAt;
  const asked = [
    ...(to ? [{ interpreterId: to, assignmentId: subject.assignmentId }] : []),
    ...(isNewTime
      ? others.map(({ interpreterId, assignmentId }) => ({ interpreterId: interpreterId!, assignmentId }))
      : []),
  ];
  return asked.flatMap(({ interpreterId, assignmentId }) => {
    const found = obstaclesOfPerson(ctx, subject.requestId, assignmentId, interval, interpreterId);
    return found ? [{ interpreterId, ...found }] : [];
  });
}
