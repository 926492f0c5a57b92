/** The table that `npm run bench:plan` prints, a row as soon as it is known. */
import { type Goal, percent, ratios, seconds, timeRatio } from "./goals";
import type { Measured } from "./measure";

const COLUMNS = [
  ["instance", 22],
  ["requests", 9],
  ["people", 7],
  ["pairs", 9],
  ["F1", 7],
  ["F2", 6],
  ["F3", 10],
  ["F4", 8],
  ["ratios to HiGHS F1 F2 F3 F4", 36],
  ["plan", 8],
  ["HiGHS", 9],
  ["ratio", 8],
  ["F1 gap", 8],
  ["in", 8],
  ["fast F1", 9],
  ["fast", 7],
  ["ratio", 7],
] as const;

export const say = (line: string) => console.log(line);

export function heading(text: string): void {
  say(`\n${text}`);
  if (!text.startsWith("Hidden")) say(COLUMNS.map(([name, width]) => name.padStart(width)).join(""));
}

export function printMeasured(measured: Measured): void {
  const { name, requests, interpreters, pairs, plan, fast, opponent, faults } = measured;
  const complete = opponent?.proven.every(Boolean) ? "" : "≥";
  const cells = [
    name,
    requests,
    interpreters,
    pairs,
    ...plan.objective,
    opponent
      ? ratios(plan, opponent)
          .map((ratio) => (ratio === null ? "–" : ratio === 1 ? "1" : ratio.toFixed(5)))
          .join(" ")
      : "–",
    seconds(plan.ms),
    opponent ? complete + seconds(opponent.ms) : "–",
    opponent ? `${complete}${timeRatio(plan, opponent).toFixed(0)}×` : "–",
    percent(plan.gap[0]).replace(" %", "%"),
    seconds(plan.certificateMs),
    fast
      ? percent(fast.objective[0] / (opponent?.proven[0] ? opponent.objective[0] : plan.objective[0])).replace(
          " %",
          "%",
        )
      : "–",
    fast ? seconds(fast.ms) : "–",
    fast && opponent && fast.ms > 0 ? `${timeRatio(fast, opponent).toFixed(0)}×` : "–",
  ];
  say(cells.map((cell, at) => String(cell).padStart(COLUMNS[at]![1])).join(""));
  for (const fault of faults) say(`  WRONG: ${fault}`);
}

/** Every goal on its own line; a miss makes the process end with 1. */
export function printGoals(goals: Goal[]): void {
  say("\nGoals");
  for (const { what, isMet } of goals) say(`${isMet ? "met    " : "NOT MET"}  ${what}`);
  const missed = goals.filter(({ isMet }) => !isMet).length;
  say(`${goals.length - missed} of ${goals.length} met.`);
  process.exitCode = missed > 0 ? 1 : 0;
}
