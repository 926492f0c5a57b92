/** What the work of the demo is worth: rates, months that were paid, handed in and sent back, and one under way. */
import { and, eq } from "drizzle-orm";
import { LEVELS, type Level, MODES, type Mode } from "#app/dispatch/vocabulary";
import { statementsOf } from "#app/facts/pay/statements";
import { hourKey } from "#app/pay/rates";
import { firstOf, monthInterval, monthOf, monthsAfter, totalsOf } from "#app/pay/statement";
import { DAY_KINDS, type MonthText } from "#app/pay/vocabulary";
import { ownText } from "#app/privacy";
import { addDays, addMinutes, type DateText, dateOf, type Instant, instantFrom, startOfDay } from "#app/time";
import type { Tx } from "../client.server";
import * as schema from "../schema";
import type { Happened, Service } from "./service";

/** Cents an hour by day; what an hour is worth by mode and level. */
const HOUR: Record<Mode, Record<Level, number>> = {
  onsite: { 1: 1200, 2: 1500, 3: 1800 },
  phone: { 1: 800, 2: 1000, 3: 1200 },
  video: { 1: 900, 2: 1100, 3: 1300 },
};
/** In per cent, as `DAY_KINDS`. */
const BY_KIND = [100, 125, 150, 150, 200];
const MONTHS_PLAYED = 6;

/** Before the reports are written: whoever drove there says how far. */
export function addTravel({ requests, assignments, reports }: Service): void {
  const onSite = new Set(requests.filter(({ mode }) => mode === "onsite").map(({ id }) => id));
  const there = new Set(assignments.filter(({ requestId }) => onSite.has(requestId)).map(({ id }) => id));
  reports
    .filter(({ assignmentId, held }) => held && there.has(assignmentId))
    .forEach((report, i) => {
      if (i % 3 === 0)
        Object.assign(report, { travelMeans: "own_car", travelKm: 8 + ((i * 7) % 30), travelMinutes: 30 });
      if (i % 3 === 1) Object.assign(report, { travelMeans: "public_transport", ticketCents: 300, travelMinutes: 40 });
    });
}

/** Once everything else is written; what happened is added to what is told. */
export function layPay(tx: Tx, demo: Service): void {
  const today = dateOf(demo.now);
  layRates(tx, demo, today);
  waiveOne(tx, demo);
  const month = monthOf(today);
  for (let back = MONTHS_PLAYED; back >= 1; back--) {
    spend(tx, demo, monthsAfter(month, -back));
    closeMonth(tx, demo, monthsAfter(month, -back), back === 1);
  }
  spend(tx, demo, month);
}

/** From the beginning, and a little more since the first of last month. */
function layRates(tx: Tx, { now, coordinators: [enteredBy = ""], people }: Service, today: DateText): void {
  const entered = { enteredBy: `user:${enteredBy}`, enteredAt: startOfDay(addDays(today, -400)) };
  const since = (holdsFrom: DateText, more: number) =>
    MODES.flatMap((mode) =>
      LEVELS.flatMap((level) =>
        DAY_KINDS.map((kind, i) => ({
          ...{ key: hourKey("paid", mode, kind, level), holdsFrom, ...entered },
          value: Math.round(((HOUR[mode][level] + more) * (BY_KIND[i] ?? 100)) / 100),
        })),
      ),
    );
  const begin = addDays(today, -400);
  const free = MODES.flatMap((mode) =>
    LEVELS.flatMap((level) =>
      DAY_KINDS.map((kind) => ({
        key: hourKey("volunteer", mode, kind, level),
        holdsFrom: begin,
        value: 0,
        ...entered,
      })),
    ),
  );
  const travel = { "travel.km": 25, "travel.hour.paid": 600, "travel.hour.volunteer": 0 };
  const others = Object.entries(travel).map(([key, value]) => ({ key, holdsFrom: begin, value, ...entered }));
  for (const rows of [since(begin, 0), since(firstOf(monthsAfter(monthOf(dateOf(now)), -1)), 100), free, others])
    tx.insert(schema.payRates).values(rows).run();
  const volunteer = [...people.keys()].at(-1);
  if (volunteer)
    tx.insert(schema.payTerms)
      .values({ interpreterId: volunteer, terms: "volunteer", holdsFrom: begin, ...entered })
      .run();
}

