import type { LoaderFunctionArgs } from "@remix-run/node";
import { mayRead } from "#app/auth/policy";
import { noteReading } from "#app/commands/note-reading";
import { enter, notFound, runtime } from "#app/context.server";
import { actToSign, attestedAct } from "#app/exports/pdf/act";
import { makePdf } from "#app/exports/pdf/thread";
import { actForViewer } from "#app/queries/everyone/act";

/** The act of one service as a PDF: attested, or to be signed. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "signed_in");
  const id = params.id ?? "";
  const act = actForViewer(ctx, id);
  if (!act) throw notFound();
  if (mayRead(ctx.viewer, "coordinator")) noteReading(ctx, { requestId: act.requestId });
  const { appUrl } = runtime().config;
  const { now } = ctx;
  const pdf =
    "asked" in act
      ? await makePdf(actToSign({ facts: act.asked, assignmentId: id, now, appUrl }))
      : await attestedAct({ record: act.record, sealed: act.sealed, now, appUrl });
  return new Response(Buffer.from(pdf), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="akts-${act.reference}.pdf"`,
      "Cache-Control": "no-store",
    },
  });
}
