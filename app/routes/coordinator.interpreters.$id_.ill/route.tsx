import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { noteReading } from "#app/commands/note-reading";
import { enter } from "#app/context.server";
import { sentForm } from "#app/form";
import { addressWithDates } from "#app/respond";
import { doDeed } from "./deeds";
import { readPage } from "./page";
import { IllView } from "./view";

/** The stand-ins that were looked for stay until somebody looks again; each line is asked anew when it is applied. */
export const handle = { still: true };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const page = await readPage(ctx, params.id ?? "", addressWithDates(request, ctx.now, "from", "to"));
  noteReading(ctx, { interpreterId: params.id ?? "" });
  return page;
}

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  return doDeed(ctx, params.id ?? "", await sentForm(request));
}

/** One interpreter cannot work for a time: their jobs, who could stand in for each, and the click that makes it so. */
export default function IllPage() {
  return <IllView page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
