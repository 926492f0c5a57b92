/** Health as text of Prometheus (exposition format 0.0.4). Nothing of people or work stands in it. */
import { type Ctx, runtime } from "#app/context.server";
import type { Instant } from "#app/time";
import packageJson from "../../../package.json";
import { type HealthFound, healthFound, linesOf } from "./health-lines";

/** What `GET /metrics` answers at this moment. */
export function healthFigures(ctx: Pick<Ctx, "db" | "now">): string {
  return figuresOf(healthFound(ctx), ctx.now, packageJson.version, runtime().isDemo);
}

interface Figure {
  name: string;
  help: string;
  values: [labels: string, value: number | null][];
}

/** Pure: what is not known is left out. Times are seconds. */
export function figuresOf(found: HealthFound, now: Instant, version: string, isDemo: boolean): string {
  const one = (value: number | null): Figure["values"] => [["", value]];
  const checks = linesOf(found, now).map(({ check, isRed }): [string, number] => [`{check="${check}"}`, isRed ? 0 : 1]);
  const info = `{version="${escaped(version)}",schema="${escaped(found.schema)}",sqlite="${escaped(found.sqliteVersion)}"}`;
  const figures: Figure[] = [
    { name: "tilts_info", help: "Versions.", values: [[info, 1]] },
    { name: "tilts_demo", help: "1 for a demonstration.", values: one(isDemo ? 1 : 0) },
    { name: "tilts_check_ok", help: "1 where all is well, 0 where somebody must act.", values: checks },
    { name: "tilts_lost_messages", help: "Messages of the last 7 days that nobody got.", values: one(found.lost) },
    {
      name: "tilts_oldest_undelivered_seconds",
      help: "When that happened which somebody should have been told of.",
      values: one(seconds(found.oldestUndelivered)),
    },
    { name: "tilts_last_delivered_seconds", help: "Last mail.", values: one(seconds(found.lastDelivered)) },
    { name: "tilts_last_tick_seconds", help: "Last round of the worker.", values: one(seconds(found.lastTick)) },
    { name: "tilts_last_backup_seconds", help: "Last verified copy.", values: one(seconds(found.lastBackup)) },
    { name: "tilts_disk_free_bytes", help: "Left beside the database.", values: one(found.space?.free ?? null) },
    { name: "tilts_database_bytes", help: "Size of the database.", values: one(found.databaseBytes) },
  ];
  return figures.flatMap(linesOfFigure).join("");
}

function linesOfFigure({ name, help, values }: Figure): string[] {
  const known = values.filter(([, value]) => value !== null);
  if (known.length === 0) return [];
  return [
    `# HELP ${name} ${help}\n# TYPE ${name} gauge\n`,
    ...known.map(([labels, value]) => `${name}${labels} ${value}\n`),
  ];
}

const seconds = (at: Instant | null) => (at === null ? null : at / 1000);

function escaped(text: string): string {
  return text.replace(/[\\"\n]/g, (sign) => (sign === "\n" ? "\\n" : `\\${sign}`));
}
