/** What is claimed twice: the same person in two places at once, or on the way twice in a day. */
import { type DateText, dateOf, type Interval, overlaps } from "#app/time";
import { groupedBy } from "./grouped";
import { travelOf } from "./travel";
import type { Service } from "./vocabulary";

export type Double =
  | { code: "overlap"; assignmentIds: [string, string]; date: DateText }
  | { code: "travel"; assignmentIds: string[]; date: DateText };

/** Of one person's services, of whatever months: a night's overlap goes over a month's end. */
export function doublesOf(services: readonly Service[]): Double[] {
  return [...overlapping(services), ...travelTwice(services)];
}

function overlapping(services: readonly Service[]): Double[] {
  const times = services
    .map((service) => ({ id: service.assignmentId, time: claimedTime(service) }))
    .filter((one): one is { id: string; time: Interval } => one.time !== null)
    .sort((a, b) => a.time.start - b.time.start || (a.id < b.id ? -1 : 1));
  const found: Double[] = [];
  for (const [index, one] of times.entries())
    for (const other of times.slice(index + 1)) {
      if (other.time.start >= one.time.end) break;
      if (overlaps(one.time, other.time))
        found.push({ code: "overlap", assignmentIds: [one.id, other.id], date: dateOf(other.time.start) });
    }
  return found;
}

/** Only who was there claims that time: what was called off, or came to nothing, is reckoned without what was done instead. */
function claimedTime({ agreed }: Service): Interval | null {
  return agreed.kind === "held" ? { start: agreed.startedAt, end: agreed.endedAt } : null;
}

function travelTwice(services: readonly Service[]): Double[] {
  const claims = groupedBy(services.filter(travelOf), ({ promised }) => dateOf(promised.start));
  return [...claims]
    .filter(([, claimed]) => claimed.length > 1)
    .map(([date, claimed]) => ({
      code: "travel",
      assignmentIds: claimed.map(({ assignmentId }) => assignmentId).sort(),
      date,
    }));
}
