/**
 * Planning many requests at once. The address says everything (days, what is left out, what is pinned), so reload and back
 * are harmless.
 */

import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { enter } from "#app/context.server";
import { sentForm } from "#app/form";
import { addressWithDates } from "#app/respond";
import { doDeed } from "./deeds";
import { readPage } from "./page";
import { PlanView } from "./view";

/** What was planned stays until it is planned again: its lines must not change places under the hand. */
export const handle = { still: true };

export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  return readPage(ctx, addressWithDates(request, ctx.now, "from", "to"), request.signal);
}

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  return doDeed(ctx, await sentForm(request));
}

export default function PlanPage() {
  return <PlanView page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
