import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { noteReading } from "#app/commands/note-reading";
import { enter, notFound } from "#app/context.server";
import { sentForm } from "#app/form";
import { admit, refuse } from "./deeds";
import { confirmedApplication, readPage } from "./page";
import { ApplicationView } from "./view";

/** A form stays as it is under the hand. */
export const handle = { still: true };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const page = readPage(ctx, params.id ?? "");
  noteReading(ctx, { applicationId: page.id });
  return page;
}

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const { id, kind } = confirmedApplication(ctx, params.id ?? "");
  const form = await sentForm(request);
  if (form.get("intent") === "refuse") return refuse(ctx, id, form);
  if (kind === "candidate") throw notFound();
  return admit(ctx, id, form);
}

/** A new institution or a candidate at the door: a coordinator decides once. */
export default function ApplicationPage() {
  return <ApplicationView page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