/** Of what was called off late one was let pass. */
function waiveOne(tx: Tx, { requests, assignments, coordinators: [by = ""], now }: Service): void {
  const late = new Set(requests.filter(({ cancelledLate }) => cancelledLate).map(({ id }) => id));
  const lost = assignments.filter(
    ({ requestId, releaseReason }) => releaseReason === "cancelled" && late.has(requestId),
  );
  const [first] = lost.toSorted((a, b) => b.startAt - a.startAt || (a.id < b.id ? -1 : 1));
  if (!first) return;
  const at = instantFrom(Math.min(first.startAt, now));
  const reason = ownText("Plūdi: iestāde bija slēgta.");
  tx.insert(schema.lateWaivers)
    .values({ assignmentId: first.id, at, waivedBy: `user:${by}`, reason })
    .run();
}

/** Who works most parks in town. */
function spend(tx: Tx, demo: Service, month: MonthText): void {
  const [interpreterId] = demo.people.keys();
  const date = addDays(firstOf(month), 2);
  const at = addMinutes(startOfDay(date), 18 * 60);
  const by = demo.accounts.get(interpreterId ?? "");
  if (!interpreterId || !by || at > demo.now) return;
  const expenseId = demo.chance.id();
  tx.insert(schema.expenses)
    .values({
      ...{ id: expenseId, interpreterId, date, kind: "parking", cents: 420 },
      ...{ words: ownText("Stāvvieta pie slimnīcas"), enteredBy: `user:${by}`, enteredAt: at },
    })
    .run();
  told(demo, at, by, "expense_added", interpreterId, { expenseId, cents: 420 });
}

/** Paid, except for last month: handed in by most, approved for some, sent back once. */
function closeMonth(tx: Tx, demo: Service, month: MonthText, isLast: boolean): void {
  const end = monthInterval(month).end;
  const [handedInAt, decidedAt, paidAt] = [9, 12, 15].map((hour) => addMinutes(end, hour * 60));
  const [coordinator = ""] = demo.coordinators;
  const facts = statementsOf({ db: tx, now: demo.now }, [...demo.people.keys()], month);
  facts.forEach(({ interpreterId, rows }, i) => {
    const by = demo.accounts.get(interpreterId) ?? coordinator;
    if (rows.length === 0 || !handedInAt || !decidedAt || !paidAt || paidAt > demo.now) return;
    const { cents } = totalsOf(rows);
    const whose = and(eq(schema.statements.interpreterId, interpreterId), eq(schema.statements.month, month));
    const handed = { handedInAt, handedInBy: `user:${by}`, handedInCents: cents };
    tx.insert(schema.statements)
      .values({ interpreterId, month, ...handed })
      .run();
    told(demo, handedInAt, by, "statement_handed_in", interpreterId, { month, cents });
    const decided = isLast ? (["waits", "returned", "approved"] as const)[i % 3] : "approved";
    if (decided === "returned") {
      const returnReason = ownText("Trūkst stāvvietas čeka.");
      tx.update(schema.statements)
        .set({ returnedAt: decidedAt, returnedBy: `user:${coordinator}`, returnReason })
        .where(whose)
        .run();
      told(demo, decidedAt, coordinator, "statement_returned", interpreterId, { month });
    }
    if (decided !== "approved") return;
    for (const row of rows)
      tx.insert(schema.statementRows)
        .values({ ...row, interpreterId, month })
        .run();
    tx.update(schema.statements)
      .set({ approvedAt: decidedAt, approvedBy: `user:${coordinator}`, approvedCents: cents })
      .where(whose)
      .run();
    told(demo, decidedAt, coordinator, "statement_approved", interpreterId, { month, cents });
    if (isLast) return;
    tx.update(schema.statements)
      .set({ paidAt, paidBy: `user:${coordinator}` })
      .where(whose)
      .run();
    told(demo, paidAt, coordinator, "statement_paid", interpreterId, { month });
  });
}

function told(
  demo: Service,
  at: Instant,
  by: string,
  kind: Happened["kind"],
  interpreterId: string,
  payload: Happened["payload"],
): void {
  demo.happened.push({ at, kind, actor: { kind: "user", id: by }, requestId: null, interpreterId, payload, tell: [] });
}
