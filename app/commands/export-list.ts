import type { UserViewer } from "#app/auth/viewer";
import { type Ctx, transact } from "#app/context.server";
import type { ListFormat, ListName } from "#app/events/kinds";
import { record } from "#app/events/record";
import { ok } from "#app/result";

/** Writes down that somebody takes a list away as a file. What it holds is what they may see: the query's, not this one's. */
export function exportList(
  ctx: Ctx<UserViewer>,
  about: { list: ListName; format: ListFormat | "pdf"; isNarrowed: boolean },
) {
  return transact(ctx, (work) => {
    record(work, { kind: "list_exported", payload: about });
    return ok(null);
  });
}
