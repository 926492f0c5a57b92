import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { sentForm } from "#app/form";
import { addressWithDates } from "#app/respond";
import { doDeed } from "./deeds";
import { readPage } from "./page";
import { AvailabilityView } from "./view";

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  return readPage(ctx, addressWithDates(request, ctx.now, "from", "to"));
}

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "interpreter");
  return doDeed(ctx, await sentForm(request));
}

export default function Availability() {
  return <AvailabilityView page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
