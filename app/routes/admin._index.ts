import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { enter } from "#app/context.server";

/** The administrator's first page is how everything stands. */
export async function loader({ request }: LoaderFunctionArgs) {
  await enter(request, "admin");
  return redirect("/admin/health");
}
