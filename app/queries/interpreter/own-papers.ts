import type { Ctx } from "#app/context.server";
import { papersOf } from "#app/facts/roster/papers";

/** The interpreter's own papers, as coordinators have written them down; by whom is not theirs to know. */
export function ownPapers(ctx: Ctx) {
  if (ctx.viewer.kind !== "user" || ctx.viewer.interpreterId === null) return [];
  return papersOf(ctx, ctx.viewer.interpreterId).map(({ id, scan, ...paper }) => ({
    ...paper,
    scan: scan && { paperId: id, type: scan.type, kilobytes: scan.kilobytes, at: scan.at },
  }));
}
