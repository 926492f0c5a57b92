/** A list as the answer to a request: written down, then sent a page at a time, others being answered in between. */
import { setImmediate as others } from "node:timers/promises";
import type { UserViewer } from "#app/auth/viewer";
import { exportList } from "#app/commands/export-list";
import type { Ctx } from "#app/context.server";
import { LIST_FORMATS, type ListFormat } from "#app/events/kinds";
import { dateOf } from "#app/time";
import { csvOf } from "./csv";
import type { ListTable } from "./table";
import { xlsxOf } from "./xlsx";

const TYPES: Record<ListFormat, string> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** `search` narrows the list and names the format; whoever only asks about the file takes nothing away. */
export function listAnswer(
  request: Request,
  ctx: Ctx<UserViewer>,
  search: URLSearchParams,
  table: ListTable,
): Response {
  const format = LIST_FORMATS.find((known) => known === search.get("format")) ?? "csv";
  const isNarrowed = [...search].some(([name, value]) => !["format", "page", "_routes"].includes(name) && value !== "");
  if (request.method === "GET") exportList(ctx, { list: table.list, format, isNarrowed });
  return new Response(streamed(format === "csv" ? csvOf(table) : xlsxOf(table)), {
    headers: fileHeaders(`${table.list.replace("_", "-")}-${dateOf(ctx.now)}.${format}`, format),
  });
}

/** A file to be kept, under this name. */
export function fileHeaders(name: string, format: ListFormat): Record<string, string> {
  return { "Content-Type": TYPES[format], "Content-Disposition": `attachment; filename="${name}"` };
}

/** A piece is made when the one before has gone out; whoever goes away ends it. */
export function streamed(pieces: Iterator<string | Uint8Array>): ReadableStream<Uint8Array> {
  const letters = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      await others();
      const next = pieces.next();
      if (next.done) controller.close();
      else controller.enqueue(typeof next.value === "string" ? letters.encode(next.value) : next.value);
    },
    cancel: () => void pieces.return?.(),
  });
}
