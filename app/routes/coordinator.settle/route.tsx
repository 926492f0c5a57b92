import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { enter, newId, notFound } from "#app/context.server";
import { sentForm } from "#app/form";
import { translator } from "#app/i18n/index";
import { tookPlaceAt, toSettle } from "#app/queries/everyone/to-settle";
import { doDeed } from "./deeds";
import { SettleView } from "./view";

/** All that waits for a decision, or with `request` everything about that one. */
export async function loader({ request }: LoaderFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const search = new URL(request.url).searchParams;
  const requestId = search.get("request");
  const title = translator(ctx.locale)("coordinator:settle.title");
  const shared = { title, now: ctx.now, requestId, isDone: search.has("done") };
  if (requestId === null) return { ...shared, key: newId(), reference: null, services: toSettle(ctx), toReport: [] };
  const found = tookPlaceAt(ctx, requestId);
  if (!found) throw notFound();
  return { ...shared, ...found };
}

export async function action({ request }: ActionFunctionArgs) {
  const ctx = await enter(request, "coordinator");
  const requestId = new URL(request.url).searchParams.get("request");
  const back = requestId === null ? "?done" : `?request=${encodeURIComponent(requestId)}&done`;
  return doDeed(ctx, await sentForm(request), `/coordinator/settle${back}`);
}

export default function Settle() {
  return <SettleView page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
