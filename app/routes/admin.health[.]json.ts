import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter } from "#app/context.server";
import { healthFound, linesOf } from "#app/queries/admin/health-lines";
import { isoOf } from "#app/time";
import packageJson from "../../package.json";

/** What the page shows, in codes. 200 also where a line is red: who asks is signed in and reads; `/healthz` is for monitors. */
export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  const lines = linesOf(healthFound(ctx), ctx.now);
  return Response.json({
    at: isoOf(ctx.now),
    version: packageJson.version,
    isSound: lines.every(({ isRed }) => !isRed),
    lines: lines.map(({ at, ...line }) => ({ ...line, at: at === null ? null : isoOf(at) })),
  });
}
