import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { noteReading } from "#app/commands/note-reading";
import { enter } from "#app/context.server";
import { readDates } from "#app/dates";
import { sentForm } from "#app/form";
import { useAnswer } from "#app/ui/live/answer";
import { doDeed } from "./deeds";
import { readPage } from "./page";
import { RequestView } from "./view";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const page = readPage(ctx, params.id ?? "", new URL(request.url).searchParams);
  noteReading(ctx, { requestId: params.id ?? "" });
  return page;
}

export async function action({ request, params }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  return doDeed(ctx, params.id ?? "", readDates(await sentForm(request), ctx.now, "date"));
}

/** One request: what is asked, who does it, who could, who could not and why, and everything that happened. */
export default function RequestPage() {
  return <RequestView page={useLoaderData<typeof loader>()} answer={useAnswer<typeof action>()} />;
}
