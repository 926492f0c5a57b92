/**
 * `npm run --silent plan:export -- --from DATE --to DATE [--out FILE]`: the open requests that begin on these days as an
 * instance of `interp-dispatch/1`, to the standard output or a file. Ids are counters; what is said of it goes to the
 * standard error.
 */

import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Ctx } from "#app/context.server";
import { HOUSE_LOCALE } from "#app/dispatch/vocabulary";
import { planningFacts } from "#app/facts/planning";
import { planningProblem } from "#app/facts/planning-instance";
import { addDays, type DateText, isDate } from "#app/time";
import { fromWhereStarted, inInstallation, say } from "./installation";

const USAGE = "Usage: npm run --silent plan:export -- --from YYYY-MM-DD --to YYYY-MM-DD [--out FILE.json]";
const MOST_DAYS = 366;
const DONE = 0;

interface Order {
  from: DateText;
  to: DateText;
  out: string | null;
}

process.exitCode = main();

function main(): number {
  const order = readOrder();
  if (typeof order === "string") return say(order);
  return inInstallation(HOUSE_LOCALE, (ctx) => exportTo(ctx, order));
}

function exportTo(ctx: Ctx, { from, to, out }: Order): number {
  const { instance, unspoken } = planningProblem(planningFacts(ctx, { from, to }));
  const text = `${JSON.stringify(instance)}\n`;
  if (out === null) process.stdout.write(text);
  else {
    try {
      writeFileSync(fromWhereStarted(out), text);
    } catch {
      return say(`The file ${out} cannot be written.`);
    }
  }
  if (unspoken.length > 0)
    console.error(`Left out, because no active interpreter speaks their language: ${unspoken.length} request(s).`);
  return DONE;
}

function readOrder(): Order | string {
  let values: { from?: string; to?: string; out?: string };
  try {
    ({ values } = parseArgs({
      options: { from: { type: "string" }, to: { type: "string" }, out: { type: "string" } },
    }));
  } catch (error) {
    return `${error instanceof Error ? error.message.split("\n")[0] : error} ${USAGE}`;
  }
  const { from, to, out = null } = values;
  for (const [name, date] of [
    ["--from", from],
    ["--to", to],
  ] as const) {
    if (date === undefined) return `${name} is missing. ${USAGE}`;
    if (!isDate(date)) return `${name}: “${date}” is not a date. ${USAGE}`;
  }
  if (from === undefined || to === undefined) return USAGE;
  if (to < from) return `--to (${to}) is before --from (${from}).`;
  if (to > addDays(from, MOST_DAYS - 1)) return `At most ${MOST_DAYS} days can be exported at once.`;
  return { from, to, out };
}
