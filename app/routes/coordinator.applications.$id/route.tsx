import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { sentForm } from "#app/form";
import { admit, refuse } from "./deeds";
import { confirmedApplication, readPage } from "./page";
import { ApplicationView } from "./view";

/** A form stays as it is under the hand. */
export const handle = { still: true };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  return readPage(ctx, params.id ?? "");
}

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const { id } = confirmedApplication(ctx, params.id ?? "");
  const form = await sentForm(request);
  return form.get("intent") === "refuse" ? refuse(ctx, id, form) : admit(ctx, id, form);
}

/** A new institution at the door: a coordinator decides once. */
export default function ApplicationPage() {
  return <ApplicationView page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
