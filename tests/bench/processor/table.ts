/** What pages cost, a line each, with what misses its goal named. */
import type { Cost } from "./measure";

/** Milliseconds of the processor that a page may cost, whatever its markup. */
const AT_MOST: Record<string, number> = {
  health: 1,
  "coordinator: first page": 15,
  "institution: form": 8,
  "new, by phone": 8,
};
const TIMES_REACT = 3;
const TIMES_EMPTY = 2;

export function printProcessor(costs: readonly Cost[]): void {
  const width = Math.max(...costs.map(({ name }) => name.length));
  console.log(`\nThe process's own time (median milliseconds of the processor a page)`);
  console.log(`${"".padEnd(width)}       kB      cpu  × empty    React  × React`);
  for (const cost of costs) {
    const { name, ms, overEmpty, reactMs, kilobytes } = cost;
    const cells = [kilobytes, ms, overEmpty, reactMs, reactMs && ms / reactMs];
    console.log(
      name.padEnd(width) +
        cells.map((cell) => (cell?.toFixed(cell < 10 ? 2 : 1) ?? "–").padStart(9)).join("") +
        missedBy(cost)
          .map((what) => `  ${what}`)
          .join(""),
    );
  }
}

function missedBy({ name, ms, overEmpty, reactMs }: Cost): string[] {
  const most = AT_MOST[name];
  return [
    most && ms > most ? `over ${most} ms` : "",
    reactMs && ms > TIMES_REACT * reactMs ? `over ${TIMES_REACT} × React` : "",
    overEmpty > TIMES_EMPTY ? `over ${TIMES_EMPTY} × empty` : "",
  ].filter(Boolean);
}
