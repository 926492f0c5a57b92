/** What the planning page's address says: which days, what is left out, what is pinned. References stand without their "R-". */
import { addDays, type DateText, isDate, mondayOf, weekdayOf } from "#app/time";

export interface Pin {
  ref: string;
  interpreterIds: string[];
}

export interface PlanAddress {
  /** Riga dates, both inclusive. */
  from: DateText;
  to: DateText;
  without: string[];
  pins: Pin[];
  /** A plan is asked for, not only the list of what could be planned. */
  isPlanned: boolean;
  /** The id of an applied plan whose summary is shown. */
  applied: string | null;
}

/** Longer than this is not planned on a page. */
const MOST_DAYS = 62;
const REF = /^[0-9A-Z]{3,12}$/;
const ID = /^[\w-]{1,64}$/;

/** What is not a known value is left out; without days it is this week, from Saturday on the next. */
export function readAddress(search: URLSearchParams, today: DateText): PlanAddress {
  const monday = mondayOf(weekdayOf(today) > 5 ? addDays(today, 7) : today);
  const date = (name: string, otherwise: DateText) => {
    const value = search.get(name) ?? "";
    return isDate(value) ? value : otherwise;
  };
  const from = date("from", monday);
  const to = date("to", addDays(from, 6));
  const last = addDays(from, MOST_DAYS - 1);
  const applied = search.get("applied");
  return {
    from,
    to: to < from ? from : to > last ? last : to,
    without: listIn(search.get("without")).filter((ref) => REF.test(ref)),
    pins: listIn(search.get("pin")).flatMap((text) => pinIn(text) ?? []),
    isPlanned: search.get("plan") === "1",
    applied: applied && /^[\w.-]{1,150}$/.test(applied) ? applied : null,
  };
}

/** The same address as a query string with its "?", in one order, so that equal plans have equal addresses. */
export function addressSearch(address: Partial<PlanAddress> & Pick<PlanAddress, "from" | "to">): string {
  const { from, to, without = [], pins = [], isPlanned, applied } = address;
  const params = new URLSearchParams({ from, to });
  if (without.length) params.set("without", [...without].sort().join(","));
  if (pins.length)
    params.set("pin", pins.map(({ ref, interpreterIds }) => [ref, ...interpreterIds].join(":")).join(","));
  if (isPlanned) params.set("plan", "1");
  if (applied) params.set("applied", applied);
  return `?${params.toString().replaceAll("%2C", ",").replaceAll("%3A", ":")}`;
}

function listIn(text: string | null): string[] {
  return text ? text.split(",").slice(0, 5_000) : [];
}

function pinIn(text: string): Pin | null {
  const [ref = "", ...interpreterIds] = text.split(":");
  const isPin = REF.test(ref) && interpreterIds.length > 0 && interpreterIds.length <= 2;
  return isPin && interpreterIds.every((id) => ID.test(id)) ? { ref, interpreterIds } : null;
}

export type Span = "day" | "week" | "month";

/** The day, Monday's week or calendar month in which a date lies. */
export function spanAround(span: Span, date: DateText): { from: DateText; to: DateText } {
  if (span === "day") return { from: date, to: date };
  if (span === "week") return { from: mondayOf(date), to: addDays(mondayOf(date), 6) };
  const first = `${date.slice(0, 7)}-01`;
  return { from: first, to: addDays(firstOfNext(first), -1) };
}

/** Which of the three these days are; null when they were chosen freely. */
export function spanOf({ from, to }: { from: DateText; to: DateText }): Span | null {
  return (
    (["day", "week", "month"] as const).find((span) => {
      const around = spanAround(span, from);
      return around.from === from && around.to === to;
    }) ?? null
  );
}

/** The days before or after, of the same length. */
export function stepDays({ from, to }: { from: DateText; to: DateText }, direction: -1 | 1) {
  const date = direction > 0 ? addDays(to, 1) : addDays(from, -1);
  const span = spanOf({ from, to });
  if (span) return spanAround(span, date);
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  return direction > 0 ? { from: date, to: addDays(date, days) } : { from: addDays(date, -days), to: date };
}

function firstOfNext(first: DateText): DateText {
  return `${addDays(first, 32).slice(0, 7)}-01`;
}

/** The short form of a reference, as addresses and forms carry it. */
export function refOf({ reference }: { reference: string }): string {
  return reference.replace(/^R-/, "");
}
