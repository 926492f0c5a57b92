import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter, notFound } from "#app/context.server";
import { jobIcs } from "#app/events/ics";

/** One job as a calendar entry: language, time and town, nothing that should not lie in a phone's calendar. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  const ics = jobIcs(ctx, params.id ?? "");
  if (ics === null) throw notFound();
  return new Response(ics, {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'attachment; filename="tilts.ics"',
      "Cache-Control": "no-store",
    },
  });
}
