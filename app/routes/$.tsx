import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { enter, notFound } from "#app/context.server";

/** Every address that is no page answers like one that is not yours. */
export async function loader({ request }: LoaderFunctionArgs) {
  await enter(request, "anyone");
  throw notFound();
}

export async function action({ request }: ActionFunctionArgs) {
  await enter(request, "anyone");
  throw notFound();
}

export default function Missing() {
  return null;
}
