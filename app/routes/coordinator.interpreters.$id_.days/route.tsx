import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { sentForm } from "#app/form";
import { doDeed } from "./deeds";
import { readPage } from "./page";
import { DaysView } from "./view";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  return readPage(ctx, params.id ?? "", new URL(request.url).searchParams);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  return doDeed(ctx, params.id ?? "", await sentForm(request));
}

/** When an interpreter works and when they are away, as they say it by phone: not everybody has an account. */
export default function DaysPage() {
  return <DaysView page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
