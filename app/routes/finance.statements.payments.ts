import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { exportPayments } from "#app/commands/export-payments";
import { enter, notFound } from "#app/context.server";
import { monthIn } from "#app/forms/statement";
import { dateOf } from "#app/time";

/** The bank's payment file of a month; where there is none the list says why. */
export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "finance");
  const month = monthIn(new URL(request.url).searchParams, dateOf(ctx.now));
  const made = exportPayments(ctx, { month });
  if (made.ok)
    return new Response(made.value.file, {
      headers: {
        "Content-Type": "application/xml; charset=utf-8",
        "Content-Disposition": `attachment; filename="pain001-${month}.xml"`,
        "Cache-Control": "no-store",
      },
    });
  if (made.reason === "not_found") throw notFound();
  return redirect(`/finance/statements?month=${month}&problem=${made.reason}`);
}
