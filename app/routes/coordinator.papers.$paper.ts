import type { LoaderFunctionArgs } from "@remix-run/node";
import { noteReading } from "#app/commands/note-reading";
import { enter, notFound } from "#app/context.server";
import { scanOf } from "#app/facts/roster/papers";
import { fileAnswer } from "#app/files/answer";
import { readFile } from "#app/files/read.server";

/** The scan of a paper, to be kept; it is written down who took it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const scan = scanOf(ctx, params.paper ?? "");
  const bytes = scan && readFile(scan.fileId);
  if (!scan || !bytes) throw notFound();
  noteReading(ctx, { interpreterId: scan.interpreterId });
  return fileAnswer(bytes, scan);
}
