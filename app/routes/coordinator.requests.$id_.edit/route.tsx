import { sentForm } from "#app/form";
import "#app/styles/institution.css";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { noteReading } from "#app/commands/note-reading";
import { enter } from "#app/context.server";
import { doEdit } from "./deeds";
import { readPage } from "./page";
import { EditView } from "./view";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const page = readPage(ctx, params.id ?? "");
  noteReading(ctx, { requestId: params.id ?? "" });
  return page;
}

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  return doEdit(ctx, params.id ?? "", await sentForm(request));
}

/** What was asked for, to be changed: and before it is saved, whose word it needs, whom it tells and who still fits. */
export default function EditPage() {
  return <EditView page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
