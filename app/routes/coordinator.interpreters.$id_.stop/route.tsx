import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { sentForm } from "#app/form";
import { stopWork } from "./deeds";
import { readPage } from "./page";
import { StopView } from "./view";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  return readPage(ctx, params.id ?? "", new URL(request.url).searchParams);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  return stopWork(ctx, params.id ?? "", await sentForm(request));
}

/** An interpreter pauses or stops: what becomes of each of their coming jobs, decided before it is saved. */
export default function StopPage() {
  return <StopView page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
