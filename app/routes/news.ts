/** A page that stands open asks here whether it is still true, and whether its person is still signed in. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { type Ctx, enter } from "#app/context.server";
import { hasNews } from "#app/queries/everyone/news";
import type { News } from "#app/ui/live/live";

/** `as` is whose page it is: another account of the same browser does not go on with it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const asked = new URL(request.url).searchParams;
  return Response.json(answer(ctx, asked.get("as") ?? "", asked.get("since") ?? ""), {
    headers: { "Cache-Control": "no-store" },
  });
}

/** Changes nothing. After a post every loader of the page is asked again, and the answer that the page shows stays. */
export async function action({ request }: ActionFunctionArgs) {
  await enter(request, "anyone");
  return null;
}

function answer(ctx: Ctx, as: string, since: string): News {
  const { viewer } = ctx;
  if (viewer.kind !== "user") return "signed_out";
  if (viewer.userId !== as) return "somebody_else";
  return hasNews({ ...ctx, viewer }, since) ? "news" : "none";
}
