/** Whom to call in a region: asked when a form turns out to be about a place there. GET only, nothing changes. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { enter } from "#app/context.server";
import { deskPhoneOf } from "#app/queries/everyone/form-options";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "signed_in");
  const region = new URL(request.url).searchParams.get("region") ?? "";
  return Response.json({ phone: deskPhoneOf(ctx, region) }, { headers: { "Cache-Control": "no-store" } });
}
