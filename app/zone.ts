/**
 * Wall clock of a zone by arithmetic. Intl is asked once for the clock changes of a year; pages in a browser and plans of
 * many thousand jobs then only add and compare. What the rest of the product may ask is in `app/time.ts`.
 */
const DAY = 86_400_000;

/** Local time is milliseconds as if the wall clock were UTC. */
export interface Zone {
  /** How far the wall clock is ahead of UTC at an instant. */
  offsetAt: (instant: number) => number;
  /** Every instant with this local time, the earlier first: none in a gap, two where the clock is put back. */
  instantsOf: (local: number) => number[];
  /** The earliest of them; one in a gap moves forward by the gap. */
  instantOf: (local: number) => number;
}

/** Throws a RangeError for a zone that Intl does not know. */
export function zoneOf(name: string): Zone {
  const years = new Map<number, Stretch[]>();
  const asked = offsetsByIntl(name);
  const stretchesOf = (year: number) => {
    const known = years.get(year);
    if (known) return known;
    const found = stretchesIn(year, asked);
    years.set(year, found);
    return found;
  };
  // Nearly everything that is asked about lies in the stretch that was asked about before.
  let last: Stretch | undefined;
  const stretchAt = (instant: number) => {
    if (last && instant >= last.from && instant < last.until) return last;
    if (!Number.isFinite(instant)) return undefined;
    last = stretchesOf(new Date(instant).getUTCFullYear()).findLast(({ from }) => from <= instant);
    return last;
  };
  const offsetAt = (instant: number) => stretchAt(instant)?.offset ?? Number.NaN;
  const instantsOf = (local: number) => {
    const stretch = stretchAt(local - DAY);
    if (stretch && local + DAY < stretch.until) return [local - stretch.offset];
    const offsets = new Set([offsetAt(local - DAY), offsetAt(local + DAY)]);
    return [...offsets]
      .filter((offset) => offsetAt(local - offset) === offset)
      .map((offset) => local - offset)
      .sort((a, b) => a - b);
  };
  return {
    offsetAt,
    instantsOf,
    instantOf: (local) => instantsOf(local)[0] ?? local - offsetAt(local - DAY),
  };
}

/** The same offset from an instant on, until the next or the end of the UTC year. */
interface Stretch {
  from: number;
  until: number;
  offset: number;
}

/** The stretches of one UTC year, the first from its beginning. No zone changes twice within ten days. */
function stretchesIn(year: number, offsetAt: (instant: number) => number): Stretch[] {
  const [begin, end] = [Date.UTC(year, 0), Date.UTC(year + 1, 0)];
  const stretches: Stretch[] = [{ from: begin, until: end, offset: offsetAt(begin) }];
  for (let low = begin; low < end; low += 10 * DAY) {
    const high = Math.min(low + 10 * DAY, end);
    const offset = offsetAt(high);
    const before = stretches.at(-1);
    if (!before || offset === before.offset) continue;
    const from = changeBetween(low, high, offset, offsetAt);
    before.until = from;
    stretches.push({ from, until: end, offset });
  }
  return stretches;
}

/** The second from which `offset` holds. */
function changeBetween(low: number, high: number, offset: number, offsetAt: (instant: number) => number): number {
  let [before, after] = [low / 1000, high / 1000];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle * 1000) === offset) after = middle;
    else before = middle;
  }
  return after * 1000;
}

function offsetsByIntl(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    era: "short",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (instant) => {
    const part: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(instant)) part[type] = value;
    const number = (type: string) => Number(part[type]);
    const year = part.era === "BC" ? 1 - number("year") : number("year");
    const local = new Date(0);
    local.setUTCFullYear(year, number("month") - 1, number("day"));
    local.setUTCHours(number("hour"), number("minute"), number("second"));
    return local.getTime() - Math.floor(instant / 1000) * 1000;
  };
}
