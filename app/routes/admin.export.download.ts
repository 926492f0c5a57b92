import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { exportInstallation } from "#app/commands/export-installation";
import { enter, notFound, runtime } from "#app/context.server";
import { streamed } from "#app/exports/answer";
import { sentForm } from "#app/form";
import { dateOf } from "#app/time";
import { snapshotZip } from "#app/whole/zip";

/** The files, packed, as they are made; only for whoever says their password. */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await enter(request, "admin");
  const password = (await sentForm(request)).get("current");
  const done = await exportInstallation(ctx, { password: String(password ?? ""), address: context.address });
  if (!done.ok && done.reason === "not_found") throw notFound();
  if (!done.ok) return redirect(`/admin/export?problem=${done.reason}`);
  return new Response(streamed(snapshotZip(runtime().config.dataDir, ctx.now)), {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": `attachment; filename="tilts-${dateOf(ctx.now)}.zip"`,
    },
  });
}
