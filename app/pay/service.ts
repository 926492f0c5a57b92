/** What one interpreter's part of one service is worth, and why: one row, rounded once. */
import { dateOf, type Interval, instantFrom, MINUTE } from "#app/time";
import { type Stretch, stretchesOf } from "./kinds";
import { lostOf, noticeOf } from "./lost";
import { hourKey, type MoneyKey, type Rates } from "./rates";
import { halfUp, upTo } from "./rounding";
import type { CalledOff, DayKind, Held, NotHeld, PayCalendar, Reason, Row, Service } from "./vocabulary";

/** A rate that nobody has given: the row waits for it. */
export interface Unpriced {
  missing: MoneyKey;
}

/** Minutes of one kind at a share of that kind's rate. */
interface Priced {
  kind: DayKind;
  minutes: number;
  percent: number;
  code: "work" | "waiting" | "lost";
}

/**
 * The row of a service on the rates and the calendar of its date. Worked and waited time are rounded together, once, up to the
 * rule's unit and never under the least duration; money is rounded once, half a cent up. Lost time is not rounded up: it is what
 * was promised without what was used.
 */
export function payService(service: Service, rates: Rates, calendar: PayCalendar): Row | Unpriced {
  const { agreed } = service;
  const { parts, why } =
    agreed.kind === "held" ? worked(service, agreed, rates, calendar) : notWorked(service, agreed, rates, calendar);
  const reasons: Reason[] = service.together === "alone" ? [] : [{ code: "together", as: service.together }];
  if (service.terms === "volunteer") reasons.push({ code: "volunteer" });
  let owed = 0;
  for (const { kind, minutes, percent, code } of parts) {
    const key = hourKey(service.terms, service.mode, kind, service.level);
    const centsPerHour = percent === 0 ? (rates.money(key) ?? 0) : rates.money(key);
    if (centsPerHour === null) return { missing: key };
    owed += minutes * centsPerHour * percent;
    reasons.push(
      code === "work" ? { code, kind, minutes, centsPerHour } : { code, kind, minutes, centsPerHour, percent },
    );
  }
  return {
    key: `service:${service.assignmentId}`,
    kind: agreed.kind === "called_off" ? "cancellation" : "service",
    date: dateOf(service.promised.start),
    assignmentId: service.assignmentId,
    expenseId: null,
    minutes: parts.reduce((sum, { minutes }) => sum + minutes, 0),
    cents: halfUp(owed, 60 * 100),
    funding: service.funding,
    corrects: null,
    reasons: [...reasons, ...why],
  };
}

function worked({ mode }: Service, agreed: Held, rates: Rates, calendar: PayCalendar) {
  const stretches = stretchesOf({ start: agreed.startedAt, end: agreed.endedAt }, rates, calendar);
  const [first, last] = [stretches[0]?.kind ?? "day", stretches.at(-1)?.kind ?? "day"];
  const { left, why } = withoutBreak(byKind(stretches), agreed.breakMinutes);
  const total = left.reduce((sum, { minutes }) => sum + minutes, 0) + agreed.waitingMinutes;
  const least = rates.rule(`least.${mode}`);
  const unit = rates.rule("round.minutes");
  const [atLeast, rounded] = [Math.max(total, least), upTo(Math.max(total, least), unit)];
  // What is added counts as the time in which the service ended.
  const work = byKind([...left, { kind: last, minutes: rounded - total }]).map(
    (stretch): Priced => ({ ...stretch, percent: 100, code: "work" }),
  );
  const waiting: Priced = {
    kind: first,
    minutes: agreed.waitingMinutes,
    percent: rates.rule("waiting.percent"),
    code: "waiting",
  };
  if (atLeast > total) why.push({ code: "least", minutes: atLeast - total, least });
  if (rounded > atLeast) why.push({ code: "rounded", minutes: rounded - atLeast, unit });
  return { parts: [...work, waiting].filter(({ minutes }) => minutes > 0), why };
}

/** One stretch a kind, in the order in which they first came. */
function byKind(stretches: readonly Stretch[]): Stretch[] {
  const minutes = new Map<DayKind, number>();
  for (const stretch of stretches) minutes.set(stretch.kind, (minutes.get(stretch.kind) ?? 0) + stretch.minutes);
  return [...minutes].map(([kind, sum]) => ({ kind, minutes: sum }));
}

/** Nobody writes down when a break was: it is taken from the kind there was most of; of equals from the later one. */
function withoutBreak(stretches: readonly Stretch[], breakMinutes: number): { left: Stretch[]; why: Reason[] } {
  const left = stretches.map((stretch) => ({ ...stretch }));
  const why: Reason[] = [];
  let open = breakMinutes;
  for (const stretch of left.toReversed().sort((a, b) => b.minutes - a.minutes)) {
    const minutes = Math.min(open, stretch.minutes);
    if (minutes === 0) continue;
    stretch.minutes -= minutes;
    open -= minutes;
    why.push({ code: "break", kind: stretch.kind, minutes });
  }
  return { left, why };
}

function notWorked(service: Service, agreed: NotHeld | CalledOff, rates: Rates, calendar: PayCalendar) {
  const promised = wholeMinutes(service.promised);
  const { lost, used, promised: minutes } = lostOf(promised, service.reused.map(wholeMinutes));
  const { percent, why } = shareOf(agreed, promised, rates, calendar);
  const stretches = percent === 0 ? [] : lost.flatMap((interval) => stretchesOf(interval, rates, calendar));
  const parts = byKind(stretches).map((stretch): Priced => ({ ...stretch, percent, code: "lost" }));
  if (used > 0) why.push({ code: "reused", minutes: used, promised: minutes });
  return { parts, why };
}

function wholeMinutes({ start, end }: Interval): Interval {
  return { start: instantFrom(start - (start % MINUTE)), end: instantFrom(end - (end % MINUTE)) };
}

function shareOf(
  agreed: NotHeld | CalledOff,
  promised: Interval,
  rates: Rates,
  calendar: PayCalendar,
): { percent: number; why: Reason[] } {
  if (agreed.kind === "not_held") {
    const isOwn = agreed.reason === "interpreter_no_show";
    return {
      percent: isOwn ? 0 : rates.rule("lost.unused"),
      why: [{ code: "not_held", reason: agreed.reason }],
    };
  }
  const notice = noticeOf(agreed, promised, rates, calendar);
  if (agreed.isWaived) return { percent: 0, why: [{ code: "waived" }] };
  return { percent: notice.percent, why: [{ code: "notice", ...notice }] };
}
