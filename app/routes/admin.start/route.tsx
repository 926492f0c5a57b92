import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { sentForm } from "#app/form";
import { act } from "./deeds";
import { read } from "./page";
import { GuideView } from "./view";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "admin");
  return read(ctx, new URL(request.url).searchParams);
}

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "admin");
  return act(ctx, await sentForm(request));
}

export default function Start() {
  return <GuideView found={useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
