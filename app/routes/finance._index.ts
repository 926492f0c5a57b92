import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { enter } from "#app/context.server";

/** The first page of finance is this month. */
export async function loader({ request }: LoaderFunctionArgs) {
  await enter(request, "finance");
  return redirect("/finance/statements");
}
