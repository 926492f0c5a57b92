import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { sentForm } from "#app/form";
import { doDeed } from "./deeds";
import { readPage } from "./page";
import { JobView } from "./view";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  return readPage(ctx, params.id ?? "", new URL(request.url).searchParams);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  return doDeed(ctx, params.id ?? "", await sentForm(request));
}

export default function JobDetails() {
  return <JobView page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
