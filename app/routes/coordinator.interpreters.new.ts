import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { enter } from "#app/context.server";

/** Somebody new has the same form as everybody else. */
export async function loader({ request }: LoaderFunctionArgs) {
  await enter(request, "coordinator");
  return redirect("/coordinator/interpreters/new/edit");
}
