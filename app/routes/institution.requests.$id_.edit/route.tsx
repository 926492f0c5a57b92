import { sentForm } from "#app/form";
import "#app/styles/institution.css";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { doEdit } from "./deeds";
import { readPage } from "./page";
import { EditOwnView } from "./view";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "requester");
  return readPage(ctx, params.id ?? "");
}

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "requester");
  return doEdit(ctx, params.id ?? "", await sentForm(request));
}

/** One's own request, to be changed as far as it needs nobody else's word; an open question is answered with it. */
export default function EditOwnPage() {
  return <EditOwnView page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
