import { sentForm } from "#app/form";
import "#app/styles/institution.css";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { doEdit } from "./deeds";
import { readPage } from "./page";
import { EditView } from "./view";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  return readPage(ctx, params.id ?? "");
}

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  return doEdit(ctx, params.id ?? "", await sentForm(request));
}

/** What was asked for, to be changed: and before it is saved, whose word it needs, whom it tells and who still fits. */
export default function EditPage() {
  return <EditView page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
