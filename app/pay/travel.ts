/** Travel is paid once a day and person: of all that was claimed for a date, the dearest. */
import { type DateText, dateOf } from "#app/time";
import type { MoneyKey, Rates } from "./rates";
import { halfUp } from "./rounding";
import type { Unpriced } from "./service";
import type { Cents, Reason, Row, Service, TravelClaim } from "./vocabulary";

/** Whoever is on the way claims it; nobody travels to what was called off. */
export function travelOf(service: Service): TravelClaim | null {
  const { agreed } = service;
  if (agreed.kind === "called_off") return null;
  return agreed.kind === "not_held" && agreed.reason === "interpreter_no_show" ? null : agreed.travel;
}

/**
 * One row a date, whatever the order in which the services stand: the dearest claim, of equals that of the earlier service. It is
 * paid by that service's source. Dates whose rate is missing are named apart.
 */
export function travelRows(
  services: readonly Service[],
  ratesFor: (date: DateText) => Rates,
): { rows: Row[]; unpriced: (Unpriced & { date: DateText; assignmentId: string })[] } {
  const rows = new Map<DateText, { service: Service; row: Row; others: number }>();
  const unpriced: (Unpriced & { date: DateText; assignmentId: string })[] = [];
  for (const service of [...services].sort(inOrder)) {
    const claim = travelOf(service);
    if (!claim) continue;
    const date = dateOf(service.promised.start);
    const priced = price(claim, service, ratesFor(date));
    if ("missing" in priced) {
      unpriced.push({ ...priced, date, assignmentId: service.assignmentId });
      continue;
    }
    const before = rows.get(date);
    const others = before ? before.others + 1 : 0;
    if (before && before.row.cents >= priced.cents) rows.set(date, { ...before, others });
    else rows.set(date, { service, row: rowOf(service, date, claim.minutes, priced), others });
  }
  const waiting = new Set(unpriced.map(({ date }) => date));
  const settled = [...rows.values()].filter(({ row }) => !waiting.has(row.date));
  return {
    rows: settled.map(({ row, others }) => ({
      ...row,
      reasons: others > 0 ? [...row.reasons, { code: "once_a_day", others }] : row.reasons,
    })),
    unpriced,
  };
}

function inOrder(a: Service, b: Service): number {
  return a.promised.start - b.promised.start || (a.assignmentId < b.assignmentId ? -1 : 1);
}

function price(claim: TravelClaim, { terms }: Service, rates: Rates): { cents: Cents; reasons: Reason[] } | Unpriced {
  const timeKey: MoneyKey = `travel.hour.${terms}`;
  const [perKm, perHour] = [rates.money("travel.km"), rates.money(timeKey)];
  const drives = claim.means === "own_car" && claim.km > 0;
  if (drives && perKm === null) return { missing: "travel.km" };
  if (claim.minutes > 0 && perHour === null) return { missing: timeKey };
  const byCar = drives ? claim.km * (perKm ?? 0) : 0;
  const tickets = claim.means === "public_transport" ? claim.ticketCents : 0;
  const reasons: Reason[] = [];
  if (drives) reasons.push({ code: "km", km: claim.km, centsPerKm: perKm ?? 0 });
  if (tickets > 0) reasons.push({ code: "tickets", cents: tickets });
  if (claim.minutes > 0) reasons.push({ code: "travel_time", minutes: claim.minutes, centsPerHour: perHour ?? 0 });
  return { cents: halfUp((byCar + tickets) * 60 + claim.minutes * (perHour ?? 0), 60), reasons };
}

function rowOf(service: Service, date: DateText, minutes: number, priced: { cents: Cents; reasons: Reason[] }): Row {
  return {
    key: `travel:${date}`,
    kind: "travel",
    date,
    assignmentId: service.assignmentId,
    expenseId: null,
    minutes,
    funding: service.funding,
    corrects: null,
    ...priced,
  };
}
