import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter, notFound } from "#app/context.server";
import { scanOf } from "#app/facts/roster/papers";
import { fileAnswer } from "#app/files/answer";
import { readFile } from "#app/files/read.server";

/** The scan of one's own paper. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  const scan = scanOf(ctx, params.paper ?? "");
  const bytes = scan && scan.interpreterId === ctx.viewer.interpreterId ? readFile(scan.fileId) : null;
  if (!scan || !bytes) throw notFound();
  return fileAnswer(bytes, scan);
}
