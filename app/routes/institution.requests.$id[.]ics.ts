import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter, notFound } from "#app/context.server";
import { requestIcs } from "#app/events/ics";
import { requestForInstitution } from "#app/queries/institution/request";

/** The calendar entry, once somebody is confirmed; before that there is nothing to put into a calendar. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "requester");
  const found = requestForInstitution(ctx, params.id!);
  const text = found && found.meta !== "open" ? requestIcs(ctx, found.id) : null;
  if (!found || !text) throw notFound();
  return new Response(text, {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": `attachment; filename="${found.reference}.ics"`,
    },
  });
}
