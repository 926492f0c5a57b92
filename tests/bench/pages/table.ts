/** What was measured, a line each, with what misses its goal named. */
export interface Line {
  name: string;
  demoMs: number;
  historyMs: number;
  /** Of the process, where the system tells it. */
  demoCpuMs: number | null;
  historyCpuMs: number | null;
  /** Against an empty page of the same server. */
  overEmpty: number | null;
}

/** The history may cost so much more. */
const GOAL = { times: 1.3, plusMs: 10 };

/** Processor time where it is known: the clock on the wall also counts what else the machine does. */
function isWithin({ demoMs, historyMs, demoCpuMs, historyCpuMs }: Line): boolean {
  const [demo, history] = demoCpuMs && historyCpuMs ? [demoCpuMs, historyCpuMs] : [demoMs, historyMs];
  return history <= GOAL.times * demo + GOAL.plusMs;
}

export function printTable(title: string, lines: readonly Line[]): void {
  console.log(`\n${title} (median milliseconds; goal at most ${GOAL.times} × demo + ${GOAL.plusMs})`);
  const width = Math.max(...lines.map(({ name }) => name.length));
  console.log(`${"".padEnd(width)}     demo  history  ratio   cpu: demo  history   × empty`);
  const missed: string[] = [];
  for (const line of lines) {
    const isMet = isWithin(line);
    if (!isMet) missed.push(line.name);
    console.log(
      line.name.padEnd(width) +
        [line.demoMs, line.historyMs].map((ms) => ms.toFixed(1).padStart(9)).join("") +
        (line.historyMs / line.demoMs).toFixed(2).padStart(7) +
        [line.demoCpuMs, line.historyCpuMs].map((ms) => (ms?.toFixed(1) ?? "–").padStart(10)).join("") +
        (line.overEmpty?.toFixed(1) ?? "").padStart(10) +
        (isMet ? "" : "   MISSED"),
    );
  }
  console.log(missed.length ? `${missed.length} of ${lines.length} MISSED: ${missed.join(", ")}` : "all goals met");
}

export function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
