import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { sentForm } from "#app/form";
import { doDeed } from "./deeds";
import { readPage } from "./page";
import { RequestView } from "./view";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "requester");
  return readPage(ctx, params.id ?? "", new URL(request.url).searchParams);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "requester");
  return doDeed(ctx, params.id ?? "", await sentForm(request));
}

/** One request of one's own: how far it is, who comes, what was asked, and what can still be done. */
export default function RequestPage() {
  return <RequestView page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
