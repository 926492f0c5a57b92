import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { browserOf, sessionIdOf, signOutHeaders } from "#app/auth/sessions.server";
import { signOut } from "#app/commands/sign-out";
import { enter, notFound, runtime } from "#app/context.server";
import { isHttps } from "#app/server/config.server";

/** There is no such page to look at: a link never signs anybody out. */
export async function loader({ request }: LoaderFunctionArgs) {
  await enter(request, "anyone");
  throw notFound();
}

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "anyone");
  const https = isHttps(runtime().config);
  signOut(ctx, { sessionId: sessionIdOf(request, https), browser: browserOf(request, https) });
  return redirect("/login?note=signed_out", { headers: signOutHeaders(https) });
}
